"""An ask: a recording that is wanted, and the link that lets anybody who has it answer, and do nothing else.

A link is `ADDRESS/ask/TOKEN`. Unlike a link to the knowledge base it becomes no cookie: it opens one page, as
long as the ask holds. The base keeps the token's hash only.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from server.model import Person, Place

HOLDS = timedelta(days=30)
MOST_ANSWERS = 20
MOST_TRIES = 30
TRIES_COUNT_FOR = timedelta(hours=1)

State = Literal["open", "over", "ended"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for, as somebody says it. Where a slot is named it gives the place; a stage gets one."""

    title: str = ""
    note: str = ""
    process: str = ""
    stage: str = ""
    slot: str = ""
    question: str = ""
    """The search that found nothing, if that is why."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One ask as it stands. `place` is where the recording will go, None where that is nowhere or gone."""

    id: int
    title: str
    note: str
    question: str
    asker: Person
    asked: Person | None
    place: Place | None
    process_name: str
    stage_name: str
    slot: str
    at: datetime
    until: datetime
    ended_at: datetime | None
    token: str
    """The hash of its link's token."""

    def state(self, now: datetime) -> State:
        """Return whether its link opens, is over because nobody renewed it, or was ended."""
        if self.ended_at is not None:
            return "ended"
        return "over" if now >= self.until else "open"

    @property
    def has_lost_its_place(self) -> bool:
        """Whether the process or the stage that it was asked for is gone."""
        there = (self.place.process, self.place.stage) if self.place else (None, None)
        wanted = (self.process_name, self.stage_name)
        return any(name and not found for name, found in zip(wanted, there, strict=True))


@dataclass(frozen=True, slots=True)
class Answer:
    """A recording that came in answer: its guide as it stands now, who sent it, and when."""

    ask: int
    guide: str
    title: str
    steps: int
    person: Person
    at: datetime
    state: Literal["waits", "published", "trashed"]


def ask_address(base: str, token: str) -> str:
    """Return the address to hand out."""
    return f"{base.rstrip('/')}/ask/{token}"
