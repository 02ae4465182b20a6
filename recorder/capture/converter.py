"""Has kept pictures made smaller while nothing else goes on: by a process of its own, one at a time.

The process is there only while there is something to convert, and is killed without regret: a picture that
was not converted stays the PNG file it is. Nobody waits for it, least of all the end of the recording.
"""

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from recorder.capture.conversion import part_of
from recorder.capture.journal import MOMENTS, Journal

QUIET_SECONDS = 0.5
POLL_SECONDS = 0.1
END_SECONDS = 0.1
COMMAND = (sys.executable, "-m", "recorder.capture.conversion")
LOWEST_OF_WINDOWS: int = getattr(subprocess, "IDLE_PRIORITY_CLASS", 0)


class Converter:
    """Convert the pictures of a journal; `tick` and `close` are called from the thread that writes it."""

    def __init__(
        self,
        journal: Journal,
        clock: Callable[[], float] = time.monotonic,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._command = command
        self._folder = journal.folder / MOMENTS
        self._process: subprocess.Popen[str] | None = None
        self._killed: list[subprocess.Popen[str]] = []
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._asked: str | None = None
        self._quiet_since = 0.0
        self.deadline: float | None = None

    def busy(self) -> None:
        """Note that the person is at work."""
        self._quiet_since = self._clock()

    def tick(self, now: float) -> None:
        """Write down what has been converted, and have the next picture converted if nothing else goes on."""
        if self._asked:
            self._collect(self._asked)
        if self._asked:
            self.deadline = now + POLL_SECONDS
            return
        waiting, due = self._journal.unconverted, self._quiet_since + QUIET_SECONDS
        self.deadline = (due if due > now else now + POLL_SECONDS) if waiting else None
        if waiting is None:
            self._end()
        elif due <= now:
            self._ask(waiting)

    def close(self) -> None:
        """Convert no more."""
        self._end()
        for process in self._killed:
            with suppress(subprocess.TimeoutExpired):
                process.wait(END_SECONDS)
        for left in self._folder.glob(f"*{part_of(self._folder).suffix}"):
            left.unlink(missing_ok=True)

    def _ask(self, name: str) -> None:
        try:
            if self._process is None:
                self._process = self._started()
                self._listen(self._process)
            assert self._process.stdin
            self._process.stdin.write(f"{name}\n")
            self._process.stdin.flush()
            self._asked = name
        except OSError:
            self._leave(name)

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*self._command, str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,  # Ctrl+C is the recorder's to hear
            creationflags=LOWEST_OF_WINDOWS,
        )

    def _listen(self, process: subprocess.Popen[str]) -> None:
        """Have its answers put into a queue of their own, an empty one at the end; few systems poll pipes."""
        answers = self._answers = queue.SimpleQueue()

        def put() -> None:
            assert process.stdout
            with process.stdout, suppress(ValueError):  # what is no text ends it
                for line in process.stdout:
                    answers.put(line)
            answers.put("")

        threading.Thread(target=put, name="converter", daemon=True).start()

    def _collect(self, asked: str) -> None:
        """Take the answer if it is there; an empty one comes of a process that is gone."""
        try:
            name, _, total = self._answers.get_nowait().strip().partition(" ")
        except queue.Empty:
            return
        self._asked = None
        if name != asked or total in ("", "-"):
            self._leave(asked)
            return
        part = part_of(self._folder / asked)
        try:
            converted = part.replace(self._folder / f"{total}.webp")
            if not self._journal.convert(asked, converted.name):
                converted.unlink()
        except OSError:
            self._leave(asked)

    def _leave(self, name: str) -> None:
        """Let a picture be as it is, and begin anew with the next."""
        self._journal.leave(name)
        self._end()

    def _end(self) -> None:
        process, self._process, self._asked = self._process, None, None
        self._killed = [each for each in self._killed if each.poll() is None]
        if process:
            process.kill()
            self._killed.append(process)
            with suppress(OSError):
                assert process.stdin
                process.stdin.close()
