"""Long lists of guides, part by part: those of a process or a stage, those without one, or all."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, func, select, true

from server.model import GuideSummary, Place
from server.storage import guides, tables
from server.storage.processes import KEPT
from server.storage.tables import placements, processes, stages


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which guides: those of a process or of one of its stages, or of none, with `words` in the title."""

    process: str = ""
    stage: str = ""
    unplaced: bool = False
    words: str = ""


def part(connection: Connection, wanted: Wanted, limit: int, offset: int = 0) -> tuple[GuideSummary, ...]:
    """Return some of those guides: in the order of their place, or by title."""
    found = _found(wanted)
    if not wanted.process:
        found = found.order_by(func.lower(tables.guides.c.title), tables.guides.c.id)
    ids = list(connection.scalars(found.limit(limit).offset(offset)))
    known = guides.summaries(connection, ids)
    return tuple(known[each] for each in ids if each in known)


def count(connection: Connection, wanted: Wanted) -> int:
    """Return how many guides those are."""
    return connection.scalar(select(func.count()).select_from(_found(wanted).subquery())) or 0


def place(connection: Connection, wanted: Wanted) -> Place | None:
    """Return the place of which the guides are wanted, or None where there is none of that name."""
    named = select(processes.c.name).where(KEPT, processes.c.id == wanted.process)
    name = connection.scalar(named)
    if name is None or not wanted.stage:
        return Place(wanted.process, name) if name is not None else None
    inside = select(stages.c.name).where(stages.c.id == wanted.stage, stages.c.process == wanted.process)
    stage = connection.scalar(inside)
    return Place(wanted.process, name, wanted.stage, stage) if stage is not None else None


def _found(wanted: Wanted) -> Select[Any]:
    """Return the guides that are wanted; those of a place in their order there."""
    column: Column[str] = tables.guides.c.id
    title = tables.guides.c.title.icontains(wanted.words, autoescape=True) if wanted.words else true()
    found = select(column).where(guides.listed(), title)
    if wanted.unplaced:
        return found.where(tables.guides.c.id.not_in(select(placements.c.guide)))
    if not wanted.process:
        return found
    stage = placements.c.stage == wanted.stage if wanted.stage else true()
    first = select(placements.c.guide, func.min(placements.c.position).label("position"))
    there = first.where(placements.c.process == wanted.process, stage).group_by(placements.c.guide).subquery()
    return found.join(there, there.c.guide == tables.guides.c.id).order_by(there.c.position, column)
