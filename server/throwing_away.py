"""Throws a guide away that readers never saw: its steps, edits, recording and pictures, for good."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from server.base import KnowledgeBase
from server.errors import NotFoundError, ServerError
from server.storage import arrivals as kept_arrivals
from server.storage import counters, guides, pictures, takes, uploads, versions
from server.storage.tables import arrivals, calls, drafts, edits, placements
from server.storage.tables import guides as guide_rows


class PublishedError(ServerError):
    """The guide was published: readers may rely on it."""

    status = 409


@dataclass(frozen=True, slots=True)
class Lost:
    """What goes with a guide that is thrown away."""

    title: str
    steps: int
    edits: int


def what_is_lost(connection: Connection, guide_id: str) -> Lost:
    """Return what throwing the guide away would lose; PublishedError where readers have it."""
    _require_draft(connection, guide_id)
    document = kept_arrivals.first_document(connection, guide_id)
    assert document is not None, "a guide that was never published came in a file"
    made = connection.scalar(select(func.count()).select_from(edits).where(edits.c.guide == guide_id)) or 0
    title = connection.scalar(select(guide_rows.c.title).where(guide_rows.c.id == guide_id)) or ""
    return Lost(title, sum(step.kind == "action" for step in document.steps), made)


def throw_away(base: KnowledgeBase, guide_id: str) -> None:
    """Delete an unpublished guide for good, the pictures that no other guide uses at once and with it."""
    with base.database.writing() as connection:
        if not guides.lock(connection, guide_id):
            raise _no_such_guide()
        _require_draft(connection, guide_id)
        extras = set(kept_arrivals.all_extras(connection, guide_id)) | takes.all_extras(connection, guide_id)
        uploads.forget(connection, guide_id)
        takes.forget(connection, guide_id)
        for rows in (placements, drafts, edits, calls, arrivals):
            connection.execute(delete(rows).where(rows.c.guide == guide_id))
        gone = pictures.release(connection, guide_id)
        connection.execute(delete(guide_rows).where(guide_rows.c.id == guide_id))
        for name in gone | (extras - pictures.still_named(connection)):
            base.objects.delete(name)
        counters.bump(connection)


def _require_draft(connection: Connection, guide_id: str) -> None:
    if not guides.exists(connection, guide_id):
        raise _no_such_guide()
    if versions.last_number(connection, guide_id):
        raise PublishedError("This guide is published, so it cannot be thrown away like a draft.")


def _no_such_guide() -> NotFoundError:
    return NotFoundError("There is no such guide, or no longer; look for it by its title.")
