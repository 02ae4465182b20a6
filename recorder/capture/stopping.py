"""How a recording ends: by whoever asks first."""

import queue
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
SIGNALS: tuple[signal.Signals, ...] = tuple(getattr(signal, name) for name in NAMES if hasattr(signal, name))
"""What asks to stop, as far as the system has it."""

CANCEL = "cancel"


class Stopper:
    """Waits until a signal, an order or a failure asks to stop; the first reason counts.

    A signal is handled in the middle of the wait. So whoever asks takes no lock that the wait may hold, as
    that of an event would be: the queue needs none.
    """

    def __init__(self) -> None:
        self._asked: queue.SimpleQueue[None] = queue.SimpleQueue()
        self.reason = ""

    @property
    def cancelled(self) -> bool:
        """Whether nothing of the recording shall be kept."""
        return self.reason == CANCEL

    def ask(self, reason: str) -> None:
        """Stop soon."""
        self.reason = self.reason or reason
        self._asked.put(None)

    def wait(self, seconds: float | None = None) -> bool:
        """Return once asked, or after that long; tell whether it was asked."""
        if not self.reason:
            with suppress(queue.Empty):
                self._asked.get(timeout=seconds)
        return bool(self.reason)

    @contextmanager
    def signals(self) -> Iterator[None]:
        """Let signals ask, also those that whoever started us had ignored."""

        def ask(number: int, _frame: FrameType | None) -> None:
            self.ask(signal.Signals(number).name)

        before = {each: signal.signal(each, ask) for each in SIGNALS}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)
