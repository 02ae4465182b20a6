"""A recorder run by another program: orders go in as lines of JSON, and what it tells is collected."""

import json
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.recorder_process import HANDRAIL
from tests.running import wait_for

END_SECONDS = 30.0


class Told:
    """What a recorder has told so far, and a way to tell it something."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.events: list[dict[str, Any]] = []
        self.steps: list[dict[str, Any]] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            event = json.loads(line)
            if event["event"] == "steps":
                self.steps = [*self.steps[: event["from"]], *event["steps"]]
            self.events.append(event)

    @property
    def captions(self) -> list[str]:
        """The captions of the list of steps as somebody sees it who takes every change."""
        return [step["caption"] for step in self.steps]

    def order(self, do: str, **more: str) -> None:
        """Tell it to do something."""
        self.say(json.dumps({"do": do, **more}))

    def say(self, line: str) -> None:
        """Write a line to it."""
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self, kind: str) -> dict[str, Any]:
        """Wait until it has told of a kind of event, and return the last."""
        return wait_for(
            lambda: next(iter(self.all(kind)[::-1]), None), f"{kind} in {self.events}", seconds=20
        )

    def all(self, kind: str) -> list[dict[str, Any]]:
        """Return the events of a kind that it has told."""
        return [event for event in self.events if event["event"] == kind]

    def end(self) -> int:
        """Wait for its end, and return its exit code."""
        code = self.process.wait(END_SECONDS)
        self._reader.join(END_SECONDS)
        return code


@contextmanager
def recorder_lines(
    environment: Mapping[str, str], folder: Path, *options: str, window: bool = False
) -> Iterator[Told]:
    """Start a recorder whose files are in `folder`, and wait until it records or has failed."""
    shown = [] if window else ["--no-window"]
    command = [str(HANDRAIL), "record", "--events", "-o", str(folder / "task.guide"), *shown, *options]
    process = subprocess.Popen(
        command,
        env={**environment, "HANDRAIL_SPOOL": str(folder / "spool")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    told = Told(process)
    try:
        wait_for(lambda: told.all("recording") or process.poll() is not None, "a recording", seconds=20)
        yield told
    finally:
        process.kill()
        told.end()
        for stream in (process.stdin, process.stdout, process.stderr):
            assert stream
            stream.close()
