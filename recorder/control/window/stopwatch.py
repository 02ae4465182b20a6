"""How long a recording has been going on, without its pauses, and how that is read."""

import time
from collections.abc import Callable


class Stopwatch:
    """Runs and stands still."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since: float | None = None
        self._before = 0.0

    def run(self) -> None:
        """Go on."""
        if self._since is None:
            self._since = self._clock()

    def hold(self) -> None:
        """Stand still."""
        self._before, self._since = self.seconds, None

    @property
    def runs(self) -> bool:
        """Whether it goes on."""
        return self._since is not None

    @property
    def seconds(self) -> float:
        """The time until now."""
        return self._before + (0.0 if self._since is None else self._clock() - self._since)


def read(seconds: float) -> str:
    """Return a time as a person reads it: 0:07, 12:30, 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
