"""What was published last, version by version, for whoever reads along from elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from server.storage.tables import guides, people, trash
from server.storage.tables import versions as rows


@dataclass(frozen=True, slots=True)
class Published:
    """One version of a guide that readers have, and who published it."""

    guide: str
    title: str
    number: int
    note: str
    at: datetime
    person: str


def versions(connection: Connection, limit: int) -> tuple[Published, ...]:
    """Return the versions published last, of guides that readers have."""
    shown = (guides.c.state != "archived", guides.c.id.not_in(select(trash.c.guide)))
    wanted = (
        select(rows.c.guide, guides.c.title, rows.c.number, rows.c.note, rows.c.published_at, people.c.name)
        .join_from(rows, guides, rows.c.guide == guides.c.id)
        .join(people, rows.c.published_by == people.c.id)
        .where(*shown)
        .order_by(rows.c.published_at.desc(), rows.c.guide, rows.c.number.desc())
        .limit(limit)
    )
    return tuple(
        Published(row.guide, row.title, row.number, row.note, row.published_at, row.name)
        for row in connection.execute(wanted)
    )
