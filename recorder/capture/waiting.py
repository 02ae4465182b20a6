"""The frames of events that wait for their turn: however fast things come, they take little room.

Each event remembers the frame that was finished before it. On a screen that changes all over, faster than
pictures can be kept, these frames would fill the memory. Where there is no room for another, an event takes
the newest that waits already: it was finished before the event as well, only a little earlier.
"""

import threading
from dataclasses import dataclass, field

from recorder.capture.eyes import Frame

ROOM_BYTES = 12_000_000


@dataclass(slots=True)
class Held:
    """How many events wait with a frame, and the bytes it has that no frame before it shares."""

    events: int
    own: int


@dataclass(slots=True)
class Waiting:
    """Count who waits with which frame, from any thread; one frame of a monitor always finds room."""

    room: int = ROOM_BYTES
    _held: dict[Frame, Held] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hold(self, frame: Frame | None) -> Frame | None:
        """Return the frame that an event may wait with: its own, or one from shortly before."""
        if frame is None:
            return None
        with self._lock:
            kept = frame if frame in self._held else self._room_for(frame)
            self._held.setdefault(kept, Held(0, 0)).events += 1
            return kept

    def release(self, frame: Frame | None) -> None:
        """Note that an event has been worked on."""
        with self._lock:
            held = self._held.get(frame) if frame else None
            if frame and held:
                held.events -= 1
                if not held.events:
                    del self._held[frame]

    def _room_for(self, frame: Frame) -> Frame:
        older = (each for each in reversed(self._held) if _of_one_view(each, frame))
        last = next(older, None)
        own = _own_bytes(frame, last)
        if last and sum(each.own for each in self._held.values()) + own > self.room:
            return last
        self._held[frame] = Held(0, own)
        return frame


def _of_one_view(one: Frame, other: Frame) -> bool:
    """Tell whether the first shows the same monitor, no later."""
    return (one.monitor, one.layout) == (other.monitor, other.layout) and one.finished <= other.finished


def _own_bytes(frame: Frame, last: Frame | None) -> int:
    shared = {id(band) for band in last.bands} if last else set()
    return sum(len(band) for band in frame.bands if id(band) not in shared)
