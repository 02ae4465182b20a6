"""The edits of every guide, append-only, in the order in which the server took them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import reduce
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from recorder.document.guide import Guide
from server.editing.apply import apply
from server.editing.edits import AnyEdit, kept_edit, step_of
from server.model import Edit, Person
from server.storage import arrivals, people, versions
from server.storage.tables import edits


def since(connection: Connection, guide_id: str, serial: int) -> tuple[Edit, ...]:
    """Return the guide's edits after that one, oldest first."""
    statement = select(edits).where(edits.c.guide == guide_id, edits.c.serial > serial)
    rows = connection.execute(statement.order_by(edits.c.serial)).all()
    by = people.by_id(connection, [row.person for row in rows])
    return tuple(_edit(row, by[row.person]) for row in rows)


def edit(connection: Connection, guide_id: str, serial: int) -> Edit | None:
    """Return one edit of the guide, or None."""
    return next((each for each in since(connection, guide_id, serial - 1) if each.serial == serial), None)


def draft(connection: Connection, guide_id: str) -> tuple[Guide, int] | None:
    """Return the last version with the edits since, and the serial of the last one; None without a guide.

    A guide that was never published starts from what arrived first.
    """
    version = versions.published(connection, guide_id)
    document = version.document if version else arrivals.first_document(connection, guide_id)
    if document is None:
        return None
    through = version.through if version else 0
    later = since(connection, guide_id, through)
    made = (kept_edit(dict(each.payload)) for each in later)
    return reduce(apply, made, document), later[-1].serial if later else through


def append(
    connection: Connection,
    guide_id: str,
    made: Sequence[tuple[AnyEdit, AnyEdit]],
    person: Person,
    *,
    undoes: int | None = None,
) -> int:
    """Keep edits, each with its inverse, and return the serial of the last."""
    serial = 0
    for change, back in made:
        row = {
            "guide": guide_id,
            "step": step_of(change),
            "kind": change.kind,
            "before": getattr(change, "before", None),
            "payload": change.model_dump(mode="json"),
            "inverse": back.model_dump(mode="json"),
            "undoes": undoes,
            "person": person.id,
            "at": datetime.now(UTC),
        }
        key = connection.execute(insert(edits).values(row)).inserted_primary_key
        assert key is not None
        serial = key.serial
    return serial


def _edit(row: Row[Any], person: Person) -> Edit:
    return Edit(
        serial=row.serial,
        guide=row.guide,
        step=row.step,
        kind=row.kind,
        payload=row.payload,
        inverse=row.inverse,
        person=person,
        at=row.at,
        before=row.before,
        undoes=row.undoes,
    )
