"""Redactions under way and done: how far each is, and which files and words must never come back.

A file is withheld from the moment its redaction is asked for; its successor is known once it is burnt. Words
are kept as fingerprints only, whose key lies beside what signs cookies.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, text, update

from recorder.document.geometry import Box
from server import clock
from server.model import Person
from server.redacting.rewriting import Rewriter
from server.redacting.words import Banned, Bans
from server.storage.links import keep_fact, read_fact
from server.storage.tables import redacted_files, redacted_words, redactions

PHASES = ("burn", "recordings", "rest", "guides", "files", "delete", "scrub", "done")
CLAIMED_FOR = timedelta(seconds=10)
"""After this long without a sign of life another process goes on; two at once would do no harm."""
_KEY = "redaction key"
_LOCK = 0x48616E65  # the key of PostgreSQL's advisory lock between a start and whoever writes documents


@dataclass(frozen=True, slots=True)
class Redaction:
    """One redaction: what it does now, how far it is, and why it waits, if it does."""

    id: str
    guide: str
    phase: str
    cursor: str
    pictures: int
    words: int
    done: int
    steps: int
    trouble: str
    at: datetime
    finished_at: datetime | None

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.phase == PHASES[-1]


def add(
    connection: Connection,
    guide_id: str,
    person: Person,
    files: Mapping[str, Sequence[Box]],
    bans: Iterable[tuple[Banned, str]],
) -> str:
    """Keep a new redaction and return its id; from now on its files are withheld."""
    banned, made = list(bans), secrets.token_hex(8)
    row = {
        "id": made,
        "guide": guide_id,
        "person": person.id,
        "at": clock.now(),
        "phase": PHASES[0],
        "cursor": "",
        "pictures": len(files),
        "words": len(banned),
        "steps_done": 0,
        "steps": 0,
        "trouble": "",
    }
    connection.execute(insert(redactions).values(row))
    for old, boxes in files.items():
        keep_file(connection, made, old, None, boxes)
    for each, where in banned:
        known = {"print": each.print, "length": each.length, "instead": each.instead, "guide": where}
        known["texts"] = None if each.lasts else sorted(each.texts)
        connection.execute(insert(redacted_words).values(redaction=made, **known))
    return made


def keep_file(
    connection: Connection, redaction: str, old: str, new: str | None, boxes: Sequence[Box] = ()
) -> None:
    """Keep that a file is no more, and what stands in its place if that is known."""
    if connection.scalar(select(redacted_files.c.old).where(redacted_files.c.old == old)):
        connection.execute(update(redacted_files).where(redacted_files.c.old == old).values(new=new))
        return
    row = {"old": old, "new": new, "boxes": [list(box) for box in boxes], "redaction": redaction}
    connection.execute(insert(redacted_files).values(row))


def let_be(connection: Connection, old: str) -> None:
    """Forget that a file was to be redacted: its regions were filled already."""
    connection.execute(delete(redacted_files).where(redacted_files.c.old == old))


def let_pass(connection: Connection, redaction_id: str) -> None:
    """Forget the words that went from some texts only, and were never to be banned."""
    passing = (redacted_words.c.redaction == redaction_id, redacted_words.c.texts.is_not(None))
    connection.execute(delete(redacted_words).where(*passing))


def redaction(connection: Connection, redaction_id: str) -> Redaction | None:
    """Return the redaction of that id, or None."""
    row = connection.execute(select(redactions).where(redactions.c.id == redaction_id)).first()
    return _redaction(row) if row else None


def since(connection: Connection, guide_id: str, when: datetime) -> tuple[int, int]:
    """Return how many pictures and how many words were redacted from the guide's page after that time."""
    sums = (func.coalesce(func.sum(column), 0) for column in (redactions.c.pictures, redactions.c.words))
    mine = (redactions.c.guide == guide_id, redactions.c.at > when)
    row = connection.execute(select(*sums).where(*mine)).one()
    return int(row[0]), int(row[1])


def unfinished(connection: Connection) -> tuple[Redaction, ...]:
    """Return the redactions that have something left to do, the oldest first."""
    statement = select(redactions).where(redactions.c.phase != PHASES[-1])
    rows = connection.execute(statement.order_by(redactions.c.at, redactions.c.id))
    return tuple(map(_redaction, rows))


def claim(connection: Connection, redaction_id: str) -> bool:
    """Say that this process goes on with a redaction for now; False if another does."""
    now = clock.now()
    free = or_(redactions.c.claimed_until.is_(None), redactions.c.claimed_until < now)
    claimed = update(redactions).where(redactions.c.id == redaction_id, free)
    return connection.execute(claimed.values(claimed_until=now + CLAIMED_FOR)).rowcount == 1


def note(connection: Connection, redaction_id: str, **known: Any) -> None:
    """Keep how far a redaction is; whoever says so is still at work on it."""
    values = {"trouble": "", "claimed_until": clock.now() + CLAIMED_FOR} | known
    connection.execute(update(redactions).where(redactions.c.id == redaction_id).values(values))


def go_on(connection: Connection, seen: Redaction, **known: Any) -> None:
    """Keep how far a redaction is, unless another process has gone on with it since it was seen so.

    Whoever rested for longer than a claim lasts would else put its own place into another's work.
    """
    as_seen = (
        redactions.c.id == seen.id,
        redactions.c.phase == seen.phase,
        redactions.c.cursor == seen.cursor,
    )
    values = {"trouble": "", "claimed_until": clock.now() + CLAIMED_FOR} | known
    connection.execute(update(redactions).where(*as_seen).values(values))


def boxes_of(connection: Connection, redaction_id: str) -> Mapping[str, tuple[Box, ...]]:
    """Return which regions of which files a redaction still has to burn."""
    mine = (redacted_files.c.redaction == redaction_id, redacted_files.c.new.is_(None))
    rows = connection.execute(select(redacted_files).where(*mine).order_by(redacted_files.c.old))
    return {row.old: tuple(Box(*box) for box in row.boxes) for row in rows}


def olds_of(connection: Connection, redaction_id: str) -> tuple[str, ...]:
    """Return the files that a redaction puts an end to."""
    statement = select(redacted_files.c.old).where(redacted_files.c.redaction == redaction_id)
    return tuple(connection.scalars(statement.order_by(redacted_files.c.old)))


def withheld(connection: Connection, names: Iterable[str]) -> frozenset[str]:
    """Return which of those files must not be given to anybody, by the last part of their names."""
    wanted = [name.rpartition("/")[2] for name in names]
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        found.update(connection.scalars(select(redacted_files.c.old).where(redacted_files.c.old.in_(some))))
    return frozenset(found)


def present(connection: Connection, name: str) -> str | None:
    """Return what a file is called now; None while it is being redacted."""
    if not withheld(connection, [name]):
        return name
    return successors(connection).get(name)


def burns(connection: Connection) -> Mapping[str, tuple[str | None, tuple[Box, ...]]]:
    """Return every file that is no more, with its successor and the regions that were filled in it."""
    rows = connection.execute(select(redacted_files))
    return {row.old: (row.new, tuple(Box(*box) for box in row.boxes)) for row in rows}


def successors(connection: Connection) -> Mapping[str, str]:
    """Return what stands in place of each file that is no more, as far as it is known."""
    rows = connection.execute(select(redacted_files.c.old, redacted_files.c.new))
    next_of = {row.old: row.new for row in rows if row.new}
    return {old: last_of(next_of, old) for old in next_of}


def last_of(next_of: Mapping[str, str], old: str) -> str:
    """Return the last successor of a file, which may have been redacted more than once."""
    seen = {old}
    while old in next_of and next_of[old] not in seen:
        old = next_of[old]
        seen.add(old)
    return old


def bans(connection: Connection, guide_id: str | None) -> Bans:
    """Return the words that are not to be in a guide; those banned everywhere for None."""
    places = {"", guide_id or ""}
    statement = select(redacted_words).where(redacted_words.c.guide.in_(places)).order_by(redacted_words.c.id)
    rows = connection.execute(statement).all()
    if not rows:
        return Bans()
    return Bans(bytes.fromhex(read_fact(connection, _KEY) or ""), tuple(map(_banned, rows)))


def rewriter(connection: Connection, guide_id: str | None) -> Rewriter:
    """Return what rewrites all that belongs to a guide; for None what belongs to none.

    Whoever writes a document asks for it first, inside the transaction: a redaction begins before or after.
    """
    hold(connection)
    return Rewriter(successors(connection), bans(connection, guide_id))


def key(connection: Connection) -> bytes:
    """Return what fingerprints of words are made with, made when first asked for."""
    kept = read_fact(connection, _KEY)
    if kept is None:
        kept = secrets.token_hex(32)
        keep_fact(connection, _KEY, kept)
    return bytes.fromhex(kept)


def hold(connection: Connection, *, alone: bool = False) -> None:
    """Keep a redaction from beginning until the transaction ends; `alone` waits for all who write documents.

    SQLite's writers are alone already.
    """
    if connection.dialect.name != "sqlite":
        lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        connection.execute(text(f"SELECT {lock}(:key)"), {"key": _LOCK})


def _banned(row: Row[Any]) -> Banned:
    return Banned(row.print, row.length, row.instead, frozenset(row.texts or ()), row.texts is None)


def _redaction(row: Row[Any]) -> Redaction:
    return Redaction(
        id=row.id,
        guide=row.guide,
        phase=row.phase,
        cursor=row.cursor,
        pictures=row.pictures,
        words=row.words,
        done=row.steps_done,
        steps=row.steps,
        trouble=row.trouble,
        at=row.at,
        finished_at=row.finished_at,
    )
