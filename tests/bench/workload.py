"""What is recorded: programs whose colour counts the presses, and clicks by real X events."""

import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from Xlib import X, display
from Xlib.ext import xtest

PROGRAMS = Path(__file__).parent / "programs"
QT = Path(".venv-bench/PySide6-Essentials/bin/python")
PLACES = ((560, 460), (620, 520))
"""Two places in the window, far enough apart that two presses are no double click."""
SPOT = (700, 600)
"""Where in the window its colour is read."""
BLUE = (0x40, 0x80)
START_SECONDS = 30.0
CHROMIUM = [
    "chromium",
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-renderer-accessibility",
    "--window-position=200,200",
    "--window-size=800,700",
]


@contextmanager
def program(kind: str, environment: Mapping[str, str]) -> Iterator[None]:
    """Run one of the programs until the block ends; it is on the screen when that begins."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        page = PROGRAMS / "press.html"
        command = {
            "tk": ["/usr/bin/python3", str(PROGRAMS / "press_tk.py")],
            "gtk": ["/usr/bin/python3", str(PROGRAMS / "press_gtk.py")],
            "qt": [str(QT), str(PROGRAMS / "press_qt.py")],
            "chromium": [*CHROMIUM, f"--user-data-dir={profile}", f"--app={page.as_uri()}"],
        }[kind]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, env=dict(environment), stdout=quiet, stderr=quiet)
        try:
            _wait_until_shown(environment["DISPLAY"])
            yield
        finally:
            process.terminate()
            process.wait()


def click(name: str, times: int, per_second: float) -> list[float]:
    """Press and release the left button on the display `name`, at that rate.

    Return when each press was made, in seconds since the epoch.
    """
    screen = display.Display(name)
    started, pressed = time.monotonic(), []
    for number in range(times):
        x, y = PLACES[number % 2]
        time.sleep(max(0.0, started + number / per_second - time.monotonic()))
        xtest.fake_input(screen, X.MotionNotify, x=x, y=y)
        xtest.fake_input(screen, X.ButtonPress, 1)
        pressed.append(time.time())
        xtest.fake_input(screen, X.ButtonRelease, 1)
        screen.sync()
    screen.close()
    return pressed


def count_before(pictures: list[Image.Image]) -> int:
    """Return how many pictures show the count that stood before their press."""
    return sum(picture.getpixel(SPOT) == (number, *BLUE) for number, picture in enumerate(pictures))


def _wait_until_shown(name: str) -> None:
    """Wait until the program's colour is on the screen."""
    screen = display.Display(name)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        pixel = screen.screen().root.get_image(*SPOT, 1, 1, X.ZPixmap, 0xFFFFFF).data
        if pixel[:3] == bytes((BLUE[1], BLUE[0], 0)):
            screen.close()
            return
        time.sleep(0.1)
    raise RuntimeError("the program did not come up")
