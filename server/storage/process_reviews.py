"""Who keeps processes true, and when each was last looked at."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, true, update

from server.standing import Standing
from server.storage import people
from server.storage.processes import KEPT
from server.storage.tables import processes


def standing(connection: Connection, process_id: str) -> Standing | None:
    """Return how the process stands, or None where there is none."""
    return next(iter(standings(connection, processes.c.id == process_id)), None)


def standings(connection: Connection, condition: ColumnElement[bool] | None = None) -> tuple[Standing, ...]:
    """Return how processes stand, all or those of a condition, in order."""
    columns = ("id", "name", "owner", "reviewer", "review_from", "review_days", "verified_by", "verified_at")
    wanted = select(*(processes.c[name] for name in columns))
    wanted = wanted.where(KEPT, true() if condition is None else condition).order_by(processes.c.position)
    rows = connection.execute(wanted).all()
    named = {each for row in rows for each in (row.owner, row.reviewer, row.verified_by)}
    known = people.by_id(connection, named)
    return tuple(
        Standing(
            kind="process",
            id=row.id,
            title=row.name,
            owner=known.get(row.owner),
            reviewer=known.get(row.reviewer),
            review_from=row.review_from,
            review_days=row.review_days,
            verified_by=known.get(row.verified_by),
            verified_at=row.verified_at,
        )
        for row in rows
    )


def of_people(ids: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that one of those persons owns or reviews the process."""
    return processes.c.owner.in_(ids) | processes.c.reviewer.in_(ids)


def put(connection: Connection, process_id: str, **values: Any) -> None:
    """Write what is said of who keeps the process true."""
    connection.execute(update(processes).where(processes.c.id == process_id).values(values))
