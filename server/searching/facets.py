"""By what results can be narrowed, and how many each choice would leave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from sqlalchemy import Connection

from server.programs import program_shown
from server.storage import guides, people
from server.storage.matching import Filters, Match

NAMES = tuple(each.name for each in fields(Filters))
MOST_CHOICES = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, what it is called, how many results have it, and where choosing it leads."""

    value: str
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: what it is set to, with the address without it, or its choices, the most usual first."""

    name: str
    chosen: Choice | None
    choices: tuple[Choice, ...]


def address(question: str, filters: Filters, **more: str | int) -> str:
    """Return the address of a search, which can be shared."""
    said = {"q": question, **{name: getattr(filters, name) for name in NAMES}, **more}
    asked = {name: value for name, value in said.items() if value}
    return f"/search?{urlencode(asked)}" if asked else "/search"


def facets_of(
    connection: Connection, question: str, filters: Filters, matches: Sequence[Match]
) -> tuple[Facet, ...]:
    """Return the filters of these results, without those that could tell nothing apart."""
    counted, labels = _counted(connection, matches)
    _name_chosen(connection, filters, labels)
    made = (_facet(name, question, filters, counted[name], labels[name]) for name in NAMES)
    return tuple(each for each in made if each.chosen or len(each.choices) > 1)


Counts = Mapping[str, Mapping[str, int]]


def _counted(connection: Connection, matches: Sequence[Match]) -> tuple[Counts, dict[str, dict[str, str]]]:
    places = guides.places_of(connection, [each.guide for each in matches])
    owners = people.by_id(connection, {each.owner for each in matches})
    labels: dict[str, dict[str, str]] = {name: {} for name in NAMES}
    labels["owner"] = {str(key): person.name for key, person in owners.items()}
    labels["program"] = {each: program_shown(each) for match in matches for each in match.programs}
    counted: dict[str, dict[str, int]] = {name: {} for name in NAMES}
    for match in matches:
        inside = {place.process: place.process_name for place in places.get(match.guide, ())}
        labels["process"] |= inside
        said: Mapping[str, Iterable[str]] = {
            "process": inside,
            "role": [match.role],
            "program": match.programs,
            "owner": [str(match.owner)] if match.owner in owners else [],
            "state": [match.state],
        }
        for name, values in said.items():
            for value in filter(None, values):
                counted[name][value] = counted[name].get(value, 0) + 1
    return counted, labels


def _name_chosen(connection: Connection, filters: Filters, labels: dict[str, dict[str, str]]) -> None:
    """Find out how what is chosen is called where no result says it."""
    owner, process = filters.owner, filters.process
    labels["program"].setdefault(filters.program, program_shown(filters.program))
    if owner and owner not in labels["owner"] and owner.isdecimal():
        person = people.person(connection, int(owner[:9]))
        labels["owner"][owner] = person.name if person else owner
    if process and process not in labels["process"]:
        labels["process"][process] = guides.process_name(connection, process) or process


def _facet(
    name: str, question: str, filters: Filters, counts: Mapping[str, int], labels: Mapping[str, str]
) -> Facet:
    most = sorted(counts.items(), key=lambda each: (-each[1], labels.get(each[0], each[0])))[:MOST_CHOICES]
    choices = tuple(
        Choice(value, labels.get(value, value), count, address(question, replace(filters, **{name: value})))
        for value, count in most
    )
    value = getattr(filters, name)
    if not value:
        return Facet(name, None, choices)
    without = address(question, replace(filters, **{name: ""}))
    return Facet(name, Choice(value, labels.get(value, value), counts.get(value, 0), without), ())
