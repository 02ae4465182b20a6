"""Persons: this machine's user, and whoever gave a name."""

import getpass
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Connection, case, func, insert, select, true, update

from server import clock
from server.model import Person
from server.storage.tables import devices, links, people


@dataclass(frozen=True, slots=True)
class Known:
    """A person, and whether a link that still holds lets them read or edit."""

    person: Person
    may_edit: bool
    may_read: bool


def machine_user(connection: Connection) -> Person:
    """Return the person who runs this machine, made on first use; needs a writing connection then."""
    name = _login_name()
    row = connection.execute(
        select(people).where(people.c.kind == "machine", people.c.name == name).order_by(people.c.id),
    ).first()
    return Person(row.id, row.name, row.kind) if row else add(connection, name, "machine")


def add(
    connection: Connection, name: str, kind: Literal["machine", "visitor", "named"] = "visitor"
) -> Person:
    """Keep a new person and return them; two persons may have one name."""
    statement = insert(people).values(name=name, kind=kind, created_at=clock.now())
    key = connection.execute(statement).inserted_primary_key
    assert key is not None
    return Person(key.id, name, kind)


def claim(connection: Connection, name: str) -> Person:
    """Return who gives that name: the person whom others only named so far, or else a new one."""
    named = select(people.c.id).where(people.c.kind == "named", people.c.name == name).order_by(people.c.id)
    found = connection.scalar(named.limit(1))
    if found is None:
        return add(connection, name)
    connection.execute(update(people).where(people.c.id == found).values(kind="visitor"))
    return Person(found, name)


def called(connection: Connection, name: str) -> Person:
    """Return the person whom others call by a name, ignoring case: the one here last, or a new one."""
    alike = [each for each in known(connection) if each.person.name.casefold() == name.casefold()]
    return alike[0].person if alike else add(connection, name, "named")


def namesakes(connection: Connection, person: Person) -> frozenset[int]:
    """Return all rows of that name: one person may have opened links on a phone and on a desk."""
    return frozenset(connection.scalars(select(people.c.id).where(people.c.name == person.name)))


def known(connection: Connection) -> tuple[Known, ...]:
    """Return every person by name, each name once, those who may edit and were here last before others."""
    holds = (devices.c.generation == links.c.generation) & links.c.ended_at.is_(None)
    used = (
        select(
            devices.c.person,
            func.max(devices.c.seen_at).label("seen_at"),
            func.max(case((links.c.role == "editor", 1), else_=0)).label("edits"),
        )
        .join_from(devices, links)
        .where(holds)
        .group_by(devices.c.person)
        .subquery()
    )
    rows = connection.execute(
        select(people, used.c.edits, used.c.person.label("holder"))
        .outerjoin(used, used.c.person == people.c.id)
        .order_by(used.c.seen_at.desc().nulls_last(), people.c.id.desc())
    )
    found: dict[str, Known] = {}
    for row in rows:
        is_here = row.kind == "machine"
        one = Known(
            Person(row.id, row.name, row.kind),
            may_edit=is_here or bool(row.edits),
            may_read=is_here or row.holder is not None,
        )
        before = found.get(row.name)
        if before is None or (one.may_edit, one.may_read) > (before.may_edit, before.may_read):
            found[row.name] = one
    return tuple(sorted(found.values(), key=lambda each: (each.person.name.casefold(), each.person.name)))


def person(connection: Connection, person_id: int) -> Person | None:
    """Return the person of that id, or None."""
    return by_id(connection, [person_id]).get(person_id)


def may_read(connection: Connection, person_id: int) -> bool:
    """Tell whether a link that still holds lets the person in, or it is this machine's user."""
    return _is_let_in(connection, person_id, true())


def may_edit(connection: Connection, person_id: int) -> bool:
    """Tell whether an editor's link that still holds lets the person in, or it is this machine's user."""
    return _is_let_in(connection, person_id, links.c.role == "editor")


def _is_let_in(connection: Connection, person_id: int, how: ColumnElement[bool]) -> bool:
    kind = connection.scalar(select(people.c.kind).where(people.c.id == person_id))
    held = (
        select(devices.c.id)
        .join_from(devices, links)
        .where(devices.c.person == person_id, devices.c.generation == links.c.generation)
        .where(links.c.ended_at.is_(None), how)
    )
    return kind == "machine" or connection.execute(held.limit(1)).first() is not None


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
