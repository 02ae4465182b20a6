"""How guides stand and who keeps them true, and the log of how they came there."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, insert, select, true, update

from server import clock
from server.model import Person, State
from server.rhythm import URGENT, Rhythm
from server.standing import Moved, Standing
from server.storage import people
from server.storage.tables import guides, moves, trash

AT_ONCE = 500
_THERE = guides.c.id.not_in(select(trash.c.guide))


@dataclass(frozen=True, slots=True)
class Moving:
    """A move that a guide makes from how it stands: what kind, to which state and with which reason left."""

    standing: Standing
    kind: str
    state: State
    reason: str
    version: int
    words: str = ""


def standing(connection: Connection, guide_id: str) -> Standing | None:
    """Return how the guide stands, or None where there is none."""
    return next(iter(standings(connection, guides.c.id == guide_id)), None)


def standings(connection: Connection, condition: ColumnElement[bool] | None = None) -> tuple[Standing, ...]:
    """Return how guides stand, all that are not in the trash or those of a condition, by title."""
    wanted = true() if condition is None else condition
    rows = connection.execute(
        select(guides).where(_THERE, wanted).order_by(guides.c.title, guides.c.id)
    ).all()
    named = {each for row in rows for each in (row.owner, row.reviewer, row.verified_by)}
    known = people.by_id(connection, named)
    return tuple(_standing(row, known.get) for row in rows)


def among(connection: Connection, ids: Sequence[str]) -> Iterator[Standing]:
    """Yield how those guides stand that are not in the trash, however many they are."""
    for first in range(0, len(ids), AT_ONCE):
        yield from standings(connection, guides.c.id.in_(ids[first : first + AT_ONCE]))


def of_people(ids: Collection[int]) -> ColumnElement[bool]:
    """Return the condition that one of those persons owns or reviews the guide."""
    return guides.c.owner.in_(ids) | guides.c.reviewer.in_(ids)


def may_wait(rhythm: Rhythm, now: datetime) -> ColumnElement[bool]:
    """Return the condition that somebody may be to look at the guide: all that do, and a few more."""
    usual, high = rhythm.cannot_be_soon(now)
    urgent = func.lower(func.trim(guides.c.risk)).in_(URGENT)
    return (
        (guides.c.reason != "")
        | (guides.c.state == "review")
        | guides.c.review_days.is_not(None)
        | (guides.c.review_from <= usual)
        | (urgent & (guides.c.review_from <= high))
    )


def in_state(*states: State) -> ColumnElement[bool]:
    """Return the condition that the guide stands so."""
    return guides.c.state.in_(states)


def put(connection: Connection, guide_id: str, **values: Any) -> None:
    """Write what is said of how the guide stands."""
    connection.execute(update(guides).where(guides.c.id == guide_id).values(values))


def log(connection: Connection, made: Sequence[Moving], person: Person, change: int | None = None) -> None:
    """Keep that guides moved, and let them stand so."""
    rows = [
        {
            "guide": each.standing.id,
            "kind": each.kind,
            "was": each.standing.state,
            "state": each.state,
            "version": each.version,
            "words": each.words,
            "person": person.id,
            "at": clock.now(),
            "change": change,
        }
        for each in made
    ]
    if rows:
        connection.execute(insert(moves), rows)
        here = update(guides).where(guides.c.id == bindparam("guide"))
        there = here.values(state=bindparam("now"), reason=bindparam("why"))
        connection.execute(
            there, [{"guide": each.standing.id, "now": each.state, "why": each.reason} for each in made]
        )


def history(connection: Connection, guide_id: str, limit: int = 50) -> tuple[Moved, ...]:
    """Return how the guide came to stand so, the last move first."""
    mine = select(moves).where(moves.c.guide == guide_id)
    return _moves(connection, mine.order_by(moves.c.id.desc()).limit(limit))


def last_asked(connection: Connection, ids: Collection[str]) -> dict[str, Moved]:
    """Return for each of those guides the last time that its review was asked for."""
    return last_of(connection, "asked", ids)


def last_of(connection: Connection, kind: str, ids: Collection[str]) -> dict[str, Moved]:
    """Return for each of those guides the last move of that kind, where it made one."""
    last = (
        select(func.max(moves.c.id))
        .where(moves.c.kind == kind, moves.c.guide.in_(ids))
        .group_by(moves.c.guide)
    )
    return {each.guide: each for each in _moves(connection, select(moves).where(moves.c.id.in_(last)))}


def to_change(connection: Connection, ids: Collection[int]) -> tuple[Moved, ...]:
    """Return the answers that asked those persons for changes, where nothing was done about it since."""
    later = moves.alias()
    since = select(later.c.id).where(later.c.guide == moves.c.guide, later.c.id > moves.c.id)
    there = moves.c.guide.in_(select(guides.c.id).where(_THERE))
    wanted = select(moves).where(moves.c.kind == "changes_wanted", ~since.exists(), there)
    found = _moves(connection, wanted.order_by(moves.c.id))
    asked = last_asked(connection, [each.guide for each in found])
    return tuple(each for each in found if asked[each.guide].person.id in ids)


def of_change(connection: Connection, change: int) -> tuple[Moved, ...]:
    """Return the moves that one change of a program made."""
    return _moves(connection, select(moves).where(moves.c.change == change).order_by(moves.c.id))


def _moves(connection: Connection, statement: Any) -> tuple[Moved, ...]:
    rows = connection.execute(statement).all()
    by = people.by_id(connection, [row.person for row in rows])
    called = select(guides.c.id, guides.c.title).where(guides.c.id.in_({row.guide for row in rows}))
    titles = {row.id: row.title for row in connection.execute(called)} if rows else {}
    return tuple(
        Moved(
            row.id,
            row.guide,
            row.kind,
            row.was,
            row.state,
            row.version,
            row.words,
            by[row.person],
            row.at,
            row.change,
            titles[row.guide],
        )
        for row in rows
    )


def _standing(row: Row[Any], known: Any) -> Standing:
    return Standing(
        kind="guide",
        id=row.id,
        title=row.title,
        state=row.state,
        version=row.version,
        risk=row.risk,
        owner=known(row.owner),
        reviewer=known(row.reviewer),
        review_from=row.review_from,
        review_days=row.review_days,
        verified_by=known(row.verified_by),
        verified_at=row.verified_at,
        verified_version=row.verified_version,
        reason=row.reason,
    )
