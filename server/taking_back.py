"""Taking back from the history: a whole call of one's own, or a step that anybody deleted lately."""

from datetime import timedelta

from sqlalchemy import Connection

from server import clock
from server.changing import Changed, begin, change, keep, turned
from server.dropped import KINDS, Dropped, by_step, dropped
from server.editing.edits import kept_edit
from server.errors import NotFoundError
from server.model import Person
from server.storage import calls
from server.storage import edits as kept
from server.undoing import own_edit

KEPT = timedelta(days=30)


def take_back(connection: Connection, guide_id: str, serial: int, person: Person) -> Changed:
    """Take back the call that an edit came by, what was taken back of it already aside; only one's own.

    Raises NotFoundError, NotYoursError, and ConflictError where somebody changed the same since.
    """
    begun = begin(connection, guide_id, person)
    edit = own_edit(connection, begun, serial)
    undone = {each.undoes for each in kept.since(connection, guide_id, serial)}
    mine = kept.of_call(connection, edit.call) if edit.call is not None else (edit,)
    back = [(kept_edit(dict(each.inverse)), each.serial) for each in mine[::-1] if each.serial not in undone]
    document, made = turned(begun, back)
    calls.forget_undone(connection, guide_id, person)
    return keep(connection, begun, document, made, kind="made")


def deleted_steps(connection: Connection, guide_id: str) -> tuple[Dropped, ...]:
    """Return the steps that were deleted in the last thirty days and are still gone, the last one first."""
    found = kept.draft(connection, guide_id)
    if found is None:
        raise NotFoundError("There is no such guide; look for it from the home page.")
    since = clock.now() - KEPT
    gone = dropped(found[0], kept.of_kinds(connection, guide_id, KINDS))
    return tuple(each for each in reversed(gone) if each.edit.at > since)


def put_back(connection: Connection, guide_id: str, step: str, person: Person) -> Changed:
    """Put a deleted step back where it was, whoever deleted it."""
    begin(connection, guide_id, person)
    found = by_step(deleted_steps(connection, guide_id)).get(step)
    if found is None:
        raise NotFoundError("This step was not deleted, or it is back already; reload the page to see it.")
    return change(connection, guide_id, [found.back], person)
