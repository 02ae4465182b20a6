"""The log of every process: the calls that edits came by, with the way back from each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select, update

from server import clock
from server.model import CallKind, CallState, Person
from server.storage import people
from server.storage.tables import process_calls as calls

Payload = dict[str, Any]


class New(NamedTuple):
    """A call to be kept, with its edits and the ways back in the order in which they are gone."""

    kind: CallKind
    edits: Sequence[Payload]
    ways_back: Sequence[Payload] = ()
    state: CallState = "left"
    name: str | None = None
    of: int | None = None


class ProcessCall(NamedTuple):
    """A call as it was kept."""

    id: int
    process: str
    person: Person
    name: str | None
    kind: CallKind
    of: int | None
    state: CallState
    edits: tuple[Payload, ...]
    ways_back: tuple[Payload, ...]
    at: datetime


def add(connection: Connection, process_id: str, person: Person, new: New) -> int:
    """Keep a call and return its id."""
    row = {**new._asdict(), "process": process_id, "person": person.id, "at": clock.now()}
    row |= {"edits": list(new.edits), "ways_back": list(new.ways_back)}
    key = connection.execute(insert(calls).values(row)).inserted_primary_key
    assert key is not None
    added: int = key.id
    return added


def stand(connection: Connection, call: int, state: CallState) -> None:
    """Let the call stand so from now on."""
    connection.execute(update(calls).where(calls.c.id == call).values(state=state))


def forget_undone(connection: Connection, process_id: str, person: Person) -> None:
    """Let nothing of the person's be made again any more."""
    mine = (calls.c.process == process_id, calls.c.person == person.id, calls.c.state == "undone")
    connection.execute(update(calls).where(*mine).values(state="left"))


def named(connection: Connection, process_id: str, person: Person, name: str) -> ProcessCall | None:
    """Return the person's call of that name, or None."""
    mine = (calls.c.process == process_id, calls.c.person == person.id, calls.c.name == name)
    return _first(connection, select(calls).where(*mine))


def last_made(connection: Connection, process_id: str, person: Person) -> ProcessCall | None:
    """Return the call that undo takes back: the person's last that is not undone."""
    return _first(connection, _standing(process_id, person, "made").order_by(calls.c.id.desc()))


def last_undone(connection: Connection, process_id: str, person: Person) -> ProcessCall | None:
    """Return the call that redo makes again: the person's first of those undone one after another."""
    return _first(connection, _standing(process_id, person, "undone").order_by(calls.c.id))


def newest(
    connection: Connection, process_id: str, limit: int, before: int | None = None
) -> tuple[ProcessCall, ...]:
    """Return the process's newest calls, or the newest before one, the newest first."""
    mine = select(calls).where(calls.c.process == process_id).order_by(calls.c.id.desc()).limit(limit)
    rows = connection.execute(mine if before is None else mine.where(calls.c.id < before)).all()
    by = people.by_id(connection, [row.person for row in rows])
    return tuple(_call(row, by[row.person]) for row in rows)


def between(connection: Connection, process_id: str, after: int, before: int) -> bool:
    """Tell whether there were calls between two."""
    mine = (calls.c.process == process_id, calls.c.id > after, calls.c.id < before)
    return connection.scalar(select(calls.c.id).where(*mine).limit(1)) is not None


def last(connection: Connection, process_id: str) -> int:
    """Return the id of the process's last call, 0 before the first."""
    mine = select(calls.c.id).where(calls.c.process == process_id).order_by(calls.c.id.desc()).limit(1)
    return connection.scalar(mine) or 0


def _standing(process_id: str, person: Person, state: CallState) -> Any:
    return select(calls).where(
        calls.c.process == process_id, calls.c.person == person.id, calls.c.state == state
    )


def _first(connection: Connection, wanted: Any) -> ProcessCall | None:
    row = connection.execute(wanted.limit(1)).first()
    return _call(row, people.by_id(connection, [row.person])[row.person]) if row else None


def _call(row: Row[Any], person: Person) -> ProcessCall:
    return ProcessCall(
        id=row.id,
        process=row.process,
        person=person,
        name=row.name,
        kind=row.kind,
        of=row.of,
        state=row.state,
        edits=tuple(row.edits),
        ways_back=tuple(row.ways_back),
        at=row.at,
    )
