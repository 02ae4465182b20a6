"""Puts edits into a guide's draft: checked against what it says now, and kept in order.

Readers see nothing of it until somebody publishes (`publishing.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.editing.apply import apply, inverse
from server.editing.edits import AnyEdit, kept_edit, step_of
from server.editing.places import place_of
from server.editing.texts import require_words
from server.errors import NotFoundError, ServerError
from server.model import Person
from server.storage import counters, drawings, guides, processes, versions
from server.storage import edits as kept


class NotYoursError(ServerError):
    """Somebody wants to take back what another did."""

    status = 403


@dataclass(frozen=True, slots=True)
class Changed:
    """What a call made of a guide: how its draft reads, the version readers see, and the last edit kept."""

    document: Guide
    version: int
    serial: int | None
    since: int
    """The serial of the last edit before the call."""


def change(connection: Connection, guide_id: str, wanted: Sequence[AnyEdit], person: Person) -> Changed:
    """Make the edits in their order, all or none; edits that change nothing are not kept.

    Raises ConflictError, UnknownStepError, UnknownValueError and WordlessError, and then nothing was kept.
    """
    for edit in wanted:
        require_words(edit)
    return _change(connection, guide_id, wanted, person, None)


def undo(connection: Connection, guide_id: str, serial: int, person: Person) -> Changed:
    """Take an edit back by its inverse; only the person who made it may."""
    edit = kept.edit(connection, guide_id, serial)
    if edit is None:
        raise NotFoundError("There is no such edit of this guide; reload the page to see it as it is.")
    if edit.person != person:
        raise NotYoursError("Somebody else made this change; make another edit instead of undoing theirs.")
    return _change(connection, guide_id, [kept_edit(dict(edit.inverse))], person, serial)


def _change(
    connection: Connection, guide_id: str, wanted: Sequence[AnyEdit], person: Person, undoes: int | None
) -> Changed:
    found = kept.draft(connection, guide_id) if guides.lock(connection, guide_id) else None
    if found is None:
        raise NotFoundError("There is no such guide; look for it from the home page.")
    document, since = found
    made: list[tuple[AnyEdit, AnyEdit]] = []
    for edit in wanted:
        edited = apply(document, edit)
        if edited is not document:
            made.append((edit, inverse(document, edit, edited)))
        document = edited
    number = versions.last_number(connection, guide_id)
    if not made:
        return Changed(document, number, None, since)
    serial = kept.append(connection, guide_id, made, person, undoes=undoes)
    touched = {step_of(edit) for edit, _ in made}
    steps = tuple(step for step in document.steps if step.id in touched)
    drawings.want(connection, document.model_copy(update={"steps": steps}))
    if not number:
        guides.describe(connection, document)
        if place_of(document) != place_of(found[0]):
            processes.move_guide(connection, guide_id, None)  # publishing gives it the place it says then
    counters.bump(connection, counters.DRAFTS)
    return Changed(document, number, serial, since)
