"""A map drawn: bands, lines, stops and words with their places, in units of one CSS pixel."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from server.mapping.flow import Stop
from server.mapping.widths import width_of

CORNER = 11.0

TextKind = Literal["name", "note", "amber", "role", "branch", "end"]
SIZES: dict[TextKind, tuple[float, float]] = {
    "name": (13.5, 17),
    "note": (11.5, 15),
    "amber": (11.5, 15),
    "role": (12, 15),
    "branch": (11.5, 14),
    "end": (12, 15),
}
"""How large letters are and how far apart lines, as `map.css` has them."""


class Point(NamedTuple):
    """A place on the map."""

    x: float
    y: float


class Box(NamedTuple):
    """A region of the map."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of one text; `y` is where the letters of the first stand."""

    kind: TextKind
    lines: tuple[str, ...]
    x: float
    y: float
    middle: bool = True

    @property
    def rows(self) -> Sequence[tuple[float, str]]:
        """The lines and where the letters of each stand."""
        step = SIZES[self.kind][1]
        return [(round(self.y + step * at, 1), line) for at, line in enumerate(self.lines)]

    @property
    def box(self) -> Box:
        """The region that the letters may fill."""
        size, step = SIZES[self.kind]
        width = max((width_of(line, size) for line in self.lines), default=0)
        left = self.x - width / 2 if self.middle else self.x
        return Box(left, self.y - 0.8 * size, width, step * (len(self.lines) - 1) + size)


@dataclass(frozen=True, slots=True)
class Spot:
    """A stop, a branch's name, or an end, in its place; `box` is its shape, `hit` all that can be clicked."""

    key: str
    kind: Literal["work", "decision", "process", "label", "start", "end"]
    box: Box
    words: tuple[Words, ...] = ()
    stop: Stop | None = None
    whole: str = ""
    """The words uncut, where an end's did not fit."""

    @property
    def middle(self) -> Point:
        """The middle of its shape."""
        return Point(self.box.x + self.box.width / 2, self.box.y + self.box.height / 2)

    @property
    def hit(self) -> Box:
        """The region of shape and words together."""
        boxes = [self.box, *(words.box for words in self.words)]
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        right = max(box.x + box.width for box in boxes)
        bottom = max(box.y + box.height for box in boxes)
        return Box(left - 5, top - 5, right - left + 10, bottom - top + 10)


@dataclass(frozen=True, slots=True)
class Line:
    """The way from one spot to another, its corners still square."""

    source: str
    target: str
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """The way with round corners, as SVG says it."""
        return " ".join(_rounded(self.points))


@dataclass(frozen=True, slots=True)
class Head:
    """The tip of an arrow."""

    at: Point
    down: bool = False

    @property
    def path(self) -> str:
        """The triangle, as SVG says it."""
        x, y = self.at
        if self.down:
            return f"M{x:g} {y:g}l-5.5 -10h11z"
        return f"M{x:g} {y:g}l-10 -5.5v11z"


@dataclass(frozen=True, slots=True)
class Band:
    """The lane of a role."""

    box: Box
    role: Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole map."""

    width: float
    height: float
    bands: tuple[Band, ...]
    lines: tuple[Line, ...]
    heads: tuple[Head, ...]
    spots: tuple[Spot, ...]


def _rounded(points: Sequence[Point]) -> Iterator[str]:
    bare = _without_repeats(points)
    yield f"M{bare[0].x:g} {bare[0].y:g}"
    for before, at, after in zip(bare, bare[1:], bare[2:], strict=False):
        radius = min(CORNER, _length(before, at) / 2, _length(at, after) / 2)
        start, end = _towards(at, before, radius), _towards(at, after, radius)
        yield f"L{start.x:g} {start.y:g}Q{at.x:g} {at.y:g} {end.x:g} {end.y:g}"
    yield f"L{bare[-1].x:g} {bare[-1].y:g}"


def _without_repeats(points: Sequence[Point]) -> list[Point]:
    """Return the points without those that stand where the one before does, or on the way straight on."""
    kept = [points[0], *(b for a, b in pairwise(points) if a != b)]
    inner = [
        at
        for before, at, after in zip(kept, kept[1:], kept[2:], strict=False)
        if not (before.x == at.x == after.x or before.y == at.y == after.y)
    ]
    return [kept[0], *inner, kept[-1]]


def _length(one: Point, other: Point) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _towards(point: Point, other: Point, distance: float) -> Point:
    length = _length(point, other) or 1
    part = distance / length
    return Point(
        round(point.x + (other.x - point.x) * part, 2), round(point.y + (other.y - point.y) * part, 2)
    )
