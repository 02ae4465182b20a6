"""The right to record where no display server keeps it, on Windows and macOS: a lock on a file."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from recorder.capture.claims import SECOND
from recorder.capture.locking import hold
from recorder.capture.spool import spool_root
from recorder.errors import RecorderError

LOCK = "recording.lock"


class PlainClaims:
    """`is_taken` tells whether another program is known to have a shortcut."""

    def __init__(
        self, is_taken: Callable[[frozenset[str]], bool] = lambda _: False, root: Path | None = None
    ) -> None:
        self._is_taken = is_taken
        root = root or spool_root()
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = (root / LOCK).open("a+", encoding="utf-8")

    def record(self, process: int) -> None:
        """Claim the screen for the recording of a process.

        Raises:
            RecorderError: another recorder has it.
        """
        self._file.seek(0)
        try:
            hold(self._file)
        except BlockingIOError as error:
            raise RecorderError(SECOND.format(process=self._file.read(20) or "?")) from error
        self._file.truncate(0)
        self._file.write(str(process))
        self._file.flush()

    def taken(self, shortcuts: Mapping[frozenset[str], object]) -> Iterator[frozenset[str]]:
        """Yield the shortcuts that another program is known to have taken."""
        return (shortcut for shortcut in shortcuts if self._is_taken(shortcut))

    def close(self) -> None:
        """Give the right up."""
        with suppress(OSError):
            self._file.close()
