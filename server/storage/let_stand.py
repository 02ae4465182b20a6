"""Remarks of the writing check that somebody let stand.

They are no part of the document: readers' files do not carry them, letting one stand is no change to publish,
and the key tells nothing of the words, so that there is nothing to redact.
"""

from sqlalchemy import Connection, delete, select

from server import clock
from server.model import Person
from server.storage.tables import let_stand
from server.storage.writing import insert_missing


def keys(connection: Connection, guide_id: str) -> frozenset[str]:
    """Return the keys of the remarks on a guide that may stay."""
    return frozenset(connection.scalars(select(let_stand.c.remark).where(let_stand.c.guide == guide_id)))


def add(connection: Connection, guide_id: str, key: str, person: Person) -> None:
    """Keep that the remark may stay."""
    row = {"guide": guide_id, "remark": key, "person": person.id, "at": clock.now()}
    insert_missing(connection, let_stand, [row])


def remove(connection: Connection, guide_id: str, key: str) -> None:
    """Have the remark made again."""
    connection.execute(delete(let_stand).where(let_stand.c.guide == guide_id, let_stand.c.remark == key))
