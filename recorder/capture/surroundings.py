"""What recording needs of the machine, each miss with one sentence and the mend. Also what `doctor` asks."""

import importlib.util
import os
import sys
from collections.abc import Iterable, Mapping

from recorder.errors import RecorderError

EXTRAS = ("pynput", "mss", "jeepney", "Xlib")
EXTENSIONS = {
    "RECORD": "sees the input",
    "DAMAGE": "tells when the screen changes",
    "XInputExtension": "keeps the input flowing",
}


class SurroundingsError(RecorderError):
    """Recording cannot work here; the text says why and what to do."""


def check_surroundings(environment: Mapping[str, str] = os.environ) -> None:
    """Raise for the first thing that makes recording impossible.

    Raises:
        SurroundingsError: the system, a package, the display or one of its extensions is missing.
    """
    complaint = system_complaint() or extras_complaint() or session_complaint(environment)
    complaint = complaint or display_complaint()
    if complaint:
        raise SurroundingsError(complaint)


def system_complaint(platform: str = sys.platform) -> str | None:
    """Return why this system cannot be recorded yet."""
    if platform == "linux":
        return None
    return "Recording works on Linux with X11 so far: record there, and read the guides anywhere."


def extras_complaint(names: Iterable[str] = EXTRAS) -> str | None:
    """Return which packages are missing."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if not missing:
        return None
    return f"Recording needs {', '.join(missing)}: run \"pip install 'handrail[record]'\" and try again."


def session_complaint(environment: Mapping[str, str]) -> str | None:
    """Return why this kind of session cannot be recorded."""
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        return (
            "This is a Wayland session, which shows a recorder a black screen: log in again with "
            "'on Xorg' (or 'X11') chosen at the login screen."
        )
    if not environment.get("DISPLAY"):
        return "There is no display to record (DISPLAY is not set): run this in a terminal on the desktop."
    return None


def display_complaint() -> str | None:
    """Return why the display named in the environment does not do."""
    from Xlib import display, error  # noqa: PLC0415  # an extra, which may be missing

    try:
        screen = display.Display()
    except (error.DisplayError, error.ConnectionClosedError, OSError) as problem:
        return f"The display cannot be opened ({str(problem).strip()}): check DISPLAY and the rights to it."
    try:
        for name, purpose in EXTENSIONS.items():
            if not screen.has_extension(name):
                return f"The X server lacks {name}, which {purpose}: use an X.Org server with it."
    finally:
        screen.close()
    return None
