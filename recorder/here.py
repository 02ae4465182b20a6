"""What is in front of a person at this desktop: a program, its window's title, and the page a browser shows.

Whoever asks from a terminal has that in front; the window that counts is the one below it.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from recorder.desktop.base import CONTROL_APP, Desktop, OpenWindow
from recorder.errors import RecorderError

OURS = "\u00b7 Handrail"
"""How the titles of our own pages end, whatever a browser puts behind."""
GENERATIONS = 16
_PAGE = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)

NOTHING = "No window is in front that a guide could be for: click into one, then ask again."


@dataclass(frozen=True, slots=True)
class InFront:
    """The program, the title and the address (empty where none is shown) of the window in front."""

    app: str
    title: str
    address: str = ""

    def page_at(self, base: str) -> str:
        """Return the address of the page with the guides for it."""
        said = {"app": self.app, "title": self.title, "address": self.address}
        return f"{base.rstrip('/')}/here?{urlencode({name: text for name, text in said.items() if text})}"


def in_front(desktop: Desktop, own: Collection[int] = ()) -> InFront:
    """Return what is in front, windows of the processes `own` left aside.

    Raises:
        RecorderError: there is no such window.
    """
    window = front_window(desktop.windows(), own)
    if window is None:
        raise RecorderError(NOTHING)
    return told_of(window, desktop.value(window))


def front_window(windows: Iterable[OpenWindow], own: Collection[int] = ()) -> OpenWindow | None:
    """Return the topmost window that a guide could be for: not ours, nor the terminal's that asks."""
    return next(
        (
            each
            for each in windows
            if not each.popup
            and each.app != CONTROL_APP
            and OURS not in each.title
            and each.pid not in own
            and (each.app or each.title)
        ),
        None,
    )


def told_of(window: OpenWindow, value: str | None) -> InFront:
    """Return what there is to say of a window; `value` is what has its focus, which may be a page's address.

    Of an address nothing is told but its host.
    """
    page = _PAGE.match(value or "")
    return InFront(window.app, window.title, page[0] if page else "")


def own_processes() -> Iterator[int]:
    """Yield this process and those that started it: a shell, the terminal it runs in."""
    from recorder.systems import this_system  # noqa: PLC0415 - needs the extra

    parent, process = this_system().parent, os.getpid()
    for _ in range(GENERATIONS):
        yield process
        started_by = parent(process)
        if not started_by or started_by <= 1:
            return
        process = started_by
