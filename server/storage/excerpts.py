"""Which part of a guide a search found, and the words to show of it.

The database marks what it matched with two characters that no text holds; what is marked is counted here.
"""

import re
from dataclasses import dataclass

START, STOP = "\x02", "\x03"
LONGEST = 180

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of text, which step it belongs to, and where in it the words were found."""

    step: str | None
    text: str
    marks: Ranges


def best_excerpt(title: str, place: str, lines: list[tuple[str, str]]) -> Excerpt:
    """Return the part that holds most of the words: a step's line where none other holds more.

    `lines` are the marked texts of the steps, each with its step's id.
    """
    step, line = max(lines, key=lambda each: _words(each[1]), default=(None, ""))
    whole = max(title, place, key=_words)
    if not _words(line) or _words(whole) > _words(line):
        return Excerpt(None, *_shown(whole))
    return Excerpt(step, *_shown(line))


def unmarked(text: str) -> str:
    """Return the text without anything that could pass for a mark, on one line."""
    return " ".join(re.sub(f"[{START}{STOP}]", "", text).split())


def _words(marked: str) -> int:
    """Return how many different words of the text are marked."""
    return len({found.casefold() for found in re.findall(f"{START}(.*?){STOP}", marked)})


def _shown(marked: str) -> tuple[str, Ranges]:
    """Return a piece of the text around its first mark, and the places of the marks in it."""
    text, marks = _parted(marked)
    if len(text) <= LONGEST:
        return text, marks
    first = marks[0][0] if marks else 0
    start = text.rfind(" ", 0, max(0, first - LONGEST // 3)) + 1
    stop = text.rfind(" ", start, start + LONGEST)
    stop = stop if stop > first else start + LONGEST
    before, after = "… " if start else "", " …" if stop < len(text) else ""
    move = len(before) - start
    kept = tuple((begin + move, end + move) for begin, end in marks if begin >= start and end <= stop)
    return f"{before}{text[start:stop]}{after}", kept


def _parted(marked: str) -> tuple[str, Ranges]:
    text, marks = "", []
    for index, piece in enumerate(re.split(f"[{START}{STOP}]", marked)):
        if index % 2:
            marks.append((len(text), len(text) + len(piece)))
        text += piece
    return text, tuple(marks)
