"""Texts in lines that fit, broken between words, and inside one only where it would not fit alone."""

import re
from collections.abc import Iterator

from server.mapping.widths import width_of

ELLIPSIS = "…"


def wrapped(text: str, size: float, width: float, most: int) -> tuple[str, ...]:
    """Return the text in lines no wider than `width`, at most `most`, the last cut with an ellipsis."""
    lines = list(_lines(re.split(r"[ \t\r\n]+", text.strip()), size, width)) if text.strip() else []
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), size, width))


def _lines(words: list[str], size: float, width: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if width_of(longer, size) <= width:
            line = longer
            continue
        if line:
            yield line
        *full, line = _pieces(word, size, width)
        yield from full
    if line:
        yield line


def _pieces(word: str, size: float, width: float) -> list[str]:
    """Return the word in pieces that fit, one if it does."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _cut(text: str, size: float, width: float) -> str:
    while text and width_of(text + ELLIPSIS, size) > width:
        text = text[:-1].rstrip()
    return text + ELLIPSIS
