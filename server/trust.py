"""What a reader may know of how far a guide can be trusted: who looked, when it is due, what is amiss."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Connection

from server import clock
from server.model import GuideSummary, Person
from server.rhythm import Rhythm, Turn
from server.standing import Standing
from server.storage import process_reviews, reviews


@dataclass(frozen=True, slots=True)
class Trust:
    """How a guide or a process stands for its readers. `verified_by` saw what they read."""

    state: str
    version: int
    owner: Person | None
    reviewer: Person | None
    verified_by: Person | None
    verified_at: datetime | None
    looked_at: datetime | None
    due: date | None
    turn: Turn
    days: int
    reasons: tuple[str, ...]

    @property
    def is_overdue(self) -> bool:
        """Whether nobody looked in time."""
        return self.turn == "overdue"


def trust_of(standing: Standing, rhythm: Rhythm, now: datetime) -> Trust:
    """Return how it stands for its readers."""
    return Trust(
        state=standing.state,
        version=standing.version,
        owner=standing.owner,
        reviewer=standing.reviewer,
        verified_by=standing.verified_by if standing.is_verified else None,
        verified_at=standing.verified_at if standing.is_verified else None,
        looked_at=standing.verified_at,
        due=rhythm.due(standing) if standing.is_read else None,
        turn=rhythm.turn(standing, now) if standing.is_read else "",
        days=rhythm.days_for(standing),
        reasons=tuple(standing.reason.splitlines()) if standing.is_read else (),
    )


def amiss(guide: GuideSummary, rhythm: Rhythm, now: datetime) -> Literal["", "needs_update", "overdue"]:
    """Return what is not well with a guide, for lists, which mark nothing else."""
    if guide.state == "archived":
        return ""
    if guide.needs_update:
        return "needs_update"
    return "overdue" if rhythm.turn(guide, now) == "overdue" else ""


def of_guide(connection: Connection, guide_id: str, rhythm: Rhythm) -> Trust | None:
    """Return how the guide stands for its readers, or None where there is none."""
    standing = reviews.standing(connection, guide_id)
    return trust_of(standing, rhythm, clock.now()) if standing else None


def of_process(connection: Connection, process_id: str, rhythm: Rhythm) -> Trust | None:
    """Return how the process stands for its readers, or None where there is none."""
    standing = process_reviews.standing(connection, process_id)
    return trust_of(standing, rhythm, clock.now()) if standing else None
