"""Start the sample programs on a virtual desktop, and wait for what they do."""

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from recorder.desktop.base import OpenWindow
from recorder.desktop.x11 import X11Windows

PROGRAMS = Path(__file__).parent / "programs"
PYTHON = "/usr/bin/python3"  # the system's, which has GTK and Tk
CHROMIUM = (
    *("/usr/bin/chromium", "--no-sandbox", "--force-renderer-accessibility", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--window-position=40,60", "--window-size=1000,900"),
)
START_SECONDS = 30.0
Found = TypeVar("Found")


@dataclass(frozen=True)
class Program:
    """A program that runs on the virtual desktop, and its first window."""

    process: subprocess.Popen[bytes]
    window: OpenWindow


def wait_for(look: Callable[[], Found | None], what: str, seconds: float = START_SECONDS) -> Found:
    """Return what `look` finds as soon as it finds something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not come within {seconds:.0f} seconds")


@contextmanager
def running(environment: Mapping[str, str], command: Sequence[str], title: str) -> Iterator[Program]:
    """Start a program, wait for its window of that title, and end it afterwards."""
    with closing(X11Windows(environment["DISPLAY"])) as screen:
        others = {window.id for window in screen.windows()}
        process = subprocess.Popen(command, env=dict(environment), stderr=subprocess.DEVNULL)

        def opened() -> OpenWindow | None:
            new = (window for window in screen.windows() if window.id not in others and window.active)
            return next((window for window in new if window.title == title), None)

        try:
            yield Program(process, wait_for(opened, f"the window {title!r}"))
        finally:
            process.kill()
            process.wait()


def xdo(environment: Mapping[str, str], *words: object) -> None:
    """Let xdotool move, click or type on that desktop."""
    subprocess.run(["xdotool", *map(str, words)], env=dict(environment), check=True)
