"""Long lists of guides, part by part: those of a process or a stage, those without one, or all."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select, true

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
    found = select(tables.guides.c.id).where(guides.listed(), _chosen(wanted))
    if wanted.process:
        place = (
            select(func.min(placements.c.position))
            .where(placements.c.guide == tables.guides.c.id, _placed(wanted))
            .scalar_subquery()
        )
        found = found.order_by(place, tables.guides.c.id)
    else:
        found = found.order_by(func.lower(tables.guides.c.title), tables.guides.c.id)
    ids = list(connection.scalars(found.limit(limit).offset(offset)))
    known = guides.summaries(connection, ids)
    return tuple(known[each] for each in ids if each in known)


def count(connection: Connection, wanted: Wanted) -> int:
    """Return how many guides those are."""
    found = select(func.count()).select_from(tables.guides).where(guides.listed(), _chosen(wanted))
    return connection.scalar(found) or 0


def place(connection: Connection, wanted: Wanted) -> Place | None:
    """Return the place of which the guides are wanted, or None where there is none of that name."""
    named = select(processes.c.name).where(KEPT, processes.c.id == wanted.process)
    name = connection.scalar(named)
    if name is None or not wanted.stage:
        return Place(wanted.process, name) if name is not None else None
    inside = select(stages.c.name).where(stages.c.id == wanted.stage, stages.c.process == wanted.process)
    stage = connection.scalar(inside)
    return Place(wanted.process, name, wanted.stage, stage) if stage is not None else None


def _placed(wanted: Wanted) -> ColumnElement[bool]:
    stage = placements.c.stage == wanted.stage if wanted.stage else true()
    return (placements.c.process == wanted.process) & stage


def _chosen(wanted: Wanted) -> ColumnElement[bool]:
    title, key = tables.guides.c.title, tables.guides.c.id
    chosen = title.icontains(wanted.words, autoescape=True) if wanted.words else true()
    if wanted.process:
        return chosen & key.in_(select(placements.c.guide).where(_placed(wanted)))
    if wanted.unplaced:
        return chosen & key.not_in(select(placements.c.guide))
    return chosen
