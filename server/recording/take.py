"""One take as the server knows it: a frozen value, and `after`, which says what an event makes of it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from server.recording.events import (
    Composing,
    Countdown,
    Event,
    Paused,
    Recording,
    Reopen,
    Resumed,
    SeenStep,
    Steps,
    Trouble,
    Written,
)

State = Literal[
    "idle", "starting", "countdown", "recording", "paused", "composing", "keeping", "kept", "thrown", "failed"
]
RUNNING: frozenset[State] = frozenset(
    {"starting", "countdown", "recording", "paused", "composing", "keeping"}
)
BEFORE: frozenset[State] = frozenset({"starting", "countdown"})
TAKING: frozenset[State] = frozenset({"recording", "paused"})


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says of a task before doing it; all of it may be empty."""

    title: str = ""
    process: str = ""
    stage: str = ""
    window: str = ""
    """Some words of the title of the only window to record; empty for the whole desktop."""


@dataclass(frozen=True, slots=True)
class Into:
    """Where a take is to go: into a guide, after one of its steps (or first), or in a step's place.

    Or it answers an ask, of that number, as a guide of its own.
    """

    guide: str
    mode: Literal["here", "again", "ask"]
    step: str | None = None
    ask: int = 0


@dataclass(frozen=True, slots=True)
class Landed:
    """What a take became: its guide, and the page on which it is gone through."""

    guide: str
    url: str


@dataclass(frozen=True, slots=True)
class Take:
    """How far a take is. `number` grows with each change; `ran` are its seconds until `since`."""

    number: int = 0
    state: State = "idle"
    wishes: Wishes = Wishes()
    into: Into | None = None
    """The guide that it is recorded for, None for a guide of its own."""
    countdown: int = 0
    keys: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    steps: tuple[SeenStep, ...] = ()
    trouble: str = ""
    reopen: Reopen | None = None
    done: int = 0
    total: int = 0
    said: str = ""
    """Why it failed, in one sentence with the mend."""
    guide: str = ""
    """The guide that it became, or a part of."""
    url: str = ""
    """The page on which it is gone through."""
    ran: float = 0.0
    since: datetime | None = None

    @property
    def is_running(self) -> bool:
        """Whether a recorder is at work, be it at counting down or writing."""
        return self.state in RUNNING

    @property
    def is_taking(self) -> bool:
        """Whether steps may come, now or when it goes on."""
        return self.state in TAKING

    def seconds(self, now: datetime) -> float:
        """Return how long it has recorded, pauses left out."""
        return self.ran + ((now - self.since).total_seconds() if self.since else 0.0)


def begun(before: Take, wishes: Wishes, into: Into | None = None) -> Take:
    """Return the take that a recorder has just been started for."""
    return Take(number=before.number + 1, state="starting", wishes=wishes, into=into)


def ended(
    before: Take, state: Literal["kept", "thrown", "failed"], said: str = "", landed: Landed | None = None
) -> Take:
    """Return the take as nothing will change it any more."""
    guide, url = (landed.guide, landed.url) if landed else ("", "")
    return replace(before, number=before.number + 1, state=state, said=said, guide=guide, url=url, since=None)


def seen(before: Take, guide: str) -> Take:
    """Return the take once its guide was looked at: there is nothing more to tell of it."""
    is_told = before.state == "kept" and before.guide == guide
    return Take(number=before.number + 1) if is_told else before


def after(take: Take, event: Event, now: datetime) -> Take:
    """Return the take that an event makes of it."""
    number = take.number + 1
    match event:
        case Countdown():
            return replace(take, number=number, state="countdown", countdown=event.seconds)
        case Recording():
            keys = MappingProxyType(event.keys)
            return replace(take, number=number, state="recording", keys=keys, since=now)
        case Steps():
            return replace(take, number=number, steps=(*take.steps[: event.at], *event.steps))
        case Paused():
            return replace(take, number=number, state="paused", ran=take.seconds(now), since=None)
        case Resumed():
            return replace(take, number=number, state="recording", since=take.since or now)
        case _:
            return _towards_its_end(take, event, now)


def _towards_its_end(take: Take, event: Event, now: datetime) -> Take:
    number = take.number + 1
    match event:
        case Trouble():
            return replace(take, number=number, trouble=event.text, reopen=event.reopen)
        case Composing():
            stopped = replace(take, number=number, state="composing", ran=take.seconds(now), since=None)
            return replace(stopped, done=event.done, total=event.total)
        case Written():
            return replace(take, number=number, state="keeping", ran=event.seconds, since=None)
        case _:  # why it failed is told once the recorder has ended
            return take
