"""Sorts what is to be kept true into the lists of the page of reviews; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from server.rhythm import Rhythm, Turn
from server.standing import Standing

Shown = Literal["review", "needs_update", "overdue", "soon", "unkept", "archived"]
"""The lists: in review, needing an update, overdue, due soon, kept by nobody, and archived."""
LISTS: tuple[Shown, ...] = get_args(Shown)


@dataclass(frozen=True, slots=True)
class Line:
    """A guide or a process in a list, when it is due, and which of its persons can do nothing any more."""

    standing: Standing
    due: date | None
    turn: Turn
    gone: tuple[str, ...]


def sorted_out(
    standings: Iterable[Standing], rhythm: Rhythm, now: datetime, able: frozenset[str]
) -> Mapping[Shown, Sequence[Line]]:
    """Return the lists; one that needs an update is not called overdue besides."""
    found: dict[Shown, list[Line]] = {name: [] for name in LISTS}
    for each in standings:
        line = Line(each, rhythm.due(each), rhythm.turn(each, now), gone(each, able))
        for name in lists_of(line):
            found[name].append(line)
    for name in ("overdue", "soon"):
        found[name].sort(key=lambda line: (line.due or date.max, line.standing.title))
    return found


def lists_of(line: Line) -> Iterable[Shown]:
    """Yield the lists in which it stands."""
    each = line.standing
    if each.state == "archived":
        yield "archived"
        return
    if each.state == "review":
        yield "review"
    if each.is_read and each.reason:
        yield "needs_update"
    elif each.is_read and line.turn:
        yield "overdue" if line.turn == "overdue" else "soon"
    if each.is_read and (each.owner is None or each.reviewer is None or line.gone):
        yield "unkept"


def gone(standing: Standing, able: frozenset[str]) -> tuple[str, ...]:
    """Return the names of its owner and reviewer who may edit no longer."""
    named = dict.fromkeys(each.name for each in (standing.owner, standing.reviewer) if each)
    return tuple(name for name in named if name not in able)


def of_person(standings: Iterable[Standing], name: str) -> Iterable[Standing]:
    """Return those that the person of that name owns or reviews; all where there is no name."""
    return (
        each
        for each in standings
        if not name or name in {person.name for person in (each.owner, each.reviewer) if person}
    )
