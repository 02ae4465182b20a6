"""What the page of a guide's feedback shows: of one step or of all, with the form that could not be kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from recorder.document.guide import Step
from server.editing.errors import ConflictError
from server.errors import ServerError
from server.feedback.base import Feedback, Kind, Sayer
from server.feedback.shown import SaidShown, Steps, shown
from server.model import Version
from server.storage import feedback as kept

LISTED = 20
LARGEST = 2**63 - 1
LONGEST_ID = 64

Numbered = Annotated[int, Field(ge=1, le=LARGEST)]


class Sent(BaseModel):
    """What a form says; `view` tells which list its page shows."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Kind = "comment"
    step: str = ""
    version: int = 0
    read: Annotated[int, Field(ge=0, le=LARGEST)] = 0
    topic: str = ""
    words: str = ""
    of: Numbered | None = None
    name: str = ""
    view: str = ""
    before: str | None = None

    @property
    def looked(self) -> "Looked":
        """The part of what was said that the form's page showed."""
        if self.view.startswith("step-"):
            return Looked(step=self.view.removeprefix("step-"), version=self.read)
        return Looked(settled=self.view == "settled")


class Looked(BaseModel):
    """Which part of what was said a page shows; `sent` was said just now, so the page says thanks."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    step: str = ""
    settled: bool = False
    before: Numbered | None = None
    sent: Numbered | None = None
    version: Annotated[int, Field(ge=0, le=LARGEST)] = 0
    """The version of the guide that its reader has open, 0 where that is not known."""

    @property
    def view(self) -> str:
        """The part in one word, as forms carry it along."""
        return f"step-{self.step}" if self.step else "settled" if self.settled else "all"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What kept a form from being done, what it said, and at which thing it stood, if at one."""

    error: ServerError
    sent: Sent
    at: int | None = None

    @property
    def theirs(self) -> str | None:
        """The words that stand there now, where a suggestion met others than it saw."""
        return self.error.more.get("theirs") if isinstance(self.error, ConflictError) else None


def gathered(
    connection: Connection, version: Version, reader: Sayer, looked: Looked, trouble: Trouble | None = None
) -> Mapping[str, Any]:
    """Return what the page shows to a reader."""
    guide, step_id = version.document, looked.step[:LONGEST_ID] or None
    steps = Steps(connection, guide)
    listed = kept.listed(
        connection,
        guide.id,
        reader,
        step=step_id,
        is_open=not looked.settled,
        before=looked.before,
        limit=LISTED + 1,
    )
    return {
        "guide": guide,
        "version": version.number,
        "read": looked.version if 0 < looked.version < version.number else version.number,
        "looked": looked,
        "view": looked.view,
        "step": steps.find(step_id) if step_id else None,
        "content": _step_of(version, step_id),
        "items": shown(steps, reader, listed[:LISTED]),
        "mine": () if reader.may_edit or looked.settled else _news(steps, reader, step_id),
        "older": listed[LISTED - 1].id if len(listed) > LISTED else None,
        "owner": kept.owner_name(connection, guide.id),
        "nameless": reader.person is None,
        "sent": trouble.sent if trouble else Sent(),
        "trouble_at": next((each.id for each in listed if trouble and each.id == trouble.at), None),
        "conflict": trouble.theirs if trouble else None,
    }


def _news(steps: Steps, reader: Sayer, step_id: str | None) -> tuple[SaidShown, ...]:
    """Return what was said in this browser and dealt with, so that its person sees what became of it."""
    mine = kept.of_device(steps.connection, steps.guide.id, reader.device)
    return shown(steps, reader, [each for each in mine if _is_news(each, step_id)][:LISTED])


def _is_news(said: Feedback, step_id: str | None) -> bool:
    return not said.is_open and (step_id is None or said.step == step_id)


def _step_of(version: Version, step_id: str | None) -> Step | None:
    return next((step for step in version.document.steps if step.id == step_id), None)
