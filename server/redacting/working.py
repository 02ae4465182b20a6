"""Does what a redaction asks for, phase by phase, in the background of every server process.

How far it is stands in the database, and each phase may be done twice; so whoever is killed at any instant,
another process or the next start goes on. Nothing old is served from the start on; what names it is
rewritten; only then is it deleted, and what was deleted is scrubbed out of the database's own files.
"""

import contextlib
import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Event

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from recorder.errors import RecorderError
from server import clock
from server.background import attending
from server.base import KnowledgeBase
from server.errors import ServerError
from server.redacting.burning import burnt
from server.redacting.folders import clean_folder
from server.redacting.rewriting import Rewriter
from server.redacting.rows import rewrite_guide, rewrite_rest, show_again
from server.storage import arrivals, drawings, pictures, redactions
from server.storage.redactions import PHASES, Redaction
from server.storage.tables import guides

log = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 2.0
AT_ONCE = 100
FIXED_STEPS = 4  # what is neither a picture, nor a recording, nor a guide
_FOLDER = "recordings"

Work = Callable[[KnowledgeBase, Redaction], bool]
"""Does one piece of a phase, and tells whether the phase is over."""


class NotScrubbedError(ServerError):
    """Somebody reads the database all the time."""

    status = 503


def work_off(base: KnowledgeBase, stop: Event | None = None) -> None:
    """Do all that redactions ask for, until told to stop; what another process does is left to it."""
    while not (stop and stop.is_set()):
        with base.database.reading() as connection:
            waiting = redactions.unfinished(connection)
        if not waiting:
            return
        with base.database.writing() as connection:
            if not redactions.claim(connection, waiting[0].id):
                return
        if not _finish(base, waiting[0].id, stop):
            return


@contextlib.contextmanager
def redacting(base: KnowledgeBase) -> Iterator[None]:
    """Work on redactions in the background as long as the context lasts."""
    with attending("redacting", base.to_redact, lambda stop: work_off(base, stop), LOOK_AGAIN_SECONDS):
        yield


def _finish(base: KnowledgeBase, redaction_id: str, stop: Event | None) -> bool:
    """Go on with a redaction to its end; False where it has to wait, and says why."""
    try:
        while not (stop and stop.is_set()):
            with base.database.reading() as connection:
                now = redactions.redaction(connection, redaction_id)
            if now is None or now.is_done:
                return True
            advance(base, now)
    except (ServerError, RecorderError, DatabaseError, OSError) as error:
        log.warning("The redaction %s waits: %s", redaction_id, error)
        with contextlib.suppress(DatabaseError), base.database.writing() as connection:
            why = str(error) if isinstance(error, ServerError) else _NO_ROOM
            redactions.note(connection, redaction_id, trouble=why, claimed_until=None)
        return False
    with base.database.writing() as connection:  # told to stop: another process need not wait
        redactions.note(connection, redaction_id, claimed_until=None)
    return False


_NO_ROOM = "The data folder cannot be written just now; see that its disk has room. It goes on by itself."


def advance(base: KnowledgeBase, now: Redaction) -> None:
    """Do the next piece of a redaction, and keep that it is done."""
    if not now.steps:
        _count(base, now)
    if WORK[now.phase](base, now):
        following = PHASES[PHASES.index(now.phase) + 1]
        finished = clock.now() if following == PHASES[-1] else None
        with base.database.writing() as connection:
            if finished:
                redactions.let_pass(connection, now.id)
            redactions.go_on(connection, now, phase=following, cursor="", finished_at=finished)


def _count(base: KnowledgeBase, now: Redaction) -> None:
    recordings = sum(1 for _ in base.objects.names(_FOLDER))
    with base.database.writing() as connection:
        stored = connection.scalar(select(func.count()).select_from(guides)) or 0
        steps = now.pictures + recordings + stored + FIXED_STEPS
        redactions.go_on(connection, now, steps=steps)


def _burn(base: KnowledgeBase, now: Redaction) -> bool:
    """Burn the next picture; one that shows the fill already is not touched."""
    with base.database.reading() as connection:
        waiting = {
            old: boxes for old, boxes in redactions.boxes_of(connection, now.id).items() if old > now.cursor
        }
    if not waiting:
        return True
    old, boxes = next(iter(waiting.items()))
    data = base.objects.get(f"pictures/{old}")
    made = burnt(data, boxes) if data is not None else None
    new = f"{hashlib.sha256(made).hexdigest()}.{old.rpartition('.')[2]}" if made is not None else None
    if new and made is not None and new != old:
        base.objects.put(f"pictures/{new}", made)
    with base.database.writing() as connection:
        if new == old:
            redactions.let_be(connection, old)
            for each in pictures.users_of(connection, f"images/{old}"):
                show_again(connection, each)
        elif new and made is not None:
            redactions.keep_file(connection, now.id, old, new)
            pictures.put_in_place(connection, f"images/{old}", f"images/{new}", len(made))
        redactions.go_on(connection, now, cursor=old, steps_done=now.done + 1)
    return False


def _recordings(base: KnowledgeBase, now: Redaction) -> bool:
    """Rewrite the next journals, ledgers and whatever came beside a guide's pictures."""
    names = sorted(name for name, _ in base.objects.names(_FOLDER) if name > now.cursor)[:AT_ONCE]
    if not names:
        return True
    with base.database.reading() as connection:
        owners = arrivals.owners_of_extras(connection)
        made = {
            name: _rewritten(connection, base.objects.get(name), name, owners.get(name, ())) for name in names
        }
    with base.database.writing() as connection:
        for name, data in made.items():
            if data is not None:
                new = f"{hashlib.sha256(data).hexdigest()}.{name.rpartition('.')[2]}"
                base.objects.put(f"{_FOLDER}/{new}", data)
                redactions.keep_file(connection, now.id, name.rpartition("/")[2], new)
        redactions.go_on(connection, now, cursor=names[-1], steps_done=now.done + len(names))
    return False


def _rewritten(connection: Connection, data: bytes | None, name: str, owners: Iterable[str]) -> bytes | None:
    """Return an entry of a recording as it is to be for those guides; None where nothing changes."""
    made = data
    for guide_id in owners:
        made = redactions.rewriter(connection, guide_id).record(name, made) if made else made
    return None if made == data else made


def _guides(base: KnowledgeBase, now: Redaction) -> bool:
    """Rewrite the next guide: all that belongs to it, in one transaction."""
    with base.database.writing() as connection:
        statement = select(guides.c.id).where(guides.c.id > now.cursor).order_by(guides.c.id).limit(1)
        guide_id = connection.scalar(statement)
        if guide_id is None:
            return True
        rewrite_guide(connection, guide_id, redactions.rewriter(connection, guide_id))
        redactions.go_on(connection, now, cursor=guide_id, steps_done=now.done + 1)
    base.to_paint.ring()
    return False


def _rest(base: KnowledgeBase, now: Redaction) -> bool:
    """Rewrite what belongs to no guide."""
    with base.database.writing() as connection:
        rewrite_rest(connection, redactions.rewriter(connection, None))
        redactions.go_on(connection, now, steps_done=now.done + 1)
    return True


def _files(base: KnowledgeBase, now: Redaction) -> bool:
    """Rewrite what waits in the data folder to be taken in."""
    with base.database.reading() as connection:
        burns = redactions.burns(connection)
    clean_folder(base.settings.data, lambda guide_id: _rewriter(base, guide_id), burns)
    with base.database.writing() as connection:
        redactions.go_on(connection, now, steps_done=now.done + 1)
    return True


def _delete(base: KnowledgeBase, now: Redaction) -> bool:
    """Delete what nothing names any more: the old files, what was drawn of them, and halves of puts."""
    with base.database.writing() as connection:
        redactions.hold(connection, alone=True)
        olds = redactions.olds_of(connection, now.id)
        drawings.forget(connection, (f"images/{old}" for old in olds))
        for old in olds:
            pictures.end(connection, f"images/{old}")
            for folder in ("pictures", _FOLDER):
                base.objects.delete(f"{folder}/{old}")
        named = pictures.still_named(connection)
        for folder in ("drawn", _FOLDER):
            for name in [name for name, _ in base.objects.names(folder) if name not in named]:
                base.objects.delete(name)
        base.objects.delete_halves()
        redactions.go_on(connection, now, steps_done=now.done + 1)
    return True


def _scrub(base: KnowledgeBase, now: Redaction) -> bool:
    """Let neither free pages nor the log of the database hold what is no more."""
    if not base.database.scrub():
        raise NotScrubbedError(
            "The database is being read, so it cannot be scrubbed yet. It goes on by itself."
        )
    with base.database.writing() as connection:
        redactions.go_on(connection, now, steps_done=now.steps)
    return True


WORK: Mapping[str, Work] = {
    "burn": _burn,
    "recordings": _recordings,
    "guides": _guides,
    "rest": _rest,
    "files": _files,
    "delete": _delete,
    "scrub": _scrub,
}


def _rewriter(base: KnowledgeBase, guide_id: str) -> Rewriter:
    with base.database.reading() as connection:
        return redactions.rewriter(connection, guide_id)
