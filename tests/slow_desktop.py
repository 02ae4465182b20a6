"""A session on a scripted desktop whose programs answer only when a test lets them."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from recorder.capture.events import ButtonEvent
from recorder.capture.eyes import Eyes
from recorder.capture.journal import Journal
from recorder.capture.limits import Limits
from recorder.capture.session import Session
from recorder.capture.spool import read_recording
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target
from recorder.recording import AnyFact, Start

HUNG = OpenWindow(id=1, family=1, title="Hung", app="hung", pid=11, box=Box(0, 0, 400, 400))
LIVELY = OpenWindow(id=2, family=2, title="Lively", app="lively", pid=12, box=Box(400, 0, 400, 400))
IN_HUNG, IN_LIVELY = Point(20, 20), Point(420, 20)
WAIT_SECONDS = 60.0


@dataclass
class SlowDesktop:
    """Two windows side by side; the program of the first answers once `goes_on` is set."""

    goes_on: threading.Event = field(default_factory=threading.Event)
    secret: bool = False

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return both windows, at once as always."""
        return HUNG, LIVELY

    def target_at(self, point: Point, window: OpenWindow | None) -> Target | None:
        """Return the button of the window, if its program goes on."""
        assert window
        if window is HUNG:
            self.goes_on.wait(WAIT_SECONDS)
        return Target(name=window.title, role="button", box=Box.around(point, 40, 20), secret=self.secret)

    def focused(self, window: OpenWindow | None) -> Target | None:
        """Return nothing."""

    def value(self, window: OpenWindow | None) -> str | None:
        """Return nothing."""

    def problems(self) -> tuple[str, ...]:
        """Return nothing."""
        return ()

    def close(self) -> None:
        """Do nothing."""


@dataclass
class Take:
    """A session that goes on, and what it has written by now."""

    session: Session
    folder: Path

    @property
    def facts(self) -> tuple[AnyFact, ...]:
        """Return the facts in the journal."""
        return read_recording(self.folder).facts

    def click(self, at: Point) -> None:
        """Press and release the left button."""
        for pressed in (True, False):
            self.session.take(ButtonEvent(time.monotonic(), "left", 1, pressed, at))


@contextmanager
def taking(
    folder: Path, desktop: SlowDesktop, eyes: Eyes | None = None, limits: Limits | None = None
) -> Iterator[Take]:
    """Record on that desktop until the block ends, with no screen unless there are eyes."""
    start = Start(id="take", at=datetime.now(UTC), platform="linux-x11", recorder="0", monitors=())
    with Journal(folder / "take", start, time.monotonic()) as journal:
        session = Session(
            desktop=desktop, eyes=eyes or Eyes(tuple), journal=journal, limits=limits or Limits()
        )
        session.start()
        try:
            yield Take(session, journal.folder)
        finally:
            session.finish("test")
        assert session.failure is None
