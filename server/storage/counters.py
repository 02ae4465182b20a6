"""Numbers that all processes share.

`changes` grows whenever something that readers see has changed, `drafts` when only editors see it.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from server.storage.tables import counters
from server.storage.writing import insert_missing

CHANGES = "changes"
REDACTED = "redacted"
DRAFTS = "drafts"


def read(connection: Connection, name: str = CHANGES) -> int:
    """Return the counter, 0 before it was ever set."""
    return connection.scalar(select(counters.c.value).where(counters.c.name == name)) or 0


def read_all(connection: Connection, names: Sequence[str]) -> tuple[int, ...]:
    """Return several counters at once."""
    rows = connection.execute(select(counters).where(counters.c.name.in_(names)))
    found = {row.name: row.value for row in rows}
    return tuple(found.get(name, 0) for name in names)


def bump(connection: Connection, name: str = CHANGES) -> None:
    """Add one."""
    more = update(counters).where(counters.c.name == name).values(value=counters.c.value + 1)
    if not connection.execute(more).rowcount:
        insert_missing(connection, counters, [{"name": name, "value": 0}])
        connection.execute(more)


def put(connection: Connection, name: str, value: int) -> None:
    """Set the counter."""
    insert_missing(connection, counters, [{"name": name, "value": value}])
    connection.execute(update(counters).where(counters.c.name == name).values(value=value))
