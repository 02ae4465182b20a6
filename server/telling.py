"""What the history page shows of each call: its sentences, the words that changed, and what can be done."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from recorder.document.guide import Guide
from server.editing.said import sentence
from server.editing.texts import MEMBER
from server.history import Chapter
from server.marking import Piece, marked, readable
from server.model import Edit, Person

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, the step that it leads to if that is still there, and the words that changed."""

    said: str
    step: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A call as the page shows it; `serial` is its last edit, by which it is taken back."""

    chapter: Chapter
    serial: int
    lines: tuple[Line, ...]
    may_take_back: bool
    is_undone: bool


def entry(
    guide: Guide, chapter: Chapter, undone: Collection[int], visitor: Person | None, translate: Translate
) -> Entry:
    """Return what the page shows of a call."""
    is_undone = all(edit.serial in undone for edit in chapter.edits)
    is_own = chapter.person == visitor and chapter.kind == "made"
    return Entry(
        chapter=chapter,
        serial=max(edit.serial for edit in chapter.edits),
        lines=tuple(_lines(guide, chapter, translate)),
        may_take_back=is_own and not is_undone and all(edit.undoes is None for edit in chapter.edits),
        is_undone=is_undone,
    )


def _lines(guide: Guide, chapter: Chapter, translate: Translate) -> Iterator[Line]:
    edits = sorted(chapter.edits, key=lambda edit: edit.serial)
    if any(edit.kind == "put_fields" and edit.undoes is None for edit in edits):
        yield Line(translate("Went back to what the guide said before"))
    elif any(edit.undoes for edit in edits):
        yield from map(Line, chapter.said)
    else:
        for edit in edits:
            said = sentence(edit.kind, edit.payload, edit.inverse, guide, translate)
            yield Line(said, edit.step if edit.step and guide.step(edit.step) else "", _pieces(edit))


def _pieces(edit: Edit) -> tuple[Piece, ...]:
    member = MEMBER.get(edit.kind)
    if member is None or edit.before is None:
        return ()
    return marked(*readable(edit.before, str(edit.payload.get(member, ""))))
