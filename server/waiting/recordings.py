"""Recordings: what came for what a person asked for, what nobody sent, and what is asked of them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from server.model import Person
from server.storage import asks
from server.waiting.base import Waiting


def recordings_that_came(connection: Connection, person: Person, now: datetime) -> Iterable[Waiting]:
    """Yield each recording that came for what the person asked for, until it is published or thrown away.

    Yield also what they asked for and nobody sent as long as the link held.
    """
    mine = asks.asked_by(connection, person)
    came = asks.answers(connection, [each.id for each in mine])
    for ask in mine:
        answers = came.get(ask.id, ())
        for each in answers:
            if each.state == "waits":
                said = {"sender": each.person.name, "title": each.title, "steps": each.steps}
                yield Waiting("recording_came", ask.title, f"/asks/{ask.id}", each.at, values=said)
        if not answers and ask.state(now) == "over":
            yield Waiting("recording_missing", ask.title, f"/asks/{ask.id}", ask.until)


def recordings_wanted(connection: Connection, person: Person, now: datetime) -> Iterable[Waiting]:
    """Yield each recording that the person is asked for, until one came."""
    for ask in asks.asked_of(connection, person, now):
        said = {"asker": ask.asker.name, "note": ask.note}
        yield Waiting("recording_wanted", ask.title, f"/asks/{ask.id}", ask.at, values=said)
