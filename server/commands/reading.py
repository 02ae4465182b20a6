"""What reads the words of stored pictures, for the pages of a redaction: the recorder's reader, handed on."""

import time

from recorder.reading.reader import WHOLE, Reader, can_read
from server.redacting.reading import Line, WordsReader

SECONDS = 60.0
"""The longest that one picture may take; a machine at work needs several for a whole screen."""


class PictureReader:
    """Reads one picture after the other in a process of the lowest priority, which ends with `leave`."""

    def __init__(self) -> None:
        self._reader = Reader(WHOLE)

    def read(self, picture: bytes) -> tuple[Line, ...]:
        """Return the lines of words in a picture; none where it cannot be read in time."""
        words = self._reader.read_all(picture, time.monotonic() + SECONDS)
        return tuple(Line(line.text, line.box) for line in words.lines) if words else ()

    def leave(self) -> None:
        """End the process."""
        self._reader.leave()


def picture_reader() -> WordsReader | None:
    """Return what reads pictures, where the `ocr` extra is installed."""
    return PictureReader() if can_read() else None
