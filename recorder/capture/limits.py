"""What one recording is limited to: one monitor, one window, and never what is excluded.

A window is told by words of its title, which programs change as they please and a moment before or after they
show something else. So an excluded title counts for a second longer than it stands there.
"""

import re
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from recorder.compose.rules import Rule
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box, Point
from recorder.errors import RecorderError

OUTSIDE_LIMITS: Final = "outside_limits"
EXCLUDED_WINDOW: Final = "excluded_window"
AFTER_SECONDS = 1.0
MOST_NAMED = 12

Windows = Sequence[OpenWindow]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The one window that is recorded, by its family, and the words that name it where it is no number."""

    family: int
    words: str
    title: str


class Limits:
    """Tell which windows may be kept; `see` is told how they stand, from any thread."""

    def __init__(
        self,
        *,
        chosen: Chosen | None = None,
        excluded: Collection[str] = (),
        say: Callable[[str], None] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._chosen = chosen
        self._words = tuple(words.casefold() for words in excluded)
        self._monitor: Callable[[], Box | None] | None = None
        self._say, self._clock = say, clock
        self._until: dict[int, float] = {}
        self._lock = threading.Lock()
        self._missed = False

    @property
    def one_window(self) -> bool:
        """Whether a single window is recorded."""
        return self._chosen is not None

    def keep_to(self, monitor: Callable[[], Box | None]) -> None:
        """Limit to what is done on one monitor, which tells where it is, None while it is unplugged."""
        self._monitor = monitor

    def see(self, windows: tuple[OpenWindow, ...]) -> tuple[OpenWindow, ...]:
        """Return the windows, having noted which titles stand there and whether the chosen window does."""
        with self._lock:
            ends = self._clock() + AFTER_SECONDS
            self._until.update((each.id, ends) for each in windows if self._is_named(each))
            lost = self._follow(windows) if self._chosen else None
        if lost:
            self._say(f"The window {lost!r} is closed or hidden: nothing is recorded until it is back.")
        return windows

    def excluded(self, windows: Windows, moment: float | None = None) -> frozenset[int]:
        """Return the ids of those windows that are never kept, with their dialogs and popups.

        `moment` is when they stood so, by default now.
        """
        if not self._words:
            return frozenset()
        stood = self._clock() if moment is None else moment
        with self._lock:
            named = {window for window, ends in self._until.items() if ends > stood}
        named |= {each.id for each in windows if self._is_named(each)}
        busy = {each.family for each in windows if each.id in named and each.active}
        inside = {each.id for each in windows if each.family in named or (each.popup and each.family in busy)}
        return frozenset(named | inside)

    def rule(self, window: OpenWindow | None, windows: Windows, at: Point | None = None) -> Rule | None:
        """Return the rule that leaves out what is done in a window (at a place), None where none does."""
        if window and window.id in self.excluded((*windows, window)):
            return EXCLUDED_WINDOW
        if self._chosen and (window is None or window.family != self._chosen.family):
            return OUTSIDE_LIMITS
        if self._monitor is None:
            return None
        monitor = self._monitor()
        place = Box(*at, 1, 1) if at else window.box if window else None
        inside = monitor is not None and place is not None and monitor.meet(place) is not None
        return None if inside else OUTSIDE_LIMITS

    def _is_named(self, window: OpenWindow) -> bool:
        title = window.title.casefold()
        return any(words in title for words in self._words)

    def _follow(self, windows: Windows) -> str | None:
        """Take up a window of the chosen title when the first is gone; return the title when first lost."""
        chosen = self._chosen
        assert chosen
        if any(each.family == chosen.family for each in windows):
            return None
        again = _called(chosen.words, windows) if chosen.words else None
        if again:
            self._chosen = Chosen(again.family, chosen.words, chosen.title)
            return None
        first, self._missed = not self._missed, True
        return chosen.title if first else None


def choose_window(wanted: str, windows: Windows) -> Chosen:
    """Return the window of a number such as 0x3a00007, or the topmost whose title has those words.

    Raises:
        RecorderError: there is none; the open windows are listed.
    """
    number = int(wanted, 16) if re.fullmatch(r"0[xX][0-9a-fA-F]{1,8}", wanted) else None
    by_number = next((each for each in windows if each.id == number), None)
    found = by_number or _called(wanted.strip(), windows)
    if found is None:
        named = ", ".join(f"{each.title!r} ({each.id:#x})" for each in _main(windows)[:MOST_NAMED])
        raise RecorderError(
            f"No open window is called {wanted!r}: choose one of {named or 'those you open first'}."
        )
    return Chosen(found.family, "" if by_number else wanted.strip(), found.title)


def check_excluded(titles: Collection[str]) -> None:
    """Raise where a title to be excluded has no words, which would leave everything out."""
    if any(not words.strip() for words in titles):
        raise RecorderError("--exclude-window needs some words of the window's title.")


def _called(words: str, windows: Windows) -> OpenWindow | None:
    return next(
        (each for each in _main(windows) if words and words.casefold() in each.title.casefold()), None
    )


def _main(windows: Windows) -> list[OpenWindow]:
    return [each for each in windows if not each.popup and each.title]
