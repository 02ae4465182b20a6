"""What waits of keeping guides true: drafts to review or to change, updates that are needed, reviews due."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import Connection

from server.model import Person
from server.reviews import answerer, editors
from server.rhythm import Rhythm, is_urgent
from server.standing import Standing
from server.storage import people, process_reviews, reviews
from server.waiting.base import Level, Source, Waiting


def reviews_waiting(rhythm: Rhythm) -> Source:
    """Return the source of what one answers for, by when reviews are due."""

    def waiting(connection: Connection, person: Person, now: datetime) -> Iterable[Waiting]:
        ids = people.namesakes(connection, person)
        able = editors(connection)
        near = reviews.of_people(ids) & reviews.may_wait(rhythm, now)
        mine = reviews.standings(connection, near | reviews.in_state("review"))
        asked = reviews.last_asked(connection, [each.id for each in mine if each.state == "review"])
        for each in mine:
            ask = asked.get(each.id)
            to = answerer(each, able)
            if ask and (to.id in ids if to else ask.person.id not in ids):
                yield Waiting("review_asked", each.title, f"{each.url}/review", ask.at, "amber",
                              {"by": ask.person.name, "words": ask.words})  # fmt: skip
        needing = reviews.last_of(connection, "needs_update", [each.id for each in mine if each.reason])
        of_processes = process_reviews.standings(connection, process_reviews.of_people(ids))
        for each in (*mine, *of_processes):
            if keeps(each, ids, able):
                said = needing.get(each.id)
                yield from _to_look_at(each, rhythm, now, said.at if said else now)
        for move in reviews.to_change(connection, ids):
            yield Waiting("changes_wanted", move.title, f"/guides/{move.guide}/edit", move.at, "amber",
                          {"by": move.person.name, "words": move.words})  # fmt: skip

    return waiting


def keeps(standing: Standing, ids: frozenset[int], able: frozenset[str]) -> bool:
    """Tell whether one of those persons sees that it stays right: its owner, else its reviewer."""
    persons = [each for each in (standing.owner, standing.reviewer) if each is not None]
    first = next((each for each in persons if each.name in able), persons[0] if persons else None)
    return first is not None and first.id in ids


def _to_look_at(standing: Standing, rhythm: Rhythm, now: datetime, since: datetime) -> Iterator[Waiting]:
    if not standing.is_read:
        return
    if standing.reason:
        yield Waiting("needs_update", standing.title, f"{standing.url}/review", since, "amber",
                      {"reason": standing.reason.replace("\n", " · ")})  # fmt: skip
        return
    turn = rhythm.turn(standing, now)
    due = rhythm.due(standing)
    if turn and due:
        late: Level = "red" if is_urgent(standing.risk) else "amber"
        level: Level = late if turn == "overdue" else "calm"
        at = datetime(due.year, due.month, due.day, tzinfo=now.tzinfo)
        yield Waiting("review_due", standing.title, standing.url, at, level,
                      {"turn": turn, "due": due})  # fmt: skip
