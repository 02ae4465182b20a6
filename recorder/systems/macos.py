"""macOS 13 and newer: pynput's event taps, mss by turns, the accessibility interface.

Written by the interfaces' documentation and tested on recorded answers; not yet tried on a real machine.
"""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from recorder.capture.events import HandEvent
from recorder.capture.seats import Screen
from recorder.desktop.base import Desktop
from recorder.desktop.macos import NOT_HEARING, NOT_SEEING, NOT_TRUSTED, MacSource, open_system
from recorder.systems.base import Check, Claims, Hands
from recorder.systems.processes import parent_in, parse_list
from recorder.systems.windows import UNTRIED

DOUBLE_CLICK_PIXELS = 5
NOMINAL_RESOLUTION = 1 << 4
"""What has macOS give one pixel a point, also on Retina (CGWindowImageOption)."""

DESKTOP_PROGRAM = "launchd"
LIST = ("ps", "-A", "-o", "pid=,ppid=,comm=")


class MacOS:
    """`system` has the functions of ApplicationServices, Quartz and AppKit that are used."""

    name = "macOS"
    platform = "macos"
    packages = ("pynput", "mss", "ApplicationServices", "Quartz")
    caution = UNTRIED.format(system=name)
    calibrates = False

    def __init__(self, system: Any = None) -> None:
        self._opened = system

    def checks(self, environment: Mapping[str, str]) -> Iterator[Check]:  # noqa: ARG002  # macOS needs none of it
        """Yield each permission: with one missing, macOS shows and tells nothing, and makes no error."""
        asked = (
            ("screen", self._system.CGPreflightScreenCaptureAccess, NOT_SEEING, True),
            ("input", self._system.CGPreflightListenEventAccess, NOT_HEARING, True),
            ("accessibility", self._system.AXIsProcessTrusted, NOT_TRUSTED, False),
        )
        for name, allowed, complaint, needed in asked:
            yield Check(name, None if allowed() else complaint, "allowed", needed)

    def desktop(self, environment: Mapping[str, str]) -> Desktop:  # noqa: ARG002  # as above
        """Return what asks Quartz and the accessibility interface."""
        from recorder.desktop.foreign import ForeignDesktop  # noqa: PLC0415  # only where it is used

        return ForeignDesktop(MacSource(self._system))

    def hands(self, take: Callable[[HandEvent], None]) -> Hands:
        """Return pynput's event taps."""
        from recorder.capture.plain_hands import PlainHands  # noqa: PLC0415  # as above

        return PlainHands(take)

    def screen(self) -> Screen:
        """Open mss, looked through by turns."""
        from mss import darwin  # noqa: PLC0415  # loads the system's libraries

        from recorder.capture.polled_screen import PolledScreen  # noqa: PLC0415  # as above

        darwin.IMAGE_OPTIONS &= ~NOMINAL_RESOLUTION
        return PolledScreen(self._system.idle_seconds)

    def claims(self) -> Claims:
        """Open the lock of this person's recordings; macOS does not tell of others' hotkeys."""
        from recorder.capture.plain_claims import PlainClaims  # noqa: PLC0415  # as above

        return PlainClaims()

    def double_click(self) -> tuple[float, int]:
        """Return what the person has set."""
        return float(self._system.double_click_seconds()), DOUBLE_CLICK_PIXELS

    def parent(self, process: int) -> int | None:
        """Return what the list of all processes tells."""
        told = subprocess.run(LIST, capture_output=True, text=True, check=False, errors="replace")
        return parent_in(parse_list(told.stdout), process, DESKTOP_PROGRAM)

    @property
    def _system(self) -> Any:
        if self._opened is None:
            self._opened = open_system()
        return self._opened
