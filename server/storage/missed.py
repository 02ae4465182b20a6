"""Searches that found nothing: by their folded words, how often and when last. Who searched is not kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from server.storage.keys import fold
from server.storage.tables import missed

KEPT = 2_000
LONGEST = 200
TYPING = timedelta(seconds=30)
"""Within this long, a search that goes on where another ended is the same person still typing."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Searches of the same words: as they were typed last, how often, and when first and last."""

    words: str
    said: str
    times: int
    first_at: datetime
    last_at: datetime


def folded(question: str) -> str:
    """Return the words of a question as they are compared: no signs, no capitals."""
    return " ".join(re.findall(r"\w+", fold(question[:LONGEST])))


def note(connection: Connection, question: str, now: datetime) -> bool:
    """Count a search that found nothing; tell whether its words were never missed before.

    What was missed a moment ago and is where these words begin was typing on the way here, and goes; these
    are not counted where they are on the way to that.
    """
    words, said = folded(question), " ".join(question[:LONGEST].split())
    if not words or _is_typing(connection, words, now):
        return False
    again = update(missed).where(missed.c.words == words)
    if connection.execute(again.values(said=said, times=missed.c.times + 1, last_at=now)).rowcount:
        return False
    row = {"words": words, "said": said, "times": 1, "first_at": now, "last_at": now}
    connection.execute(insert(missed).values(row))
    _forget_oldest(connection)
    return True


def listed(connection: Connection, limit: int) -> tuple[Missed, ...]:
    """Return what was missed most often first, and of that the latest."""
    grouped = (
        select(missed.c.words, func.sum(missed.c.times).label("times"), func.max(missed.c.said).label("said"))
        .add_columns(
            func.min(missed.c.first_at).label("first_at"), func.max(missed.c.last_at).label("last_at")
        )
        .group_by(missed.c.words)
    )
    ordered = grouped.order_by(func.sum(missed.c.times).desc(), func.max(missed.c.last_at).desc())
    return tuple(map(_missed, connection.execute(ordered.limit(limit))))


def count(connection: Connection) -> int:
    """Return how many different searches found nothing."""
    return connection.scalar(select(func.count(missed.c.words.distinct()))) or 0


def forget(connection: Connection, words: Iterable[str]) -> None:
    """Let searches of those words be listed no more, until somebody misses them again."""
    connection.execute(delete(missed).where(missed.c.words.in_(list(words))))


def _is_typing(connection: Connection, words: str, now: datetime) -> bool:
    """Tell whether the last search goes on from these words, and forget it where these go on from it."""
    last = select(missed).order_by(missed.c.last_at.desc(), missed.c.id.desc()).limit(1)
    row = connection.execute(last.where(missed.c.last_at > now - TYPING)).first()
    if row is None or row.words == words:
        return False
    if words.startswith(row.words):
        same = missed.c.id == row.id
        fewer = update(missed).where(same, missed.c.times > 1).values(times=missed.c.times - 1)
        if not connection.execute(fewer).rowcount:
            connection.execute(delete(missed).where(same))
    return bool(row.words.startswith(words))


def _forget_oldest(connection: Connection) -> None:
    kept = select(missed.c.id).order_by(missed.c.last_at.desc(), missed.c.id.desc()).offset(KEPT).limit(1)
    oldest = connection.scalar(kept)
    if oldest is not None:
        connection.execute(delete(missed).where(missed.c.id == oldest))


def _missed(row: Row[Any]) -> Missed:
    return Missed(row.words, row.said, row.times, row.first_at, row.last_at)
