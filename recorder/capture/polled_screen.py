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


def grabbed_scale(monitor: Box, grabbed: int) -> float:
    """Return how many pixels were grabbed for each point of a monitor's width, as on Retina."""
    return min(8.0, max(1.0, grabbed / monitor.width))


class PolledScreen:
    """`idle` tells for how many seconds nobody has touched mouse or keys, `scale` how dense a monitor is."""

    def __init__(
        self,
        idle: Callable[[], float],
        scale: Callable[[Box, int], float] = grabbed_scale,
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
        if self._looked - self._laid_out > LAYOUT_SECONDS:
            self._reopen()

    def grab(self, monitor: Monitor) -> bytearray | None:
        """Return the pixels of a monitor; None where it has gone."""
        from mss.exception import ScreenShotError  # noqa: PLC0415  # as below

        try:
            picture = self._mss.grab(_place(monitor.box))
        except ScreenShotError:
            before = self.layout
            self._reopen()
            if self.layout == before:
                raise
            return None
        return _fitted(picture, monitor.box)

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
        self.close()
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
        name = told.get("unique_id") or told.get("name") or str(number)
        return Seat(str(name), Monitor(**box._asdict(), scale=self._scale(box, grabbed)))


def _place(box: Box) -> dict[str, int]:
    return {"left": box.x, "top": box.y, "width": box.width, "height": box.height}


def _fitted(picture: Any, box: Box) -> bytearray:
    """Return the pixels, in the monitor's own points where more were grabbed."""
    if (picture.width, picture.height) == (box.width, box.height):
        return bytearray(picture.raw)
    from PIL import Image  # noqa: PLC0415  # seldom needed

    grabbed = Image.frombytes("RGBX", (picture.width, picture.height), bytes(picture.raw))
    return bytearray(grabbed.resize((box.width, box.height), Image.Resampling.LANCZOS).tobytes())
