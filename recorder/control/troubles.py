"""What the desktop cannot tell, said once as soon as it is known, and mended where that is a button."""

import threading
from typing import TYPE_CHECKING

from recorder.control.events import Problem, Reopen, Tell
from recorder.desktop.base import Desktop
from recorder.desktop.base import Problem as Trouble
from recorder.desktop.reopening import ReopenError, reopen

if TYPE_CHECKING:
    import subprocess

NOT_OFFERED = "Process {pid} was not offered to be reopened with names: choose one that was."


class Troubles:
    """Look for what is new after each fact; remember what was said and offered."""

    def __init__(self, desktop: Desktop, tell: Tell) -> None:
        self._desktop = desktop
        self._tell = tell
        self._said: set[str] = set()
        self._offered: set[int] = set()
        self._started: list[subprocess.Popen[bytes]] = []

    def look(self) -> None:
        """Tell of each new trouble."""
        for trouble in self._desktop.problems():
            if trouble not in self._said:
                self._said.add(trouble)
                self._tell(Problem(str(trouble), self._offer(trouble)))

    def reopen(self, pid: int | None) -> None:
        """Start a program anew with names, in a thread of its own; only one that was offered."""
        if pid is None or pid not in self._offered:
            self._tell(Problem(NOT_OFFERED.format(pid=pid)))
            return
        self._offered.discard(pid)
        threading.Thread(target=self._reopen, args=(pid,), name="reopening", daemon=True).start()

    def _offer(self, trouble: str) -> Reopen | None:
        """Return the program that gives names when started anew, where that is the mend."""
        program = trouble.reopening if isinstance(trouble, Trouble) else None
        if program is None:
            return None
        self._offered.add(program.process)
        return Reopen(program.app, program.process)

    def _reopen(self, pid: int) -> None:
        try:
            self._started.append(reopen(pid))
        except ReopenError as error:
            self._tell(Problem(str(error)))
