"""Speaks with the process that reads words, one question at a time; without the `ocr` extra there is none."""

import json
import os
import select
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from recorder.document.geometry import Box
from recorder.reading.sight import Sight
from recorder.reading.words import Line, Words

CHUNK = 65_536
MOST_FAILURES = 3
COMMAND = (sys.executable, "-m", "recorder.reading.worker")
WHOLE = (*COMMAND, "--whole")
"""Reads whole pictures, with more memory than a part of one takes, and no more than it is given."""


def can_read() -> bool:
    """Tell whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


class Reader:
    """A process that reads words, from the first question on; one that fails again and again is let be."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._answered = b""
        self._failures = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    @property
    def runs(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    def ask(self, picture: Path, sight: Sight) -> None:
        """Have the words around a place of a picture read, without waiting."""
        self._ask({"file": str(picture.absolute()), **sight._asdict()})

    def _ask(self, asked: dict[str, Any]) -> None:
        if self._failures >= MOST_FAILURES:
            return
        with suppress(OSError):  # then there is no answer
            self._process = self._process or _started(self._command)
            assert self._process.stdin
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()

    def answers(self, seconds: float = 0.0) -> bool:
        """Tell whether `take` has something to take, if only that none comes, waiting so long at most."""
        ends = time.monotonic() + seconds
        while self._process and self._process.stdout and b"\n" not in self._answered:
            left = max(ends - time.monotonic(), 0.0)
            if not select.select([self._process.stdout], [], [], left)[0]:
                return False
            data = os.read(self._process.stdout.fileno(), CHUNK)
            self._answered += data
            if not data:
                break
        return True

    def take(self) -> Words | None:
        """Return the answer that is there; None where nothing could be read."""
        line, _, self._answered = self._answered.partition(b"\n")
        try:
            words = _words(json.loads(line))
        except (ValueError, KeyError, TypeError):  # nothing, or nonsense: nobody knows to which question
            self._failures += 1
            self.leave()
            return None
        self._failures = 0
        return words

    def read(self, picture: Path, sight: Sight, until: float) -> Words | None:
        """Return the words around a place of a picture; None where that fails or lasts too long."""
        if until <= time.monotonic():
            return None
        self.ask(picture, sight)
        return self._answer(until)

    def read_all(self, picture: bytes, until: float) -> Words | None:
        """Return all words in a picture, which is never written to a file; None as for `read`."""
        self._ask({"picture": b64encode(picture).decode()})
        return self._answer(until) if self.runs else None

    def _answer(self, until: float) -> Words | None:
        left = until - time.monotonic()
        if self.answers(left):
            return self.take()
        self.leave()
        return None

    def leave(self) -> None:
        """End the process, whatever it is at; nobody waits for that."""
        process, self._process, self._answered = self._process, None, b""
        if process is None:
            return
        process.kill()
        for end in (process.stdin, process.stdout):
            with suppress(OSError):
                end and end.close()
        # It holds half a gigabyte: that takes a moment to be given back.
        threading.Thread(target=process.wait, name="reader's end", daemon=True).start()


def _words(told: Any) -> Words | None:
    """Return what the process told; it tells nothing of a picture that is gone."""
    if told is None:
        return None
    lines = tuple(Line(each["text"], Box(*each["box"]), each["sure"]) for each in told["lines"])
    return Words(lines, Box(*told["frame"]) if told["frame"] else None)


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C is the recorder's to hear
    )
