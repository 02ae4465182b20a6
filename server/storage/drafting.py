"""Published guides that somebody has changed since: what home reminds editors of."""

from typing import Any

from sqlalchemy import Connection, func, select

from server.model import Drafting
from server.storage import people
from server.storage.tables import drafts, edits, guides, trash, versions


def unpublished(connection: Connection) -> tuple[Drafting, ...]:
    """Return the published guides whose draft says something else, the one changed last first."""
    present = (versions.c.guide == guides.c.id) & (versions.c.number == guides.c.version)
    later = (edits.c.guide == guides.c.id) & (edits.c.serial > versions.c.through)
    changed = func.max(edits.c.at).label("at")
    statement = (
        select(guides.c.id, guides.c.title, edits.c.person, changed)
        .join_from(drafts, guides)
        .join(versions, present)
        .join(edits, later)
        .where(
            drafts.c.document != versions.c.document,
            guides.c.id.not_in(select(trash.c.guide)),
            guides.c.state != "archived",
        )
        .group_by(guides.c.id, guides.c.title, edits.c.person)
        .order_by(changed.desc(), guides.c.id)
    )
    rows: dict[str, list[Any]] = {}
    for row in connection.execute(statement).all():
        rows.setdefault(row.id, []).append(row)
    by = people.by_id(connection, [row.person for each in rows.values() for row in each])
    return tuple(
        Drafting(guide, mine[0].title, mine[0].at, tuple(by[row.person] for row in mine))
        for guide, mine in rows.items()
    )
