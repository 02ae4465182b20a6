"""Ctrl+C and SIGTERM end the demo as an exception, so that every block closes what it opened."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Leave the block with the exit code of the signal that came, also of one that was ignored until now."""

    def stop(number: int, _frame: FrameType | None) -> None:
        for each in SIGNALS:  # one is enough: a second must not interrupt the closing
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    before = {each: signal.signal(each, stop) for each in SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
