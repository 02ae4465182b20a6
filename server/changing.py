"""Puts edits into a guide's draft: checked against what it says now, and kept in order.

Readers see nothing of it until somebody publishes (`publishing.py`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection

from recorder.document.guide import Guide, Step
from server.editing.apply import apply, inverse, require_sound
from server.editing.edits import AnyEdit, step_of
from server.editing.places import place_of
from server.errors import NotFoundError
from server.log import completed
from server.model import Call, CallKind, CallState, Person
from server.redacting.keeping_up import kept_up
from server.storage import calls, counters, drafts, drawings, guides, processes, versions
from server.storage import edits as kept
from server.storage.edits import Made
from server.trash import refuse_trashed


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft held for one call: how it stood, the last edit before, and the version readers see."""

    guide: str
    person: Person
    document: Guide
    since: int
    version: int


@dataclass(frozen=True, slots=True)
class Changed:
    """What a call made of a guide: how its draft reads, the version readers see, and the last edit kept."""

    document: Guide
    version: int
    serial: int | None
    since: int
    """The serial of the last edit before the call."""
    before: Guide | None = None
    """How the draft read before; None where the call was made earlier."""
    named: frozenset[str] = frozenset()
    """The steps that its edits name."""


AnyWanted = TypeVar("AnyWanted", bound=BaseModel)


def as_it_is(_guide: Guide, edit: Any) -> AnyEdit:
    """Return an edit that asks for nothing beside the guide."""
    wanted: AnyEdit = edit
    return wanted


def change(
    connection: Connection,
    guide_id: str,
    wanted: Sequence[AnyWanted] | Callable[[Guide], Sequence[AnyWanted]],
    person: Person,
    *,
    name: str | None = None,
    resolve: Callable[[Guide, AnyWanted], AnyEdit] = as_it_is,
) -> Changed:
    """Make the edits in their order, all or none; edits that change nothing are not kept.

    They may be made of the draft as it is. What one asks for beside the guide `resolve` gives. A call of the
    same name again changes nothing and answers as the first time. Raises what `resolve`, `apply` and
    `require_sound` do, and then keeps nothing.
    """
    seen = kept_up(connection, guide_id, () if callable(wanted) else wanted)
    begun = begin(connection, guide_id, person)
    known = calls.named(connection, guide_id, person, name) if name else None
    if known:
        return answered(connection, begun, known)
    document, made = begun.document, []
    for each in kept_up(connection, guide_id, wanted(document)) if callable(wanted) else seen:
        edit = resolve(document, each)
        require_sound(document, edit)
        edit = completed(connection, document, edit)
        edited = apply(document, edit)
        if edited is not document:
            made.append(Made(edit, inverse(document, edit, edited)))
        document = edited
    if made:
        calls.forget_undone(connection, guide_id, person)
    return keep(connection, begun, document, made, kind="made", name=name)


def begin(connection: Connection, guide_id: str, person: Person) -> Begun:
    """Hold the guide's draft until the transaction ends.

    Raises NotFoundError where there is no such guide, and InTrashError where it was deleted meanwhile.
    """
    _hold(connection, guide_id)
    found = kept.draft(connection, guide_id)
    if found is None:
        raise NotFoundError("There is no such guide; look for it from the home page.")
    return Begun(guide_id, person, *found, versions.last_number(connection, guide_id))


def _hold(connection: Connection, guide_id: str) -> None:
    if not guides.lock(connection, guide_id):
        raise NotFoundError("There is no such guide; look for it from the home page.")
    refuse_trashed(connection, guide_id)


def turned(begun: Begun, back: Iterable[tuple[AnyEdit, int]]) -> tuple[Guide, list[Made]]:
    """Return the draft with edits taken back, each by the edit that leads back and the serial it undoes."""
    document, made = begun.document, []
    for edit, undoes in back:
        edited = apply(document, edit)
        if edited is not document:
            made.append(Made(edit, inverse(document, edit, edited), undoes))
        document = edited
    return document, made


def keep(
    connection: Connection,
    begun: Begun,
    document: Guide,
    made: Sequence[Made],
    *,
    kind: CallKind,
    name: str | None = None,
    of: Call | None = None,
) -> Changed:
    """Keep a call with the edits it made and the draft as they left it."""
    call = None
    if made or name or of:
        state: CallState = "made" if made and kind == "made" else "left"
        new = calls.New(kind, begun.since, state, name, of.id if of else None)
        call = calls.add(connection, begun.guide, begun.person, new)
    if of and call:
        calls.stand(connection, of.id, "undone" if kind == "undone" else "made", call)
    if not made:
        return Changed(begun.document, begun.version, None, begun.since, begun.document)
    serial = kept.append(connection, begun.guide, made, begun.person, call)
    drafts.put(connection, document, serial)
    _tell(connection, begun, document)
    named = frozenset(step for each in made if (step := step_of(each.edit)))
    return Changed(document, begun.version, serial, begun.since, begun.document, named)


def answered(connection: Connection, begun: Begun, call: Call) -> Changed:
    """Return what is to be answered to a call that was made before."""
    made = kept.of_call(connection, call.id)
    return Changed(begun.document, begun.version, made[-1].serial if made else None, call.since)


def _tell(connection: Connection, begun: Begun, document: Guide) -> None:
    """Let all know that the draft says something else: whoever draws, lists, or keeps pages of it."""
    before = {step.id: step for step in begun.document.steps}
    drawn = tuple(step for step in document.steps if _is_drawn_anew(step, before.get(step.id)))
    if drawn:
        drawings.want(connection, document.model_copy(update={"steps": drawn}), drafted=True)
    if not begun.version:
        guides.describe(connection, document)
        if place_of(document) != place_of(begun.document):
            was = place_of(begun.document)
            processes.rehome(connection, document.id, was, None)  # publishing gives it the place it says then
    counters.bump(connection, counters.DRAFTS)


def _is_drawn_anew(step: Step, before: Step | None) -> bool:
    """Tell whether something that its drawings depend on is otherwise than before."""
    if step is before or step.picture is None:
        return False
    return before is None or any(
        getattr(step, name) != getattr(before, name) for name in ("picture", "target", "action", "window")
    )
