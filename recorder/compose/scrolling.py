"""Scrolling: merged into one, and left out where it only brought the next target into view."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from recorder.compose.gestures import Gesture, swallow
from recorder.compose.windows import in_one_window

TURNED_BY_THE_WHEEL = frozenset({"slider", "spin button", "combo box", "option"})
"""Controls whose value the wheel changes; an option is what it chose in a combo box."""


def scroll_on(first: Gesture, second: Gesture) -> Gesture | None:
    """Make turns of the wheel that follow each other in one window one."""
    on = first.kind == second.kind == "scroll" and first.modifiers == second.modifiers
    if not on or not in_one_window(first, second):
        return None
    (right, down), (more_right, more_down) = first.scroll or (0, 0), second.scroll or (0, 0)
    return swallow(replace(first, scroll=(right + more_right, down + more_down)), second, "scrolling on")


def scrolls_nowhere(gesture: Gesture) -> bool:
    """Tell whether the wheel was turned there and back again."""
    return gesture.kind == "scroll" and gesture.scroll == (0, 0)


def by_scroll_bar(gesture: Gesture) -> Gesture:
    """Return dragging or clicking a scroll bar as the scrolling that it is."""
    target, at = gesture.target, gesture.at
    if gesture.kind not in ("click", "double_click", "drag") or target is None or target.role != "scroll bar":
        return gesture
    if at is None or target.box is None:
        return gesture
    from_, to = (at, gesture.to) if gesture.to else (target.box.centre, at)
    right, down = to.x - from_.x, to.y - from_.y
    upright = target.box.height >= target.box.width
    delta = (0, _sign(down)) if upright else (_sign(right), 0)
    return replace(gesture, kind="scroll", scroll=delta, to=None, landed=None, count=1, held=0.0)


def scrolled_into_view(gestures: Sequence[Gesture]) -> tuple[list[Gesture], list[Gesture]]:
    """Return the gestures without scrolling that only brought what was clicked next into view, and that."""
    told = [(each, _leads_to(each, after)) for each, after in zip_longest(gestures, gestures[1:]) if each]
    return [each for each, out in told if not out], [each for each, out in told if out]


def _leads_to(gesture: Gesture, after: Gesture | None) -> bool:
    """Tell whether a scroll had no purpose but the pointer's next place, in the same window."""
    if gesture.kind != "scroll" or gesture.modifiers or after is None or gesture.changes:
        return False
    if gesture.target is not None and gesture.target.role in TURNED_BY_THE_WHEEL:
        return False
    return (
        after.kind not in ("scroll", "open", "press")
        and after.at is not None
        and in_one_window(gesture, after)
    )


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
