"""Processes and their stages, and which guides belong to them in which order."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Table, delete, func, insert, select, true

from server.model import GuideSummary, Person, Place, Process, Stage
from server.storage import guides, people
from server.storage.tables import placements, processes, stages
from server.storage.writing import insert_missing

Placed = Mapping[str | None, tuple[GuideSummary, ...]]  # by stage; None for the process as a whole

EMPTY_PROCESS = {
    **dict.fromkeys(("purpose", "begins", "ends", "outcome"), ""),
    **{name: [] for name in ("inputs", "outputs", "stakeholders")},
}
EMPTY_STAGE = {**dict.fromkeys(("role", "trigger", "deadline", "specification"), ""), "optional": False}


def all_processes(connection: Connection) -> tuple[Process, ...]:
    """Return every process in order, with its stages and their guides."""
    return _processes(connection, true())


def process(connection: Connection, process_id: str) -> Process | None:
    """Return the process of that id with its stages and their guides, or None."""
    return next(iter(_processes(connection, processes.c.id == process_id)), None)


def find_or_make(connection: Connection, name: str, stage: str) -> Place | None:
    """Return the place of those names, ignoring case, made where it is missing; None without a process."""
    name, stage = _tidy(name), _tidy(stage)
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


def fold(name: str) -> str:
    """Return the name as it is compared: composed, case folded, its spaces single."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _tidy(name: str) -> str:
    return " ".join(name.split())


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
    position = (connection.scalar(select(func.max(table.c.position)).where(among)) or 0) + 1
    key = free_key(connection, table.c.id, name)
    made = {**row, "id": key, "name": name, "folded": fold(name), "position": position}
    insert_missing(connection, table, [made])
    return connection.execute(wanted).one()


def free_key(connection: Connection, column: Column[str], name: str) -> str:
    """Return a key that reads like the name and is not taken."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "process"
    taken = set(connection.scalars(select(column).where(column.like(f"{stem}%"))))
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


def _processes(connection: Connection, condition: ColumnElement[bool]) -> tuple[Process, ...]:
    rows = connection.execute(select(processes).where(condition).order_by(processes.c.position)).all()
    parts = connection.execute(
        select(stages).where(stages.c.process.in_([row.id for row in rows])).order_by(stages.c.position),
    ).all()
    placed = _placed(connection, [row.id for row in rows])
    owners = people.by_id(connection, [row.owner for row in rows])
    return tuple(
        _process(row, owners, [part for part in parts if part.process == row.id], placed[row.id])
        for row in rows
    )


def _placed(connection: Connection, ids: list[str]) -> Mapping[str, Placed]:
    """Return for each process its published guides by stage, in order."""
    rows = connection.execute(
        select(placements).where(placements.c.process.in_(ids)).order_by(placements.c.position),
    ).all()
    known = guides.summaries(connection, {row.guide for row in rows})
    found: dict[str, dict[str | None, tuple[GuideSummary, ...]]] = defaultdict(dict)
    for row in rows:
        if row.guide in known:
            there = found[row.process].get(row.stage, ())
            found[row.process][row.stage] = (*there, known[row.guide])
    return found


def _process(row: Row[Any], owners: Mapping[int, Person], parts: list[Row[Any]], placed: Placed) -> Process:
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
        stages=tuple(_stage(part, placed.get(part.id, ())) for part in parts),
        guides=placed.get(None, ()),
    )


def _stage(row: Row[Any], placed: tuple[GuideSummary, ...]) -> Stage:
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
    )
