"""Who is measured: the recorder as people run it, the floor, and what others give away."""

import io
import json
import signal
import subprocess
import sys
import threading
import time
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from PIL import Image

from tests.bench.processes import Cost, cost

FLOOR = Path(__file__).with_name("floor.py")
PATIENCE_SECONDS = 90.0
OTHERS = Path(".venv-bench")


@dataclass
class Contender(ABC):
    """A recorder in a process of its own, with a folder to write to."""

    folder: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[str] = field(init=False)

    name = ""
    ready = "recording"
    converts = ""

    @abstractmethod
    def command(self) -> list[str]:
        """Return the command line to start."""

    @abstractmethod
    def pictures(self) -> list[Image.Image]:
        """Return what was kept, in the order of the presses."""

    @abstractmethod
    def sizes(self) -> list[int]:
        """Return the bytes of each picture kept."""

    def durable(self, presses: Sequence[float]) -> list[float]:
        """Return how many seconds after each press, in seconds since the epoch, it was on the disk."""
        return [written - pressed for pressed, written in zip(presses, self.written(), strict=False)]

    def written(self) -> list[float]:
        """Return when each picture was written, in seconds since the epoch."""
        return []

    def start(self) -> None:
        """Start it and wait until it says that it records."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        own = {"HANDRAIL_SPOOL": str(self.folder / "spool"), "HOME": str(home), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            self.command(),
            env={**self.environment, **own},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said: SimpleQueue[str] = SimpleQueue()
        threading.Thread(target=self._listen, args=(said,), daemon=True).start()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            if not said.empty() and self.ready in said.get():
                return
            time.sleep(0.01)
        raise RuntimeError(f"{self.name} did not begin to record")

    def _listen(self, said: "SimpleQueue[str]") -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said.put(line)

    def cost(self) -> Cost:
        """Return what it has cost until now."""
        return cost(self.process.pid, self.converts)

    def stop(self) -> float:
        """Stop it and return the seconds until its files were finished."""
        began = time.monotonic()
        self.ask_to_stop()
        while self.process.poll() is None and not self.is_finished():
            time.sleep(0.002)
        seconds = time.monotonic() - began
        self.process.wait(PATIENCE_SECONDS)
        return seconds

    def is_finished(self) -> bool:
        """Tell whether all is written though it still runs; by default that is told by its end."""
        return False

    def ask_to_stop(self) -> None:
        """Tell it that the task is done."""
        self.process.send_signal(signal.SIGTERM)


class Files(Contender):
    """A contender that keeps PNG files in a folder."""

    pattern = "*.png"

    def files(self) -> list[Path]:
        """Return the pictures in the order in which they were taken."""
        return sorted(self.folder.glob(self.pattern), key=lambda file: file.stat().st_mtime_ns)

    def pictures(self) -> list[Image.Image]:
        """Return what was kept, in the order of the presses."""
        return [Image.open(file).convert("RGB") for file in self.files()]

    def sizes(self) -> list[int]:
        """Return the bytes of each picture kept."""
        return [file.stat().st_size for file in self.files()]

    def written(self) -> list[float]:
        """Return when each picture was written."""
        return [file.stat().st_mtime for file in self.files()]


class Floor(Files):
    """A 25-line loop that saves a PNG a click."""

    name = "floor"

    def command(self) -> list[str]:
        """Return the command line to start."""
        return [sys.executable, str(FLOOR), str(self.folder)]


class SnapStep(Files):
    """`snapstep record`, from the package registry, in a virtual environment of its own."""

    name = "snapstep"
    ready = "\u56de\u8f66"  # it asks for Enter when it records

    def command(self) -> list[str]:
        """Return the command line to start."""
        program = OTHERS / "snapstep" / "bin" / "snapstep"
        session = str(self.folder / "session")
        return [str(program), "record", "--out", session, "--format", "md", "--no-ai"]

    def ask_to_stop(self) -> None:
        """Press Enter."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.close()

    def files(self) -> list[Path]:
        """Return the pictures of the steps it kept: it leaves out what it takes for idle."""
        session = self.folder / "session"
        steps = json.loads((session / "session.json").read_text(encoding="utf-8"))["steps"]
        return [session / step["screenshot"] for step in steps]


class OpenAdapt(Files):
    """`capture record` of openadapt-capture, likewise, with pictures and without video."""

    name = "openadapt-capture"
    ready = "Capture session"
    pattern = "session/**/*.png"

    def command(self) -> list[str]:
        """Return the command line to start."""
        program = OTHERS / "openadapt-capture" / "bin" / "capture"
        return [str(program), "record", str(self.folder / "session"), "--video=False", "--images=True"]

    def ask_to_stop(self) -> None:
        """Press Ctrl+C."""
        self.process.send_signal(signal.SIGINT)


class Handrail(Contender):
    """`handrail record`, as people run it, without its window."""

    name = "handrail"
    converts = "recorder.capture.conversion"

    def start(self) -> None:
        """Start it, and watch how its journal grows."""
        super().start()
        self._watch = _Growth(next(self.folder.glob("spool/*/journal.jsonl")))
        self._watch.start()

    def command(self) -> list[str]:
        """Return the command line to start."""
        program = Path(sys.executable).with_name("handrail")
        guide = str(self.folder / "bench.guide")
        return [str(program), "record", "-o", guide, "--keep", "--no-window", "--quiet"]

    def stop(self) -> float:
        """Stop it and return the seconds until its guide was finished."""
        seconds = super().stop()
        self._watch.ended.set()
        self._watch.join()
        return seconds

    def is_finished(self) -> bool:
        """Tell whether its guide is there: it is moved to its place once it is whole."""
        return (self.folder / "bench.guide").exists()

    def written(self) -> list[float]:
        """Return when the line of each press was on the disk."""
        return self._watch.lines('"kind":"press"')

    def pictures(self) -> list[Image.Image]:
        """Return what was kept, in the order of the presses."""
        return [Image.open(io.BytesIO(data)).convert("RGB") for data in self._kept()]

    def sizes(self) -> list[int]:
        """Return the bytes of each picture kept."""
        return [len(data) for data in self._kept()]

    def _kept(self) -> list[bytes]:
        """Return the picture before each press, whatever became of the press in the guide."""
        with zipfile.ZipFile(self.folder / "bench.guide") as file:
            lines = [json.loads(line) for line in file.read("recording/journal.jsonl").splitlines()]
            names = {line["id"]: line["file"] for line in lines if line["kind"] == "moment"}
            here = {Path(name).name: name for name in file.namelist()}
            presses = [line for line in lines if line["kind"] == "press"]
            return [file.read(here[names[press["before"]]]) for press in presses if press["before"]]


class _Growth(threading.Thread):
    """Notes when a file grew, in seconds since the epoch."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self.ended = threading.Event()
        self._file = path.open("rb")
        self._seen: list[tuple[float, bytes]] = []

    def run(self) -> None:
        """Read what is new every millisecond."""
        while not self.ended.wait(0.001):
            self._note()
        self._note()
        self._file.close()

    def _note(self) -> None:
        data = self._file.read()
        if data:
            self._seen.append((time.time(), data))

    def lines(self, words: str) -> list[float]:
        """Return when each line came that has these words."""
        return [when for when, data in self._seen for line in data.splitlines() if words.encode() in line]
