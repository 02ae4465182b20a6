"""Names for clicks that no program names, read from their pictures while the recording goes on.

A process of its own reads, one question at a time and with the lowest priority; it is started by the first
such click. Nothing of a picture is held here: what waits is which press it was, and where.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from recorder.capture.journal import MOMENTS, Journal
from recorder.document.geometry import Box
from recorder.document.guide import Target
from recorder.reading.reader import Reader, can_read
from recorder.reading.sight import Sight, is_nameless, sight_of, target_in
from recorder.recording import Named, Press

POLL_SECONDS = 0.1
LAST_SECONDS = 1.0
"""The longest that a stop waits for words."""

REST_SECONDS = 60.0
"""After so long without a question the process goes, and its memory with it."""

MOST_WAITING = 200
MOST_KNOWN = 64


@dataclass(frozen=True, slots=True)
class Nameless:
    """A press that nothing names, the monitor it was on, and where its words are in a picture."""

    time: float
    moment: str
    screen: Box
    sight: Sight


Looked = tuple[Path, Sight, Box]
"""What is read: a place in a picture of a monitor."""


class PixelNames:
    """Have nameless clicks read; all is called from the thread that writes the journal."""

    def __init__(
        self, journal: Journal, reader: Reader | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._journal, self._clock = journal, clock
        self._reader = reader or Reader()
        self._waiting: deque[Nameless] = deque()
        self._known: OrderedDict[Looked, Target | None] = OrderedDict()
        self._asked: tuple[Nameless, Looked] | None = None
        self._used: float | None = None
        self.deadline: float | None = None

    @property
    def left(self) -> int:
        """How many clicks are still to be read."""
        return len(self._waiting) + (self._asked is not None)

    def told(self, press: Press, target: Target | None, screen: Box | None) -> None:
        """Hear what its program told of a press: where that is no name, its words are read soon."""
        if press.before is None or screen is None or not is_nameless(press, target):
            return
        sight = sight_of(press, screen) if len(self._waiting) < MOST_WAITING and can_read() else None
        if sight:
            self._waiting.append(Nameless(press.time, press.before, screen, sight))

    def tick(self, now: float) -> None:
        """Write down what has been read, and have the next click read."""
        self._go_on(now)
        if self._used is not None and not self.left and now - self._used >= REST_SECONDS:
            self.close()
        ends = self._used + REST_SECONDS if self._used is not None else None
        self.deadline = now + POLL_SECONDS if self.left else ends

    def conclude(self, seconds: float = LAST_SECONDS) -> None:
        """Write down what is read within a moment, and leave the rest."""
        now = self._clock()
        ends = now + seconds
        self._go_on(now)
        while self.left and self._clock() < ends:
            self._go_on(now, ends - self._clock())
        self.close()

    def close(self) -> None:
        """Read no more."""
        self._waiting.clear()
        self._asked = self._used = None
        self._reader.leave()

    def _go_on(self, now: float, patience: float = 0.0) -> None:
        """Take the answer if it comes in time, and ask on."""
        if self._asked and self._reader.answers(patience):
            (click, looked), self._asked, self._used = self._asked, None, now
            words = self._reader.take()
            self._learn(looked, target_in(click.sight, words, click.screen) if words else None)
            self._write(click, looked, now)
        while self._waiting and self._asked is None:
            self._next(self._waiting.popleft(), now)

    def _next(self, click: Nameless, now: float) -> None:
        """Name a click by what is known of its picture, else ask."""
        picture = self._journal.folder / MOMENTS / self._journal.file_of(click.moment)
        looked = (picture, click.sight, click.screen)
        if looked in self._known:
            self._write(click, looked, now)
        else:
            self._reader.ask(picture, click.sight)
            self._asked, self._used = (click, looked), now

    def _learn(self, looked: Looked, target: Target | None) -> None:
        self._known[looked] = target
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)

    def _write(self, click: Nameless, looked: Looked, now: float) -> None:
        target = self._known[looked]
        if target:
            time = self._journal.since(now)
            self._journal.add(Named(time=time, what="press", of=click.time, target=target))
