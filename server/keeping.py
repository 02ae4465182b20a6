"""Who keeps guides and processes true: owner, reviewer, days between reviews, and handing all of it over."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, update

from server import clock
from server.errors import NoSuchProcessError, ServerError
from server.model import Person
from server.reviews import stands
from server.standing import Standing
from server.storage import counters, people, process_reviews, reviews
from server.storage import tables as t
from server.visitors import person_called

LONGEST_DAYS = 3_660


class NobodyError(ServerError):
    """A person was to be chosen and no name was given, or none that anybody has."""

    status = 422


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is to be set, as names and days; None leaves it as it is, and empty or 0 takes it away."""

    owner: str | None = None
    reviewer: str | None = None
    days: int | None = None


def keep_guide(connection: Connection, guide_id: str, wanted: Keeping) -> None:
    """Let the guide be kept true by those persons, in that rhythm."""
    stands(connection, guide_id)
    reviews.put(connection, guide_id, **_values(connection, wanted))
    counters.bump(connection)


def keep_process(connection: Connection, process_id: str, wanted: Keeping) -> None:
    """Let the process be kept true by those persons, in that rhythm; NotFoundError where there is none."""
    process_stands(connection, process_id)
    process_reviews.put(connection, process_id, **_values(connection, wanted))
    counters.bump(connection)


def verify_process(connection: Connection, process_id: str, person: Person) -> None:
    """Keep that the person looked at the process and found it right; NotFoundError where there is none."""
    process_stands(connection, process_id)
    now = clock.now()
    seen = {"verified_at": now, "verified_by": person.id, "review_from": now}
    process_reviews.put(connection, process_id, **seen)
    counters.bump(connection)


def process_stands(connection: Connection, process_id: str) -> Standing:
    """Return who keeps the process true; NotFoundError where there is none."""
    found = process_reviews.standing(connection, process_id)
    if found is None:
        raise NoSuchProcessError
    return found


def hand_over(connection: Connection, giver: str, taker: str) -> int:
    """Let all that one person owns or reviews be another's, and return how many guides and processes that is.

    Raises:
        NobodyError: nobody is called so, or no name was given to hand it to.
    """
    given = [each.person for each in people.known(connection) if each.person.name == giver]
    if not given:
        raise NobodyError("Nobody of that name is known here; choose one of those who own or review guides.")
    ids = people.namesakes(connection, given[0])
    to = _person(connection, taker)
    if to is None:
        raise NobodyError("Say to whom it is handed over.")
    of_guides, of_processes = reviews.of_people(ids), process_reviews.of_people(ids)
    count = len(reviews.standings(connection, of_guides))
    count += len(process_reviews.standings(connection, of_processes))
    for table in (t.guides, t.processes):
        for column in (table.c.owner, table.c.reviewer):
            connection.execute(update(table).where(column.in_(ids)).values({column.name: to}))
    counters.bump(connection)
    return count


def _values(connection: Connection, wanted: Keeping) -> Mapping[str, Any]:
    named = {"owner": wanted.owner, "reviewer": wanted.reviewer}
    values: dict[str, Any] = {
        column: _person(connection, name) for column, name in named.items() if name is not None
    }
    if wanted.days is not None:
        values["review_days"] = wanted.days or None
    return values


def _person(connection: Connection, name: str) -> int | None:
    """Return the id of the person whom others call so; None for no name."""
    person = person_called(connection, name)
    return person.id if person else None
