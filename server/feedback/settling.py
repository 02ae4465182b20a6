"""What becomes of what was said: resolved, mended by a version, taken over into the draft, or declined."""

from collections.abc import Iterable

from sqlalchemy import Connection

from server import clock
from server.changing import Changed, change
from server.editing.base import tidy
from server.editing.texts import SetCaption, SetDetail
from server.errors import NotFoundError
from server.feedback.base import LONGEST, Feedback, Sayer, TooLateError, UnfitError
from server.feedback.saying import find
from server.model import Person
from server.storage import feedback as kept


def resolve(connection: Connection, guide_id: str, number: int, by: Sayer) -> Feedback:
    """Note that it is dealt with and return it; readers resolve what they said themselves.

    Resolving what is resolved changes nothing.
    """
    said = _root(connection, guide_id, number, by)
    if not by.may_edit and not by.owns(said):
        raise NotFoundError("Only who said it, or an editor, can say that it is dealt with.")
    if said.is_open:
        kept.settle(connection, [said.id], "resolved", at=clock.now(), by=by.person.id if by.person else None)
    return said


def reopen(connection: Connection, guide_id: str, number: int, by: Sayer) -> Feedback:
    """Let it wait again and return it."""
    said = _root(connection, guide_id, number, by)
    if said.state == "taken":
        raise TooLateError("This wording was taken over already; take that edit back in the guide's history.")
    kept.settle(connection, [said.id], "open")
    return said


def decline(connection: Connection, guide_id: str, number: int, by: Sayer, words: str) -> Feedback:
    """Note that a suggested wording is not taken over, and why; return it."""
    said = _suggestion(connection, guide_id, number, by)
    answer = tidy(words)
    if len(answer) > LONGEST["comment"]:
        raise UnfitError(f"At most {LONGEST['comment']:,} letters fit; shorten it a little.")
    person = by.person.id if by.person else None
    kept.settle(connection, [said.id], "declined", at=clock.now(), by=person, answer=answer)
    return said


def take_over(
    connection: Connection, guide_id: str, number: int, by: Sayer, *, instead_of: str | None = None
) -> tuple[Feedback, Changed]:
    """Put a suggested wording into the draft and return both.

    With `instead_of`, the words that are to give way; else those that the suggestion saw. ConflictError with
    both texts where other words stand there now.
    """
    said = _suggestion(connection, guide_id, number, by)
    assert by.person is not None
    assert said.step is not None
    before = said.before if instead_of is None else instead_of
    edit = (
        SetCaption(step=said.step, before=before, caption=said.words)
        if said.topic == "caption"
        else SetDetail(step=said.step, before=before, detail=said.words)
    )
    changed = change(connection, guide_id, [edit], by.person)
    kept.settle(connection, [said.id], "taken", at=clock.now(), by=by.person.id)
    return said, changed


def mend(connection: Connection, guide_id: str, numbers: Iterable[int], version: int, person: Person) -> None:
    """Note that a version mends what was reported, as far as that waits still."""
    wanted = set(numbers)
    mended = [each.id for each in kept.open_reports(connection, guide_id) if each.id in wanted]
    if mended:
        kept.settle(connection, mended, "mended", at=clock.now(), by=person.id, version=version)


def _root(connection: Connection, guide_id: str, number: int, by: Sayer) -> Feedback:
    said = find(connection, guide_id, number, by)
    if said.of is not None:
        raise NotFoundError("A reply is dealt with together with what it replies to.")
    return said


def _suggestion(connection: Connection, guide_id: str, number: int, by: Sayer) -> Feedback:
    said = _root(connection, guide_id, number, by)
    if said.kind != "suggestion" or not said.is_open:
        raise TooLateError("This suggestion was dealt with already; reload the page to see how.")
    return said
