"""What needs tidying up in the whole base: each question counts or gives one page, from the tables alone."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    case,
    exists,
    func,
    select,
)

from server.model import Branch, Stage
from server.storage.processes import KEPT, names
from server.storage.tables import (
    alike,
    guides,
    let_stand,
    placements,
    processes,
    slots,
    stages,
    traits,
    trash,
)
from server.storage.traits import SEEN_BY_READERS, seen_by_readers

Order = tuple[Any, ...]

_places = select(placements.c.id).join(processes, processes.c.id == placements.c.process)
WITHOUT: Mapping[str, ColumnElement[bool]] = {
    "place": ~exists(_places.where(KEPT, placements.c.guide == guides.c.id)),
    "owner": guides.c.owner.is_(None),
    "review": guides.c.verified_at.is_(None),
}
"""What guides may lack: a process that they belong to, an owner, and that a named person looked."""
_LONGEST = 63  # of an id, beside a sign that no remark's key begins with
_WORST_FIRST: Order = (case((guides.c.risk == "high", 0), else_=1), guides.c.created_at, guides.c.id)


class DeadLink(NamedTuple):
    """A step that leads to a guide which readers do not find; `target` is its id."""

    guide: str
    step: str
    target: str


class Unexplained(NamedTuple):
    """An acronym that guides use and never explain, and by how many."""

    acronym: str
    guides: int


def count_without(connection: Connection, what: str) -> int:
    """Return how many guides lack that."""
    return _count(connection, select(guides.c.id).where(SEEN_BY_READERS, WITHOUT[what]))


def without(connection: Connection, what: str, limit: int, offset: int = 0) -> tuple[str, ...]:
    """Return guides that lack that: those of high risk first, then the oldest."""
    wanted = select(guides.c.id).where(SEEN_BY_READERS, WITHOUT[what]).order_by(*_WORST_FIRST)
    return tuple(connection.scalars(wanted.limit(limit).offset(offset)))


def count_dead_links(connection: Connection) -> int:
    """Return how many steps lead to guides that readers do not find."""
    return _count(connection, _dead_links())


def dead_links(connection: Connection, limit: int, offset: int = 0) -> tuple[DeadLink, ...]:
    """Return steps that lead to guides which readers do not find."""
    rows = connection.execute(_dead_links().limit(limit).offset(offset))
    return tuple(DeadLink(row.guide, row.about, row.name) for row in rows)


def whereabouts(connection: Connection, ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Return for each of those guides that is still here its title, and `trash`, `archived` or `draft`."""
    in_trash = guides.c.id.in_(select(trash.c.guide))
    where = case((in_trash, "trash"), (guides.c.state == "archived", "archived"), else_="draft")
    rows = connection.execute(
        select(guides.c.id, guides.c.title, where.label("where")).where(guides.c.id.in_(ids))
    )
    return {row.id: (row.title, row.where) for row in rows} if ids else {}


def count_doubles(connection: Connection) -> int:
    """Return how many pairs of guides say nearly the same and are not known to be different."""
    return _count(connection, _doubles())


def doubles(connection: Connection, limit: int, offset: int = 0) -> tuple[tuple[str, str, float], ...]:
    """Return pairs of guides that say nearly the same, the most alike first."""
    wanted = _doubles().order_by(alike.c.likeness.desc(), alike.c.one, alike.c.other)
    rows = connection.execute(wanted.limit(limit).offset(offset))
    return tuple((row.one, row.other, row.likeness) for row in rows)


def count_acronyms(connection: Connection) -> int:
    """Return how many acronyms are explained nowhere in guides that use them."""
    return _count(connection, _acronyms(traits.c.name).distinct())


def acronyms(connection: Connection, limit: int, offset: int = 0) -> tuple[Unexplained, ...]:
    """Return acronyms that guides use and never explain, those of most guides first."""
    uses = func.count().label("uses")
    wanted = _acronyms(traits.c.name, uses).group_by(traits.c.name).order_by(uses.desc(), traits.c.name)
    return tuple(
        Unexplained(row.name, row.uses) for row in connection.execute(wanted.limit(limit).offset(offset))
    )


def guides_with(connection: Connection, acronym: str, limit: int) -> tuple[str, ...]:
    """Return guides that use an acronym and never explain it."""
    wanted = _acronyms(traits.c.guide).where(traits.c.name == acronym).order_by(traits.c.guide)
    return tuple(connection.scalars(wanted.limit(limit)))


def stages_by_process(connection: Connection) -> Mapping[str, tuple[Stage, ...]]:
    """Return the stages of each process in order, without their guides."""
    rows = connection.execute(
        select(stages)
        .join(processes, processes.c.id == stages.c.process)
        .where(KEPT)
        .order_by(processes.c.position, stages.c.position, stages.c.id)
    )
    found: dict[str, list[Stage]] = {key: [] for key in names(connection)}
    for row in rows:
        found[row.process].append(
            Stage(
                id=row.id,
                process=row.process,
                name=row.name,
                kind=row.kind,
                then=row.then,
                leads_to=row.leads_to,
                branches=tuple(Branch(**each) for each in row.branches),
            )
        )
    return {key: tuple(parts) for key, parts in found.items()}


def staffed(connection: Connection) -> frozenset[str]:
    """Return the stages that have a guide which readers find."""
    wanted = select(placements.c.stage).distinct().join(guides, guides.c.id == placements.c.guide)
    return frozenset(connection.scalars(wanted.where(placements.c.stage.is_not(None), SEEN_BY_READERS)))


def open_slots(connection: Connection) -> Mapping[str, int]:
    """Return how many guides each stage still wants."""
    wanted = select(slots.c.stage, func.count().label("open")).where(slots.c.filled_by.is_(None))
    return {row.stage: row.open for row in connection.execute(wanted.group_by(slots.c.stage))}


def _dead_links() -> Select[Any]:
    target = guides.alias()
    found = select(target.c.id).where(target.c.id == traits.c.name, seen_by_readers(target))
    return (
        select(traits.c.guide, traits.c.about, traits.c.name)
        .join(guides, guides.c.id == traits.c.guide)
        .where(traits.c.kind == "link", SEEN_BY_READERS, ~exists(found))
        .order_by(traits.c.name, traits.c.guide)
    )


def _doubles() -> Select[Any]:
    one, other = guides.alias(), guides.alias()
    apart = select(let_stand.c.guide).where(
        let_stand.c.guide == alike.c.one,
        let_stand.c.remark == "=" + func.substr(alike.c.other, 1, _LONGEST),
    )
    found = select(alike).join(one, one.c.id == alike.c.one).join(other, other.c.id == alike.c.other)
    return found.where(seen_by_readers(one), seen_by_readers(other), ~exists(apart))


def different_from(other: str) -> str:
    """Return what is kept with the first of two guides that are known to be different."""
    return f"={other[:_LONGEST]}"


def _acronyms(*columns: Any) -> Select[Any]:
    stays = select(let_stand.c.guide).where(
        let_stand.c.guide == traits.c.guide, let_stand.c.remark == traits.c.about
    )
    wanted = select(*columns).join_from(traits, guides, guides.c.id == traits.c.guide)
    return wanted.where(traits.c.kind == "acronym", SEEN_BY_READERS, ~exists(stays))


def _count(connection: Connection, wanted: Select[Any]) -> int:
    return connection.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
