"""Puts edits into a guide: checked against what it says now, kept in order, and published.

Every call that changes something makes one version, so that each saved change can be compared and restored.
A guide that was never published only gathers edits until it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.editing.apply import apply, inverse
from server.editing.edits import AnyEdit, kept_edit
from server.editing.places import place_of
from server.editing.texts import require_words
from server.errors import NotFoundError, ServerError
from server.model import Person
from server.publishing import publish, settle
from server.redacting.keeping_up import kept_up
from server.storage import counters, guides, processes, versions
from server.storage import edits as kept


class NotYoursError(ServerError):
    """Somebody wants to take back what another did."""

    status = 403


@dataclass(frozen=True, slots=True)
class Changed:
    """What a call made of a guide: how it reads now, its version, and the last edit kept, if any."""

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
    return _change(connection, guide_id, kept_up(connection, guide_id, wanted), person, None)


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
    if place_of(document) != place_of(found[0]):
        _move(connection, document, is_published=bool(number))
    if number:
        number = publish(connection, document, person, through=serial).number
    else:
        guides.describe(connection, document)
        counters.bump(connection)
    return Changed(document, number, serial, since)


def _move(connection: Connection, document: Guide, *, is_published: bool) -> None:
    """Let the guide belong where it now says; one that readers do not see yet gets its place with them."""
    if is_published:
        settle(connection, document)
    else:
        processes.move_guide(connection, document.id, None)
