"""What a result shows of a guide: the line that holds most of what was looked for, with its places."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from server.searching.entry import Line
from server.searching.stems import stem
from server.searching.words import LONGEST_WORD, fold, tokens

LONGEST = 180
_STEP_FIRST = 1.05
"""A step's line is shown rather than one of the whole guide that says as much: there is something to do."""

_TYPED = 0.01
"""What a line counts for that holds only a word that is still being typed."""
_SURE = 4
_BY_WORD = re.compile(
    "[-\u0300-\u1fff\u2070-\u218f\u2c00-\U0010ffff]"
    r"(?:(?<!-)|(?:(?<=\b[^\W\d_]-)|(?<=\b[^\W\d_]{2}-))(?=[^\W_]))"
)
"""What needs a line to be taken apart word by word: marks, scripts without spaces, and "e-mail"."""
_REST = re.compile(r"[^\W_]*")

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

    def best(self, lines: Sequence[Line], language: str) -> tuple[Line, Ranges] | None:
        """Return the line that holds what counts for most, the first of several, with its places, or None."""
        pattern = _beginnings(frozenset(self.stems), self.typed)
        if pattern is None:
            return None
        texts = [line.text for line in lines]
        text = fold("\n".join(texts))
        ends = list(accumulate(map((1).__add__, map(len, texts))))
        found: dict[int, tuple[list[tuple[int, int]], dict[str, float]]] = {}
        done = 0
        for hit in pattern.finditer(text):
            start = hit.start()
            if start < done or (start and text[start - 1].isalnum()):
                continue
            rest = _REST.match(text, hit.end())
            done = rest.end() if rest else hit.end()
            word = text[start:done][:LONGEST_WORD]
            root = stem(word, language)
            worth = self.stems.get(root)
            if worth is None and not (self.typed and word.startswith(self.typed)):
                continue
            at = bisect_right(ends, start)
            places, counted = found.setdefault(at, ([], {}))
            first = ends[at] - len(texts[at]) - 1
            places.append((start - first, done - first))
            if worth is not None:
                counted[root] = worth
        valued = {
            at: (tuple(places), sum(counted.values()) or 0.01) for at, (places, counted) in found.items()
        }
        apart = {bisect_right(ends, hit.start()) for hit in _BY_WORD.finditer(text)}
        valued |= {at: self.marks(texts[at], language) for at in apart}
        worths = {
            at: worth * (_STEP_FIRST if lines[at].step else 1.0)
            for at, (places, worth) in sorted(valued.items())
            if places
        }
        if not worths:
            return None
        most = max(worths, key=worths.__getitem__)
        return lines[most], valued[most][0]

    def marks(self, text: str, language: str) -> tuple[Ranges, float]:
        """Return where words of the text are looked for, and what they count for together."""
        found: list[tuple[int, int]] = []
        counted: dict[str, float] = {}
        for start, stop, word, root in _stemmed(text, language):
            if root in self.stems:
                counted[root] = self.stems[root]
            elif not (self.typed and word.startswith(self.typed)):
                continue
            if found and start < found[-1][1]:
                found[-1] = (found[-1][0], stop)
            else:
                found.append((start, stop))
        return tuple(found), sum(counted.values()) or _TYPED * bool(found)


def best_excerpt(lines: Sequence[Line], sought: Sought, language: str) -> Excerpt | None:
    """Return the line that holds most of what is looked for, the first of several, or None."""
    best = sought.best(lines, language)
    return Excerpt(best[0], *shortened(best[0].text, best[1])) if best else None


@lru_cache(2_048)
def _stemmed(text: str, language: str) -> tuple[tuple[int, int, str, str], ...]:
    return tuple((start, stop, word, stem(word, language)) for start, stop, word in tokens(text))


@lru_cache(64)
def _beginnings(stems: frozenset[str], typed: str) -> re.Pattern[str] | None:
    """Return what finds where words of these stems may begin, which may differ in their last letters."""
    parts = {each if len(each) < _SURE else each[:-1] for each in stems} | ({typed} if typed else set())
    parts |= {each.replace("ss", "ß") for each in parts}
    short = "|".join(map(re.escape, sorted(parts)))
    return re.compile(short) if short else None


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
