"""Versions of all guides in the order in which they were published, for lists of what is new."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select, true

from server.storage.tables import guides, people, trash, versions


@dataclass(frozen=True, slots=True)
class Published:
    """A version of a guide that readers may see, as a list tells of it."""

    guide: str
    title: str
    number: int
    note: str
    by: str
    at: datetime
    is_current: bool

    @property
    def place(self) -> str:
        """Where the list goes on after it."""
        return f"{self.at.astimezone(UTC).isoformat()}_{self.number}_{self.guide}"


Place = tuple[datetime, str, int]


def read_place(text: str) -> Place | None:
    """Return the place that an address names; None where it names none."""
    at, _, rest = text.partition("_")
    number, _, guide = rest.partition("_")
    try:
        moment = datetime.fromisoformat(at)
        named = (moment.astimezone(UTC), guide, int(number)) if moment.tzinfo else None
        return named if named and 0 < named[2] < 2**31 else None
    except (ValueError, OverflowError):
        return None


def published(connection: Connection, limit: int, before: Place | None = None) -> tuple[Published, ...]:
    """Return what was published, newest first, as far as readers may see its guide today."""
    order = (versions.c.published_at, versions.c.guide, versions.c.number)
    statement = (
        select(versions.c.guide, versions.c.number, versions.c.note, versions.c.published_at)
        .add_columns(guides.c.title, guides.c.version, people.c.name)
        .join(guides, guides.c.id == versions.c.guide)
        .join(people, people.c.id == versions.c.published_by)
        .where(versions.c.number <= guides.c.version, guides.c.state != "archived")
        .where(guides.c.id.not_in(select(trash.c.guide)))
        .where(_after(before) if before else true())
        .order_by(*(column.desc() for column in order))
    )
    return tuple(
        Published(
            guide=row.guide,
            title=row.title,
            number=row.number,
            note=row.note,
            by=row.name,
            at=row.published_at,
            is_current=row.number == row.version,
        )
        for row in connection.execute(statement.limit(limit))
    )


def _after(place: Place) -> ColumnElement[bool]:
    """Return the condition of what the list has after a place."""
    at, guide, number = place
    same = and_(versions.c.guide == guide, versions.c.number < number)
    later_in_list = or_(versions.c.published_at < at, versions.c.guide < guide, same)
    return and_(versions.c.published_at <= at, later_in_list)  # the first alone is what an index answers
