"""Which programs are worth waiting for: one that hangs costs a few look-ups their time, and no more.

A busy program may answer the next question, so several must be missed first; after a while it is tried again.
"""

MOST_MISSES = 3
AGAIN_SECONDS = 5.0


class Patience:
    """Count the look-ups that each process missed in a row; times are on any one clock."""

    def __init__(self) -> None:
        self._missed: dict[int, tuple[int, float]] = {}

    def missed(self, process: int, now: float) -> None:
        """Note that a process did not answer in time."""
        times, _ = self._missed.get(process, (0, now))
        self._missed[process] = (times + 1, now)

    def answered(self, process: int) -> None:
        """Note that it did."""
        self._missed.pop(process, None)

    def spent(self, process: int, now: float) -> bool:
        """Tell whether a process is not to be waited for at this time."""
        times, last = self._missed.get(process, (0, now))
        return times >= MOST_MISSES and now - last < AGAIN_SECONDS
