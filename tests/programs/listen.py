"""Prints what the recorder's hands hear, a line an event, after a line that says they listen.

With the word `plainly` it is those of Windows and macOS.
"""

import sys
import time
from typing import TYPE_CHECKING

from recorder.capture.hands import Hands
from recorder.capture.plain_hands import PlainHands

if TYPE_CHECKING:
    from recorder.capture.events import HandEvent


def tell(event: "HandEvent") -> None:
    """Print an event, and how late it is."""
    late = round((time.monotonic() - event.time) * 1000, 1)
    sys.stdout.write(f"{late} {event!r}\n")
    sys.stdout.flush()


hands = PlainHands(tell) if "plainly" in sys.argv else Hands(tell)
hands.start()
sys.stdout.write("listening\n")
sys.stdout.flush()
sys.stdin.read()
hands.stop()
