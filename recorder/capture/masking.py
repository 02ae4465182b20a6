"""Which part of the screen may be kept: the windows acted on, where no others lie over them. Pure."""

from collections.abc import Collection, Iterable, Sequence

from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box, Point

Windows = Sequence[OpenWindow]


def subtract(box: Box, hole: Box) -> tuple[Box, ...]:
    """Return what is left of `box` outside `hole`, as up to four boxes that do not overlap."""
    shared = box.meet(hole)
    if shared is None:
        return (box,)
    parts = (
        Box(box.x, box.y, box.width, shared.y - box.y),
        Box(box.x, shared.bottom, box.width, box.bottom - shared.bottom),
        Box(box.x, shared.y, shared.x - box.x, shared.height),
        Box(shared.right, shared.y, box.right - shared.right, shared.height),
    )
    return tuple(part for part in parts if part.area)


def without(boxes: Iterable[Box], hole: Box) -> tuple[Box, ...]:
    """Return what is left of all `boxes` outside `hole`."""
    return tuple(part for box in boxes for part in subtract(box, hole))


def hidden(
    frame: Box, windows: Windows, families: Collection[int] | None, excluded: Collection[int] = ()
) -> tuple[Box, ...]:
    """Return what of `frame` shows anything but the windows of `families`; `windows` topmost first.

    Without families everything may be seen but the `excluded` windows, given by their ids.
    """
    rest: tuple[Box, ...] = (frame,)
    for window in windows if families is not None else ():
        rest = without(rest, window.box)
    return (*others(frame, windows, families, excluded), *(rest if families is not None else ()))


def others(
    frame: Box, windows: Windows, families: Collection[int] | None, excluded: Collection[int] = ()
) -> tuple[Box, ...]:
    """Return where windows that may not be kept show on `frame`, or have just passed.

    What they showed there stands on the screen until it is painted over.
    """
    fills: list[Box] = []
    seen: tuple[Box, ...] = (frame,)
    for window in windows:
        if not may_be_kept(window, families, excluded):
            places = (window.box, *window.passed)
            fills += [shared for place in places for part in seen if (shared := part.meet(place))]
        seen = without(seen, window.box)
    return tuple(fills)


def may_be_kept(window: OpenWindow, families: Collection[int] | None, excluded: Collection[int]) -> bool:
    """Tell whether a window is one of those acted on, and not excluded."""
    return window.id not in excluded and (families is None or window.family in families)


def uncovered(box: Box, window: OpenWindow, windows: Windows) -> tuple[Box, ...]:
    """Return what of a box in a window is seen: where none of the windows above it lies."""
    parts: tuple[Box, ...] = (box,)
    for above in windows:
        if above.id == window.id:
            break
        parts = without(parts, above.box)
    return parts


def window_at(windows: Iterable[OpenWindow], point: Point) -> OpenWindow | None:
    """Return the topmost window at a place."""
    return next((each for each in windows if each.box.holds(point)), None)


def active(windows: Iterable[OpenWindow]) -> OpenWindow | None:
    """Return the window that has the keyboard."""
    return next((each for each in windows if each.active), None)
