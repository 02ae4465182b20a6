"""Guides as they arrived in files, beside what people made of them since.

An arrival is `published`, a `draft` that waits beside the edits, or `left`: it waited and was not wanted, and
counts as never arrived.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select, update

from recorder.document.guide import Guide
from server import clock
from server.model import Person
from server.storage.tables import arrivals, metadata

SUGGESTIONS = {"process", "stage", "owner"}  # they count at the first arrival only


def digest(guide: Guide, extras: Mapping[str, str]) -> str:
    """Return what tells two arrivals apart: the document and what came beside it, not where it belongs."""
    document = guide.model_dump_json(exclude=SUGGESTIONS)
    beside = "\n".join(f"{name} {extras[name]}" for name in sorted(extras))
    return hashlib.sha256(f"{document}\n{beside}".encode()).hexdigest()


def last_digest(connection: Connection, guide_id: str) -> str | None:
    """Return the digest of what arrived last under that id, or None."""
    row = _ordered(connection, guide_id, newest=True)
    return row.digest if row else None


def first_document(connection: Connection, guide_id: str) -> Guide | None:
    """Return the guide as it first arrived, or None."""
    row = _ordered(connection, guide_id, newest=False)
    return Guide.model_validate_json(row.document) if row else None


def newest_waiting(connection: Connection, guide_id: str) -> tuple[Guide, Mapping[str, str]] | None:
    """Return the arrival that waits beside the edits and came last, and what came beside it, or None."""
    row = _ordered(connection, guide_id, newest=True, state="draft")
    return (Guide.model_validate_json(row.document), row.extras) if row else None


def taken(connection: Connection, guide_id: str) -> tuple[tuple[Guide, Mapping[str, str]], ...]:
    """Return every arrival that was taken in, oldest first, each with what came beside it."""
    mine = (arrivals.c.guide == guide_id, arrivals.c.state == "published")
    rows = connection.execute(select(arrivals).where(*mine).order_by(arrivals.c.id))
    return tuple((Guide.model_validate_json(row.document), row.extras) for row in rows)


def last_extras(connection: Connection, guide_id: str) -> Mapping[str, str]:
    """Return what came beside the last arrival that was taken in: name in the file to hash."""
    row = _ordered(connection, guide_id, newest=True, state="published")
    return row.extras if row else {}


def all_extras(connection: Connection, guide_id: str) -> frozenset[str]:
    """Return the objects that came beside any arrival of the guide, or any take for it."""
    tables = (each for each in metadata.sorted_tables if {"guide", "extras"} <= set(each.c.keys()))
    rows = (connection.scalars(select(each.c.extras).where(each.c.guide == guide_id)) for each in tables)
    return frozenset(name for found in rows for extras in found for name in extras.values())


def owners_of_extras(connection: Connection) -> Mapping[str, tuple[str, ...]]:
    """Return for each object that came beside an arrival, or a take, the guides that it came with."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for table in (each for each in metadata.sorted_tables if {"guide", "extras"} <= set(each.c.keys())):
        for row in connection.execute(select(table.c.guide, table.c.extras)):
            for name in row.extras.values():
                found[name][row.guide] = None
    return {name: tuple(each) for name, each in found.items()}


def waiting(connection: Connection, guide_id: str) -> tuple[Guide, ...]:
    """Return the arrivals that became drafts beside the edits, oldest first."""
    beside = (arrivals.c.guide == guide_id, arrivals.c.state == "draft")
    documents = connection.scalars(select(arrivals.c.document).where(*beside).order_by(arrivals.c.id))
    return tuple(Guide.model_validate_json(document) for document in documents)


def is_waiting(connection: Connection, guide_id: str) -> bool:
    """Tell whether an arrival waits beside the edits."""
    beside = (arrivals.c.guide == guide_id, arrivals.c.state == "draft")
    return connection.scalar(select(arrivals.c.id).where(*beside).limit(1)) is not None


def take_newest(connection: Connection, guide_id: str) -> None:
    """Let the newest arrival that waits count as published."""
    row = _ordered(connection, guide_id, newest=True, state="draft")
    if row:
        connection.execute(update(arrivals).where(arrivals.c.id == row.id).values(state="published"))


def leave(connection: Connection, guide_id: str) -> None:
    """Let no arrival of the guide wait any longer."""
    beside = (arrivals.c.guide == guide_id, arrivals.c.state == "draft")
    connection.execute(update(arrivals).where(*beside).values(state="left"))


def add(
    connection: Connection,
    guide: Guide,
    extras: Mapping[str, str],
    person: Person,
    state: Literal["published", "draft"],
) -> None:
    """Keep an arrival."""
    row = {
        "guide": guide.id,
        "digest": digest(guide, extras),
        "document": guide.model_dump_json(),
        "extras": dict(extras),
        "state": state,
        "person": person.id,
        "at": clock.now(),
    }
    connection.execute(insert(arrivals).values(row))


def _ordered(
    connection: Connection, guide_id: str, *, newest: bool, state: str | None = None
) -> Row[Any] | None:
    order = arrivals.c.id.desc() if newest else arrivals.c.id
    statement = select(arrivals).where(arrivals.c.guide == guide_id, arrivals.c.state != "left")
    statement = statement.order_by(order).limit(1)
    if state:
        statement = statement.where(arrivals.c.state == state)
    return connection.execute(statement).first()
