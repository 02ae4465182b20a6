"""The history of a guide's edits as people read it: who did what and when, call by call."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.editing.said import sentence
from server.model import Call, CallKind, Edit, Person
from server.storage import calls
from server.storage import edits as kept

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Edits that came together, a sentence for each, and which call they came by, if that is known.

    What undo or redo did is said in the words of the call that it took back or made again.
    """

    call: int | None
    name: str | None
    kind: CallKind
    of: int | None
    person: Person
    at: datetime
    edits: tuple[Edit, ...]
    said: tuple[str, ...]


def chapters(
    connection: Connection, guide: Guide, edits: Sequence[Edit], translate: Translate
) -> tuple[Chapter, ...]:
    """Return the edits by the calls they came by, in the order in which they are given."""
    known = calls.numbered(connection, guide.id, (edit.call for edit in edits if edit.call))
    before = kept.of_calls(connection, [call.of for call in known.values() if call.of])
    told = []
    for _, together in groupby(edits, key=lambda edit: (edit.call or 0, edit.call or edit.serial)):
        mine = tuple(together)
        call = known.get(mine[0].call or 0)
        about = before.get(call.of or 0, ()) if call and call.of else mine
        told.append(_chapter(call, mine, tuple(_said(call, about, guide, translate))))
    return tuple(told)


def _chapter(call: Call | None, edits: tuple[Edit, ...], said: tuple[str, ...]) -> Chapter:
    first = edits[0]
    return Chapter(
        call=call.id if call else None,
        name=call.name if call else None,
        kind=call.kind if call else "made",
        of=call.of if call else None,
        person=first.person,
        at=first.at,
        edits=edits,
        said=said,
    )


def _said(call: Call | None, about: Iterable[Edit], guide: Guide, translate: Translate) -> Iterable[str]:
    frames = {"undone": translate("Undone: {what}"), "redone": translate("Redone: {what}")}
    frame = frames.get(call.kind if call else "made", "{what}")
    sentences = (sentence(each.kind, each.payload, each.inverse, guide, translate) for each in about)
    return (frame.format(what=said) for said in dict.fromkeys(sentences))
