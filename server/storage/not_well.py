"""How many guides are not well, in one question: what home tells editors in a line each."""

from typing import NamedTuple

from sqlalchemy import Connection, case, func, select

from server.storage import guides, tables
from server.storage.tables import placements


class NotWell(NamedTuple):
    """How many published guides need an update, are looked at, have no owner, and have no process."""

    needs_update: int
    in_review: int
    unowned: int
    unplaced: int


def counted(connection: Connection) -> NotWell:
    """Return how many there are of each."""
    there = tables.guides.c
    placed = select(placements.c.guide)
    conditions = (
        there.state == "needs_update",
        there.state == "review",
        there.owner.is_(None),
        there.id.not_in(placed),
    )
    sums = [func.coalesce(func.sum(case((each, 1), else_=0)), 0) for each in conditions]
    return NotWell(*connection.execute(select(*sums).where(guides.listed())).one())
