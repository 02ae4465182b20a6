"""What a recorder says while it records: one JSON object a line, as `handrail record --events` has it."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from recorder.document.geometry import Box
from recorder.document.guide import AnyMark, Pixels

Command = Literal["pause", "resume", "stop", "cancel", "picture", "discard", "note", "reopen"]


class Said(BaseModel):
    """The base of all events: frozen, and deaf to what a newer recorder adds."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class SeenStep(Said):
    """One step as far as it is known while recording; `picture` is a raw moment on this machine's disk."""

    id: str
    kind: Literal["action", "note", "heading", "result"]
    caption: str
    short: str = ""
    action: str | None = None
    picture: Path | None = None
    width: Pixels | None = None
    height: Pixels | None = None
    crop: Box | None = None
    marks: tuple[AnyMark, ...] = ()


class Countdown(Said):
    """Recording begins in so many seconds."""

    event: Literal["countdown"]
    seconds: int


class Recording(Said):
    """Every listener is live; `keys` names the hotkeys by what they do."""

    event: Literal["recording"]
    id: str = ""
    keys: dict[str, str] = Field(default_factory=dict)


class Steps(Said):
    """From index `at` on the steps are these."""

    event: Literal["steps"]
    at: Annotated[int, Field(ge=0, alias="from")]
    steps: tuple[SeenStep, ...]


class Paused(Said):
    """Nothing is kept for now."""

    event: Literal["paused"]


class Resumed(Said):
    """It goes on."""

    event: Literal["resumed"]


class Reopen(Said):
    """A program that would tell the names of its controls if it were started anew."""

    app: str
    pid: int = 0


class Trouble(Said):
    """Something is not well, and the recording goes on."""

    event: Literal["problem"]
    text: str
    reopen: Reopen | None = None


class Composing(Said):
    """The guide is being written."""

    event: Literal["composing"]
    done: int
    total: int


class Written(Said):
    """The guide lies in a file."""

    event: Literal["written"]
    file: Path
    title: str = ""
    steps: int = 0
    seconds: float = 0.0


class Failed(Said):
    """It ended without a guide."""

    event: Literal["failed"]
    text: str


Event = Countdown | Recording | Steps | Paused | Resumed | Trouble | Composing | Written | Failed
_LINE: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="event")])


def read_event(line: str) -> Event | None:
    """Return what a line says, or None for one that this release does not understand."""
    try:
        return _LINE.validate_json(line)
    except ValidationError:
        return None
