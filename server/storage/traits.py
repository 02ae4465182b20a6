"""What each published guide is about, kept beside it in the transaction that publishes it.

Questions ask for a bounded number of rows, so that an answer costs the same at 100 and at 10,000 guides.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
)

from recorder.document.guide import Guide
from server.ordering.likeness import ALIKE, Sketch, likeness, read
from server.ordering.traits import Term, Trait, program_of, traits_of
from server.storage import counters, versions
from server.storage.tables import alike, guides, traits, trash

SHAPE = 1  # grows when traits are worked out anew: they are filled in again in the background
BUCKET, ENOUGH = 40, 1_000
PAIRS = 5


def seen_by_readers(table: Any) -> ColumnElement[bool]:
    """Return the condition that readers find a guide in lists: neither archived, nor in the trash."""
    in_trash = select(trash.c.guide).where(trash.c.guide == table.c.id)
    return and_(table.c.version > 0, table.c.state != "archived", ~exists(in_trash))


SEEN_BY_READERS = seen_by_readers(guides)


_SHARING = (
    select(traits.c.guide, traits.c.weight)
    .where(
        traits.c.kind == bindparam("kind"),
        traits.c.name == bindparam("name"),
        traits.c.guide != bindparam("me"),
    )
    .limit(bindparam("most"))
)


def note(connection: Connection, guide: Guide) -> None:
    """Keep what the published guide is about now, and which guides are like it."""
    forget(connection, guide.id)
    found = traits_of(guide)
    rows = [{**each._asdict(), "guide": guide.id} for each in found]
    connection.execute(insert(traits), rows)
    _note_alike(connection, guide.id, found)


def forget(connection: Connection, guide_id: str) -> None:
    """Let nobody find the guide by what it is about."""
    connection.execute(delete(traits).where(traits.c.guide == guide_id))
    connection.execute(delete(alike).where((alike.c.one == guide_id) | (alike.c.other == guide_id)))


def prepare(connection: Connection) -> None:
    """Have traits of another shape worked out anew."""
    if counters.read(connection, "traits") != SHAPE:
        connection.execute(delete(alike))
        connection.execute(delete(traits))
        counters.put(connection, "traits", SHAPE)


def fill(connection: Connection, limit: int) -> int:
    """Note what some guides are about that were published before this was kept; return how many."""
    noted = select(traits.c.guide).where(traits.c.kind == "sketch")
    wanted = select(guides.c.id).where(
        guides.c.version > 0, guides.c.id.not_in(noted), guides.c.id.not_in(select(trash.c.guide))
    )
    ids = connection.scalars(wanted.order_by(guides.c.id).limit(limit)).all()
    for guide_id in ids:
        version = versions.published(connection, guide_id)
        if version:
            note(connection, version.document)
    if ids:
        counters.bump(connection)
    return len(ids)


def of(connection: Connection, guide_id: str) -> tuple[Trait, ...]:
    """Return what a published guide is about."""
    rows = connection.execute(select(traits).where(traits.c.guide == guide_id))
    return tuple(Trait(row.kind, row.name, row.weight, row.about) for row in rows)


def sharing(
    connection: Connection, terms: Iterable[Term], guide_id: str, most: int
) -> Mapping[Term, Mapping[str, int]]:
    """Return for each term the other guides that share it, and how much.

    What more than `most` share is left out: it tells nothing, and would take longer with each guide.
    """
    found: dict[Term, Mapping[str, int]] = {}
    for term in terms:
        rows = connection.execute(_SHARING, {**term._asdict(), "me": guide_id, "most": most + 1}).all()
        if len(rows) <= most:
            found[term] = {row.guide: row.weight for row in rows}
    return found


def among(
    connection: Connection, terms: Collection[Term], ids: Collection[str]
) -> Mapping[Term, Mapping[str, int]]:
    """Return for each term which of those guides share it, and how much."""
    found: dict[Term, dict[str, int]] = {term: {} for term in terms}
    rows = connection.execute(select(traits).where(traits.c.guide.in_(ids))) if ids and terms else ()
    for row in rows:
        if (term := Term(row.kind, row.name)) in found:
            found[term][row.guide] = row.weight
    return found


def about_how_many(connection: Connection) -> int:
    """Return how many guides there are, as far as that makes a difference to how rare a word is."""
    some = select(guides.c.id).where(guides.c.version > 0).limit(ENOUGH).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def programs(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Return every program that published guides use, and by how many, the most used first."""
    count = func.count().label("uses")
    used = _using(select(traits.c.name, count).group_by(traits.c.name), "program")
    rows = connection.execute(used.order_by(count.desc(), traits.c.name))
    return tuple((row.name, row.uses) for row in rows)


def guides_using(connection: Connection, program: str) -> tuple[str, ...]:
    """Return the ids of the published guides that use a program."""
    used = _using(select(traits.c.guide), "program").where(traits.c.name == program_of(program))
    return tuple(connection.scalars(used.order_by(traits.c.guide)))


def linking_to(connection: Connection, guide_id: str) -> Mapping[str, str]:
    """Return the published guides that link to this one, and the step of each that does."""
    used = _using(select(traits.c.guide, traits.c.about), "link").where(traits.c.name == guide_id)
    rows = connection.execute(used.order_by(traits.c.guide))
    return {row.guide: row.about for row in rows if row.guide != guide_id}


def _using(statement: Select[Any], kind: str) -> Select[Any]:
    return statement.join(guides, guides.c.id == traits.c.guide).where(traits.c.kind == kind, SEEN_BY_READERS)


def _note_alike(connection: Connection, guide_id: str, found: Iterable[Trait]) -> None:
    """Keep which guides say nearly the same: those that share a bucket and then most of their steps."""
    terms = [each.term for each in found if each.kind == "band"]
    mine = read(next((each.about for each in found if each.kind == "sketch"), ""))
    asked = ({**term._asdict(), "me": guide_id, "most": BUCKET} for term in terms)
    others = sorted({row.guide for each in asked for row in connection.execute(_SHARING, each)})
    likely = {guide: likeness(mine, sketch) for guide, sketch in _sketches(connection, others)}
    best = sorted(((each, guide) for guide, each in likely.items() if each >= ALIKE), reverse=True)[:PAIRS]
    pairs = [(*sorted((guide_id, guide)), each) for each, guide in best]
    if pairs:
        rows = [{"one": one, "other": other, "likeness": each} for one, other, each in pairs]
        connection.execute(insert(alike), rows)


def _sketches(connection: Connection, ids: Collection[str]) -> Iterator[tuple[str, Sketch]]:
    wanted = select(traits.c.guide, traits.c.about).where(traits.c.kind == "sketch", traits.c.guide.in_(ids))
    return ((row.guide, read(row.about)) for row in connection.execute(wanted) if ids)
