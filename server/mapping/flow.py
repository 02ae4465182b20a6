"""What a map is drawn from: stops in order and the arrows between them, every word said already."""

from dataclasses import dataclass
from typing import Literal

START, END = "^start", "^end"
"""Where every flow begins and ends; no stage has such an id."""

StopKind = Literal["work", "decision", "process"]


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage as the map shows it. `note` stands under its name; `said` is all of it for a screen reader."""

    id: str
    name: str
    kind: StopKind = "work"
    role: str = ""
    note: str = ""
    url: str = ""
    said: str = ""
    is_gap: bool = False
    optional: bool = False
    amber: bool = False
    beside: bool = False
    """Whether it runs side by side with the stop before it."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one stop to another; a branch of a decision has a label."""

    source: str
    target: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A process to be drawn. Arrows may lead back to stops that come before."""

    begins: str
    ends: str
    stops: tuple[Stop, ...]
    arrows: tuple[Arrow, ...]
