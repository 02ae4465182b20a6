"""Replaces chosen words in a guide's draft, in one call: places that were found after some edit, or all."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.changes import MOST, rewound
from server.changing import Changed, change
from server.editing.edits import AnyEdit
from server.editing.finding import Wish
from server.editing.replacing import Chosen, Words, find, replacing, texts_of
from server.errors import ServerError
from server.model import Person
from server.storage import edits

MOST_PLACES = 5_000

Places = tuple[Sequence[str] | None, int | None]
"""The ids of places, or None for all, and the edit after which they were found, or None for now."""


class UnknownPlaceError(ServerError):
    """A place was chosen that is none, or that was found too long ago."""

    status = 409

    def __init__(self) -> None:
        super().__init__("These places are no longer where they were found; look once more.")


def place_id(words: Words, number: int) -> str:
    """Return how a place in a text is called."""
    return f"{words.step or ''}:{words.field}:{number}:{words.name or ''}"


def replace(
    connection: Connection, guide_id: str, wish: Wish, places: Places, person: Person, *, name: str | None
) -> tuple[Changed, int]:
    """Replace the places in one call, and return what came of it and how many places it were.

    Raises UnknownPlaceError and what `replacing` and `change` raise; then nothing is replaced.
    """
    counted: list[int] = []

    def edits_of(draft: Guide) -> Sequence[AnyEdit]:
        ids, serial = places
        chosen = None if ids is None else _chosen(_seen(connection, draft, serial), ids)
        counted.append(sum(len(each.places) for each in find(draft, wish)) if ids is None else len(set(ids)))
        return replacing(draft, wish, chosen)

    return change(connection, guide_id, edits_of, person, name=name), sum(counted)


def _seen(connection: Connection, draft: Guide, serial: int | None) -> Guide:
    """Return the draft as it was when the places were found."""
    later = () if serial is None else edits.since(connection, draft.id, serial, MOST + 1)
    seen = rewound(draft, later) if len(later) <= MOST else None
    if seen is None:
        raise UnknownPlaceError
    return seen


def _chosen(seen: Guide, ids: Iterable[str]) -> list[Chosen]:
    texts = {(words.step or "", words.field, words.name or ""): words for words in texts_of(seen)}
    numbers: dict[tuple[str, str, str], list[int]] = {}
    for each in ids:
        step, _, rest = each.partition(":")
        field, _, rest = rest.partition(":")
        number, _, name = rest.partition(":")
        if (step, field, name) not in texts or not number.isdecimal() or not number.isascii():
            raise UnknownPlaceError
        numbers.setdefault((step, field, name), []).append(int(number[:9]))
    return [
        Chosen(words.step, words.field, words.name, words.text, tuple(numbers[key]))
        for key, words in texts.items()
        if key in numbers
    ]
