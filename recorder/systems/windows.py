"""Windows 10 and 11: pynput's hooks, mss by turns, UI Automation.

Written by the interfaces' documentation and tested on recorded answers; not yet tried on a real machine.
This process must see each monitor's real pixels before pynput or mss are imported: so making it does that.
"""

import ctypes
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from recorder.capture.events import HandEvent
from recorder.capture.seats import Screen
from recorder.desktop.base import Desktop
from recorder.document.geometry import Box
from recorder.real_pixels import count_real_pixels
from recorder.systems.base import Check, Claims, Hands
from recorder.systems.processes import parent_in
from recorder.systems.win32 import idle_seconds, is_taken, processes, scale_at

UNTRIED = (
    "Recording on {system} has not been tried on a real machine yet: look the guide over before you share "
    "it, and tell us what came out wrong."
)
PIXELS_ACROSS = 36
"""What GetSystemMetrics calls the width in which two clicks are one."""

DESKTOP_PROGRAM = "explorer.exe"


class Windows:
    """`libraries` is `ctypes.windll`."""

    name = "Windows"
    platform = "windows"
    packages = ("pynput", "mss", "comtypes")
    caution = UNTRIED.format(system=name)
    calibrates = False

    def __init__(self, libraries: Any = None) -> None:
        self._libraries: Any = libraries or getattr(ctypes, "windll", None)
        count_real_pixels(self._libraries)

    def checks(self, environment: Mapping[str, str]) -> Iterator[Check]:  # noqa: ARG002  # Windows needs none of it
        """Yield whether somebody is signed in who could be recorded; nothing needs a permission."""
        there = self._libraries.user32.GetDesktopWindow() and self._libraries.user32.GetForegroundWindow()
        told = "No window is in front, as where nobody is signed in: run this in a terminal on the desktop."
        yield Check("session", None if there else told, "a desktop")

    def desktop(self, environment: Mapping[str, str]) -> Desktop:  # noqa: ARG002  # as above
        """Return what asks user32 and UI Automation."""
        from recorder.desktop.foreign import ForeignDesktop  # noqa: PLC0415  # only where it is used
        from recorder.desktop.windows import WindowsSource  # noqa: PLC0415  # likewise

        return ForeignDesktop(WindowsSource(self._libraries))

    def hands(self, take: Callable[[HandEvent], None]) -> Hands:
        """Return pynput's hooks."""
        from recorder.capture.plain_hands import PlainHands  # noqa: PLC0415  # as above

        return PlainHands(take)

    def screen(self) -> Screen:
        """Open mss, looked through by turns."""
        from recorder.capture.polled_screen import PolledScreen  # noqa: PLC0415  # as above

        return PolledScreen(lambda: idle_seconds(self._libraries), self._scale)

    def claims(self) -> Claims:
        """Open the lock of this person's recordings."""
        from recorder.capture.plain_claims import PlainClaims  # noqa: PLC0415  # as above

        return PlainClaims(lambda shortcut: is_taken(self._libraries, shortcut))

    def double_click(self) -> tuple[float, int]:
        """Return what the person has set."""
        user = self._libraries.user32
        return user.GetDoubleClickTime() / 1000, int(user.GetSystemMetrics(PIXELS_ACROSS))

    def parent(self, process: int) -> int | None:
        """Return what a snapshot of all processes tells; what Explorer started, the person started."""
        return parent_in(processes(self._libraries), process, DESKTOP_PROGRAM)

    def _scale(self, monitor: Box) -> float:
        return scale_at(self._libraries, monitor.centre)
