"""Undo and redo: each person takes back their own calls, the last one first, and makes them again.

Both are calls themselves and lie in the log, so they outlive a page. What others did meanwhile stays: where
they changed the very same, the call is set aside, so that the next undo reaches what was done before it.
"""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from server.changing import Begun, Changed, answered, begin, keep, turned
from server.editing.edits import kept_edit
from server.errors import NotFoundError, ServerError
from server.model import Call, Edit, Person
from server.storage import calls
from server.storage import edits as kept

Way = Literal["undone", "redone"]


class NotYoursError(ServerError):
    """Somebody wants to take back what another did."""

    status = 403


class NothingToUndoError(ServerError):
    """There is no call of this person that could be undone or redone."""

    status = 409

    def __init__(self, way: Way) -> None:
        sentences = {
            "undone": "There is nothing of yours left to undo in this guide.",
            "redone": "There is nothing of yours to redo in this guide.",
        }
        super().__init__(sentences[way], type="nothing-to-undo")


class SetAsideError(ServerError):
    """What was done cannot be undone or redone any more, for somebody changed the same since."""

    status = 409

    def __init__(self, way: Way, cause: ServerError | None = None) -> None:
        sentences = {
            "undone": "Somebody changed the same since, so this was not undone; "
            "undo once more to take back what you did before it.",
            "redone": "Somebody changed the same since, so this was not redone; make the change anew.",
        }
        texts = dict(cause.more) if cause else {}
        super().__init__(sentences[way], **{**texts, "type": "set-aside"})


@dataclass(frozen=True, slots=True)
class Undone:
    """What undo or redo made of a guide, and the call that it took back or made again, with its edits."""

    changed: Changed
    call: Call
    edits: tuple[Edit, ...]


def undo_edit(connection: Connection, guide_id: str, serial: int, person: Person) -> Changed:
    """Take one edit back by its inverse, as a call of its own; only the person who made it may."""
    begun = begin(connection, guide_id, person)
    edit = own_edit(connection, begun, serial)
    document, made = turned(begun, [(kept_edit(dict(edit.inverse)), serial)])
    calls.forget_undone(connection, guide_id, person)
    return keep(connection, begun, document, made, kind="made")


def own_edit(connection: Connection, begun: Begun, serial: int) -> Edit:
    """Return an edit of the guide that is held, so that no redaction comes between; only one's own.

    Raises NotFoundError and NotYoursError.
    """
    edit = kept.edit(connection, begun.guide, serial)
    if edit is None:
        raise NotFoundError("There is no such edit of this guide; reload the page to see it as it is.")
    if edit.person != begun.person:
        raise NotYoursError("Somebody else made this change; make another edit instead of undoing theirs.")
    return edit


def undo(
    connection: Connection, guide_id: str, person: Person, name: str | None = None
) -> Undone | SetAsideError:
    """Take the person's last call back, or return why it is set aside, which is to be kept as well.

    The same name again answers as the first time. Raises NothingToUndoError.
    """
    return _turn(connection, begin(connection, guide_id, person), "undone", name)


def redo(
    connection: Connection, guide_id: str, person: Person, name: str | None = None
) -> Undone | SetAsideError:
    """Make the person's call again that was undone last, or return why it is set aside, as `undo` does."""
    return _turn(connection, begin(connection, guide_id, person), "redone", name)


def _turn(connection: Connection, begun: Begun, way: Way, name: str | None) -> Undone | SetAsideError:
    known = calls.named(connection, begun.guide, begun.person, name) if name else None
    if known:
        return _turned_before(connection, begun, way, known)
    find = calls.last_made if way == "undone" else calls.last_undone
    call = find(connection, begun.guide, begun.person)
    if call is None:
        raise NothingToUndoError(way)
    made = kept.of_call(connection, call.by)
    try:
        document, back = turned(begun, [(kept_edit(dict(each.inverse)), each.serial) for each in made[::-1]])
    except ServerError as error:
        aside = calls.New("aside", begun.since, name=name, of=call.id)
        calls.add(connection, begun.guide, begun.person, aside)
        calls.stand(connection, call.id, "left", call.by)
        return SetAsideError(way, error)
    changed = keep(connection, begun, document, back, kind=way, name=name, of=call)
    return Undone(changed, call, kept.of_call(connection, call.id))


def _turned_before(connection: Connection, begun: Begun, way: Way, known: Call) -> Undone | SetAsideError:
    """Return what was answered to the call of that name."""
    of = calls.numbered(connection, begun.guide, [known.of or known.id])[known.of or known.id]
    if known.kind == "aside":
        return SetAsideError(way)
    return Undone(answered(connection, begun, known), of, kept.of_call(connection, of.id))
