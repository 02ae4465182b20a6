"""The tidy-up page: what is not well in the whole base, group by group, the worst first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from server import places
from server.model import GuideSummary, Person
from server.ordering.gaps import Lacking, dead_ends, gaps
from server.ordering.suggesting import Suggestion
from server.storage import guides, let_stand, tidy
from server.storage.processes import names

FIRST, PAGE, EXAMPLES = 4, 25, 5


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of thing to tidy: how many there are, with a page of them as its template shows them."""

    name: str
    find: Callable[[Connection, int, int], tuple[int, Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Counted:
    """A group with how many things it holds, and the first of them."""

    name: str
    count: int
    lines: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A guide that belongs to no process, and where it may belong."""

    guide: GuideSummary
    found: Suggestion | None


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A step whose link leads to what readers do not find: it is `gone`, in the `trash`, or `archived`."""

    guide: GuideSummary
    step: str
    target: str
    title: str
    where: str


@dataclass(frozen=True, slots=True)
class Double:
    """Two guides that say nearly the same; `percent` of what either does both do."""

    one: GuideSummary
    other: GuideSummary
    percent: int


@dataclass(frozen=True, slots=True)
class Unexplained:
    """An acronym that so many guides use and never explain; some of them."""

    acronym: str
    count: int
    guides: tuple[GuideSummary, ...]


def overview(connection: Connection) -> tuple[Counted, ...]:
    """Return every group with its first lines, in the order of what harms readers most."""
    return tuple(Counted(group.name, *group.find(connection, FIRST, 0)) for group in GROUPS)


def one_group(connection: Connection, name: str, page: int) -> Counted | None:
    """Return a page of one group, or None where there is no such group."""
    group = next((each for each in GROUPS if each.name == name), None)
    if group is None:
        return None
    return Counted(name, *group.find(connection, PAGE, (page - 1) * PAGE))


def keep_apart(connection: Connection, one: str, other: str, person: Person) -> None:
    """Keep that two guides which say nearly the same are different, so that nobody is asked again."""
    first, second = sorted((one, other))
    let_stand.add(connection, first, tidy.different_from(second), person)


def _dead_links(connection: Connection, limit: int, offset: int) -> Sequence[DeadLink]:
    found = tidy.dead_links(connection, limit, offset)
    known = guides.summaries(connection, {each.guide for each in found})
    there = tidy.whereabouts(connection, {each.target for each in found})
    return [
        DeadLink(known[each.guide], each.step, each.target, *there.get(each.target, (each.target, "gone")))
        for each in found
        if each.guide in known
    ]


def _without(what: str) -> Callable[[Connection, int, int], Sequence[GuideSummary]]:
    def lines(connection: Connection, limit: int, offset: int) -> Sequence[GuideSummary]:
        ids = tidy.without(connection, what, limit, offset)
        known = guides.summaries(connection, ids)
        return [known[each] for each in ids if each in known]

    return lines


def _unplaced(connection: Connection, limit: int, offset: int) -> Sequence[Unplaced]:
    found = _without("place")(connection, limit, offset)
    suggested = places.suggested(connection, [each.id for each in found])
    return [Unplaced(each, suggested.get(each.id)) for each in found]


def _doubles(connection: Connection, limit: int, offset: int) -> Sequence[Double]:
    found = tidy.doubles(connection, limit, offset)
    known = guides.summaries(connection, {each for one, other, _ in found for each in (one, other)})
    return [
        Double(known[one], known[other], round(100 * likeness))
        for one, other, likeness in found
        if one in known and other in known
    ]


def _gaps(connection: Connection) -> tuple[Lacking, ...]:
    by_process = tidy.stages_by_process(connection)
    return gaps(by_process, names(connection), tidy.staffed(connection), tidy.open_slots(connection))


def _dead_ends(connection: Connection) -> tuple[Lacking, ...]:
    return dead_ends(tidy.stages_by_process(connection), names(connection))


def _acronyms(connection: Connection, limit: int, offset: int) -> Sequence[Unexplained]:
    found = tidy.acronyms(connection, limit, offset)
    using = {each.acronym: tidy.guides_with(connection, each.acronym, EXAMPLES) for each in found}
    known = guides.summaries(connection, {guide for ids in using.values() for guide in ids})
    return [
        Unexplained(
            each.acronym,
            each.guides,
            tuple(known[guide] for guide in using[each.acronym] if guide in known),
        )
        for each in found
    ]


def _counting(what: str) -> Callable[[Connection], int]:
    return lambda connection: tidy.count_without(connection, what)


def _asked(
    count: Callable[[Connection], int], lines: Callable[[Connection, int, int], Sequence[Any]]
) -> Callable[[Connection, int, int], tuple[int, Sequence[Any]]]:
    """Return how a group is found whose things are counted and listed by questions of their own."""

    def find(connection: Connection, limit: int, offset: int) -> tuple[int, Sequence[Any]]:
        number = count(connection)
        return number, lines(connection, limit, offset) if number else ()

    return find


def _cut(
    everything: Callable[[Connection], Sequence[Any]],
) -> Callable[[Connection, int, int], tuple[int, Sequence[Any]]]:
    """Return how a group is found that is worked out as a whole: there are only hundreds of processes."""

    def find(connection: Connection, limit: int, offset: int) -> tuple[int, Sequence[Any]]:
        found = everything(connection)
        return len(found), found[offset : offset + limit]

    return find


GROUPS = (
    Group("links", _asked(tidy.count_dead_links, _dead_links)),
    Group("ways", _cut(_dead_ends)),
    Group("owner", _asked(_counting("owner"), _without("owner"))),
    Group("place", _asked(_counting("place"), _unplaced)),
    Group("doubles", _asked(tidy.count_doubles, _doubles)),
    Group("gaps", _cut(_gaps)),
    Group("review", _asked(_counting("review"), _without("review"))),
    Group("acronyms", _asked(tidy.count_acronyms, _acronyms)),
)
"""Every group, the one that harms readers most first."""
