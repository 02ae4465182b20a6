"""Starts the control window and speaks with it: it shows what happens, and orders come back."""

import importlib.util
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

from recorder.compose.phrases import phrases
from recorder.control.corners import aside, in_the_way
from recorder.control.events import Busy, Event, Problem, line_of
from recorder.control.orders import parse_order
from recorder.control.stations import Scene
from recorder.control.writer import Writer
from recorder.document.geometry import Box

if TYPE_CHECKING:
    from recorder.document.guide import Monitor

SYSTEM_PYTHON = "/usr/bin/python3"
ROOT = Path(__file__).parent.parent.parent
START = "import sys; sys.path.append({root!r}); from recorder.control.window.main import main; main()"
ASK_SECONDS = 10.0
END_SECONDS = 3.0
NO_TK = (
    "The control window needs Tk, which this Python lacks: install python3-tk (Debian, Ubuntu), or record "
    "with --no-window. The hotkeys work without it."
)
GONE = "The control window has gone: the recording goes on, and the hotkeys still work."
WORDS = (
    "Stop",
    "Pause",
    "Go on",
    "Picture",
    "Note",
    "Throw away last",
    "Reopen with names",
    "Getting ready …",
    "Begins in {seconds} …",
    "Do the task: each step appears here",
    "Paused: nothing is kept",
    "Writing the guide: {done} of {total}",
    "1 step",
    "{count} steps",
    "Enter keeps it, Escape leaves it",
)


class Panel:
    """The control window, in a process of its own; without it the recording goes on."""

    follows = True
    asks = True

    def __init__(self, language: str = "en") -> None:
        known = phrases(language).sentences
        self._words = {each: (known.get(each) or (each,))[0] for each in WORDS}
        self._process: subprocess.Popen[str] | None = None
        self._writer: Writer | None = None
        self._monitors: tuple[Monitor, ...] = ()
        self._box: Box | None = None
        self._busy: Box | None = None
        self._closing = False

    def open(self, scene: Scene) -> None:
        """Show the window, or say why it cannot be shown."""
        self._monitors = scene.monitors
        python = python_with_tk()
        if python is None or not scene.monitors:
            self.asks = False
            scene.tell(Problem(NO_TK))
            return
        command = [python, "-I", "-c", START.format(root=str(ROOT)), str(scene.monitors[0].scale)]
        self._process = subprocess.Popen(
            [*command, json.dumps(self._words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        assert self._process.stdin
        assert self._process.stdout
        self._writer = Writer(self._process.stdin)
        answers = (self._process.stdout, scene)
        self._reader = threading.Thread(target=self._listen, args=answers, name="panel", daemon=True)
        self._reader.start()

    def tell(self, event: Event) -> None:
        """Have the window show an event, or step aside."""
        if isinstance(event, Busy):
            self._busy = event.box
            if self._box and in_the_way(self._box, event.box, self._monitors):
                self._move((self._box.width, self._box.height), event.box)
        elif self._writer:
            self._writer.write(line_of(event))

    def close(self) -> None:
        """End the window."""
        self._closing = True
        if self._process is None or self._writer is None:
            return
        self._writer.finish()
        try:
            assert self._process.stdin
            self._process.stdin.close()
            self._process.wait(END_SECONDS)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        self._reader.join(END_SECONDS)  # what it has to tell may wait for whoever closes this

    def _listen(self, lines: IO[str], scene: Scene) -> None:
        """Take what the window says until it ends."""
        with lines:
            for line in lines:
                self._take(line, scene)
        self.asks = False
        if not self._closing:
            scene.tell(Problem(GONE))

    def _take(self, line: str, scene: Scene) -> None:
        said = json.loads(line)
        if "at" in said:
            self._box = Box(*said["at"])
        elif "size" in said:
            self._move(tuple(said["size"]), self._busy)
        else:
            scene.give(parse_order(line))

    def _move(self, size: tuple[int, int], busy: Box | None) -> None:
        to = aside(size, busy, self._monitors)
        self._box = Box(*to, *size)
        if self._writer:
            self._writer.write(json.dumps({"event": "move", "to": list(to)}))


def python_with_tk() -> str | None:
    """Return a Python that has Tk: this one, else the system's, or None."""
    if importlib.util.find_spec("_tkinter"):
        return sys.executable
    try:
        asked = [SYSTEM_PYTHON, "-I", "-c", "import tkinter"]
        found = subprocess.run(asked, capture_output=True, check=False, timeout=ASK_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return SYSTEM_PYTHON if found.returncode == 0 else None
