"""Pairs of guides that say nearly the same, kept when one of them was published."""

from sqlalchemy import Connection, or_, select

from server.storage.tables import alike


def doubles_of(connection: Connection, guide_id: str) -> frozenset[str]:
    """Return the guides that say nearly the same as that one."""
    mine = or_(alike.c.one == guide_id, alike.c.other == guide_id)
    rows = connection.execute(select(alike.c.one, alike.c.other).where(mine))
    return frozenset({each for row in rows for each in row} - {guide_id})
