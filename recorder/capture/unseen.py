"""The recorder's own control window is never seen: its pixels are filled before anything looks at a frame."""

from collections.abc import Iterable

from recorder.capture.suppression import is_control
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box

GREY = b"\xd6\xd6\xd6\xff"


def control_boxes(*samples: Iterable[OpenWindow]) -> frozenset[Box]:
    """Return where control windows were at any of some looks at the windows."""
    return frozenset(window.box for windows in samples for window in windows if is_control(window))


def fill(pixels: bytearray, frame: Box, boxes: Iterable[Box], density: float = 1.0) -> None:
    """Fill the boxes of a frame, four bytes a pixel, with flat grey."""
    width = round(frame.width * density)
    for box in boxes:
        shared = frame.meet(box)
        if shared is None:
            continue
        part = shared.moved(-frame.x, -frame.y).scaled(density)
        row = GREY * part.width
        for y in range(part.y, part.bottom):
            start = 4 * (y * width + part.x)
            pixels[start : start + len(row)] = row
