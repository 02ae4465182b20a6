"""What a result shows of a guide: the line that holds most of what was looked for, with its places."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate

from server.searching.entry import Line
from server.searching.stems import stem
from server.searching.words import fold, tokens

LONGEST = 180
_STEP_FIRST = 1.05
"""A step's line is shown rather than one of the whole guide that says as much: there is something to do."""

_SURE = 4
_PROMISING = 4
"""Lines that are looked at word by word."""
_LEFT_OUT = "\u0300-\u036f-"
"""What is left out of words, so that a text with it has to be looked at word by word."""

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a line, and where in it the words were found."""

    line: Line
    text: str
    marks: Ranges


@dataclass(frozen=True, slots=True)
class Sought:
    """What to mark: stems with what each counts for, and how the word begins that is being typed."""

    stems: Mapping[str, float]
    typed: str = ""

    def promising(self, lines: Sequence[Line]) -> list[Line]:
        """Return quickly the lines that may hold most of the words, in their order."""
        pattern = _beginnings(frozenset(self.stems), self.typed)
        if pattern is None:
            return []
        held: dict[int, set[str]] = {}
        ends = list(accumulate(len(line.text) + 1 for line in lines))
        for found in pattern.finditer(fold("\n".join(line.text for line in lines))):
            held.setdefault(bisect_right(ends, found.start()), set()).add(found[0])
        most = nlargest(_PROMISING, held, key=lambda at: (len(held[at]), -at))
        return [lines[at] for at in sorted(most)]

    def marks(self, text: str, language: str) -> tuple[Ranges, float]:
        """Return where words of the text are looked for, and what they count for together."""
        found: list[tuple[int, int]] = []
        counted: dict[str, float] = {}
        for start, stop, word in tokens(text):
            root = stem(word, language)
            if root in self.stems:
                counted[root] = self.stems[root]
            elif not (self.typed and word.startswith(self.typed)):
                continue
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], stop)
            else:
                found.append((start, stop))
        return tuple(found), sum(counted.values()) or 0.01 * bool(found)


def best_excerpt(lines: Sequence[Line], sought: Sought, language: str) -> Excerpt | None:
    """Return the line that holds most of what is looked for, the first of several, or None."""
    best: tuple[float, Line, Ranges] | None = None
    for line in sought.promising(lines):
        marks, worth = sought.marks(line.text, language)
        worth *= _STEP_FIRST if line.step else 1.0
        if marks and (best is None or worth > best[0]):
            best = worth, line, marks
    return Excerpt(best[1], *shortened(best[1].text, best[2])) if best else None


@lru_cache(64)
def _beginnings(stems: frozenset[str], typed: str) -> re.Pattern[str] | None:
    """Return what finds the lines that may hold these stems, which may differ in their last letters."""
    parts = {each if len(each) < _SURE else each[:-1] for each in stems} | ({typed} if typed else set())
    parts |= {each.replace("ss", "ß") for each in parts}
    short = "|".join(map(re.escape, sorted(parts)))
    return re.compile(f"{short}|[{_LEFT_OUT}]") if short else None


def shortened(text: str, marks: Ranges) -> tuple[str, Ranges]:
    """Return a piece of the text around its first mark, and the places of the marks in it."""
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
