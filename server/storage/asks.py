"""Asks and their answers: what is wanted, by whom, until when, and which guides came for it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, func, insert, or_, select, true, update

from server.asks import MOST_TRIES, TRIES_COUNT_FOR, Answer, Ask, Wanted
from server.links import is_same
from server.model import Person, Place
from server.storage import people
from server.storage import slots as kept_slots
from server.storage.processes import KEPT
from server.storage.tables import arrivals, ask_answers, asks, guides, processes, slots, stages, trash

LISTED = 200


def add(
    connection: Connection, wanted: Wanted, asker: Person, token: str, *, at: datetime, until: datetime
) -> int:
    """Keep a new ask, whose link has that hash, and return its number."""
    row = {
        "title": wanted.title,
        "note": wanted.note,
        "question": wanted.question,
        **_placed(connection, wanted),
        "asker": asker.id,
        "at": at,
        "token": token,
        "until": until,
        "tries": 0,
        "tried_since": at,
    }
    key = connection.execute(insert(asks).values(row)).inserted_primary_key
    assert key is not None
    number: int = key.id
    return number


def change(connection: Connection, number: int, **values: Any) -> None:
    """Set columns of an ask."""
    connection.execute(update(asks).where(asks.c.id == number).values(values))


def move(connection: Connection, number: int, wanted: Wanted) -> None:
    """Let the recording that is asked for go to another place."""
    change(connection, number, **_placed(connection, wanted))


def ask(connection: Connection, number: int) -> Ask | None:
    """Return the ask of that number, or None."""
    return next(iter(_asks(connection, asks.c.id == number)), None)


def of_token(connection: Connection, token: str) -> Ask | None:
    """Return the ask whose link has that hash, however it stands, or None."""
    found = next(iter(_asks(connection, asks.c.token == token)), None)
    return found if found is not None and is_same(found.token, token) else None


def newest(connection: Connection) -> tuple[Ask, ...]:
    """Return the asks made last, newest first."""
    return _asks(connection, true(), limit=LISTED)


def of_slots(connection: Connection, ids: Collection[str]) -> Mapping[str, Ask]:
    """Return for each of those slots the ask that was made for it last."""
    found = _asks(connection, asks.c.slot.in_(ids)) if ids else ()
    return {each.slot: each for each in reversed(found)}


def of_questions(connection: Connection, questions: Collection[str]) -> Mapping[str, Ask]:
    """Return for each of those searches the ask that was made of it last."""
    found = _asks(connection, asks.c.question.in_(questions)) if questions else ()
    return {each.question: each for each in reversed(found)}


def asked_by(connection: Connection, person: Person) -> tuple[Ask, ...]:
    """Return what a person asked for, newest first."""
    return _asks(connection, asks.c.asker.in_(people.namesakes(connection, person)))


def asked_of(connection: Connection, person: Person, now: datetime) -> tuple[Ask, ...]:
    """Return what a person is asked for and nobody has sent yet, newest first."""
    mine = asks.c.asked.in_(people.namesakes(connection, person))
    open_ones = (mine, asks.c.ended_at.is_(None), asks.c.until > now)
    return _asks(connection, *open_ones, asks.c.id.not_in(select(ask_answers.c.ask)))


def lock(connection: Connection, number: int) -> None:
    """Hold the ask until the transaction ends, so that two senders count each other."""
    connection.execute(select(asks.c.id).where(asks.c.id == number).with_for_update())


def try_once(connection: Connection, number: int, now: datetime) -> bool:
    """Count that something is being sent, and tell whether that was not too often within an hour."""
    is_old = asks.c.tried_since <= now - TRIES_COUNT_FOR
    counted = {
        "tries": case((is_old, 1), else_=asks.c.tries + 1),
        "tried_since": case((is_old, now), else_=asks.c.tried_since),
    }
    change(connection, number, **counted)
    return (connection.scalar(select(asks.c.tries).where(asks.c.id == number)) or 0) <= MOST_TRIES


def add_answer(connection: Connection, number: int, guide_id: str, person: Person, at: datetime) -> None:
    """Keep that a guide came for an ask; one that came before came again."""
    same = (ask_answers.c.ask == number, ask_answers.c.guide == guide_id)
    if not connection.execute(update(ask_answers).where(*same).values(at=at)).rowcount:
        row = {"ask": number, "guide": guide_id, "person": person.id, "at": at}
        connection.execute(insert(ask_answers).values(row))


def answers(connection: Connection, numbers: Iterable[int]) -> Mapping[int, tuple[Answer, ...]]:
    """Return for each of those asks what came for it, oldest first."""
    waits = select(arrivals.c.id).where(arrivals.c.guide == guides.c.id, arrivals.c.state == "draft").exists()
    statement = (
        select(ask_answers, guides.c.title, guides.c.steps, guides.c.version)
        .add_columns(waits.label("newer"), trash.c.guide.label("trashed"))
        .join_from(ask_answers, guides, ask_answers.c.guide == guides.c.id)
        .join(trash, trash.c.guide == guides.c.id, isouter=True)
        .where(ask_answers.c.ask.in_(list(numbers)))
        .order_by(ask_answers.c.id)
    )
    rows = connection.execute(statement).all()
    senders = people.by_id(connection, [row.person for row in rows])
    found: dict[int, list[Answer]] = defaultdict(list)
    for row in rows:
        found[row.ask].append(_answer(row, senders[row.person]))
    return {number: tuple(each) for number, each in found.items()}


def sender_called(connection: Connection, number: int, name: str) -> Person | None:
    """Return who sent something for an ask before under that name, or None."""
    before = select(ask_answers.c.person).where(ask_answers.c.ask == number)
    found = people.by_id(connection, connection.scalars(before))
    return next((each for each in found.values() if each.name == name), None)


def asks_of_guide(connection: Connection, guide_id: str) -> tuple[Ask, ...]:
    """Return what a guide came for."""
    return _asks(connection, asks.c.id.in_(select(ask_answers.c.ask).where(ask_answers.c.guide == guide_id)))


def count_answers(connection: Connection, number: int) -> int:
    """Return how many guides came for an ask."""
    mine = ask_answers.c.ask == number
    return connection.scalar(select(func.count()).select_from(ask_answers).where(mine)) or 0


def _placed(connection: Connection, wanted: Wanted) -> dict[str, Any]:
    """Return the columns that say where a recording is to go: only what is there, and what that is called."""
    slot = kept_slots.one(connection, wanted.slot) if wanted.slot else None
    key = slot.place.process if slot else wanted.process
    name = connection.scalar(select(processes.c.name).where(processes.c.id == key, KEPT))
    return {
        "process": key if name is not None else None,
        "slot": slot.slot.id if slot else None,
        "process_name": name or "",
        "stage_name": (slot.place.stage_name if slot else None) or "",
    }


def _asks(
    connection: Connection, *conditions: ColumnElement[bool], limit: int | None = None
) -> tuple[Ask, ...]:
    """Return the asks with the place of each: its slot's, wherever that is now, else its process's."""
    at = or_(processes.c.id == stages.c.process, stages.c.id.is_(None) & (processes.c.id == asks.c.process))
    statement = (
        select(asks, processes.c.id.label("at_process"), processes.c.name.label("at_name"))
        .add_columns(stages.c.id.label("stage"), stages.c.name.label("stage_now"))
        .join(slots, slots.c.id == asks.c.slot, isouter=True)
        .join(stages, stages.c.id == slots.c.stage, isouter=True)
        .join(processes, at & KEPT, isouter=True)
        .where(*conditions)
        .order_by(asks.c.id.desc())
        .limit(limit)
    )
    rows = connection.execute(statement).all()
    known = people.by_id(connection, [each for row in rows for each in (row.asker, row.asked)])
    return tuple(_ask(row, known) for row in rows)


def _ask(row: Row[Any], known: Mapping[int, Person]) -> Ask:
    place = Place(row.at_process, row.at_name, row.stage, row.stage_now) if row.at_process else None
    return Ask(
        id=row.id,
        title=row.title,
        note=row.note,
        question=row.question,
        asker=known[row.asker],
        asked=known.get(row.asked),
        place=place,
        process_name=row.process_name,
        stage_name=row.stage_name,
        slot=row.slot or "",
        at=row.at,
        until=row.until,
        ended_at=row.ended_at,
        token=row.token,
    )


def _answer(row: Row[Any], sender: Person) -> Answer:
    is_out = row.version > 0 and not row.newer
    state = "trashed" if row.trashed else "published" if is_out else "waits"
    return Answer(row.ask, row.guide, row.title, row.steps, sender, row.at, state)  # type: ignore[arg-type]
