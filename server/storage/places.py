"""Every place that a guide can have, and what is asked about guides that have one, or none."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, bindparam, distinct, func, select

from server.model import Place
from server.ordering.suggesting import Neighbour
from server.ordering.traits import Term
from server.storage import traits as kept
from server.storage.processes import KEPT
from server.storage.tables import guides, placements, processes, stages, traits

MOST, MOST_OF_PROGRAM = 100, 1_000
"""As many guides may share a word, or a program, for it to tell where one belongs."""

_SHARING = (
    select(placements.c.guide, placements.c.process, placements.c.stage)
    .join_from(traits, placements, placements.c.guide == traits.c.guide)
    .join(processes, processes.c.id == placements.c.process)
    .join(guides, guides.c.id == traits.c.guide)
    .where(traits.c.kind == bindparam("kind"), traits.c.name == bindparam("name"), KEPT, kept.SEEN_BY_READERS)
    .limit(bindparam("most"))
)


def every(connection: Connection) -> tuple[Place, ...]:
    """Return every process, and every stage that guides can belong to."""
    names = {
        row.id: row.name for row in connection.execute(select(processes.c.id, processes.c.name).where(KEPT))
    }
    parts = connection.execute(
        select(stages.c.id, stages.c.process, stages.c.name)
        .where(stages.c.kind == "work")
        .order_by(stages.c.position)
    )
    staged = (
        Place(row.process, names[row.process], row.id, row.name) for row in parts if row.process in names
    )
    return (*(Place(key, name) for key, name in names.items()), *staged)


def count_placed(connection: Connection) -> int:
    """Return how many guides have a place."""
    return connection.scalar(select(func.count(distinct(placements.c.guide)))) or 0


def neighbours(
    connection: Connection, terms: Iterable[Term], guide_id: str
) -> Mapping[Term, tuple[Neighbour, ...]]:
    """Return for each term the guides with a place that share it; a term that too many share is left out."""
    found: dict[Term, tuple[Neighbour, ...]] = {}
    for term in terms:
        most = MOST_OF_PROGRAM if term.kind in ("program", "host") else MOST
        rows = connection.execute(_SHARING, {**term._asdict(), "most": most + 1}).all()
        if len(rows) <= most:
            found[term] = tuple(Neighbour(*row) for row in rows if row.guide != guide_id)
    return found


def of(connection: Connection, ids: Collection[str]) -> tuple[Neighbour, ...]:
    """Return where each of those guides belongs."""
    wanted = (
        select(placements.c.guide, placements.c.process, placements.c.stage)
        .join(processes, processes.c.id == placements.c.process)
        .join(guides, guides.c.id == placements.c.guide)
        .where(placements.c.guide.in_(ids), KEPT, kept.SEEN_BY_READERS)
    )
    rows = connection.execute(wanted) if ids else ()
    return tuple(Neighbour(row.guide, row.process, row.stage) for row in rows)
