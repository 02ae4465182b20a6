"""The marks that `compose` puts on a picture: a box around the target and the pointer at the click.

A mark never covers the words it points at: where the arrow would, it moves aside within the control, while
the action keeps the true place of the click.
"""

from recorder.compose.values import TAKES_NO_TYPING
from recorder.compose.words import arrow_box, words_box
from recorder.document.geometry import Box, Point
from recorder.document.guide import (
    Action,
    AnyMark,
    ArrowMark,
    BoxMark,
    PointerMark,
    RingMark,
    Target,
)

ON_THE_FOCUS = frozenset({"Enter", "Space", "Backspace", "Delete", "Up", "Down", "Left", "Right"})
"""Keys that act on the focused control: others, as Escape and F5, have no place on the screen."""

POINTED_OUT = TAKES_NO_TYPING | {"option", "list item", "tree item", "combo box", "spin button"}
"""Controls that are marked however much of their window they fill, as the only item of a menu does."""

_GAP = 3


def marks_for(
    action: Action, target: Target | None, window: Box | None, picture: Box, scale: float
) -> tuple[AnyMark, ...]:
    """Return the marks of one action, in the picture's pixels."""
    box = _markable(target, window or picture, picture)
    around = (BoxMark(box=box),) if box is not None else ()
    match action.kind:
        case "scroll" | "open":
            return ()
        case "press":
            return around if action.keys and set(action.keys) <= ON_THE_FOCUS else ()
        case "type":
            return _typing(action, target, around, picture)
        case "drag" if action.at and action.to:
            return (*around, ArrowMark(start=action.at, end=action.to))
        case _ if box is None or action.at is None:
            return around or _ring(action, picture)
        case _:
            return (*around, PointerMark(at=tip(action.at, target, picture, scale)))


def _typing(
    action: Action, target: Target | None, around: tuple[AnyMark, ...], picture: Box
) -> tuple[AnyMark, ...]:
    if target is not None and target.role in TAKES_NO_TYPING:
        return ()
    return around or _ring(action, picture)


def tip(at: Point, target: Target | None, picture: Box, scale: float) -> Point:
    """Return where the arrow's tip goes: the click, or the nearest place in the control free of its words."""
    words = words_box(target, scale) if target else None
    box = target.box.meet(picture) if target and target.box else None
    if words is None or box is None or not arrow_box(at, scale).meet(words):
        return at
    gap = max(1, round(_GAP * scale))
    below, beside = words.bottom + gap, words.right + gap
    right = max(box.x, min(words.right, box.right - 1))
    free = [Point(at.x, below), Point(beside, at.y), Point(right, below), Point(beside, words.y)]
    inside = [place for place in free if box.holds(place) and not arrow_box(place, scale).meet(words)]
    corner = Point(min(box.right, picture.right - 1), min(box.bottom, picture.bottom - 1))
    return min(inside, key=lambda place: abs(place.x - at.x) + abs(place.y - at.y), default=corner)


def _markable(target: Target | None, window: Box, picture: Box) -> Box | None:
    """Return the visible part of the target's box, or None where it is too large to point anything out."""
    box = target.box.meet(picture) if target and target.box else None
    pointed_out = target is not None and target.role in POINTED_OUT
    whole = picture if pointed_out else window.meet(picture) or picture
    return box if box and box.area * 2 <= whole.area else None


def _ring(action: Action, picture: Box) -> tuple[AnyMark, ...]:
    at = action.at
    return (RingMark(at=at),) if at is not None and picture.holds(at) else ()
