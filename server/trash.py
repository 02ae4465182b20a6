"""The trash: a deleted guide is out of everybody's sight at once, and can be put back for thirty days.

Then it is deleted for good, with all that hangs on it: versions, edits, arrivals, drawings, and the pictures
that no other guide uses. A deleted process waits as long, for whoever puts it back (`processes/making.py`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from server.base import KnowledgeBase
from server.errors import NoSuchGuideError, NotFoundError, ServerError
from server.model import Person, Trashed
from server.storage import counters, deleted_processes, guides, pictures, search, traits, uploads, versions
from server.storage import trash as kept
from server.storage.deleted_processes import DeletedProcess
from server.storage.tables import edits, metadata
from server.storage.tables import guides as guide_rows
from server.storage.tables import versions as version_rows

KEPT = timedelta(days=30)


class InTrashError(ServerError):
    """The guide was deleted, and can still be put back."""

    status = 410

    def __init__(self, guide_id: str) -> None:
        super().__init__(
            "This guide was deleted; an editor can put it back from the trash.",
            type="in-trash",
            guide=guide_id,
        )


@dataclass(frozen=True, slots=True)
class Lost:
    """What goes with a guide that is deleted for good."""

    title: str
    steps: int
    edits: int
    versions: int


def refuse_trashed(connection: Connection, guide_id: str) -> None:
    """Raise InTrashError if the guide is in the trash."""
    if kept.holds(connection, guide_id):
        raise InTrashError(guide_id)


def put(connection: Connection, guide_id: str, person: Person) -> None:
    """Take the guide out of everybody's sight; NotFoundError where there is none."""
    if not guides.lock(connection, guide_id):
        raise NoSuchGuideError
    refuse_trashed(connection, guide_id)
    kept.put(connection, guide_id, person.id)
    search.remove(connection, guide_id)
    traits.forget(connection, guide_id)
    counters.bump(connection)


def put_back(connection: Connection, guide_id: str) -> None:
    """Let the guide be where it was, as it was; NotFoundError where it is not in the trash."""
    if not guides.lock(connection, guide_id) or not kept.take_out(connection, guide_id):
        raise _not_there()
    version = versions.published(connection, guide_id)
    if version:
        search.index(connection, version.document)
        traits.note(connection, version.document)
    counters.bump(connection)


def until(trashed: Trashed | DeletedProcess) -> datetime:
    """Return when the guide or process is deleted for good."""
    return trashed.at + KEPT


def what_is_lost(connection: Connection, guide_id: str) -> Lost:
    """Return what deleting the guide for good would lose; NotFoundError where it is not in the trash."""
    trashed = kept.one(connection, guide_id)
    if trashed is None:
        raise _not_there()
    made, published = (
        connection.scalar(select(func.count()).select_from(rows).where(rows.c.guide == guide_id)) or 0
        for rows in (edits, version_rows)
    )
    return Lost(trashed.title, trashed.steps, made, published)


def delete_for_good(base: KnowledgeBase, guide_id: str, *, before: datetime | None = None) -> None:
    """Delete a guide of the trash with all that hangs on it; only one put there `before`, if that is given.

    Files go inside the transaction, so that no import comes to need what is being deleted.
    """
    with base.database.writing() as connection:
        trashed = kept.one(connection, guide_id) if guides.lock(connection, guide_id) else None
        if trashed is None or (before and trashed.at >= before):
            raise _not_there()
        named = pictures.still_named(connection)
        uploads.forget(connection, guide_id)
        pictures.release(connection, guide_id)
        _forget(connection, guide_id)
        for name in named - pictures.still_named(connection):
            base.objects.delete(name)
        counters.bump(connection)


def empty(base: KnowledgeBase, now: datetime) -> int:
    """Delete for good what was deleted thirty days ago, and return how many guides and processes that were.

    Several processes may do this at once: what another deleted or put back meanwhile is left to it.
    """
    before = now - KEPT
    with base.database.reading() as connection:
        old_guides = kept.older_than(connection, before)
        old_processes = deleted_processes.older_than(connection, before)
    gone = sum(_emptied(base, guide_id, before) for guide_id in old_guides)
    for process_id in old_processes:
        with base.database.writing() as connection:
            gone += deleted_processes.forget(connection, process_id, before)
            counters.bump(connection, counters.DRAFTS)
    return gone


def _emptied(base: KnowledgeBase, guide_id: str, before: datetime) -> bool:
    try:
        delete_for_good(base, guide_id, before=before)
    except NotFoundError:
        return False
    return True


def _forget(connection: Connection, guide_id: str) -> None:
    """Delete every row that belongs to the guide, whatever its table, and then its own."""
    for table in reversed(metadata.sorted_tables):
        for column in table.columns:
            if any(key.column is guide_rows.c.id for key in column.foreign_keys):
                connection.execute(delete(table).where(column == guide_id))
    connection.execute(delete(guide_rows).where(guide_rows.c.id == guide_id))


def _not_there() -> NotFoundError:
    return NotFoundError("This guide is not in the trash, or no longer; look for it by its title.")
