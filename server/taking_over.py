"""A newer recording of a guide waits beside its draft until an editor takes it over, or leaves it."""

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.changing import change
from server.editing.returning import towards
from server.errors import NotFoundError
from server.model import Person, Version
from server.publishing import publish
from server.storage import arrivals, counters, guides


def take_over(connection: Connection, guide_id: str, person: Person) -> Version:
    """Publish what arrived last and waits, and return that version; edits until now stay behind it.

    The draft gets there by edits, so that whoever has it open sees it change.
    """
    newest = _waiting(connection, guide_id)[-1]
    changed = change(connection, guide_id, lambda draft: towards(draft, newest), person)
    arrivals.take_newest(connection, guide_id)
    arrivals.leave(connection, guide_id)
    return publish(connection, newest, person, through=changed.serial or changed.since)


def leave(connection: Connection, guide_id: str) -> None:
    """Let what arrived later wait no longer; the guide stays as it is."""
    _waiting(connection, guide_id)
    arrivals.leave(connection, guide_id)
    counters.bump(connection)


def _waiting(connection: Connection, guide_id: str) -> tuple[Guide, ...]:
    waiting = arrivals.waiting(connection, guide_id) if guides.lock(connection, guide_id) else ()
    if not waiting:
        raise NotFoundError("No newer recording of this guide waits; reload the page to see it as it is.")
    return waiting
