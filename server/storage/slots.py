"""Open slots: the guides that stages need and do not have yet, who was asked for each, and what filled it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, select, update

from server import clock
from server.model import Person, Place, Slot
from server.storage import people
from server.storage.tables import processes, slots, stages


class Wanted(NamedTuple):
    """A slot and where it is."""

    slot: Slot
    place: Place


def open_by_stage(connection: Connection, mine: Select[Any]) -> Mapping[str, tuple[Slot, ...]]:
    """Return the open slots of those stages, in order."""
    kept = select(slots).where(slots.c.stage.in_(mine), slots.c.filled_by.is_(None))
    rows = connection.execute(kept.order_by(slots.c.position, slots.c.id)).all()
    asked = people.by_id(connection, [row.asked for row in rows])
    found: dict[str, list[Slot]] = defaultdict(list)
    for row in rows:
        found[row.stage].append(_slot(row, asked))
    return {stage: tuple(there) for stage, there in found.items()}


def one(connection: Connection, slot_id: str) -> Wanted | None:
    """Return the slot of that id, open or filled, and its place; None where there is none any more."""
    named = select(
        slots,
        processes.c.id.label("process"),
        processes.c.name.label("process_name"),
        stages.c.name.label("stage_name"),
    )
    there = named.join(stages, slots.c.stage == stages.c.id)
    there = there.join(processes, stages.c.process == processes.c.id)
    row = connection.execute(there.where(slots.c.id == slot_id, processes.c.deleted_at.is_(None))).first()
    if row is None:
        return None
    slot = _slot(row, people.by_id(connection, [row.asked]))
    return Wanted(slot, Place(row.process, row.process_name, row.stage, row.stage_name))


def ask(connection: Connection, slot_id: str, person: Person | None) -> None:
    """Note that somebody was asked for the guide now, by name or by a link that anybody may open."""
    asked = {"asked": person.id if person else None, "asked_at": clock.now()}
    connection.execute(update(slots).where(slots.c.id == slot_id).values(asked))


def fill(connection: Connection, slot_id: str, guide_id: str) -> None:
    """Let the guide be the one that was wanted; who puts it into the stage is `processes.put_guide`."""
    connection.execute(update(slots).where(slots.c.id == slot_id).values(filled_by=guide_id))


def _slot(row: Row[Any], asked: Mapping[int, Person]) -> Slot:
    return Slot(row.id, row.title, row.note, asked.get(row.asked), row.asked_at, row.filled_by)
