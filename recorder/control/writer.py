"""Writes lines in a thread of its own, as whoever reads them may be slow, hang, or be gone."""

import queue
import threading
from typing import IO

LAST_SECONDS = 5.0


class Writer:
    """Write lines in their order; none is waited for, and a reader that is gone gets none."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def write(self, line: str) -> None:
        """Have a line written soon, from any thread."""
        self._lines.put(line)

    def finish(self) -> None:
        """Return when all is written, or the reader has had time enough."""
        self._lines.put(None)
        self._thread.join(LAST_SECONDS)

    def _run(self) -> None:
        while (line := self._lines.get()) is not None:
            try:
                self._stream.write(line + "\n")
                self._stream.flush()
            except (OSError, ValueError):
                return
