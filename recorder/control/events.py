"""What a recording tells while it goes on, and the same as lines of JSON for other programs."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

from recorder.document.geometry import Box
from recorder.document.guide import Step


@dataclass(frozen=True, slots=True)
class Countdown:
    """So many seconds until it begins."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Recording:
    """It has begun: every listener is live. `keys` are the hotkeys by what they do."""

    id: str
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Steps:
    """From number `first` on, the list of steps is now `steps`; `moments` is where their pictures are."""

    first: int
    steps: tuple[Step, ...]
    moments: Path


@dataclass(frozen=True, slots=True)
class Paused:
    """Nothing is kept from here on."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """It goes on."""


@dataclass(frozen=True, slots=True)
class Reopen:
    """A program that gives no names until it is started anew with them."""

    app: str
    pid: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something does not work as it should: one sentence with the mend."""

    text: str
    reopen: Reopen | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A note was ordered without its words: whoever can, asks for them."""


@dataclass(frozen=True, slots=True)
class Here:
    """The guides for this program, window and page are wanted: whoever knows a knowledge base shows them."""

    app: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Busy:
    """The person is busy at this box of the desktop: whatever lies in the way steps aside."""

    box: Box


@dataclass(frozen=True, slots=True)
class Composing:
    """So much of the guide is written."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Written:
    """The guide is in its file."""

    file: Path
    title: str
    steps: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no guide, or not all of it: one sentence with the mend."""

    text: str


Event: TypeAlias = (
    Countdown
    | Recording
    | Steps
    | Paused
    | Resumed
    | Problem
    | Asked
    | Here
    | Busy
    | Composing
    | Written
    | Failed
)
Tell: TypeAlias = Callable[[Event], None]


def line_of(event: Event) -> str:
    """Return an event as a line of JSON, without the end of the line."""
    return json.dumps(_fields(event), ensure_ascii=False)


def _fields(event: Event) -> dict[str, object]:
    return {"event": type(event).__name__.lower(), **_told(event)}


def _told(event: Event) -> dict[str, object]:
    """Return what an event tells, in the words of the protocol."""
    match event:
        case Steps():
            return {"from": event.first, "steps": [_step(each, event.moments) for each in event.steps]}
        case Problem(text=text, reopen=None):
            return {"text": text}
        case Recording():
            return {"id": event.id, "keys": dict(event.keys)}
        case Written():
            return {**asdict(event), "file": str(event.file)}
        case _:
            return asdict(event)


def _step(step: Step, moments: Path) -> dict[str, object]:
    """Return what a list of steps shows of one."""
    picture = step.picture
    return {
        "id": step.id,
        "kind": step.kind,
        "caption": step.caption,
        "short": step.short,
        "action": step.action.kind if step.action else None,
        "picture": str(moments / Path(picture.file).name) if picture else None,
        "width": picture.width if picture else None,
        "height": picture.height if picture else None,
        "crop": list(picture.crop) if picture and picture.crop else None,
        "marks": [mark.model_dump(mode="json") for mark in picture.marks] if picture else [],
    }
