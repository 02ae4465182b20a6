"""Persons: this machine's user, and whoever gave a name."""

import getpass
from collections.abc import Iterable, Mapping
from typing import Literal

from sqlalchemy import Connection, insert, select

from server import clock
from server.model import Person
from server.storage.keys import fold
from server.storage.tables import people


def machine_user(connection: Connection) -> Person:
    """Return the person who runs this machine, made on first use; needs a writing connection then."""
    name = _login_name()
    row = connection.execute(
        select(people).where(people.c.kind == "machine", people.c.name == name).order_by(people.c.id),
    ).first()
    return Person(row.id, row.name, row.kind) if row else add(connection, name, "machine")


def add(connection: Connection, name: str, kind: Literal["machine", "visitor"] = "visitor") -> Person:
    """Keep a new person and return them; two persons may have one name."""
    statement = insert(people).values(name=name, kind=kind, created_at=clock.now())
    key = connection.execute(statement).inserted_primary_key
    assert key is not None
    return Person(key.id, name, kind)


def person(connection: Connection, person_id: int) -> Person | None:
    """Return the person of that id, or None."""
    return by_id(connection, [person_id]).get(person_id)


def called(connection: Connection, name: str) -> Person | None:
    """Return the person of that name, ignoring case, the first of several; None if there is none."""
    rows = connection.execute(select(people).order_by(people.c.id))
    return next((Person(row.id, row.name, row.kind) for row in rows if fold(row.name) == fold(name)), None)


def by_id(connection: Connection, ids: Iterable[int | None]) -> Mapping[int, Person]:
    """Return the persons of those ids that are known; None is skipped."""
    wanted = {each for each in ids if each is not None}
    rows = connection.execute(select(people).where(people.c.id.in_(wanted))) if wanted else ()
    return {row.id: Person(row.id, row.name, row.kind) for row in rows}


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run under a number that has no name
        return "This machine"
