"""What was said of guides, row by row; what was taken back keeps its row for a day, without its words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, or_, select, true, update

from server.feedback.base import Feedback, Sayer, State
from server.storage import counters, people
from server.storage.tables import feedback, guides, trash
from server.storage.tables import people as persons

COUNTER = "feedback"
"""Grows whenever something is said or dealt with."""

_ROOT = feedback.c.kind != "reply"
_KEPT = feedback.c.state != "withdrawn"


def add(connection: Connection, said: Feedback) -> Feedback:
    """Keep what was said and return it with its number; the number given is not looked at."""
    row = {
        "guide": said.guide,
        "step": said.step,
        "of": said.of,
        "kind": said.kind,
        "topic": said.topic,
        "version": said.version,
        "words": said.words,
        "before": said.before,
        "state": said.state,
        "answer": said.answer,
        "person": said.person.id if said.person else None,
        "device": said.device,
        "at": said.at,
    }
    key = connection.execute(insert(feedback).values(row)).inserted_primary_key
    assert key is not None
    counters.bump(connection, COUNTER)
    kept = one(connection, said.guide, key.id)
    assert kept is not None
    return kept


def one(connection: Connection, guide_id: str, number: int) -> Feedback | None:
    """Return what was said under that number of that guide, unless it was taken back."""
    return next(iter(_read(connection, feedback.c.guide == guide_id, feedback.c.id == number)), None)


def listed(
    connection: Connection,
    guide_id: str,
    reader: Sayer,
    *,
    step: str | None = None,
    is_open: bool = True,
    before: int | None = None,
    limit: int = 30,
) -> tuple[Feedback, ...]:
    """Return what that reader may see of what was said, newest first: of one step, or of the whole guide."""
    conditions = [
        feedback.c.guide == guide_id,
        _ROOT,
        feedback.c.state == "open" if is_open else feedback.c.state.not_in(["open", "withdrawn"]),
        visible(reader),
        feedback.c.step == step if step is not None else true(),
        feedback.c.id < before if before is not None else true(),
    ]
    return _read(connection, *conditions, limit=limit)


def visible(reader: Sayer) -> ColumnElement[bool]:
    """Return the condition of what somebody may see: comments, what they said, and all of it for editors."""
    if reader.may_edit:
        return true()
    mine = feedback.c.device == reader.device if reader.device else feedback.c.id.is_(None)
    return or_(feedback.c.kind == "comment", mine)


def replies(connection: Connection, numbers: Collection[int]) -> Mapping[int, tuple[Feedback, ...]]:
    """Return for each of those what was replied to it, oldest first."""
    found: dict[int, list[Feedback]] = defaultdict(list)
    for each in reversed(_read(connection, feedback.c.of.in_(numbers)) if numbers else ()):
        assert each.of is not None
        found[each.of].append(each)
    return {number: tuple(said) for number, said in found.items()}


def counts(connection: Connection, guide_id: str, *, for_editors: bool) -> Mapping[str, int]:
    """Return how much is open at each step, under "" at the guide as a whole."""
    statement = select(feedback.c.step, func.count()).where(
        feedback.c.guide == guide_id,
        feedback.c.state == "open",
        _ROOT,
        true() if for_editors else feedback.c.kind == "comment",
    )
    return {step or "": count for step, count in connection.execute(statement.group_by(feedback.c.step))}


def of_device(connection: Connection, guide_id: str, device: str, limit: int = 50) -> tuple[Feedback, ...]:
    """Return what was said of the guide from one browser, newest first."""
    where = (feedback.c.guide == guide_id, feedback.c.device == device, _ROOT)
    return _read(connection, *where, limit=limit) if device else ()


def recent(connection: Connection, guide_id: str, device: str, since: datetime) -> tuple[Feedback, ...]:
    """Return what was said of the guide from one browser since then, replies included."""
    where = (feedback.c.guide == guide_id, feedback.c.device == device, feedback.c.at >= since)
    return _read(connection, *where, limit=50) if device else ()


def open_reports(connection: Connection, guide_id: str) -> tuple[Feedback, ...]:
    """Return the reports and comments on a guide that wait, newest first, as many as a person can look at."""
    kinds = feedback.c.kind.in_(["report", "comment"])
    return _read(connection, feedback.c.guide == guide_id, feedback.c.state == "open", _ROOT, kinds, limit=50)


def said_since(connection: Connection, since: datetime, *, device: str = "", guide_id: str = "") -> int:
    """Return how much was said since then from a browser, or of a guide, what was taken back included."""
    whose = feedback.c.device == device if device else feedback.c.guide == guide_id
    statement = select(func.count()).select_from(feedback).where(whose, feedback.c.at >= since)
    return connection.scalar(statement) or 0


def settle(
    connection: Connection,
    numbers: Iterable[int],
    state: State,
    *,
    at: datetime | None = None,
    by: int | None = None,
    version: int | None = None,
    answer: str = "",
) -> None:
    """Note what became of those."""
    values = {"state": state, "settled_at": at, "settled_by": by, "settled_in": version, "answer": answer}
    connection.execute(update(feedback).where(feedback.c.id.in_(list(numbers))).values(values))
    counters.bump(connection, COUNTER)


def publish_taken(connection: Connection, guide_id: str, version: int) -> None:
    """Note that readers see from that version on the wordings that were taken over."""
    taken = (feedback.c.guide == guide_id, feedback.c.state == "taken", feedback.c.settled_in.is_(None))
    connection.execute(update(feedback).where(*taken).values(settled_in=version))


def withdraw(connection: Connection, number: int, sweep_before: datetime) -> None:
    """Let what was said, and all replies to it, be nowhere; rows that were emptied long ago go as well."""
    which = or_(feedback.c.id == number, feedback.c.of == number)
    values = {"state": "withdrawn", "words": "", "before": "", "answer": "", "person": None}
    connection.execute(update(feedback).where(which).values(values))
    old = and_(feedback.c.state == "withdrawn", feedback.c.at < sweep_before)
    connection.execute(delete(feedback).where(old, feedback.c.of.is_not(None)))
    answered = select(feedback.c.of).where(feedback.c.of.is_not(None))
    connection.execute(delete(feedback).where(old, feedback.c.id.not_in(answered)))
    counters.bump(connection, COUNTER)


def owner_name(connection: Connection, guide_id: str) -> str:
    """Return who looks after a guide: its owner, or whoever published it."""
    owner = func.coalesce(guides.c.owner, guides.c.published_by)
    statement = select(persons.c.name).join(guides, owner == persons.c.id).where(guides.c.id == guide_id)
    return connection.scalar(statement) or ""


def waiting_for(connection: Connection, person_id: int) -> tuple[Row[Any], ...]:
    """Return (guide, title, kind, count, at) of what waits on the guides of an owner, guide by guide.

    A guide without an owner is looked after by whoever published it.
    """
    owner = func.coalesce(guides.c.owner, guides.c.published_by)
    statement = (
        select(
            feedback.c.guide,
            guides.c.title,
            feedback.c.kind,
            func.count().label("count"),
            func.min(feedback.c.at).label("at"),
        )
        .join(guides, guides.c.id == feedback.c.guide)
        .where(feedback.c.state == "open", _ROOT, owner == person_id)
        .where(feedback.c.guide.not_in(select(trash.c.guide)), guides.c.state != "archived")
        .group_by(feedback.c.guide, guides.c.title, feedback.c.kind)
        .order_by(feedback.c.guide, feedback.c.kind)
    )
    return tuple(connection.execute(statement).all())


def _read(
    connection: Connection, *conditions: ColumnElement[bool], limit: int | None = None
) -> tuple[Feedback, ...]:
    statement = select(feedback).where(_KEPT, *conditions).order_by(feedback.c.id.desc()).limit(limit)
    rows = connection.execute(statement).all()
    known = people.by_id(connection, [each for row in rows for each in (row.person, row.settled_by)])
    return tuple(
        Feedback(
            id=row.id,
            guide=row.guide,
            step=row.step,
            of=row.of,
            kind=row.kind,
            topic=row.topic,
            version=row.version,
            words=row.words,
            before=row.before,
            state=row.state,
            answer=row.answer,
            person=known.get(row.person),
            device=row.device,
            at=row.at,
            settled_in=row.settled_in,
            settled_at=row.settled_at,
            settled_by=known.get(row.settled_by),
        )
        for row in rows
    )
