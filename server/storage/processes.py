"""Processes and their stages, and which guides belong to them in which order."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, delete, func, insert, select, true

from server.model import Branch, GuideSummary, Person, Place, Process, Slot, Stage
from server.storage import guides, people, slots, tables
from server.storage.keys import fold, free_key, tidy_name
from server.storage.tables import placements, processes, stages
from server.storage.writing import insert_missing

Placed = Mapping[str | None, tuple[GuideSummary, ...]]  # by stage; None for the process as a whole

EMPTY_PROCESS = {
    **dict.fromkeys(("purpose", "begins", "ends", "outcome"), ""),
    **{name: [] for name in ("inputs", "outputs", "stakeholders")},
}
EMPTY_STAGE = {
    **dict.fromkeys(("role", "trigger", "deadline", "specification"), ""),
    "kind": "work",
    "optional": False,
    "beside": False,
    "branches": [],
}
_NAMES = 0x48616E66  # the key of PostgreSQL's advisory lock: those who name processes
KEPT = processes.c.deleted_at.is_(None)
"""The processes that were not deleted."""


def all_processes(connection: Connection) -> tuple[Process, ...]:
    """Return every process in order, with its stages and their guides."""
    return _processes(connection, KEPT)


def outlines(connection: Connection) -> tuple[Process, ...]:
    """Return every process in order, with its stages and without any guide."""
    return _processes(connection, KEPT, 0)


def process(connection: Connection, process_id: str, *, most: int | None = None) -> Process | None:
    """Return the process of that id with its stages and their guides, `most` of each stage, or None."""
    return next(iter(_processes(connection, KEPT & (processes.c.id == process_id), most)), None)


def names(connection: Connection) -> Mapping[str, str]:
    """Return the name of every process by its id, in order."""
    kept = select(processes.c.id, processes.c.name).where(KEPT).order_by(processes.c.position)
    return {row.id: row.name for row in connection.execute(kept)}


def stages_of(connection: Connection, process_id: str) -> Mapping[str, str]:
    """Return the name of every stage of a process by its id, in order."""
    kept = select(stages.c.id, stages.c.name).where(stages.c.process == process_id)
    return {row.id: row.name for row in connection.execute(kept.order_by(stages.c.position, stages.c.id))}


def called(connection: Connection, name: str) -> tuple[str, str] | None:
    """Return the id and the name of the process of that name, ignoring case, or None."""
    row = connection.execute(select(processes).where(KEPT, processes.c.folded == fold(name))).first()
    return (row.id, row.name) if row else None


def hold_names(connection: Connection) -> None:
    """Let nobody else name a process until the transaction ends, so that a name that is free stays free.

    Whoever holds a process holds it before that. SQLite lets one write at a time.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_NAMES)))


def parts(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return for each process that has others as stages which those are."""
    kept = select(stages.c.process, stages.c.leads_to).where(stages.c.leads_to.is_not(None))
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in connection.execute(kept.where(stages.c.kind == "process")):
        found[row.process] += (row.leads_to,)
    return found


def of_stage(connection: Connection, stage_id: str) -> str | None:
    """Return the id of the process that has the stage, or None."""
    there = select(processes.c.id).join(stages, stages.c.process == processes.c.id)
    found: str | None = connection.scalar(there.where(KEPT, stages.c.id == stage_id))
    return found


def add(connection: Connection, name: str) -> str:
    """Keep a new process of that name, which must be free, and return its id."""
    return _added(connection, processes, tidy_name(name), true(), EMPTY_PROCESS)


def find_or_make(connection: Connection, name: str, stage: str) -> Place | None:
    """Return the place of those names, ignoring case, made where it is missing; None without a process."""
    name, stage = tidy_name(name), tidy_name(stage)
    if not name:
        return None
    inside = _named(connection, processes, name, true(), EMPTY_PROCESS)
    if not stage:
        return Place(inside.id, inside.name)
    part = _named(
        connection, stages, stage, stages.c.process == inside.id, EMPTY_STAGE | {"process": inside.id}
    )
    return Place(inside.id, inside.name, part.id, part.name)


def put_guide(connection: Connection, guide_id: str, place: Place) -> None:
    """Let the guide belong to that place, as the last of its guides."""
    last = select(func.max(placements.c.position)).where(placements.c.process == place.process)
    position = (connection.scalar(last) or 0) + 1
    row = {"guide": guide_id, "process": place.process, "stage": place.stage, "position": position}
    connection.execute(insert(placements).values(row))


def move_guide(connection: Connection, guide_id: str, place: Place | None) -> None:
    """Let the guide belong to that place alone, or to none; it stays where it stands if that is its place."""
    placed = guides.places_of(connection, [guide_id]).get(guide_id, ())
    if placed == ((place,) if place else ()):
        return
    connection.execute(delete(placements).where(placements.c.guide == guide_id))
    if place:
        put_guide(connection, guide_id, place)


def rehome(connection: Connection, guide_id: str, was: tuple[str, str] | None, place: Place | None) -> None:
    """Let the guide move from the place of those names to another; its places in other processes stay."""
    placed = guides.places_of(connection, [guide_id]).get(guide_id, ())
    if len(placed) < 2:  # noqa: PLR2004 - that one is its only place, whatever it is called
        move_guide(connection, guide_id, place)
        return
    left = [each for each in placed if was and _is_called(each, was) and each != place]
    for each in left:
        there = (placements.c.guide == guide_id, placements.c.process == each.process)
        at = placements.c.stage.is_(None) if each.stage is None else placements.c.stage == each.stage
        connection.execute(delete(placements).where(*there, at))
    if place and place not in placed:
        put_guide(connection, guide_id, place)


def _is_called(place: Place, names: tuple[str, str]) -> bool:
    return (fold(place.process_name), fold(place.stage_name or "")) == (fold(names[0]), fold(names[1]))


def _named(
    connection: Connection,
    table: Table,
    name: str,
    among: ColumnElement[bool],
    row: Mapping[str, Any],
) -> Row[Any]:
    """Return the row of that name, ignoring case, and make it where there is none."""
    wanted = select(table).where(table.c.folded == fold(name), among)
    found = connection.execute(wanted).first()
    if found:
        return found
    _added(connection, table, name, among, row)
    return connection.execute(wanted).one()


def _added(
    connection: Connection, table: Table, name: str, among: ColumnElement[bool], row: Mapping[str, Any]
) -> str:
    """Make a row of that name, the last one, and return its key."""
    position = (connection.scalar(select(func.max(table.c.position)).where(among)) or 0) + 1
    key = free_key(connection, table.c.id, name)
    made = {**row, "id": key, "name": name, "folded": fold(name), "position": position}
    insert_missing(connection, table, [made])
    return key


def _processes(
    connection: Connection, condition: ColumnElement[bool], most: int | None = None
) -> tuple[Process, ...]:
    rows = connection.execute(select(processes).where(condition).order_by(processes.c.position)).all()
    mine = select(processes.c.id).where(condition)
    parts: dict[str, list[Row[Any]]] = defaultdict(list)
    ordered = select(stages).where(stages.c.process.in_(mine)).order_by(stages.c.position, stages.c.id)
    for part in connection.execute(ordered):
        parts[part.process].append(part)
    placed = _placed(connection, mine, most)
    wanted = slots.open_by_stage(connection, select(stages.c.id).where(stages.c.process.in_(mine)))
    owners = people.by_id(connection, [row.owner for row in rows])
    return tuple(_process(row, owners, parts[row.id], placed[row.id], wanted) for row in rows)


def _placed(connection: Connection, mine: Select[Any], most: int | None) -> Mapping[str, Placed]:
    """Return for each of those processes its published guides by stage, in order, `most` of each."""
    if most == 0:
        return defaultdict(dict)
    place = (placements.c.process, placements.c.stage)
    number = func.row_number().over(partition_by=place, order_by=(placements.c.position, placements.c.id))
    there = (
        select(*place, placements.c.guide, placements.c.position, placements.c.id, number.label("number"))
        .join(tables.guides, placements.c.guide == tables.guides.c.id)
        .where(placements.c.process.in_(mine), guides.listed())
        .subquery()
    )
    first = true() if most is None else there.c.number <= most
    rows = connection.execute(select(there).where(first).order_by(there.c.position, there.c.id)).all()
    known = guides.summaries(connection, {row.guide for row in rows})
    found: dict[str, dict[str | None, list[GuideSummary]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.guide in known:
            found[row.process][row.stage].append(known[row.guide])
    return defaultdict(
        dict,
        {one: {stage: tuple(there) for stage, there in stages.items()} for one, stages in found.items()},
    )


def _process(
    row: Row[Any],
    owners: Mapping[int, Person],
    parts: list[Row[Any]],
    placed: Placed,
    wanted: Mapping[str, tuple[Slot, ...]],
) -> Process:
    return Process(
        id=row.id,
        name=row.name,
        purpose=row.purpose,
        begins=row.begins,
        ends=row.ends,
        outcome=row.outcome,
        inputs=tuple(row.inputs),
        outputs=tuple(row.outputs),
        stakeholders=tuple(row.stakeholders),
        owner=owners.get(row.owner),
        stages=tuple(_stage(part, placed.get(part.id, ()), wanted.get(part.id, ())) for part in parts),
        guides=placed.get(None, ()),
    )


def _stage(row: Row[Any], placed: tuple[GuideSummary, ...], wanted: tuple[Slot, ...]) -> Stage:
    return Stage(
        id=row.id,
        process=row.process,
        name=row.name,
        role=row.role,
        trigger=row.trigger,
        deadline=row.deadline,
        specification=row.specification,
        optional=row.optional,
        guides=placed,
        kind=row.kind,
        beside=row.beside,
        branches=tuple(Branch(**each) for each in row.branches),
        then=row.then,
        leads_to=row.leads_to,
        slots=wanted,
    )
