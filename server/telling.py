"""What the history of a draft tells: who changed what when, call by call, in words for a page."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from recorder.document.guide import Guide
from recorder.document.markup import plain
from server.editing.texts import MEMBER
from server.guide_page import numbers_of, shortened
from server.marking import Piece, marked, readable
from server.model import Edit, Person


@dataclass(frozen=True, slots=True)
class Told:
    """One edit: what it did, to which step by number and words, and the words that it changed.

    `step` is empty where that is gone. `way` says that an edit was `undone` by this, or `redone`.
    """

    what: str
    step: str
    number: str
    words: str
    field: str
    pieces: tuple[Piece, ...]
    way: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person did at once; `serial` is its last edit, by which it can be taken back."""

    person: Person
    at: datetime
    serial: int
    told: tuple[Told, ...]
    may_take_back: bool
    is_undone: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What sentences need beside an edit: the draft, numbers by step, and the edits of the page by serial."""

    guide: Guide
    numbers: Mapping[str, str]
    edits: Mapping[int, Edit]


def entries(
    guide: Guide, made: Sequence[Edit], undone: Collection[int], visitor: Person | None
) -> tuple[Entry, ...]:
    """Return the edits, which are newest first, call by call in that order."""
    numbers = dict(zip((step.id for step in guide.steps), numbers_of(guide), strict=True))
    known = _Known(guide, numbers, {edit.serial: edit for edit in made})
    calls = groupby(made, key=lambda edit: (edit.call or 0, 0 if edit.call else edit.serial))
    return tuple(_entry(tuple(run)[::-1], known, undone, visitor) for _, run in calls)


def _entry(call: tuple[Edit, ...], known: _Known, undone: Collection[int], visitor: Person | None) -> Entry:
    last = call[-1]
    is_undone = all(edit.serial in undone for edit in call)
    return Entry(
        person=last.person,
        at=last.at,
        serial=last.serial,
        told=tuple(_told(call, known)),
        may_take_back=last.person == visitor and not is_undone and all(edit.undoes is None for edit in call),
        is_undone=is_undone,
    )


def _told(call: tuple[Edit, ...], known: _Known) -> Iterator[Told]:
    if any(edit.kind == "put_fields" and edit.undoes is None for edit in call):
        yield Told("go_back", "", "", "", "", ())
        return
    for edit in call:
        of, way = edit, "undone" if edit.undoes else ""
        turns = 0
        while of.undoes is not None and of.undoes in known.edits:
            of, turns = known.edits[of.undoes], turns + 1
            way = "undone" if turns % 2 else "redone"
        yield _of_edit(of, way, known)


def _of_edit(edit: Edit, way: str, known: _Known) -> Told:
    step = known.guide.step(edit.step) if edit.step else None
    return Told(
        what=edit.kind,
        step=step.id if step else "",
        number=known.numbers.get(step.id, "") if step else "",
        words=shortened(plain(step.caption if step else _caption(edit))),
        field=str(edit.payload.get("field", "")),
        pieces=() if way else _pieces(edit),
        way=way,
    )


def _caption(edit: Edit) -> str:
    """Return what a step that is gone said, as far as the edit knows."""
    for held in (edit.payload, edit.inverse):
        content = held.get("content")
        if isinstance(content, Mapping):
            return str(content.get("caption", ""))
    return edit.before or "" if edit.kind in ("set_caption", "delete_step") else ""


def _pieces(edit: Edit) -> tuple[Piece, ...]:
    member = MEMBER.get(edit.kind)
    if member is None or edit.before is None:
        return ()
    return marked(*readable(edit.before, str(edit.payload.get(member, ""))))
