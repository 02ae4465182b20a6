"""Where the control window stands: in a corner, out of the way of pointer and target. Pure."""

from collections.abc import Iterable

from recorder.document.geometry import Box, Point
from recorder.document.guide import Monitor

NEAR = 32
MARGIN = 24
PANEL = 56
"""The height at the bottom of a screen where desktops have their panels."""

LARGE = 0.125  # of a monitor: what is as large cannot be stepped aside from


def corners(size: tuple[int, int], monitor: Monitor) -> tuple[Point, ...]:
    """Return where a window of that size can stand, the best place first."""
    width, height = size
    margin = round(MARGIN * monitor.scale)
    left, right = monitor.x + margin, monitor.x + monitor.width - width - margin
    top = monitor.y + margin
    bottom = monitor.y + monitor.height - height - round(PANEL * monitor.scale)
    return (Point(right, bottom), Point(left, bottom), Point(right, top), Point(left, top))


def in_the_way(window: Box, busy: Box, monitors: Iterable[Monitor]) -> bool:
    """Tell whether a window is so near to where the person is busy that it must step aside.

    A pointer inside it has come to use it, and what fills much of a screen has no side to step to.
    """
    point = busy.width == 1 and busy.height == 1
    if point and window.holds(Point(busy.x, busy.y)):
        return False
    large = any(monitor.box.meet(busy) and busy.area > monitor.box.area * LARGE for monitor in monitors)
    return not large and window.grown(NEAR).meet(busy) is not None


def aside(size: tuple[int, int], busy: Box | None, monitors: tuple[Monitor, ...]) -> Point:
    """Return the place to stand at: the first free corner of the monitor where the person is busy."""
    at = busy.centre if busy else None
    monitor = next((each for each in monitors if at and each.box.holds(at)), monitors[0])
    places = corners(size, monitor)
    free = (place for place in places if busy is None or not Box(*place, *size).grown(NEAR).meet(busy))
    return next(free, places[0])
