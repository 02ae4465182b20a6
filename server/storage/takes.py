"""Takes recorded for a guide that is there already: they wait beside its draft until they are placed.

What was placed stays, so that other moments of its steps, and what rules left out of it, can be taken later.
What is not wanted is forgotten, and its pictures are collected with whatever nothing names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update

from recorder.document.guide import Guide
from server import clock
from server.model import Person
from server.storage.tables import takes

State = Literal["waiting", "placed"]
Mode = Literal["here", "again", "whole"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a take goes: `here` is after a step (or first), `again` in its place, `whole` over all steps."""

    mode: Mode = "whole"
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Take:
    """One take as it is kept; `placed` names for steps of the guide the step of the take that they show."""

    id: int
    guide: str
    document: Guide
    extras: Mapping[str, str]
    state: State
    asked: Asked
    placed: Mapping[str, str]


def add(
    connection: Connection,
    guide_id: str,
    document: Guide,
    extras: Mapping[str, str],
    *,
    asked: Asked,
    person: Person,
) -> int:
    """Keep a take that waits beside a guide's draft and return its number."""
    row = {
        "guide": guide_id,
        "document": document.model_dump_json(),
        "extras": dict(extras),
        "state": "waiting",
        "asked": {"mode": asked.mode, "step": asked.step},
        "placed": {},
        "person": person.id,
        "at": clock.now(),
    }
    key = connection.execute(insert(takes).values(row)).inserted_primary_key
    assert key is not None
    number: int = key.id
    return number


def take(connection: Connection, guide_id: str, number: int) -> Take | None:
    """Return one take of the guide, or None."""
    mine = (takes.c.guide == guide_id, takes.c.id == number)
    row = connection.execute(select(takes).where(*mine)).one_or_none()
    return _take(row) if row else None


def of_guide(connection: Connection, guide_id: str, state: State) -> tuple[Take, ...]:
    """Return the guide's takes in that state, oldest first."""
    mine = (takes.c.guide == guide_id, takes.c.state == state)
    return tuple(_take(row) for row in connection.execute(select(takes).where(*mine).order_by(takes.c.id)))


def known(connection: Connection, guide_id: str, document: Guide) -> int | None:
    """Return the number of the take of just that document that waits beside the guide, or None."""
    mine = (
        takes.c.guide == guide_id,
        takes.c.document == document.model_dump_json(),
        takes.c.state == "waiting",
    )
    return connection.scalar(select(takes.c.id).where(*mine).order_by(takes.c.id.desc()).limit(1))


def place(connection: Connection, number: int, placed: Mapping[str, str]) -> None:
    """Keep that a take was placed, and which of its steps the guide's steps show."""
    before = connection.scalar(select(takes.c.placed).where(takes.c.id == number)) or {}
    changes = {"state": "placed", "placed": {**before, **placed}}
    connection.execute(update(takes).where(takes.c.id == number).values(changes))


def leave(connection: Connection, number: int) -> None:
    """Forget a take that is not wanted."""
    connection.execute(delete(takes).where(takes.c.id == number, takes.c.state == "waiting"))


def _take(row: Row[Any]) -> Take:
    return Take(
        id=row.id,
        guide=row.guide,
        document=Guide.model_validate_json(row.document),
        extras=row.extras,
        state=row.state,
        asked=Asked(**row.asked),
        placed=row.placed,
    )
