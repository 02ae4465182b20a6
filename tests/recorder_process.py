"""Runs `handrail record` as a person does, in a process of its own, and reads what it wrote."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from recorder.capture.spool import read_recording
from recorder.recording import AnyFact, Recording

HANDRAIL = Path(sys.executable).with_name("handrail")
STOP_SECONDS = 20.0
Kind = TypeVar("Kind", bound=AnyFact)


@dataclass
class Recorder:
    """A recorder that has said that it records."""

    process: subprocess.Popen[str]
    output: Path
    spool: Path
    said: list[str]

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Stop it and return its exit code."""
        self.process.send_signal(by)
        return self.wait()

    def wait(self) -> int:
        """Return its exit code once it has ended."""
        out, errors = self.process.communicate(timeout=STOP_SECONDS)
        self.said += (out + errors).splitlines()
        return self.process.returncode

    @property
    def folder(self) -> Path:
        """Where its recording is."""
        return next(path.parent for path in self.spool.glob("*/journal.jsonl"))

    @property
    def recording(self) -> Recording:
        """What it has written by now."""
        return read_recording(self.folder)

    def facts(self, kind: type[Kind]) -> list[Kind]:
        """Return the facts of a kind that it has written by now."""
        return [fact for fact in self.recording.facts if isinstance(fact, kind)]


@contextmanager
def recording(
    environment: Mapping[str, str],
    folder: Path,
    *options: str,
    prefix: Sequence[str] = (),
    handrail: Sequence[str] = (str(HANDRAIL),),
) -> Iterator[Recorder]:
    """Start a recorder whose files are in `folder`, wait until it records, and end it afterwards."""
    spool, output = folder / "spool", folder / "task.guide"
    process = subprocess.Popen(
        [*prefix, *handrail, "record", "-o", str(output), "--keep", "--no-window", *options],
        env={**environment, "HANDRAIL_SPOOL": str(spool)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    said: list[str] = []
    try:
        for line in process.stderr:
            said.append(line.strip())
            if said[-1] == "recording":
                break
        assert "recording" in said, said
        yield Recorder(process, output, spool, said)
    finally:
        process.kill()
        process.communicate()
