"""Programs that changed, as somebody told it, and how far the guides that use them were looked at since."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from server import clock
from server.model import Person
from server.standing import ProgramChange
from server.storage import people
from server.storage.tables import guides, moves, program_changes


def add(connection: Connection, program: str, words: str, person: Person) -> int:
    """Keep that the program changed and return under which number."""
    row = {"program": program, "words": words, "person": person.id, "at": clock.now()}
    key = connection.execute(insert(program_changes).values(row)).inserted_primary_key
    assert key is not None
    number: int = key.id
    return number


def take_back(connection: Connection, change: int, person: Person) -> None:
    """Keep that the change is taken back."""
    gone = {"taken_back_at": clock.now(), "taken_back_by": person.id}
    connection.execute(update(program_changes).where(program_changes.c.id == change).values(gone))


def one(connection: Connection, change: int) -> ProgramChange | None:
    """Return the change of that number, or None."""
    return next(iter(_changes(connection, program_changes.c.id == change)), None)


def newest(connection: Connection, limit: int = 20) -> tuple[ProgramChange, ...]:
    """Return the changes told last, newest first."""
    return _changes(connection, limit=limit)


def _changes(
    connection: Connection, *conditions: ColumnElement[bool], limit: int = 1
) -> tuple[ProgramChange, ...]:
    wanted = select(program_changes).where(*conditions)
    rows = connection.execute(wanted.order_by(program_changes.c.id.desc()).limit(limit)).all()
    by = people.by_id(connection, [each for row in rows for each in (row.person, row.taken_back_by)])
    return tuple(_change(connection, row, by) for row in rows)


def _change(connection: Connection, row: Row[Any], known: Mapping[int, Person]) -> ProgramChange:
    asked = select(moves.c.guide).where(moves.c.change == row.id, moves.c.kind == "needs_update")
    still = select(func.count()).where(guides.c.id.in_(asked), guides.c.reason != "")
    return ProgramChange(
        id=row.id,
        program=row.program,
        words=row.words,
        person=known[row.person],
        at=row.at,
        taken_back_at=row.taken_back_at,
        taken_back_by=known.get(row.taken_back_by),
        guides=connection.scalar(select(func.count()).select_from(asked.subquery())) or 0,
        open=connection.scalar(still) or 0,
    )
