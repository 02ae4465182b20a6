"""The `handrail` command with the parts that Windows and macOS use, as far as they run under X11.

Those are pynput's own listeners, the screen looked at by turns, and the lock on a file.
"""

from collections.abc import Callable

from recorder.capture.events import HandEvent
from recorder.capture.plain_claims import PlainClaims
from recorder.capture.plain_hands import PlainHands
from recorder.capture.polled_screen import PolledScreen
from recorder.systems import linux
from server.cli import main


class Plainly(linux.Linux):
    """Linux without what only X11 has."""

    caution = "This is tried."  # type: ignore[assignment]

    def hands(self, take: Callable[[HandEvent], None]) -> PlainHands:
        """Return pynput's own listeners."""
        return PlainHands(take)

    def screen(self) -> PolledScreen:
        """Look by turns; here nobody tells whether somebody works."""
        return PolledScreen(lambda: 0.0)

    def claims(self) -> PlainClaims:
        """Open the lock."""
        return PlainClaims()


linux.Linux = Plainly  # type: ignore[misc]
main()
