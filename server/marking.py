"""Two texts as one with the changed words marked, so that a reader sees at a glance what became of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from recorder.document.markup import plain

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
MOST_TOKENS = 4_000
"""Longer texts are marked as a whole: comparing takes the square of their length."""

Fate = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they stayed, went or came."""

    fate: Fate
    words: str


def marked(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts as pieces in reading order, what went before what came in its place."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) + len(new) > MOST_TOKENS:
        return _joined([Piece("gone", before), Piece("new", after)])
    return _joined(_pieces(old, new))


def readable(before: str, after: str) -> tuple[str, str]:
    """Return both texts without Markdown, or as they are where only the Markdown differs."""
    words = "\n".join(map(plain, before.split("\n"))), "\n".join(map(plain, after.split("\n")))
    return words if words[0] != words[1] else (before, after)


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, i1, i2, j1, j2 in _with_words(
        SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), old
    ):
        if tag == "equal":
            yield Piece("same", "".join(old[i1:i2]))
        else:
            yield Piece("gone", "".join(old[i1:i2]))
            yield Piece("new", "".join(new[j1:j2]))


Span = tuple[str, int, int, int, int]


def _with_words(spans: Sequence[Span], old: list[str]) -> Iterator[Span]:
    """Join changes that have only a space between them: one replaced phrase reads better than five words."""
    waiting: Span | None = None
    for index, (tag, i1, i2, j1, j2) in enumerate(spans):
        is_gap = tag == "equal" and not "".join(old[i1:i2]).strip() and 0 < index < len(spans) - 1
        if tag == "equal" and not is_gap:
            if waiting:
                yield waiting
            waiting = None
            yield tag, i1, i2, j1, j2
        else:
            waiting = ("replace", waiting[1], i2, waiting[3], j2) if waiting else ("replace", i1, i2, j1, j2)
    if waiting:
        yield waiting


def _joined(pieces: Iterator[Piece] | list[Piece]) -> tuple[Piece, ...]:
    full = (piece for piece in pieces if piece.words)
    return tuple(
        Piece(fate, "".join(piece.words for piece in run))
        for fate, run in groupby(full, key=lambda piece: piece.fate)
    )
