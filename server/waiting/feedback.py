"""What readers said of the guides that a person looks after, one line a guide."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection

from server.model import Person
from server.storage import feedback
from server.waiting.base import Level, Waiting

KINDS = ("report", "comment", "suggestion")


def of_readers(connection: Connection, person: Person, now: datetime) -> Iterator[Waiting]:
    """Yield each guide on which reports, comments or suggestions wait; reports are not well, so amber."""
    del now
    rows = feedback.waiting_for(connection, person.id)
    for (guide, title), group in groupby(rows, key=lambda row: (row.guide, row.title)):
        kinds = {row.kind: row for row in group}
        counts = {kind: kinds[kind].count if kind in kinds else 0 for kind in KINDS}
        level: Level = "amber" if counts["report"] else "calm"
        at = min(row.at for row in kinds.values())
        yield Waiting("feedback", title, f"/guides/{guide}/feedback", at, level, counts)
