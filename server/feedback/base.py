"""What is said of a guide or a step: a report that it is wrong, a comment, a suggested wording, a reply."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from server.errors import ServerError
from server.model import Person

Kind: TypeAlias = Literal["report", "comment", "suggestion", "reply"]
State: TypeAlias = Literal["open", "resolved", "mended", "taken", "declined", "withdrawn"]

TOPICS: Mapping[str, tuple[str, ...]] = {
    "report": ("screen", "button", "words", "else"),
    "suggestion": ("caption", "detail"),
    "comment": ("",),
    "reply": ("",),
}
"""Why a step is wrong, or which of its words a suggestion is for."""

LONGEST: Mapping[str, int] = {"report": 2_000, "comment": 2_000, "reply": 2_000, "suggestion": 20_000}
"""How many letters each may have."""

TAKEN_BACK_WITHIN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Feedback:
    """One thing said. `version` was read then; `before` is the text that a suggestion saw.

    The person is None for a reader who gave no name. `settled_in` is the version that mended it, if one did.
    """

    id: int
    guide: str
    step: str | None
    of: int | None
    kind: Kind
    topic: str
    version: int
    words: str
    before: str
    state: State
    answer: str
    person: Person | None
    device: str
    at: datetime
    settled_in: int | None = None
    settled_at: datetime | None = None
    settled_by: Person | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has dealt with it yet."""
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class Sayer:
    """Who says something: by name if they gave one, by their browser, and whether they may edit."""

    person: Person | None
    device: str
    may_edit: bool = False

    def owns(self, said: Feedback) -> bool:
        """Tell whether it was said in this browser."""
        return bool(self.device) and said.device == self.device


class UnfitError(ServerError):
    """What was said cannot be kept as it is; the words are still where they were written."""

    status = 422


class TooMuchError(ServerError):
    """A browser, or all readers of a guide, said more than anybody can answer."""

    status = 429


class TooLateError(ServerError):
    """What was said can no longer be taken back, or was dealt with meanwhile."""

    status = 409
