"""Where words stand in lines that were read from pixels: pure.

A reading loses spaces and takes letters for others that look alike, so both are forgiven; what is found is
only offered.
"""

from collections.abc import Iterable, Iterator

from recorder.document.geometry import Box
from server.redacting.reading import Line
from server.redacting.words import Token, tokens

_ALIKE = str.maketrans({"1": "l", "i": "l", "|": "l", "0": "o"})
_NARROW = frozenset("iljtfrI.,:;'|!()[]1 ")
_WIDE = frozenset("mwMW@%")
OVERLAP = 0.6


def words_in(line: Line, words: Iterable[str]) -> Iterator[Box]:
    """Yield where any of the words stand in a line, from left to right for each."""
    found = _parted(line.text)
    for each in words:
        sought = _folded("".join(token.word for token in tokens(each)))
        for start in range(len(found)) if sought else ():
            end = _ends(found, start, sought)
            if end is not None:
                yield _box(line, found[start].start, end)


def places_in(lines: Iterable[Line], words: Iterable[str]) -> tuple[Box, ...]:
    """Return where words stand in the lines of a picture, each place once though strips overlap."""
    wanted, made = tuple(words), list[Box]()
    for box in sorted((box for line in lines for box in words_in(line, wanted)), key=lambda box: -box.width):
        if not any(same_place(box, other) for other in made):
            made.append(box)
    return tuple(sorted(made, key=lambda box: (box.y, box.x)))


def same_place(one: Box, other: Box) -> bool:
    """Tell whether most of a box lies within another."""
    met = one.meet(other)
    return met is not None and met.width * met.height >= OVERLAP * one.width * one.height


def _folded(word: str) -> str:
    return word.translate(_ALIKE)


def _parted(text: str) -> list[Token]:
    """Return the words of a line, those joined in camel case apart."""
    made: list[Token] = []
    for token in tokens(text):
        starts = [
            at
            for at in range(token.start + 1, token.end)
            if text[at].isupper() and text[at - 1].islower() and len(token.word) == token.end - token.start
        ]
        for start, end in zip([token.start, *starts], [*starts, token.end], strict=True):
            whole = not starts
            word = token.word if whole else token.word[start - token.start : end - token.start]
            made.append(Token(_folded(word), start, end))
    return made


def _ends(found: list[Token], start: int, sought: str) -> int | None:
    """Return where the sought letters end if they begin at a word and end with one."""
    joined = ""
    for token in found[start:]:
        joined += token.word
        if joined == sought:
            return token.end
        if not sought.startswith(joined):
            return None
    return None


def _box(line: Line, start: int, end: int) -> Box:
    """Return the box of a part of a line: letters are given their usual widths, and a little around."""
    widths = [
        0.5 if each in _NARROW else 1.5 if each in _WIDE else 1.2 if each.isupper() else 1.0
        for each in line.text
    ]
    whole, around = sum(widths) or 1.0, line.box.height / 3
    left = max(line.box.width * sum(widths[:start]) / whole - around, 0.0) if start else 0.0
    right = line.box.width * sum(widths[:end]) / whole + around
    right = min(right, line.box.width) if end < len(line.text) else line.box.width
    return Box(line.box.x + int(left), line.box.y, round(right - left + 0.5), line.box.height).grown(3)
