"""The screen where no system tells of changes, on Windows and macOS: looked at by turns, through mss.

While somebody works it is looked at thirty times a second, else once a second. The eyes keep only what
differs, so that a still screen takes no room; each look costs a grab.
"""

import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any

from recorder.capture.seats import Layout, Seat
from recorder.document.geometry import Box
from recorder.document.guide import Monitor

SPACING_SECONDS = 0.033
IDLE_SPACING_SECONDS = 1.0
WORK_LASTS_SECONDS = 5.0
GLANCE_SECONDS = 0.1
"""How often it is asked, when nobody works, whether somebody does again."""

LAYOUT_SECONDS = 2.0
MOST_DENSE = 8.0


class PolledScreen:
    """`idle` tells for how many seconds nobody has touched mouse or keys.

    `scale` tells how many of a monitor's desktop pixels are a point. Without it they are points, as on macOS,
    and a monitor is as dense as pixels are grabbed for each.
    """

    def __init__(
        self,
        idle: Callable[[], float],
        scale: Callable[[Box], float] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._idle, self._scale, self._clock = idle, scale, clock
        self._woken = threading.Event()
        self._looked = self._laid_out = clock()
        self._mss: Any = None
        self._open()

    def wait(self, seconds: float | None) -> bool:
        """Wait until a look is due or somebody wakes it; tell False where the time is over."""
        ends = None if seconds is None else self._clock() + seconds
        while not self.damaged():
            now = self._clock()
            if ends is not None and now >= ends:
                return False
            pause = min(self._due(now) - now, GLANCE_SECONDS)
            if self._woken.wait(pause if ends is None else min(pause, ends - now)):
                break
        self._woken.clear()
        return True

    def wake(self) -> None:
        """Have a wait return, from any thread."""
        self._woken.set()

    def damaged(self) -> bool:
        """Tell whether a look is due."""
        now = self._clock()
        return now >= self._due(now)

    def touches(self, boxes: Collection[Box]) -> bool:  # noqa: ARG002  # nobody tells where the change is
        """Tell that this is not known."""
        return False

    def forgets(self, boxes: Collection[Box]) -> bool:  # noqa: ARG002  # as above
        """Tell that this is not known."""
        return False

    def settle(self) -> None:
        """Note that a look is taken, and look now and then whether the monitors stand as before."""
        self._looked = self._clock()
        if self._looked - self._laid_out >= LAYOUT_SECONDS:
            self._reopen()

    def grab(self, seat: Seat) -> bytearray | None:
        """Return the pixels of a monitor; None where it has gone or become another."""
        from mss.exception import ScreenShotError  # noqa: PLC0415  # as below

        try:
            picture = self._mss.grab(_place(seat.monitor.box))
        except ScreenShotError:
            self._reopen()
            if seat in self.layout:
                raise
            return None
        if len(picture.raw) == 4 * _pixels(seat):
            return bytearray(picture.raw)
        self._laid_out -= LAYOUT_SECONDS  # it has become another: look how dense it is before the next
        return None

    def close(self) -> None:
        """Give mss up."""
        with suppress(Exception):  # each system's own errors: it is over anyway
            self._mss.close()

    def _due(self, now: float) -> float:
        """Return when the next look is due, as far as that is known now."""
        if now - self._looked >= IDLE_SPACING_SECONDS:
            return now
        spacing = SPACING_SECONDS if self._idle() < WORK_LASTS_SECONDS else IDLE_SPACING_SECONDS
        return self._looked + spacing

    def _reopen(self) -> None:
        """Look anew how the monitors stand: mss asks once."""
        from mss.exception import ScreenShotError  # noqa: PLC0415  # as below

        self.close()
        with suppress(ScreenShotError):  # they are just being rearranged: as before until the next time
            self._open()

    def _open(self) -> None:
        from mss import MSS  # noqa: PLC0415  # loads the system's libraries

        self._mss = MSS()
        self._laid_out = self._clock()
        whole, *single = self._mss.monitors
        self.layout: Layout = tuple(self._seat(number, each) for number, each in enumerate(single or [whole]))

    def _seat(self, number: int, told: dict[str, Any]) -> Seat:
        box = Box(told["left"], told["top"], told["width"], told["height"])
        grabbed = self._mss.grab(_place(Box(box.x, box.y, box.width, 1))).width
        density = max(1.0, grabbed / box.width)
        scale = self._scale(box) if self._scale else density
        name = told.get("unique_id") or told.get("name") or str(number)
        return Seat(str(name), Monitor(**box._asdict(), scale=min(MOST_DENSE, max(1.0, scale))), density)


def _place(box: Box) -> dict[str, int]:
    return {"left": box.x, "top": box.y, "width": box.width, "height": box.height}


def _pixels(seat: Seat) -> int:
    """Return how many pixels a picture of a monitor has."""
    width, height = seat.monitor.width, seat.monitor.height
    return round(width * seat.density) * round(height * seat.density)
