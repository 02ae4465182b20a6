"""Brings events from several connections into the order in which they happened."""

import heapq
import itertools
import queue
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from recorder.capture.events import AnyEvent
from recorder.capture.eyes import Frame

HOLD_SECONDS = 0.012
LATE_SECONDS = 0.5
CATCH_UP_SECONDS = 0.25
"""How long an event is held that was late itself, as after a sleep: others may be later still."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """An event, with the screen as it was before it and when it arrived."""

    event: AnyEvent
    frame: Frame | None
    arrived: float


@dataclass(slots=True)
class Inbox:
    """A queue by event time: what arrives is held for a few milliseconds, in case an earlier one is late.

    `arrive` is called for each as soon as it is taken out of the queue, before it waits.
    """

    arrive: Callable[[Seen], None]
    clock: Callable[[], float] = time.monotonic
    _queue: queue.SimpleQueue[Seen | None] = field(default_factory=queue.SimpleQueue)
    _held: list[tuple[float, int, Seen]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def put(self, seen: Seen) -> None:
        """Add an event, from any thread."""
        self._queue.put(seen)

    def wake(self) -> None:
        """Make a waiting `take` return, from any thread."""
        self._queue.put(None)

    def take(self, until: float | None) -> Seen | None:
        """Return the next event, or None when woken or at `until`."""
        while True:
            woken = self._sort_in_all()
            now = self.clock()
            due = _due(self._held[0][2]) if self._held else None
            if due is not None and due <= now:
                return heapq.heappop(self._held)[2]
            end = until if due is None else due
            if due is None and (woken or (until is not None and until <= now)):
                return None
            try:
                seen = self._queue.get(timeout=None if end is None else max(0.0, end - now))
            except queue.Empty:
                continue
            if seen is not None:
                self._sort_in(seen)
            elif due is None:
                return None

    def drain(self) -> list[Seen]:
        """Return all that is left, in order."""
        self._sort_in_all()
        left = [each for _, _, each in sorted(self._held)]
        self._held.clear()
        return left

    def _sort_in_all(self) -> bool:
        """Sort in what has arrived, and tell whether there was a call to wake."""
        woken = False
        while True:
            try:
                seen = self._queue.get_nowait()
            except queue.Empty:
                return woken
            if seen is None:
                woken = True
            else:
                self._sort_in(seen)

    def _sort_in(self, seen: Seen) -> None:
        self.arrive(seen)
        heapq.heappush(self._held, (seen.event.time, next(self._numbers), seen))


def _due(seen: Seen) -> float:
    late = seen.arrived - seen.event.time > LATE_SECONDS
    return seen.arrived + (CATCH_UP_SECONDS if late else HOLD_SECONDS)
