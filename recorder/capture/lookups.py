"""Look-ups in a thread of their own: one that hangs costs a name, never a step nor the steps behind it."""

import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar

from recorder.desktop.base import Desktop, OpenWindow
from recorder.document.geometry import Point
from recorder.document.guide import Target

PATIENCE_SECONDS = 0.2
STALE_SECONDS = 0.5
Found = TypeVar("Found")


class LookUp(Generic[Found]):
    """One question to the desktop; `began` and `ended` are when it was put and answered, once `done`."""

    def __init__(self, look: Callable[[], Found | None], asked: float, patience: float) -> None:
        self._look = look
        self._done = threading.Event()
        self._until = asked + patience
        self.began = self.ended = asked
        self.found: Found | None = None

    @property
    def done(self) -> bool:
        """Whether there is an answer, if only that there is none."""
        return self._done.is_set()

    def within(self, seconds: float) -> Found | None:
        """Return the answer, waiting for it no longer than that; None where it takes longer."""
        return self.found if self._done.wait(max(0.0, seconds)) else None

    def put(self, clock: Callable[[], float]) -> None:
        """Ask now, unless so much time has passed that nobody waits, or the screen is another one."""
        self.began = clock()
        try:
            if self.began <= self._until:
                self.found = self._look()
        finally:
            self.ended = clock()
            self._done.set()


class LookUps(threading.Thread):
    """A desktop that answers from a thread of its own, in the order of the questions.

    Whoever needs an answer waits a fifth of a second at most; `ask_target` waits for none. `answered` is
    called after each answer, from this thread.
    """

    def __init__(
        self,
        desktop: Desktop,
        answered: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(name="look-ups", daemon=True)
        self._desktop = desktop
        self._answered = answered
        self._clock = clock
        self._waiting: queue.SimpleQueue[LookUp[Any] | None] = queue.SimpleQueue()

    def run(self) -> None:
        """Answer until closed."""
        while (look_up := self._waiting.get()) is not None:
            with suppress(Exception):  # other programs' answers: a miss loses a name, never a step
                look_up.put(self._clock)
            self._answered()

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return the visible windows, which the window system tells, not a program: at once."""
        return self._desktop.windows()

    def ask_target(self, point: Point, window: OpenWindow | None) -> LookUp[Target]:
        """Ask for the control at a point, without waiting."""
        return self._ask(lambda: self._desktop.target_at(point, window), STALE_SECONDS)

    def target_at(self, point: Point, window: OpenWindow | None) -> Target | None:
        """Return the control at a point, None where no answer comes in time."""
        return self._wait_for(lambda: self._desktop.target_at(point, window))

    def focused(self, window: OpenWindow | None) -> Target | None:
        """Return the control that has the keyboard, None where no answer comes in time."""
        return self._wait_for(lambda: self._desktop.focused(window))

    def value(self, window: OpenWindow | None) -> str | None:
        """Return the text of the focused field, None where no answer comes in time."""
        return self._wait_for(lambda: self._desktop.value(window))

    def _wait_for(self, look: Callable[[], Found | None]) -> Found | None:
        return self._ask(look, PATIENCE_SECONDS).within(PATIENCE_SECONDS)

    def _ask(self, look: Callable[[], Found | None], patience: float) -> LookUp[Found]:
        look_up = LookUp(look, self._clock(), patience)
        self._waiting.put(look_up)
        return look_up

    def problems(self) -> tuple[str, ...]:
        """Return what keeps names away."""
        return self._desktop.problems()

    def close(self) -> None:
        """Put no more questions; what is being asked is not waited for."""
        self._waiting.put(None)
