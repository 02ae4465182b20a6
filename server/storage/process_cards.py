"""Processes as cards show them: counted in the database, since a base may hold thousands of guides."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, func, select, true

from server.storage import guides, tables
from server.storage.keys import fold
from server.storage.processes import KEPT
from server.storage.tables import placements, processes, slots, stages

Stop = Literal["work", "decision", "process", "gap"]


@dataclass(frozen=True, slots=True)
class ProcessCard:
    """What a card says of a process: its rail stop by stop, how many guides it has and how many it misses."""

    id: str
    name: str
    purpose: str
    stops: tuple[Stop, ...]
    guide_count: int
    gaps: int


def first(connection: Connection, limit: int) -> tuple[ProcessCard, ...]:
    """Return the first processes in order."""
    chosen = select(processes.c.id).where(KEPT).order_by(processes.c.position).limit(limit)
    return _cards(connection, chosen, processes.c.position)


def by_name(connection: Connection, words: str, limit: int, offset: int) -> tuple[ProcessCard, ...]:
    """Return processes in whose name or purpose those words stand, by name."""
    chosen = select(processes.c.id).where(KEPT, _said(words)).order_by(processes.c.folded)
    return _cards(connection, chosen.limit(limit).offset(offset), processes.c.folded)


def count(connection: Connection, words: str = "") -> int:
    """Return how many processes there are in whose name or purpose those words stand."""
    return connection.scalar(select(func.count()).select_from(processes).where(KEPT, _said(words))) or 0


def counts(connection: Connection, process_id: str) -> Mapping[str | None, int]:
    """Return how many guides each stage of a process has, and under None the process as a whole."""
    return {
        stage: found for (_, stage), found in _counts(connection, placements.c.process == process_id).items()
    }


def counts_of_all(connection: Connection) -> tuple[Mapping[tuple[str, str | None], int], Mapping[str, int]]:
    """Return how many guides each stage of each process has, and how many different ones each process."""
    return _counts(connection, true()), _totals(connection, true())


def guide_count(connection: Connection, process_id: str) -> int:
    """Return how many different guides belong to the process."""
    return _totals(connection, placements.c.process == process_id).get(process_id, 0)


def leading_to(connection: Connection, process_id: str) -> tuple[tuple[str, str], ...]:
    """Return id and name of the processes that have this one as a stage."""
    there = select(stages.c.process).where(stages.c.leads_to == process_id, stages.c.kind == "process")
    named = select(processes.c.id, processes.c.name).where(KEPT, processes.c.id.in_(there))
    return tuple((row.id, row.name) for row in connection.execute(named.order_by(processes.c.folded)))


def _said(words: str) -> ColumnElement[bool]:
    if not words:
        return true()
    return processes.c.folded.contains(fold(words), autoescape=True) | processes.c.purpose.icontains(
        words, autoescape=True
    )


def _cards(connection: Connection, chosen: Select[Any], order: ColumnElement[Any]) -> tuple[ProcessCard, ...]:
    ids = list(connection.scalars(chosen))
    mine = placements.c.process.in_(ids)
    found, totals = _counts(connection, mine), _totals(connection, mine)
    parts = select(stages.c.id, stages.c.process, stages.c.kind).where(stages.c.process.in_(ids))
    wanted = _open_slots(connection, ids)
    stops: dict[str, list[Stop]] = defaultdict(list)
    gaps: dict[str, int] = defaultdict(int)
    for part in connection.execute(parts.order_by(stages.c.position, stages.c.id)):
        is_gap = part.kind == "work" and not found.get((part.process, part.id))
        stops[part.process].append("gap" if is_gap else part.kind)
        gaps[part.process] += wanted.get(part.id, int(is_gap))
    rows = select(processes.c.id, processes.c.name, processes.c.purpose).where(processes.c.id.in_(ids))
    return tuple(
        ProcessCard(row.id, row.name, row.purpose, tuple(stops[row.id]), totals.get(row.id, 0), gaps[row.id])
        for row in connection.execute(rows.order_by(order))
    )


def _counts(connection: Connection, condition: ColumnElement[bool]) -> Mapping[tuple[str, str | None], int]:
    place = (placements.c.process, placements.c.stage)
    rows = select(*place, func.count()).join(tables.guides, placements.c.guide == tables.guides.c.id)
    found = connection.execute(rows.where(condition, guides.listed()).group_by(*place))
    return {(process, stage): number for process, stage, number in found}


def _totals(connection: Connection, condition: ColumnElement[bool]) -> Mapping[str, int]:
    number = func.count(placements.c.guide.distinct()).label("total")
    rows = select(placements.c.process, number).join(tables.guides, placements.c.guide == tables.guides.c.id)
    found = connection.execute(rows.where(condition, guides.listed()).group_by(placements.c.process))
    return {row.process: row.total for row in found}


def _open_slots(connection: Connection, ids: list[str]) -> Mapping[str, int]:
    """Return how many slots are open in each stage that has any."""
    rows = select(slots.c.stage, func.count().label("number")).join(stages, slots.c.stage == stages.c.id)
    rows = rows.where(stages.c.process.in_(ids), slots.c.filled_by.is_(None)).group_by(slots.c.stage)
    return {row.stage: row.number for row in connection.execute(rows)}
