"""What a result shows of a guide: the line that holds most of what was looked for, with its places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.searching.entry import Line
from server.searching.stems import stem
from server.searching.words import tokens

LONGEST = 180
_STEP_FIRST = 1.05
"""A step's line is shown rather than one of the whole guide that says as much: there is something to do."""

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
    for line in lines:
        marks, worth = sought.marks(line.text, language)
        worth *= _STEP_FIRST if line.step else 1.0
        if marks and (best is None or worth > best[0]):
            best = worth, line, marks
    return Excerpt(best[1], *shortened(best[1].text, best[2])) if best else None


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
