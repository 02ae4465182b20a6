"""Tells how far marks are off: a dot on each monitor is clicked by synthetic input, and sought in its frame.

Everything between the two is what records a task: the hands that hear the click, the eyes that saw the screen
before it, and the way from the desktop's pixels to the picture's.
"""

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops

from recorder.capture.events import ButtonEvent, HandEvent
from recorder.capture.eyes import Eyes, Frame
from recorder.compose.places import Frame as Place
from recorder.document.geometry import Box, Point
from recorder.document.guide import Monitor
from recorder.errors import RecorderError
from recorder.systems import this_system

SIZE = 41
"""How wide the dot is, in pixels: odd, so that one pixel is its middle."""

COLOUR, CLICKED = (255, 90, 31), (15, 110, 99)
SECONDS, STILL_SECONDS = 3.0, 0.04
ALIKE = 12
"""How far a colour may be off, in 255ths: screens of few colours round them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a click on one monitor came out.

    `off` is how many pixels the mark lies right of and below the dot, None where the dot was not in the
    picture; `late` how many seconds passed from the synthetic click until the hands had heard it.
    """

    monitor: int
    off: Point | None
    late: float

    @property
    def well(self) -> bool:
        """Whether the mark is where it belongs."""
        return self.off is not None and max(map(abs, self.off)) <= 1

    @property
    def told(self) -> str:
        """The outcome in a sentence."""
        if self.off is None:
            return f"The picture of monitor {self.monitor} does not show the screen before the click."
        far = max(map(abs, self.off))
        pixels = "pixel" if far == 1 else "pixels"
        late = f"{self.late * 1000:.0f} ms"
        return f"monitor {self.monitor}: marks are {far} {pixels} off, clicks are heard after {late}"


def calibrate() -> Iterator[Outcome]:
    """Yield how the click on each monitor came out; the pointer goes back to where it was.

    Raises:
        RecorderError: there is no synthetic input, or the screen or the click was not noticed.
    """
    heard: queue.SimpleQueue[HandEvent] = queue.SimpleQueue()
    eyes, hands = Eyes(tuple), this_system().hands(heard.put)
    with _screen() as screen:
        eyes.open()
        try:
            hands.start()
            for number, monitor in enumerate(eyes.monitors, 1):
                yield _calibrated(screen, eyes, heard, number, monitor)
        finally:
            hands.stop()
            eyes.close()


def dot_in(frame: Frame, near: Point) -> Point | None:
    """Return the middle of the dot in a frame's own pixels; None where it is not `near` that place."""
    area = Box.around(near, 4 * SIZE, 4 * SIZE).moved(-frame.box.x, -frame.box.y)
    found: Box | None = None
    top = 0
    for band in frame.bands:
        size = (frame.box.width, len(band) // (4 * frame.box.width))
        part = area.meet(Box(0, top, *size))
        inside = part and _coloured(Image.frombytes("RGB", size, band, "raw", "BGRX"), part.moved(0, -top))
        if inside:
            placed = inside.moved(0, top)
            found = found.join(placed) if found else placed
        top += size[1]
    return found.centre if found else None


def _coloured(image: Image.Image, part: Box) -> Box | None:
    """Return the box of what has the dot's colour in a part of an image."""
    cut = image.crop((part.x, part.y, part.right, part.bottom))
    difference = ImageChops.difference(cut, Image.new("RGB", cut.size, COLOUR))
    masks = [
        channel.point([255 * (value <= ALIKE) for value in range(256)]) for channel in difference.split()
    ]
    edges = ImageChops.darker(ImageChops.darker(masks[0], masks[1]), masks[2]).getbbox()
    if edges is None:
        return None
    left, top, right, bottom = edges
    return Box(part.x + left, part.y + top, right - left, bottom - top)


def _calibrated(
    screen: "_Screen", eyes: Eyes, heard: "queue.SimpleQueue[HandEvent]", number: int, monitor: Monitor
) -> Outcome:
    middle = monitor.box.centre
    with screen.dot(middle):
        _await(lambda: _shows_dot(eyes, middle), "the dot")
        clicked_at = time.monotonic()
        screen.click(middle)
        event = _press(heard)
        late = time.monotonic() - clicked_at
        frame = eyes.before(event.time, event.at)
        dot = dot_in(frame, middle) if frame else None
    if frame is None or dot is None:
        return Outcome(number, None, late)
    picture = Place(frame.box, frame.box.width, frame.box.height, monitor.scale)
    mark = picture.point(event.at)
    assert mark is not None
    return Outcome(number, mark.moved(-dot.x, -dot.y), late)


def _shows_dot(eyes: Eyes, middle: Point) -> bool:
    """Tell whether the dot was seen for a while: a click right after it comes is too fast for a hand."""
    frame = eyes.before(time.monotonic() - STILL_SECONDS, middle)
    return frame is not None and dot_in(frame, middle) is not None


def _press(heard: "queue.SimpleQueue[HandEvent]") -> ButtonEvent:
    """Return the press that was heard; what else came is of no matter."""
    deadline = time.monotonic() + SECONDS
    while (left := deadline - time.monotonic()) > 0:
        with suppress(queue.Empty):
            event = heard.get(timeout=left)
            if isinstance(event, ButtonEvent) and event.pressed:
                return event
    raise RecorderError("A synthetic click was not heard: close what holds the mouse, and try again.")


def _await(look: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not look():
        if time.monotonic() > deadline:
            raise RecorderError(
                f"The screen does not show {what}: switch the screen saver off, and try again."
            )
        time.sleep(0.01)


@contextmanager
def _screen() -> Iterator["_Screen"]:
    screen = _Screen()
    try:
        yield screen
    finally:
        screen.close()


class _Screen:
    """The X server's side: shows the dot and makes the click."""

    def __init__(self) -> None:
        from Xlib import X, display  # noqa: PLC0415  # importing this module must not need Xlib

        self._x = X
        self._display = display.Display()
        if not self._display.has_extension("XTEST"):
            self._display.close()
            raise RecorderError(
                "The X server has no XTEST, so that nothing can be clicked to see how it comes out."
            )
        self._root = self._display.screen().root
        pointer = self._root.query_pointer()
        self._pointer = Point(pointer.root_x, pointer.root_y)

    @contextmanager
    def dot(self, middle: Point) -> Iterator[None]:
        """Show the dot around a place; it takes the click itself."""
        window = self._root.create_window(
            middle.x - SIZE // 2,
            middle.y - SIZE // 2,
            SIZE,
            SIZE,
            0,
            self._display.screen().root_depth,
            background_pixel=self._pixel(COLOUR),
            override_redirect=True,
            event_mask=self._x.ButtonPressMask,
        )
        self._round(window)
        window.map()
        self._display.sync()
        try:
            yield
        finally:
            window.destroy()
            self._display.sync()

    def click(self, at: Point) -> None:
        """Move there, press, have the dot change its colour as a program would, and let go."""
        from Xlib.ext import xtest  # noqa: PLC0415

        xtest.fake_input(self._display, self._x.MotionNotify, x=at.x, y=at.y)
        xtest.fake_input(self._display, self._x.ButtonPress, 1)
        self._display.sync()
        while self._display.pending_events():
            event = self._display.next_event()
            if event.type == self._x.ButtonPress:
                event.window.change_attributes(background_pixel=self._pixel(CLICKED))
                event.window.clear_area(0, 0, 0, 0)
        xtest.fake_input(self._display, self._x.ButtonRelease, 1)
        self._display.sync()

    def close(self) -> None:
        """Put the pointer back and hang up."""
        with suppress(Exception):  # the server may have gone
            self._root.warp_pointer(*self._pointer)
            self._display.sync()
            self._display.close()

    def _pixel(self, colour: tuple[int, int, int]) -> int:
        asked = self._display.screen().default_colormap.alloc_color(*(value * 257 for value in colour))
        return int(asked.pixel)

    def _round(self, window: Any) -> None:
        """Make the dot round, where the server can."""
        if not self._display.has_extension("SHAPE"):
            return
        from Xlib.ext import shape  # noqa: PLC0415

        mask = window.create_pixmap(SIZE, SIZE, 1)
        pen = mask.create_gc(foreground=0)
        mask.fill_rectangle(pen, 0, 0, SIZE, SIZE)
        pen.change(foreground=1)
        mask.fill_arc(pen, 0, 0, SIZE - 1, SIZE - 1, 0, 360 * 64)
        window.shape_mask(shape.SO.Set, shape.SK.Bounding, 0, 0, mask)
        mask.free()
