"""What the screen showed, as the system's `Screen` tells of changes and grabs pixels.

A picture taken when a click is noticed often shows the screen after it. So the eyes take a frame at once
when the X server tells of damage (XDAMAGE), at most every 33 ms, and keep the last few: the one that
belongs to a click is the newest that was finished before it. A still screen costs nothing there.
"""

import operator
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from recorder.capture.seats import Layout, Screen
from recorder.capture.unseen import control_boxes, fill
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box, Point
from recorder.document.guide import Monitor
from recorder.errors import RecorderError
from recorder.systems import this_system

Windows = tuple[OpenWindow, ...]
Bands = tuple[bytearray, ...]

SPACING_SECONDS = 0.033
MARGIN_SECONDS = 0.002
LINGER_SECONDS = 0.25
"""How long what a window showed may stand on the screen after it has moved or gone: until others repaint."""

KEPT = 3
WAKE_SECONDS = 1.0
ROWS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One monitor's pixels, four bytes each (blue, green, red, unused), and the windows around the grab.

    The pixels come in bands of 40 rows. Frames share the bands that are the same, and those that are the same
    all over share their `content`, a number: on a screen where little changes the history takes little room.
    `earlier` are the windows as they stood a little before the grab, where that was otherwise. `layout`
    counts how often the monitors were rearranged before, and `name` is that of the monitor in all layouts.
    `density` is how many of its pixels one of the desktop is.
    """

    monitor: int
    box: Box
    bands: Bands
    content: int
    started: float
    finished: float
    windows_before: Windows
    windows: Windows
    earlier: tuple[Windows, ...] = ()
    scale: float = 1.0
    layout: int = 0
    name: str = ""
    density: float = 1.0

    @property
    def size(self) -> tuple[int, int]:
        """How many pixels it is wide and high: more than its box where the monitor is dense."""
        return round(self.box.width * self.density), round(self.box.height * self.density)

    def inside(self, box: Box) -> Box:
        """Return a box on the desktop in the frame's own pixels."""
        return box.moved(-self.box.x, -self.box.y).scaled(self.density)

    def outside(self, box: Box) -> Box:
        """Return a box in the frame's own pixels on the desktop."""
        return box.scaled(1 / self.density).moved(self.box.x, self.box.y)


def frame_at(frames: Iterable[Frame], at: Point | None) -> Frame | None:
    """Return the frame that a place is on: of the latest layout that has it there, else of any."""
    every = tuple(frames)
    holding = [frame for frame in every if at is not None and frame.box.holds(at)]
    return max(holding or every, key=lambda frame: frame.layout, default=None)


class Eyes(threading.Thread):
    """Keep the newest frames of each monitor; `changed` is called, from this thread, when one differs."""

    def __init__(
        self,
        windows: Callable[[], Windows],
        changed: Callable[[], None] = lambda: None,
        open_screen: Callable[[], Screen] | None = None,
    ) -> None:
        """`open_screen` is this system's where none is given; it is called on the thread of the eyes."""
        super().__init__(name="eyes", daemon=True)
        self._open_screen = open_screen or this_system().screen
        self._screen: Screen | None = None
        self._windows = windows
        self._changed = changed
        self._history: dict[int, tuple[Frame, ...]] = {}
        self._current: Windows | None = None
        self._past: tuple[tuple[float, Windows], ...] = ()
        self._contents = 0
        self._layouts = 0
        self._looked = 0.0
        self._resting = False
        self._ready = threading.Event()
        self._asked = threading.Event()
        self._ended = False
        self.layout: Layout = ()
        self.failure: Exception | None = None

    @property
    def monitors(self) -> tuple[Monitor, ...]:
        """The monitors as they stand now."""
        return tuple(seat.monitor for seat in self.layout)

    def open(self) -> None:
        """Start, and return once there is a frame of every monitor.

        Raises:
            RecorderError: the screen cannot be seen.
        """
        self.start()
        self._ready.wait()
        if self.failure:
            raise RecorderError(f"The screen cannot be read: {self.failure}. 'handrail doctor' says more.")

    def close(self) -> None:
        """End the thread; frames that were handed out stay good."""
        self._ended = True
        self._ask()
        self.join(2.0)

    def rest(self) -> None:
        """See nothing, and forget what was seen, until woken."""
        self._resting = True
        self._history = {}

    def wake(self) -> None:
        """Look at once, return when that is done, and go on looking."""
        self._ready.clear()
        self._resting = False
        self._ask()
        self._ready.wait(WAKE_SECONDS)

    def before(self, moment: float, at: Point | None = None) -> Frame | None:
        """Return the newest frame finished 2 ms before `moment`, of the monitor at that place, or None."""
        limit = moment - MARGIN_SECONDS
        histories = tuple(self._history.values())
        seen = (next((each for each in reversed(one) if each.finished <= limit), None) for one in histories)
        return frame_at((frame for frame in seen if frame), at)

    def since(self, moment: float, at: Point | None = None) -> Frame | None:
        """Return the oldest frame begun at `moment` or later, of the monitor at that place, or None."""
        histories, newest = tuple(self._history.values()), self.newest(at)
        history = next((each for each in histories if newest in each), ())
        return next((frame for frame in history if frame.started >= moment), None)

    def newest(self, at: Point | None = None) -> Frame | None:
        """Return the newest frame of the monitor at that place or the first."""
        return frame_at((history[-1] for history in tuple(self._history.values()) if history), at)

    def run(self) -> None:
        """Take frames until told to stop."""
        try:
            self._watch()
        except Exception as error:  # noqa: BLE001  # mss and python-xlib raise many kinds: kept for who asks
            self.failure = error
        finally:
            self._ready.set()

    def _ask(self) -> None:
        """Have the thread look whether it shall end, or take a frame at once."""
        self._asked.set()
        if self._screen:
            self._screen.wake()

    def _watch(self) -> None:
        screen = self._screen = self._open_screen()
        try:
            self.layout = screen.layout
            self._look(screen)
            self._ready.set()
            while self._wait(screen):
                self._arrange(screen.layout)
                self._look(screen)
                self._ready.set()
        finally:
            screen.close()

    def _arrange(self, layout: Layout) -> None:
        """Meet a new layout: monitors that are gone are forgotten."""
        if layout != self.layout:
            self._layouts += 1
            self.layout = layout
            self._changed()
            self._history = {number: self._history.get(number, ()) for number in range(len(layout))}

    def _wait(self, screen: Screen) -> bool:
        """Wait for damage that matters, or for moved windows to settle; tell False when asked to stop."""
        while not self._asked.is_set() and (not screen.damaged() or self._resting or self._only_ours(screen)):
            if not screen.wait(None if self._resting else self._unsettled()):
                break
        self._asked.clear()
        while not self._ended and (pause := self._looked + SPACING_SECONDS - time.monotonic()) > 0:
            if self._asked.wait(pause):
                self._asked.clear()
        screen.settle()
        return not self._ended

    def _unsettled(self) -> float | None:
        """Return how long to wait until another look is due because windows moved just before the last."""
        last = [history[-1] for history in self._history.values() if history]
        moved = any(frame.earlier or any(each.passed for each in frame.windows) for frame in last)
        return max(0.0, self._looked + LINGER_SECONDS - time.monotonic()) + SPACING_SECONDS if moved else None

    def _only_ours(self, screen: Screen) -> bool:
        """Tell whether nothing has changed but the recorder's own window; that is forgotten."""
        boxes = control_boxes(self._current or ())
        return screen.touches(boxes) and control_boxes(self._windows()) == boxes and screen.forgets(boxes)

    def _look(self, screen: Screen) -> None:
        """Take a frame of each monitor, and keep those that differ from the last."""
        changed = False
        self._looked = time.monotonic()
        for number in range(len(screen.layout)):
            changed = self._take(screen, number) or changed
        if changed:
            self._changed()

    def _take(self, screen: Screen, number: int) -> bool:
        history = self._history.get(number, ())
        if len(history) == KEPT:
            history = self._history[number] = history[1:]  # makes room before the next one needs it
        last = history[-1] if history else None
        seat = screen.layout[number]
        windows_before = self._sample()
        started = time.monotonic()
        pixels = screen.grab(seat)
        if pixels is None:
            return False
        finished = time.monotonic()
        windows = self._sample()
        if self._resting:
            return False
        box = seat.monitor.box
        earlier = self._earlier(started, windows_before)
        fill(pixels, box, control_boxes(windows_before, windows, *earlier), seat.density)
        rows = round(box.width * seat.density) * 4 * ROWS
        bands = share(pixels, rows, last.bands if last and last.box == box else ())
        same = (
            last is not None and len(bands) == len(last.bands) and all(map(operator.is_, bands, last.bands))
        )
        if last and same and windows == windows_before == last.windows and not (last.earlier and not earlier):
            return False
        self._contents += 0 if same else 1
        content = last.content if last and same else self._contents
        around = (windows_before, windows, earlier)
        place = (seat.monitor.scale, self._layouts, seat.name)
        frame = Frame(number, box, bands, content, started, finished, *around, *place, density=seat.density)
        self._history[number] = (*history, frame)[-KEPT:]
        return True

    def _sample(self) -> Windows:
        """Look at the windows, and remember for a little while how they stood until now."""
        windows, now = self._windows(), time.monotonic()
        if self._current is not None and self._current != windows:
            recent = (each for each in self._past if each[0] > now - LINGER_SECONDS)
            self._past = (*recent, (now, self._current))
        self._current = windows
        return windows

    def _earlier(self, started: float, before: Windows) -> tuple[Windows, ...]:
        """Return how the windows stood in the time before a grab, where that was not as at its start."""
        recent = (windows for until, windows in self._past if until > started - LINGER_SECONDS)
        return tuple(dict.fromkeys(windows for windows in recent if windows != before))


def share(pixels: bytearray, size: int, last: Bands) -> Bands:
    """Return the pixels in bands of that many bytes, each that of the last frame where it is the same."""
    bands: list[bytearray] = []
    with memoryview(pixels) as whole:
        for number, start in enumerate(range(0, len(pixels), size)):
            part = whole[start : start + size]
            same = number < len(last) and last[number] == part
            bands.append(last[number] if same else bytearray(part))
    return tuple(bands)
