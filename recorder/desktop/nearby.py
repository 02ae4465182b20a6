"""What belongs together by its place alone, where the tree does not say so: pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from recorder.desktop.accessible import Node
from recorder.document.geometry import Box, Point

TAB_EDGE = 18
"""How far a tab reaches beyond its words, which is all that GTK tells of it."""

INDENT = 120
ABOVE = 28
CLOSE = 40
SLACK = 8


class Words(NamedTuple):
    """Words on the screen, and where they stand."""

    text: str
    box: Box


def label_for(box: Box, words: Sequence[Words], others: Sequence[Box], ticks: Sequence[Words] = ()) -> str:
    """Return the words that a field or switch without a name goes by: to its left, else right above it.

    What else stands between is in `others`: its words are its own. A box to tick names what is to its right.
    """
    left = [
        each for each in (*words, *ticks) if _is_left(each.box, box) and not _between(each.box, box, others)
    ]
    if left:
        return max(left, key=lambda each: each.box.right).text
    above = [each for each in words if _is_above(each.box, box) and not _is_taken(each.box, others)]
    return max(above, key=lambda each: each.box.bottom).text if above else ""


def label_after(box: Box, words: Sequence[Words]) -> str:
    """Return the words right after a small box to tick."""
    after = [each for each in words if _on_row(each.box, box) and 0 <= each.box.x - box.right + SLACK < CLOSE]
    return min(after, key=lambda each: each.box.x).text if after else ""


def words_on(box: Box, words: Sequence[Words]) -> str:
    """Return the words that stand on a control, in the order of the tree."""
    return " ".join(each.text for each in words if box.covers(each.box))


def tab_at(tabs: Iterable[Node], point: Point) -> Node | None:
    """Return the tab whose edge lies at the point, its box as wide as it reaches."""
    for tab in tabs:
        if tab.box is None or not tab.box.y <= point.y < tab.box.bottom:
            continue
        wide = Box(tab.box.x - TAB_EDGE, tab.box.y, tab.box.width + 2 * TAB_EDGE, tab.box.height)
        if wide.holds(point):
            return replace(tab, box=wide)
    return None


def row_at(cells: Iterable[tuple[int, Box | None]], point: Point) -> int | None:
    """Return which cell begins the row that the point lies in, left of it, where a tree has its arrows."""
    right = [
        (box.x, number)
        for number, box in cells
        if box and box.y <= point.y < box.bottom and 0 <= box.x - point.x <= INDENT
    ]
    return min(right)[1] if right else None


def _is_left(words: Box, box: Box) -> bool:
    return _on_row(words, box) and words.right <= box.x + SLACK


def _is_taken(words: Box, others: Sequence[Box]) -> bool:
    """Tell whether a control right behind the words goes by them."""
    return any(_on_row(words, each) and 0 <= each.x - words.right + SLACK <= CLOSE for each in others)


def _is_above(words: Box, box: Box) -> bool:
    near = -SLACK <= box.y - words.bottom <= ABOVE
    return near and box.x - CLOSE <= words.x <= box.x + box.width // 2


def _on_row(words: Box, box: Box) -> bool:
    """Tell whether the middle of one lies in the height of the other."""
    middle, other = words.y + words.height // 2, box.y + box.height // 2
    return box.y <= middle < box.bottom or words.y <= other < words.bottom


def _between(words: Box, box: Box, others: Sequence[Box]) -> bool:
    gap = Box(words.right, box.y, box.x - words.right, box.height)
    return gap.area > 0 and any(gap.meet(other) for other in others)
