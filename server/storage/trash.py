"""Which guides were deleted, by whom and when; all of theirs is still there until the trash is emptied."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from server import clock
from server.model import Trashed
from server.storage import people
from server.storage.tables import guides, trash


def put(connection: Connection, guide_id: str, person_id: int) -> None:
    """Note that the guide is in the trash from now on."""
    connection.execute(insert(trash).values(guide=guide_id, person=person_id, at=clock.now()))


def take_out(connection: Connection, guide_id: str) -> bool:
    """Let the guide be in the trash no longer; False if it was not."""
    return connection.execute(delete(trash).where(trash.c.guide == guide_id)).rowcount > 0


def holds(connection: Connection, guide_id: str) -> bool:
    """Tell whether the guide is in the trash."""
    return connection.scalar(select(trash.c.guide).where(trash.c.guide == guide_id)) is not None


def everything(connection: Connection) -> tuple[Trashed, ...]:
    """Return what is in the trash, the guide deleted last first."""
    statement = select(trash, guides.c.title, guides.c.version, guides.c.steps).join(guides)
    rows = connection.execute(statement.order_by(trash.c.at.desc(), trash.c.guide)).all()
    by = people.by_id(connection, [row.person for row in rows])
    return tuple(
        Trashed(row.guide, row.title, row.version, row.steps, by[row.person], row.at) for row in rows
    )


def count(connection: Connection) -> int:
    """Return how many guides are in the trash."""
    return connection.scalar(select(func.count()).select_from(trash)) or 0


def one(connection: Connection, guide_id: str) -> Trashed | None:
    """Return the guide as it is in the trash, or None."""
    return next((each for each in everything(connection) if each.id == guide_id), None)


def older_than(connection: Connection, when: datetime) -> tuple[str, ...]:
    """Return the guides that were deleted before that time."""
    return tuple(connection.scalars(select(trash.c.guide).where(trash.c.at < when).order_by(trash.c.at)))
