"""Keeps the stream of recorded events flowing, and tells when the pointer rests.

The X server holds recorded events back until it has something else to send. Raw events (XI2) are sent at
once, so each of them is answered by a round trip on a second connection, which flushes the recorded ones.
Motion is asked for only until the pointer moves: from then on its place is read every 40 ms until it rests,
so that a fast pointer costs not much. A program that puts the pointer elsewhere makes no raw event at all, so
that the place of a still one is read now and then, too, and oftener while somebody works.
"""

import os
import select
import threading
import time
from collections.abc import Callable

from recorder.capture.events import HandEvent, RestEvent
from recorder.document.geometry import Point

LOOK_SECONDS = 0.04
AT_WORK_SECONDS = 0.08
IDLE_SECONDS = 0.4
WORK_LASTS_SECONDS = 5.0
RAW_MOTION = 17


class Pulse(threading.Thread):
    """Answer raw input with a round trip, and hand each rest of the pointer to `take`."""

    def __init__(self, take: Callable[[HandEvent], None]) -> None:
        super().__init__(name="pulse", daemon=True)
        from Xlib import display  # noqa: PLC0415  # importing this module must not need Xlib
        from Xlib.ext import xinput  # noqa: PLC0415

        self._take = take
        self._xinput = xinput
        self._input, self._flush = display.Display(), display.Display()
        for each in (self._input, self._flush):
            each.set_error_handler(lambda *_: None)
        # Before 2.1, raw events would not come while a menu holds the pointer.
        xinput.XIQueryVersion(
            display=self._input.display,
            opcode=self._input.display.get_extension_major(xinput.extname),
            major_version=2,
            minor_version=2,
        )
        self._asked, self._told = os.pipe()
        self._place: Point | None = None
        self._select(motion=True)

    def stop(self) -> None:
        """End the thread and close its connections."""
        os.write(self._told, b".")
        self.join(1.0)
        for each in (self._input, self._flush):
            each.close()
        os.close(self._asked)
        os.close(self._told)

    def run(self) -> None:
        """Wait for raw events until told to stop."""
        try:
            self._answer()
        except Exception:  # noqa: BLE001  # python-xlib raises many kinds where the X server has gone
            return

    def _answer(self) -> None:
        sources = [self._input.fileno(), self._asked]
        moving, worked = False, time.monotonic()
        while True:
            still = AT_WORK_SECONDS if time.monotonic() < worked + WORK_LASTS_SECONDS else IDLE_SECONDS
            ready = select.select(sources, [], [], LOOK_SECONDS if moving else still)[0]
            if self._asked in ready:
                return
            kinds = self._drain() if ready else set()
            if kinds:
                worked = time.monotonic()
            if moving or RAW_MOTION in kinds or not ready:
                moving = self._look(moving=moving)

    def _drain(self) -> set[int | None]:
        """Flush the recorded events if there was raw input, and return what kinds there were."""
        kinds = set()
        while self._input.pending_events():
            kinds.add(getattr(self._input.next_event(), "evtype", None))
        if kinds - {RAW_MOTION}:
            self._flush.sync()
        return kinds

    def _look(self, *, moving: bool) -> bool:
        """Read where the pointer is, and tell whether it moves."""
        pointer = self._flush.screen().root.query_pointer()
        here, last = Point(pointer.root_x, pointer.root_y), self._place
        self._place = here
        if last != here and not moving:
            self._select(motion=False)
        elif last == here and moving:
            self._select(motion=True)
            self._take(RestEvent(time.monotonic(), here))
        return last != here

    def _select(self, *, motion: bool) -> None:
        xinput = self._xinput
        mask = (
            xinput.RawButtonPressMask
            | xinput.RawButtonReleaseMask
            | xinput.RawKeyPressMask
            | xinput.RawKeyReleaseMask
            | (1 << RAW_MOTION if motion else 0)
        )
        self._input.screen().root.xinput_select_events([(xinput.AllMasterDevices, mask)])
        self._input.sync()
