"""The recorder's own control window is never seen: its pixels are filled before anything looks at a frame.

What a moved window showed stands on the screen until others have painted over it, so the places where it was
a moment ago are filled, too.
"""

import time
from collections.abc import Callable, Iterable

from recorder.capture.suppression import is_control
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box

GREY = b"\xd6\xd6\xd6\xff"
LINGER_SECONDS = 0.15


class Unseen:
    """Remember where the control window is, and where it was until just now."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: dict[Box, float] = {}

    def boxes(self, windows: Iterable[OpenWindow]) -> tuple[Box, ...]:
        """Return the boxes to fill, where the windows are these now."""
        now = self._clock()
        self._seen = {box: seen for box, seen in self._seen.items() if seen + LINGER_SECONDS > now}
        self._seen.update({window.box: now for window in windows if is_control(window)})
        return tuple(self._seen)

    def lingers(self, windows: Iterable[OpenWindow]) -> bool:
        """Tell whether a box is filled where no control window is any more."""
        return bool(self._seen.keys() - {window.box for window in windows if is_control(window)})


def fill(pixels: bytearray, frame: Box, boxes: Iterable[Box]) -> None:
    """Fill the boxes of a frame, four bytes a pixel, with flat grey."""
    for box in boxes:
        shared = frame.meet(box)
        if shared is None:
            continue
        row = GREY * shared.width
        for y in range(shared.y - frame.y, shared.bottom - frame.y):
            start = 4 * (y * frame.width + shared.x - frame.x)
            pixels[start : start + len(row)] = row
