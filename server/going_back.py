"""Going back: to what a version said, or to what is published; as one call that can be undone like any."""

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.changing import Changed, change
from server.editing.returning import towards
from server.errors import NotFoundError
from server.model import Person, Version
from server.publishing import publish_draft
from server.storage import edits, guides, versions


def restore(connection: Connection, guide_id: str, number: int, person: Person) -> Changed:
    """Let the draft say what that version said; the guide stays where it belongs now."""
    now, wanted = _held(connection, guide_id), version_of(connection, guide_id, number).document
    place = {"process": now.process, "stage": now.stage}
    return change(connection, guide_id, towards(now, wanted.model_copy(update=place)), person)


def publish_again(connection: Connection, guide_id: str, number: int, person: Person, note: str) -> Version:
    """Let readers see what that version said as the next version, and return that."""
    restore(connection, guide_id, number, person)
    return publish_draft(connection, guide_id, person, note=note)


def start_over(connection: Connection, guide_id: str, person: Person) -> Changed:
    """Let the draft say what readers see; what was not published yet is gone from it."""
    now, version = _held(connection, guide_id), versions.published(connection, guide_id)
    if version is None:
        raise NotFoundError("This guide was never published, so there is nothing to go back to.")
    return change(connection, guide_id, towards(now, version.document), person)


def version_of(connection: Connection, guide_id: str, number: int) -> Version:
    """Return that version of a guide; NotFoundError where there is none."""
    version = versions.numbered(connection, guide_id, number)
    if version is None:
        raise NotFoundError("There is no such version of this guide; look for it among its versions.")
    return version


def _held(connection: Connection, guide_id: str) -> Guide:
    """Hold the guide until the transaction ends and return its draft."""
    found = edits.draft(connection, guide_id) if guides.lock(connection, guide_id) else None
    if found is None:
        raise NotFoundError("There is no such guide; look for it from the home page.")
    return found[0]
