"""Composes what a recording has so far, in a thread of its own that waits until the hands are still.

All threads of a process share one interpreter. So this one does nothing while facts come quickly, and then
only what is new: capture always goes first.
"""

import contextlib
import queue
import threading
import time
from pathlib import Path

from recorder.capture.journal import MOMENTS
from recorder.capture.spool import read_recording
from recorder.compose.live import Live
from recorder.control.events import Steps, Tell
from recorder.recording import AnyFact, Start

STILL_SECONDS = 0.12
LONGEST_SECONDS = 0.8


class Follower(threading.Thread):
    """Tell of each change of the list of steps."""

    def __init__(self, start: Start, folder: Path, tell: Tell) -> None:
        super().__init__(name="follower", daemon=True)
        self._facts: queue.SimpleQueue[AnyFact | None] = queue.SimpleQueue()
        self._live = Live(start, lambda: read_recording(folder).facts)
        self._moments = folder / MOMENTS
        self._tell = tell

    def hear(self, fact: AnyFact) -> None:
        """Take a fact that is on the disk, from any thread."""
        self._facts.put(fact)

    def finish(self) -> None:
        """Tell of the last change, and end."""
        self._facts.put(None)
        self.join()

    def run(self) -> None:
        """Compose until finished; a list that cannot be composed stands still, and the recording goes on."""
        with contextlib.suppress(Exception):
            self._follow()

    def _follow(self) -> None:
        while True:
            going_on = self._gather(self._facts.get())
            change = self._live.change()
            if change:
                self._tell(Steps(change.first, change.steps, self._moments))
            if not going_on:
                return

    def _gather(self, fact: AnyFact | None) -> bool:
        """Take facts until none comes for a while, and tell whether more may come."""
        latest = time.monotonic() + LONGEST_SECONDS
        while fact is not None:
            self._live.add(fact)
            try:
                fact = self._facts.get(timeout=max(0.0, min(STILL_SECONDS, latest - time.monotonic())))
            except queue.Empty:
                return True
        return False
