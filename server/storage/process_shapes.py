"""Processes as edits see them: read whole from their rows, and written back where something is otherwise."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from server.processes.editing.shape import BranchShape, FilledSlot, ProcessShape, SlotShape, StageShape
from server.storage import former_names
from server.storage.former_names import Ended
from server.storage.keys import fold
from server.storage.tables import placements, processes, slots, stages

_PROCESS = (
    "name", "purpose", "begins", "ends", "outcome", "inputs", "outputs", "stakeholders", "owner",
)  # fmt: skip
_STAGE = (
    "name", "role", "trigger", "deadline", "specification", "optional", "kind", "beside",
    "branches", "then", "leads_to",
)  # fmt: skip
_SLOT = ("title", "note", "asked", "asked_at")
_FILLED = (*_SLOT, "filled_by")

_Rows = Mapping[Any, Mapping[str, Any]]


def load(connection: Connection, process_id: str) -> ProcessShape | None:
    """Return the process, held until the transaction ends; None if there is none or it was deleted."""
    kept = (processes.c.id == process_id, processes.c.deleted_at.is_(None))
    row = connection.execute(select(processes).where(*kept).with_for_update()).first()
    if row is None:
        return None
    placed: dict[str | None, list[str]] = defaultdict(list)
    for there in _placements_of(connection, process_id):
        placed[there.stage].append(there.guide)
    wanted: dict[str, list[Row[Any]]] = defaultdict(list)
    for slot in _slots_of(connection, process_id):
        wanted[slot.stage].append(slot)
    came: dict[str, list[Row[Any]]] = defaultdict(list)
    for slot in _filled_of(connection, process_id):
        came[slot.stage].append(slot)
    return ProcessShape.model_construct(
        id=row.id,
        **_values(row, _PROCESS),
        stages=tuple(
            _stage(part, wanted[part.id], came[part.id], placed[part.id])
            for part in _stages_of(connection, process_id)
        ),
        guides=tuple(placed[None]),
    )


def save(connection: Connection, process: ProcessShape) -> None:
    """Write whatever of the process is kept otherwise."""
    said = {**_columns(process, _PROCESS), "folded": fold(process.name)}
    was: str = connection.execute(select(processes.c.folded).where(processes.c.id == process.id)).scalar_one()
    connection.execute(update(processes).where(processes.c.id == process.id).values(said))
    held_stages = _held(_stages_of(connection, process.id), "id")
    held_slots = _held(_slots_of(connection, process.id), "id")
    held_places = _held(_placements_of(connection, process.id), "guide", "stage")
    wanted_slots, wanted_places = _slot_rows(process), _placement_rows(process)
    _delete(connection, slots.c.id, held_slots.keys() - wanted_slots.keys())
    gone = [held_places[key]["id"] for key in held_places.keys() - wanted_places.keys()]
    _delete(connection, placements.c.id, gone)
    wanted_stages = _stage_rows(process)
    former_names.note(connection, _ended(process.id, was, said["folded"], held_stages, wanted_stages))
    _save_stages(connection, held_stages, wanted_stages)
    _write(connection, slots, held_slots, wanted_slots)
    back = [stage for stage in process.stages if stage.id not in held_stages]
    _write(connection, slots, {}, _filled_rows(back))
    _write(connection, placements, held_places, wanted_places)


def _ended(process_id: str, was: str, now: str, held: _Rows, wanted: _Rows) -> Iterator[Ended]:
    """Yield the names that the process and its stages have no more."""
    if was != now:
        yield Ended(process_id, None, was)
    for key, row in held.items():
        if key not in wanted or row["folded"] != wanted[key]["folded"]:
            yield Ended(process_id, key, row["folded"])


def _held(rows: Iterable[Row[Any]], *key: str) -> _Rows:
    """Return the rows as mappings, by a column or several."""
    held = [dict(row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's public way to columns by name
    return {row[key[0]] if len(key) == 1 else tuple(row[name] for name in key): row for row in held}


def _save_stages(connection: Connection, held: _Rows, wanted: _Rows) -> None:
    gone = held.keys() - wanted.keys()
    _delete(connection, slots.c.stage, gone)  # those that were filled
    _delete(connection, stages.c.id, gone)
    for key in held.keys() & wanted.keys():  # so that names can be exchanged
        if held[key]["folded"] != wanted[key]["folded"]:
            connection.execute(update(stages).where(stages.c.id == key).values(folded=f"\n{key}"))
    _write(connection, stages, held, wanted)


def _write(connection: Connection, table: Table, held: _Rows, wanted: _Rows) -> None:
    """Insert the rows that are new, and update those that are otherwise."""
    new = [dict(row) for key, row in wanted.items() if key not in held]
    if new:
        connection.execute(insert(table), new)
    changed = [
        {"held_id": held[key]["id"], **row}
        for key, row in wanted.items()
        if key in held and any(held[key][name] != value for name, value in row.items())
    ]
    if changed:
        columns: dict[str, Any] = {
            name: bindparam(name) for name in changed[0] if name not in {"held_id", "id"}
        }
        sent = [{name: value for name, value in row.items() if name != "id"} for row in changed]
        connection.execute(update(table).where(table.c.id == bindparam("held_id")).values(columns), sent)


def _delete(connection: Connection, column: Column[Any], keys: Iterable[Any]) -> None:
    gone = list(keys)
    for start in range(0, len(gone), 500):
        connection.execute(delete(column.table).where(column.in_(gone[start : start + 500])))


def _stages_of(connection: Connection, process_id: str) -> Iterable[Row[Any]]:
    mine = select(stages).where(stages.c.process == process_id)
    return connection.execute(mine.order_by(stages.c.position, stages.c.id)).all()


def _slots_of(connection: Connection, process_id: str) -> Iterable[Row[Any]]:
    """Return the open slots; one that is filled is its guide."""
    return _slots(connection, process_id, slots.c.filled_by.is_(None))


def _filled_of(connection: Connection, process_id: str) -> Iterable[Row[Any]]:
    return _slots(connection, process_id, slots.c.filled_by.is_not(None))


def _slots(connection: Connection, process_id: str, which: ColumnElement[bool]) -> Iterable[Row[Any]]:
    mine = select(slots).join(stages, slots.c.stage == stages.c.id)
    kept = mine.where(stages.c.process == process_id, which)
    return connection.execute(kept.order_by(slots.c.position, slots.c.id)).all()


def _placements_of(connection: Connection, process_id: str) -> Iterable[Row[Any]]:
    mine = select(placements).where(placements.c.process == process_id)
    return connection.execute(mine.order_by(placements.c.position, placements.c.id)).all()


def _stage(
    row: Row[Any], wanted: Iterable[Row[Any]], came: Iterable[Row[Any]], placed: Iterable[str]
) -> StageShape:
    values = _values(row, _STAGE) | {
        "branches": tuple(BranchShape.model_construct(**each) for each in row.branches)
    }
    made = tuple(SlotShape.model_construct(id=slot.id, **_values(slot, _SLOT)) for slot in wanted)
    filled = tuple(FilledSlot.model_construct(id=slot.id, **_values(slot, _FILLED)) for slot in came)
    guides = tuple(dict.fromkeys(placed))
    return StageShape.model_construct(id=row.id, **values, slots=made, filled=filled, guides=guides)


def _values(row: Row[Any], names: Iterable[str]) -> dict[str, Any]:
    held = ((name, getattr(row, name)) for name in names)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in held}


def _columns(part: ProcessShape | StageShape | SlotShape, names: Iterable[str]) -> dict[str, Any]:
    """Return the values as columns hold them."""
    return {name: _stored(getattr(part, name)) for name in names}


def _stored(value: Any) -> Any:
    if isinstance(value, tuple):
        return [each.model_dump(mode="json") if isinstance(each, BranchShape) else each for each in value]
    return value


def _stage_rows(process: ProcessShape) -> _Rows:
    return {
        stage.id: {
            "id": stage.id,
            "process": process.id,
            "position": place,
            "folded": fold(stage.name),
            **_columns(stage, _STAGE),
        }
        for place, stage in enumerate(process.stages, 1)
    }


def _slot_rows(process: ProcessShape) -> _Rows:
    return {
        slot.id: {"id": slot.id, "stage": stage.id, "position": place, **_columns(slot, _SLOT)}
        for stage in process.stages
        for place, slot in enumerate(stage.slots, 1)
    }


def _filled_rows(back: Iterable[StageShape]) -> _Rows:
    """Return the slots that come back filled, behind the open ones of their stages."""
    return {
        slot.id: {"id": slot.id, "stage": stage.id, "position": place, **_columns(slot, _FILLED)}
        for stage in back
        for place, slot in enumerate(stage.filled, len(stage.slots) + 1)
    }


def _placement_rows(process: ProcessShape) -> _Rows:
    places = [(None, process.guides), *((stage.id, stage.guides) for stage in process.stages)]
    return {
        (guide, stage): {"guide": guide, "process": process.id, "stage": stage, "position": position}
        for stage, guides in places
        for position, guide in enumerate(guides, 1)
    }
