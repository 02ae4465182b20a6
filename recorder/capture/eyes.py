"""What the screen showed: the only user of mss, which is imported when started.

A picture taken when a click is noticed often shows the screen after it. So the eyes take a frame at once
when the X server tells of damage (XDAMAGE), at most every 33 ms, and keep the last few: the one that
belongs to a click is the newest that was finished before it. A still screen costs nothing.
"""

import operator
import os
import select
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from recorder.capture.regions import Regions
from recorder.capture.unseen import LINGER_SECONDS, Unseen, control_boxes, fill
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box, Point
from recorder.document.guide import Monitor
from recorder.errors import RecorderError

Windows = tuple[OpenWindow, ...]
Bands = tuple[bytearray, ...]

SPACING_SECONDS = 0.033
MARGIN_SECONDS = 0.002
KEPT = 3
WAKE_SECONDS = 1.0
ROWS = 40
END, LOOK = b".", b"!"


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One monitor's pixels, four bytes each (blue, green, red, unused), and the windows around the grab.

    The pixels come in bands of 40 rows. Frames share the bands that are the same, and those that are the same
    all over share their `content`, a number: on a screen where little changes the history takes little room.
    """

    monitor: int
    box: Box
    bands: Bands
    content: int
    started: float
    finished: float
    windows_before: Windows
    windows: Windows


class Eyes(threading.Thread):
    """Keep the newest frames of each monitor; `changed` is called, from this thread, when one differs."""

    def __init__(self, windows: Callable[[], Windows], changed: Callable[[], None] = lambda: None) -> None:
        super().__init__(name="eyes", daemon=True)
        self._windows = windows
        self._changed = changed
        self._history: dict[int, tuple[Frame, ...]] = {}
        self._contents = 0
        self._looked = 0.0
        self._resting = False
        self._unseen = Unseen()
        self._ready = threading.Event()
        self._asked, self._told = os.pipe()
        self.monitors: tuple[Monitor, ...] = ()
        self.failure: Exception | None = None

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
        os.write(self._told, END)
        self.join(2.0)
        os.close(self._asked)
        os.close(self._told)

    def rest(self) -> None:
        """See nothing, and forget what was seen, until woken."""
        self._resting = True
        self._history = {}

    def wake(self) -> None:
        """Look at once, return when that is done, and go on looking."""
        self._ready.clear()
        self._resting = False
        os.write(self._told, LOOK)
        self._ready.wait(WAKE_SECONDS)

    def before(self, moment: float, at: Point | None = None) -> Frame | None:
        """Return the newest frame finished 2 ms before `moment`, of the monitor at that place, or None."""
        history = self._history.get(self.monitor_at(at), ())
        limit = moment - MARGIN_SECONDS
        return next((frame for frame in reversed(history) if frame.finished <= limit), None)

    def newest(self, at: Point | None = None) -> Frame | None:
        """Return the newest frame of the monitor at that place or the first."""
        return next(reversed(self._history.get(self.monitor_at(at), ())), None)

    def monitor_at(self, at: Point | None) -> int:
        """Return the number of the monitor at a place, 0 where none is."""
        holding = (n for n, monitor in enumerate(self.monitors) if at and monitor.box.holds(at))
        return next(holding, 0)

    def run(self) -> None:
        """Take frames until told to stop."""
        try:
            self._watch()
        except Exception as error:  # noqa: BLE001  # mss and python-xlib raise many kinds: kept for who asks
            self.failure = error
        finally:
            self._ready.set()

    def _watch(self) -> None:
        screen = Screen()
        try:
            self.monitors = screen.monitors
            self._look(screen)
            self._ready.set()
            while self._wait(screen):
                self._look(screen)
                self._ready.set()
        finally:
            screen.close()

    def _wait(self, screen: "Screen") -> bool:
        """Wait for damage that matters, and tell False when asked to stop."""
        while not screen.damaged() or self._resting or self._only_ours(screen):
            linger = LINGER_SECONDS if self._unseen.lingers else None
            ready = select.select([screen.fileno(), self._asked], [], [], linger)[0]
            if self._asked in ready and os.read(self._asked, 1) == END:
                return False
            if not ready or self._asked in ready:
                break
        while (pause := self._looked + SPACING_SECONDS - time.monotonic()) > 0:
            if select.select([self._asked], [], [], pause)[0] and os.read(self._asked, 1) == END:
                return False
        screen.settle()
        return True

    def _only_ours(self, screen: "Screen") -> bool:
        """Tell whether nothing has changed but the recorder's own window; that is forgotten."""
        boxes = self._unseen.now
        return screen.touches(boxes) and control_boxes(self._windows()) == boxes and screen.forgets(boxes)

    def _look(self, screen: "Screen") -> None:
        """Take a frame of each monitor, and keep those that differ from the last."""
        changed = False
        self._looked = time.monotonic()
        for number in range(len(screen.monitors)):
            changed = self._take(screen, number) or changed
        if changed:
            self._changed()

    def _take(self, screen: "Screen", number: int) -> bool:
        history = self._history.get(number, ())
        if len(history) == KEPT:
            history = self._history[number] = history[1:]  # makes room before the next one needs it
        last = history[-1] if history else None
        windows_before = self._windows()
        started = time.monotonic()
        pixels = screen.grab(number)
        finished = time.monotonic()
        windows = self._windows()
        if self._resting:
            return False
        box = screen.monitors[number].box
        fill(pixels, box, self._unseen.boxes(windows_before, windows))
        bands = share(pixels, box.width * 4 * ROWS, last.bands if last else ())
        same = (
            last is not None and len(bands) == len(last.bands) and all(map(operator.is_, bands, last.bands))
        )
        if last and same and windows == windows_before == last.windows:
            return False
        self._contents += 0 if same else 1
        content = last.content if last and same else self._contents
        frame = Frame(number, box, bands, content, started, finished, windows_before, windows)
        self._history[number] = (*history, frame)[-KEPT:]
        return True


def share(pixels: bytearray, size: int, last: Bands) -> Bands:
    """Return the pixels in bands of that many bytes, each that of the last frame where it is the same."""
    bands: list[bytearray] = []
    with memoryview(pixels) as whole:
        for number, start in enumerate(range(0, len(pixels), size)):
            part = whole[start : start + size]
            same = number < len(last) and last[number] == part
            bands.append(last[number] if same else bytearray(part))
    return tuple(bands)


class Screen:
    """The X server's side of the eyes: damage, layout and pixels, on connections of this thread's own."""

    def __init__(self) -> None:
        from Xlib import X, display  # noqa: PLC0415  # importing this module must not need a display
        from Xlib.ext import damage  # noqa: PLC0415

        self._display = display.Display()
        self._display.set_error_handler(lambda *_: None)
        if not self._display.has_extension("DAMAGE"):
            raise RecorderError("the X server has no DAMAGE extension")
        self._display.damage_query_version()
        root = self._display.screen().root
        root.change_attributes(event_mask=X.StructureNotifyMask | X.PropertyChangeMask)
        self._layout = X.ConfigureNotify
        self._damage = root.damage_create(damage.DamageReportNonEmpty)
        self._regions = Regions(self._display)
        self._areas: list[Box] = []
        self._display.sync()
        self._stale = False
        self._open()

    def _open(self) -> None:
        from mss import MSS  # noqa: PLC0415  # loads the system's libraries for X

        self._mss = MSS()
        self._places = self._mss.monitors[1:]
        scale = _scale(self._display)
        self.monitors = tuple(
            Monitor(x=each["left"], y=each["top"], width=each["width"], height=each["height"], scale=scale)
            for each in self._places
        )

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when something changed."""
        return self._display.fileno()  # type: ignore[no-any-return]

    def damaged(self) -> bool:
        """Read what the server told, and tell whether there was anything."""
        told = False
        while self._display.pending_events():
            event = self._display.next_event()
            told = True
            self._stale = self._stale or event.type == self._layout
            if area := getattr(event, "area", None):
                self._areas.append(Box(area.x, area.y, area.width, area.height))
        return told

    def touches(self, boxes: Collection[Box]) -> bool:
        """Tell whether each change that was told of touches one of the boxes, and the layout is the same."""
        areas, self._areas = self._areas, []
        return not self._stale and all(any(box.meet(area) for box in boxes) for area in areas) and bool(areas)

    def forgets(self, boxes: Collection[Box]) -> bool:
        """Forget damage inside the boxes, and tell whether there was no other."""
        self._regions.subtract(self._damage, boxes)
        return not self.damaged()

    def settle(self) -> None:
        """Have the server tell of all damage from now on, and meet a new layout of the monitors."""
        self._areas.clear()
        self._display.damage_subtract(self._damage)
        self._display.sync()
        if self._stale:
            self._stale = False
            self._mss.close()
            self._open()

    def grab(self, number: int) -> bytearray:
        """Return the pixels of a monitor."""
        return self._mss.grab(self._places[number]).raw

    def close(self) -> None:
        """Close both connections."""
        self._mss.close()
        self._display.close()


def _scale(display: Any) -> float:
    """Return the pixels of a point that the desktop was set to (Xft.dpi of 96 is 1.0)."""
    from Xlib import Xatom  # noqa: PLC0415

    found = display.screen().root.get_full_property(Xatom.RESOURCE_MANAGER, Xatom.STRING)
    text = found.value.decode(errors="replace") if found and isinstance(found.value, bytes) else ""
    lines = (line.partition(":") for line in text.splitlines())
    dpi = next((value.strip() for name, _, value in lines if name.strip() == "Xft.dpi"), "96")
    return min(8.0, max(1.0, round(float(dpi) / 96 * 4) / 4)) if dpi.replace(".", "", 1).isdigit() else 1.0
