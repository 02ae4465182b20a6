"""How much room a node takes on a lying map: its shape in the middle of a row, its words around it."""

from dataclasses import dataclass
from functools import cached_property

from server.mapping.drawing import SIZES, Box, Point, Spot, TextKind, Words
from server.mapping.nodes import Node
from server.mapping.wrapping import wrapped

RADIUS, DIAMOND, RING = 13.0, 19.0, 17.0
NAME_LINES, NOTE_LINES, END_LINES, BRANCH_LINES = 4, 2, 4, 3
ABOVE_THE_LINE, BELOW_THE_SHAPE = 8.0, 19.0
PILL_PADDING, END_WIDTH = 11.0, 88.0


@dataclass(frozen=True)
class Measured:
    """A node with its words in lines of at most that width."""

    node: Node
    width: float

    @cached_property
    def spot(self) -> Spot:
        """Return it drawn around the point (0, 0)."""
        return self.at(Point(0, 0))

    @property
    def half(self) -> float:
        """How far it reaches to each side."""
        boxes = [self.spot.box, *(words.box for words in self.spot.words)]
        return max(max(-box.x, box.x + box.width) for box in boxes)

    @property
    def up(self) -> float:
        """How far it reaches above the line."""
        return max(-box.y for box in (self.spot.box, *(words.box for words in self.spot.words)))

    @property
    def down(self) -> float:
        """How far it reaches below the line."""
        return max(box.y + box.height for box in (self.spot.box, *(words.box for words in self.spot.words)))

    def at(self, point: Point) -> Spot:
        """Return it drawn with its middle there."""
        if self.node.kind == "label":
            return self._label(point)
        if self.node.kind in ("start", "end"):
            return self._pill(point)
        return self._stop(point)

    def _label(self, point: Point) -> Spot:
        lines = _lines("branch", self.node.text, self.width, BRANCH_LINES)
        first = point.y - ABOVE_THE_LINE - SIZES["branch"][1] * (len(lines) - 1)
        words = Words("branch", lines, point.x, first)
        return Spot(
            self.node.key, "label", Box(point.x, point.y, 0, 0), (words,), whole=_whole(self.node.text, lines)
        )

    def _pill(self, point: Point) -> Spot:
        lines = _lines("end", self.node.text, max(self.width - PILL_PADDING, END_WIDTH), END_LINES)
        size, step = SIZES["end"]
        tall = step * (len(lines) - 1)
        words = Words("end", lines, point.x, point.y - tall / 2 + 0.36 * size)
        wide = words.box.width + 2 * PILL_PADDING
        box = Box(point.x - wide / 2, point.y - tall / 2 - 16, wide, tall + 32)
        return Spot(self.node.key, self.node.kind, box, (words,), whole=_whole(self.node.text, lines))

    def _stop(self, point: Point) -> Spot:
        reach = {"decision": DIAMOND, "process": RING}.get(self.node.kind, RADIUS)
        box = Box(point.x - reach, point.y - reach, 2 * reach, 2 * reach)
        words = _words(self.node, self.width, Point(point.x, point.y + reach + BELOW_THE_SHAPE))
        return Spot(self.node.key, self.node.kind, box, words, self.node.stop)


def _words(node: Node, width: float, first: Point) -> tuple[Words, ...]:
    """Return name and note of a stop, the first line of the name there."""
    name = Words("name", _lines("name", node.text, width, NAME_LINES), first.x, first.y)
    stop = node.stop
    if not stop or not stop.note:
        return (name,)
    kind: TextKind = "amber" if stop.amber else "note"
    below = first.y + SIZES["name"][1] * (len(name.lines) - 1) + 16
    return (name, Words(kind, _lines(kind, stop.note, width, NOTE_LINES), first.x, below))


def _lines(kind: TextKind, text: str, width: float, most: int) -> tuple[str, ...]:
    return wrapped(text, SIZES[kind][0], width, most) or ("",)


def _whole(text: str, lines: tuple[str, ...]) -> str:
    """Return the text where its lines do not say all of it."""
    return text if lines and lines[-1].endswith("…") else ""
