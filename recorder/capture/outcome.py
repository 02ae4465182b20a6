"""What came of the last action: words that stand on the screen now where something else stood before."""

import time
from collections.abc import Callable, Iterator, Sequence

from PIL import Image, ImageChops

from recorder.capture.eyes import Frame
from recorder.desktop.base import Desktop, OpenWindow
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target

SAYING = frozenset({"alert", "heading", "info bar", "label", "status bar"})
MOST = 4
SECONDS = 0.25
ROW = 14
COLUMNS = (5, 2)
"""A changed region is asked at a fifth from its left, where words begin, and in its middle."""


def changed(before: Frame, after: Frame, within: Box) -> Box | None:
    """Return the box of what differs between two frames of one monitor inside `within`, in desktop pixels."""
    if (before.box, before.density, before.monitor) != (after.box, after.density, after.monitor):
        return None
    area, found, top = after.inside(within), None, 0
    for old, new in zip(before.bands, after.bands, strict=True):
        size = (after.size[0], len(new) // (4 * after.size[0]))
        place = Box(0, top, *size).meet(area)
        if old is not new and place:
            found = _joined(found, _difference(old, new, size, place.moved(0, -top)), top)
        top += size[1]
    return after.outside(found) if found else None


def _difference(old: bytearray, new: bytearray, size: tuple[int, int], part: Box) -> Box | None:
    """Return what differs in a part of two bands, in the pixels of the band."""
    one, other = (
        Image.frombytes("RGB", size, band, "raw", "BGRX").crop((part.x, part.y, part.right, part.bottom))
        for band in (old, new)
    )
    edges = ImageChops.difference(one, other).getbbox()
    if edges is None:
        return None
    left, top, right, bottom = edges
    return Box(part.x + left, part.y + top, right - left, bottom - top)


def _joined(found: Box | None, new: Box | None, top: int) -> Box | None:
    if new is None:
        return found
    placed = new.moved(0, top)
    return found.join(placed) if found else placed


def words_shown(
    desktop: Desktop,
    before: Frame | None,
    after: Frame,
    window: OpenWindow,
    clock: Callable[[], float] = time.monotonic,
    *,
    uncovered: Sequence[Box] = (),
) -> tuple[Target, ...]:
    """Return the labels that came onto the screen, from the top, as far as a quarter of a second allows.

    What lay under the `uncovered` boxes, of windows that are gone, was there before.
    """
    region = changed(before, after, window.box) if before else None
    if before is None or region is None:
        return ()
    deadline = clock() + SECONDS
    covered = [each.box for each in before.windows if each.popup]
    found: dict[Box, Target] = {}
    for point in _places(region):
        if clock() > deadline or len(found) == MOST:
            break
        if any(box.holds(point) for box in (*found, *uncovered)):
            continue
        target = desktop.target_at(point, window)
        if not target or not target.box or any(target.box.meet(each) for each in covered):
            continue
        if _says(target) and changed(before, after, target.box):
            found.setdefault(target.box, target)
    return tuple(found[box] for box in sorted(found, key=lambda box: (box.y, box.x)))


def _says(target: Target) -> bool:
    return target.role in SAYING and bool(target.name) and not target.secret


def _places(region: Box) -> Iterator[Point]:
    """Yield points all over a region: first where words begin, and every other row before those between."""
    for part in COLUMNS:
        for first in (ROW // 2, ROW + ROW // 2):
            for y in range(region.y + first, region.bottom, 2 * ROW):
                yield Point(region.x + region.width // part, y)
