"""The edits of every guide, append-only, in the order in which the server took them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, insert, select

from recorder.document.guide import Guide
from server import clock
from server.editing.apply import apply
from server.editing.edits import AnyEdit, kept_edit, other_of, step_of
from server.model import Edit, Person
from server.storage import arrivals, drafts, people, versions
from server.storage.tables import edits

LAST_SERIAL = 2**63 - 1  # as far as the database counts


class Made(NamedTuple):
    """An edit that was made, the way back from it, and the edit that it undoes, if any."""

    edit: AnyEdit
    back: AnyEdit
    undoes: int | None = None


def since(
    connection: Connection, guide_id: str, serial: int, limit: int | None = None, before: int | None = None
) -> tuple[Edit, ...]:
    """Return the guide's edits after that one, and before another, oldest first."""
    mine = [edits.c.guide == guide_id, edits.c.serial > serial]
    mine += [edits.c.serial < before] if before is not None else []
    return _edits(connection, mine, limit)


def newest(connection: Connection, guide_id: str, limit: int, before: int | None = None) -> tuple[Edit, ...]:
    """Return the guide's newest edits, or the newest before one, the newest first."""
    mine = [edits.c.guide == guide_id]
    mine += [edits.c.serial < before] if before is not None else []
    return _edits(connection, mine, limit, newest_first=True)


def edit(connection: Connection, guide_id: str, serial: int) -> Edit | None:
    """Return one edit of the guide, or None."""
    return next(iter(_edits(connection, [edits.c.guide == guide_id, edits.c.serial == serial])), None)


def of_call(connection: Connection, call: int) -> tuple[Edit, ...]:
    """Return the edits of a call, oldest first."""
    return _edits(connection, [edits.c.call == call])


def of_calls(connection: Connection, of: Iterable[int]) -> dict[int, tuple[Edit, ...]]:
    """Return the edits of several calls, by call, oldest first."""
    wanted, by_call = set(of), defaultdict[int, list[Edit]](list)
    for each in _edits(connection, [edits.c.call.in_(wanted)]) if wanted else ():
        by_call[each.call or 0].append(each)
    return {call: tuple(made) for call, made in by_call.items()}


def about(
    connection: Connection, guide_id: str, step: str, kinds: Iterable[str], limit: int = 1
) -> tuple[Edit, ...]:
    """Return the last edits of those kinds about a step, the newest first."""
    mine = [edits.c.guide == guide_id, edits.c.step == step, edits.c.kind.in_(tuple(kinds))]
    return _edits(connection, mine, limit, newest_first=True)


def about_other(connection: Connection, guide_id: str, step: str, kinds: Iterable[str]) -> Edit | None:
    """Return the last edit of those kinds whose second step is that one, or None."""
    mine = [edits.c.guide == guide_id, edits.c.other == step, edits.c.kind.in_(tuple(kinds))]
    return next(iter(_edits(connection, mine, 1, newest_first=True)), None)


def of_kinds(connection: Connection, guide_id: str, kinds: Iterable[str]) -> tuple[Edit, ...]:
    """Return the guide's edits of those kinds, oldest first."""
    return _edits(connection, [edits.c.guide == guide_id, edits.c.kind.in_(tuple(kinds))])


def undone(connection: Connection, guide_id: str) -> frozenset[int]:
    """Return the serials of the guide's edits that others undo."""
    mine = (edits.c.guide == guide_id, edits.c.undoes.is_not(None))
    return frozenset(connection.scalars(select(edits.c.undoes).where(*mine)))


def draft(connection: Connection, guide_id: str) -> tuple[Guide, int] | None:
    """Return the guide as its edits left it, and the serial of the last one; None without a guide.

    Where its draft was not kept, it is the published version, or what arrived first, with the edits since.
    """
    kept = drafts.draft(connection, guide_id)
    if kept is not None:
        return kept
    version = versions.published(connection, guide_id)
    document = version.document if version else arrivals.first_document(connection, guide_id)
    if document is None:
        return None
    through = version.through if version else 0
    later = since(connection, guide_id, through)
    made = (kept_edit(dict(each.payload)) for each in later)
    return reduce(apply, made, document), later[-1].serial if later else through


def append(
    connection: Connection, guide_id: str, made: Sequence[Made], person: Person, call: int | None = None
) -> int:
    """Keep edits, each with the way back from it, and return the serial of the last."""
    serial = 0
    for change in made:
        row = {
            "guide": guide_id,
            "step": step_of(change.edit),
            "other": other_of(change.edit),
            "kind": change.edit.kind,
            "before": _seen(change.edit),
            "payload": change.edit.model_dump(mode="json"),
            "inverse": change.back.model_dump(mode="json"),
            "undoes": change.undoes,
            "call": call,
            "person": person.id,
            "at": clock.now(),
        }
        key = connection.execute(insert(edits).values(row)).inserted_primary_key
        assert key is not None
        serial = key.serial
    return serial


def _seen(change: AnyEdit) -> str | None:
    before = getattr(change, "before", None)
    return before if isinstance(before, str) else None


def _edits(
    connection: Connection,
    mine: Sequence[ColumnElement[bool]],
    limit: int | None = None,
    *,
    newest_first: bool = False,
) -> tuple[Edit, ...]:
    order = edits.c.serial.desc() if newest_first else edits.c.serial
    rows = connection.execute(select(edits).where(*mine).order_by(order).limit(limit)).all()
    by = people.by_id(connection, [row.person for row in rows])
    return tuple(_edit(row, by[row.person]) for row in rows)


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
        call=row.call,
    )
