"""Processes that were deleted: out of sight, their names free, and whole for whoever puts them back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from server import clock
from server.model import Person
from server.storage import former_names, people
from server.storage.former_names import Ended
from server.storage.keys import fold
from server.storage.tables import asks, guides, placements, process_calls, processes, slots, stages

Places = tuple[Mapping[str, Any], ...]


class DeletedProcess(NamedTuple):
    """A process that was deleted, by whom and when, and which guides belonged to it."""

    id: str
    name: str
    person: Person
    at: datetime
    places: Places

    @property
    def guide_count(self) -> int:
        """How many different guides belonged to it."""
        return len({place["guide"] for place in self.places})


def put(connection: Connection, process_id: str) -> None:
    """Let the process be out of sight from now on."""
    name = connection.scalar(select(processes.c.name).where(processes.c.id == process_id)) or ""
    gone = {"deleted_at": clock.now(), "folded": fold_deleted(name, process_id)}
    connection.execute(update(processes).where(processes.c.id == process_id).values(gone))
    former_names.note(connection, [Ended(process_id, None, fold(name))])


def hold(connection: Connection, process_id: str) -> bool:
    """Hold a deleted process until the transaction ends; False where it is not deleted, or no longer."""
    gone = select(processes.c.id).where(processes.c.id == process_id, processes.c.deleted_at.is_not(None))
    return connection.scalar(gone.with_for_update()) is not None


def take_out(connection: Connection, process_id: str) -> None:
    """Let the process be in sight again, under its name, which must be free."""
    name = connection.scalar(select(processes.c.name).where(processes.c.id == process_id)) or ""
    back = {"deleted_at": None, "folded": fold(name)}
    connection.execute(update(processes).where(processes.c.id == process_id).values(back))


def fold_deleted(name: str, process_id: str) -> str:
    """Return how the name of a deleted process is compared: as no name that anybody can give."""
    return f"{fold(name)}\n{process_id}"


def place_again(connection: Connection, process_id: str, places: Places) -> None:
    """Let those guides that are still there belong to the process again, in their order."""
    named = {place["guide"] for place in places}
    known = set(connection.scalars(select(guides.c.id).where(guides.c.id.in_(named)))) if named else set()
    there = set(connection.scalars(select(stages.c.id).where(stages.c.process == process_id)))
    rows = [
        {
            "guide": place["guide"],
            "process": process_id,
            "stage": place["stage"] if place["stage"] in there else None,
            "position": position,
        }
        for position, place in enumerate(places, 1)
        if place["guide"] in known
    ]
    if rows:
        connection.execute(insert(placements), rows)


def everything(connection: Connection) -> tuple[DeletedProcess, ...]:
    """Return the deleted processes, the one deleted last first."""
    return _found(connection, None)


def one(connection: Connection, process_id: str) -> DeletedProcess | None:
    """Return the deleted process of that id, or None."""
    return next(iter(_found(connection, process_id)), None)


def older_than(connection: Connection, when: datetime) -> tuple[str, ...]:
    """Return the processes that were deleted before that time."""
    old = select(processes.c.id).where(processes.c.deleted_at < when).order_by(processes.c.deleted_at)
    return tuple(connection.scalars(old))


def forget(connection: Connection, process_id: str, before: datetime) -> bool:
    """Delete a process for good with all that is its own; False unless it was deleted before that time.

    Guides were taken out of it when it was deleted; an ask keeps the name that the process had.
    """
    old = select(processes.c.id).where(processes.c.id == process_id, processes.c.deleted_at < before)
    if connection.scalar(old.with_for_update()) is None:
        return False
    connection.execute(update(asks).where(asks.c.process == process_id).values(process=None))
    its_stages = select(stages.c.id).where(stages.c.process == process_id)
    connection.execute(delete(slots).where(slots.c.stage.in_(its_stages)))
    for table in (placements, process_calls, stages):
        connection.execute(delete(table).where(table.c.process == process_id))
    connection.execute(delete(processes).where(processes.c.id == process_id))
    return True


def _found(connection: Connection, process_id: str | None) -> tuple[DeletedProcess, ...]:
    """Return what was deleted, as the last call of each process tells: nothing is changed after that one."""
    last = select(func.max(process_calls.c.id)).group_by(process_calls.c.process)
    wanted = (
        select(processes.c.id, processes.c.name, processes.c.deleted_at)
        .add_columns(process_calls.c.person, process_calls.c.ways_back)
        .join(process_calls, process_calls.c.process == processes.c.id)
        .where(processes.c.deleted_at.is_not(None), process_calls.c.id.in_(last))
    )
    mine = wanted if process_id is None else wanted.where(processes.c.id == process_id)
    rows = connection.execute(mine.order_by(processes.c.deleted_at.desc(), processes.c.id)).all()
    by = people.by_id(connection, [row.person for row in rows])
    return tuple(
        DeletedProcess(row.id, row.name, by[row.person], row.deleted_at, tuple(row.ways_back[0]["guides"]))
        for row in rows
    )
