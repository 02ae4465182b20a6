"""Ask the process that reads words, within a bound; without the `ocr` extra nothing is read."""

import json
import os
import select
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

from recorder.document.geometry import Box
from recorder.reading.words import Line

CHUNK = 65_536


def can_read() -> bool:
    """Tell whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


class Reader:
    """One process that reads words, from its first question on until `deadline` (`time.monotonic()`)."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._process: subprocess.Popen[bytes] | None = None
        self._answered = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process = self._process
        if process is None:
            return
        process.kill()
        process.communicate()

    def lines(self, picture: Path, part: Box) -> list[Line] | None:
        """Return the lines of words in a part of a picture; None once the time is over or reading failed."""
        if time.monotonic() > self._deadline:
            return None
        request = json.dumps({"file": str(picture.absolute()), "box": list(part)}).encode() + b"\n"
        try:
            process = self._process = self._process or _started()
            if process.stdin is None:
                return None
            process.stdin.write(request)
            process.stdin.flush()
            answer = self._answer(process)
            return [
                Line(each["text"], Box(*each["box"]).moved(part.x, part.y), each["sure"])
                for each in json.loads(answer)
            ]
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _answer(self, process: subprocess.Popen[bytes]) -> bytes:
        """Return the next line that the process writes; raises OSError where none comes in time."""
        if process.stdout is None:
            raise BrokenPipeError
        while b"\n" not in self._answered:
            left = max(self._deadline - time.monotonic(), 0.0)
            if not select.select([process.stdout], [], [], left)[0]:
                raise TimeoutError
            data = os.read(process.stdout.fileno(), CHUNK)
            if not data:
                raise BrokenPipeError
            self._answered += data
        line, _, self._answered = self._answered.partition(b"\n")
        return line


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "recorder.reading.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
