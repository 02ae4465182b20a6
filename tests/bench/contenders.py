"""Who is measured: the recorder as people run it, and the floor. Each keeps a picture a press."""

import io
import json
import signal
import subprocess
import sys
import time
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

FLOOR = Path(__file__).with_name("floor.py")
PATIENCE_SECONDS = 60.0


@dataclass
class Contender(ABC):
    """A recorder in a process of its own, with a folder to write to."""

    folder: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[str] = field(init=False)

    name = ""

    @abstractmethod
    def command(self) -> list[str]:
        """Return the command line to start."""

    @abstractmethod
    def pictures(self) -> list[Image.Image]:
        """Return what was kept, in the order of the presses."""

    def start(self) -> None:
        """Start it and wait until it says that it records."""
        environment = {**self.environment, "HANDRAIL_SPOOL": str(self.folder / "spool")}
        self.process = subprocess.Popen(self.command(), env=environment, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if line.strip() == "recording":
                return
        raise RuntimeError(f"{self.name} ended before it recorded")

    def stop(self) -> float:
        """Stop it and return the seconds until its files were finished."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=PATIENCE_SECONDS)
        return time.monotonic() - began


class Floor(Contender):
    """A 25-line loop that saves a PNG a click."""

    name = "floor"

    def command(self) -> list[str]:
        """Return the command line to start."""
        return [sys.executable, str(FLOOR), str(self.folder)]

    def pictures(self) -> list[Image.Image]:
        """Return what was kept, in the order of the presses."""
        files = sorted(self.folder.glob("*.png"), key=lambda file: float(file.stem))
        return [Image.open(file).convert("RGB") for file in files]


class Handrail(Contender):
    """`handrail record`, as people run it."""

    name = "handrail"

    def command(self) -> list[str]:
        """Return the command line to start."""
        program = Path(sys.executable).with_name("handrail")
        return [str(program), "record", "--no-window", "-o", str(self.folder / "bench.guide")]

    def pictures(self) -> list[Image.Image]:
        """Return what was kept, in the order of the presses."""
        with zipfile.ZipFile(self.folder / "bench.guide") as file:
            steps = json.loads(file.read("guide.json"))["steps"]
            names = [
                step["picture"]["file"] for step in steps if step["kind"] == "action" and step["picture"]
            ]
            return [Image.open(io.BytesIO(file.read(name))).convert("RGB") for name in names]
