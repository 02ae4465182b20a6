"""How a recording ends: by whoever asks first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
CANCEL = "cancel"


class Stopper:
    """Waits until a signal, an order or a failure asks to stop; the first reason counts."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self.reason = ""

    @property
    def cancelled(self) -> bool:
        """Whether nothing of the recording shall be kept."""
        return self.reason == CANCEL

    def ask(self, reason: str) -> None:
        """Stop soon."""
        self.reason = self.reason or reason
        self._asked.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Return once asked, or after that long; tell whether it was asked."""
        return self._asked.wait(seconds)

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
