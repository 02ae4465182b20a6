"""The recorder port: the door through which the pages start a recorder on this machine.

It exists only where the command line hands one to `create_app`: for `handrail` without a command, on
loopback, for its owner. What is behind it is the command line's business; the server knows neither display
nor hooks.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from server.errors import ServerError
from server.recording.events import Command
from server.recording.take import Into, Landed, Take, Wishes

Keep = Callable[[Path, Into | None], Landed]
"""Takes a finished guide's file into the knowledge base, as a guide or into one, and says what it became."""

DEFAULT_STOP_KEYS = "Ctrl+Alt+End"


class RecorderBusyError(ServerError):
    """A recording runs already."""

    status = 409

    def __init__(self) -> None:
        super().__init__("A recording runs already; stop it before you start another.")


class NotRecordingError(ServerError):
    """There is no recording that could be stopped, paused or noted on."""

    status = 409

    def __init__(self) -> None:
        super().__init__("Nothing is being recorded just now; start a recording first.")


class RecorderPort(Protocol):
    """Starts one recorder at a time and tells how far it is."""

    stop_keys: str

    @property
    def take(self) -> Take:
        """How far the present take is, or the last one."""

    def open(self, keep: Keep) -> None:
        """Be ready to start, and take in what an earlier server left behind."""

    def close(self) -> None:
        """Stop what runs, see that it is kept, and start no more."""

    def start(self, wishes: Wishes, into: Into | None = None) -> None:
        """Start a recorder, for a guide of its own or into one; RecorderBusyError if one is at work."""

    def tell(self, command: Command, text: str = "") -> None:
        """Tell the recorder what to do; NotRecordingError if there is none."""

    def landed(self, guide: str) -> None:
        """Hear that somebody looks at a guide, so that a take that became it need not be told any more."""

    def recover(self) -> int:
        """Bring back what recorders left when they were killed, and return how many takes that were."""

    def listen(self, heard: Callable[[Take], None]) -> Callable[[], None]:
        """Call `heard` after each change, from any thread, until what is returned is called."""
