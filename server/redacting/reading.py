"""Words read in stored pictures while somebody looks at a redaction: in the background, in memory alone.

What was read is forgotten soon after nobody looks any more, and the process that reads ends with it: nothing
of the words may lie anywhere once they are redacted.
"""

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Condition, Thread
from typing import NamedTuple, Protocol

from recorder.document.geometry import Box

log = logging.getLogger(__name__)

KEPT_SECONDS = 120.0
MOST_WAITING = 400


class Line(NamedTuple):
    """One line of words in a picture."""

    text: str
    box: Box


class WordsReader(Protocol):
    """Reads the words in pictures; the command line hands one to `create_app`, where the extra is there."""

    def read(self, picture: bytes) -> Sequence[Line]:
        """Return the lines of words in a picture."""

    def leave(self) -> None:
        """Give back what reading takes."""


class Readings:
    """What was read of the pictures that somebody looks at just now, by their names."""

    def __init__(self, reader: WordsReader, load: Callable[[str], bytes | None]) -> None:
        self._reader, self._load = reader, load
        self._read: dict[str, tuple[Line, ...]] = {}
        self._waiting: dict[str, None] = {}
        self._changed = Condition()
        self._looked = 0.0
        self._thread: Thread | None = None

    def look(self, files: Iterable[str]) -> Mapping[str, tuple[Line, ...]]:
        """Return what is known of these pictures, and have the others read, the first ones first."""
        wanted = list(dict.fromkeys(files))
        with self._changed:
            self._looked = time.monotonic()
            self._waiting |= {file: None for file in wanted[:MOST_WAITING] if file not in self._read}
            if self._waiting and self._thread is None:
                self._thread = Thread(target=self._work, name="reading pictures", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            return {file: self._read[file] for file in wanted if file in self._read}

    def forget(self) -> None:
        """Forget everything; what reads ends with the picture that it is at."""
        with self._changed:
            self._looked = 0.0
            self._waiting.clear()
            self._read.clear()
            self._changed.notify_all()

    def _work(self) -> None:
        while (file := self._next()) is not None:
            lines = self._lines(file)
            with self._changed:
                if file in self._waiting:  # else all was forgotten meanwhile
                    del self._waiting[file]
                    self._read[file] = lines
        self._reader.leave()

    def _next(self) -> str | None:
        """Return the next picture to read, None once nobody has looked for a while: then all is forgotten."""
        with self._changed:
            while (left := self._looked + KEPT_SECONDS - time.monotonic()) > 0:
                if self._waiting:
                    return next(iter(self._waiting))
                self._changed.wait(left)
            self._waiting.clear()
            self._read.clear()
            self._thread = None
            return None

    def _lines(self, file: str) -> tuple[Line, ...]:
        data = self._load(file)
        try:
            return tuple(self._reader.read(data)) if data else ()
        except Exception:  # a thread's edge: a picture that cannot be read is no reason to read none
            log.exception("A picture could not be read.")
            return ()
