"""The calls that edits came by: what can be undone and redone, and by whom."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select, update

from server import clock
from server.model import Call, CallKind, CallState, Person
from server.storage import people
from server.storage.tables import calls


class New(NamedTuple):
    """A call to be kept, in the words of `Call`."""

    kind: CallKind
    since: int
    state: CallState = "left"
    name: str | None = None
    of: int | None = None


def named(connection: Connection, guide_id: str, person: Person, name: str) -> Call | None:
    """Return the person's call of that name, or None."""
    mine = (calls.c.guide == guide_id, calls.c.person == person.id, calls.c.name == name)
    row = connection.execute(select(calls).where(*mine)).first()
    return _call(row, person) if row else None


def numbered(connection: Connection, guide_id: str, ids: Iterable[int]) -> dict[int, Call]:
    """Return those of the calls that belong to the guide."""
    statement = select(calls).where(calls.c.guide == guide_id, calls.c.id.in_(set(ids)))
    rows = connection.execute(statement).all()
    by = people.by_id(connection, [row.person for row in rows])
    return {row.id: _call(row, by[row.person]) for row in rows}


def last_made(connection: Connection, guide_id: str, person: Person) -> Call | None:
    """Return the call that undo takes back: the person's last that is not undone."""
    return _standing(connection, guide_id, person, "made")


def last_undone(connection: Connection, guide_id: str, person: Person) -> Call | None:
    """Return the call that redo makes again: the person's first of those undone one after another."""
    return _standing(connection, guide_id, person, "undone")


def add(connection: Connection, guide_id: str, person: Person, new: New) -> int:
    """Keep a call and return its id."""
    row = {**new._asdict(), "guide": guide_id, "person": person.id, "at": clock.now()}
    key = connection.execute(insert(calls).values(row)).inserted_primary_key
    assert key is not None
    added: int = key.id
    return added


def stand(connection: Connection, call: int, state: CallState, by: int) -> None:
    """Let the call stand so from now on, by the edits of another."""
    connection.execute(update(calls).where(calls.c.id == call).values(state=state, by=by))


def forget_undone(connection: Connection, guide_id: str, person: Person) -> None:
    """Let nothing of the person's be made again any more."""
    mine = (calls.c.guide == guide_id, calls.c.person == person.id, calls.c.state == "undone")
    connection.execute(update(calls).where(*mine).values(state="left"))


def _standing(connection: Connection, guide_id: str, person: Person, state: CallState) -> Call | None:
    mine = (calls.c.guide == guide_id, calls.c.person == person.id, calls.c.state == state)
    order = calls.c.id.desc() if state == "made" else calls.c.id
    row = connection.execute(select(calls).where(*mine).order_by(order).limit(1)).first()
    return _call(row, person) if row else None


def _call(row: Row[Any], person: Person) -> Call:
    return Call(
        id=row.id,
        guide=row.guide,
        person=person,
        name=row.name,
        kind=row.kind,
        of=row.of,
        state=row.state,
        by=row.by or row.id,
        since=row.since,
        at=row.at,
    )
