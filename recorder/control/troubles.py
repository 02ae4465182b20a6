"""What the desktop cannot tell, said once as soon as it is known, and mended where that is a button."""

import threading
from typing import TYPE_CHECKING

from recorder.control.events import Problem, Reopen, Tell
from recorder.desktop.base import Desktop
from recorder.desktop.chromium import is_chromium, unnamed
from recorder.desktop.reopening import ReopeningError, reopen

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
        for text in self._desktop.problems():
            if text not in self._said:
                self._said.add(text)
                self._tell(Problem(text, self._offer(text)))

    def reopen(self, pid: int | None) -> None:
        """Start a program anew with names, in a thread of its own; only one that was offered."""
        if pid is None or pid not in self._offered:
            self._tell(Problem(NOT_OFFERED.format(pid=pid)))
            return
        self._offered.discard(pid)
        threading.Thread(target=self._reopen, args=(pid,), name="reopening", daemon=True).start()

    def _offer(self, text: str) -> Reopen | None:
        """Return the program that a sentence is about, if it can be started anew with names."""
        for window in self._desktop.windows():
            if window.pid and text == unnamed(window.app) and is_chromium(window.pid):
                self._offered.add(window.pid)
                return Reopen(window.app, window.pid)
        return None

    def _reopen(self, pid: int) -> None:
        try:
            self._started.append(reopen(pid))
        except ReopeningError as error:
            self._tell(Problem(str(error)))
