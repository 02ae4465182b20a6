"""How guides and processes stand: who keeps them true, who looked and when, and how they came there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from server.model import Person, State


@dataclass(frozen=True, slots=True)
class Standing:
    """Who keeps a guide or a process true, and how it stands; processes have no states and no versions.

    The days to the next review count from `review_from`; its own `review_days` overrule those by risk.
    """

    kind: Literal["guide", "process"]
    id: str
    title: str
    state: State = "published"
    version: int = 0
    risk: str = "normal"
    owner: Person | None = None
    reviewer: Person | None = None
    review_from: datetime | None = None
    review_days: int | None = None
    verified_by: Person | None = None
    verified_at: datetime | None = None
    verified_version: int | None = None
    reason: str = ""

    @property
    def url(self) -> str:
        """Where it is read."""
        return f"/{'guides' if self.kind == 'guide' else 'processes'}/{self.id}"

    @property
    def is_read(self) -> bool:
        """Whether readers come upon it, and so somebody has to see that it stays right."""
        return self.kind == "process" or (self.version > 0 and self.state != "archived")

    @property
    def is_verified(self) -> bool:
        """Whether a named person looked at just what readers see."""
        return self.verified_at is not None and (
            self.kind == "process" or self.verified_version == self.version
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """One move of a guide from a state to another, or somebody's word that it is right."""

    id: int
    guide: str
    kind: str
    was: State
    state: State
    version: int
    words: str
    person: Person
    at: datetime
    change: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class ProgramChange:
    """A program that changed, what changed, and which guides were asked about for it."""

    id: int
    program: str
    words: str
    person: Person
    at: datetime
    taken_back_at: datetime | None
    taken_back_by: Person | None
    guides: int = 0
    open: int = 0
