"""Where secret fields were seen, so that pictures of the same window do not show what is in them.

The tree is asked when a picture is kept, which is later than the picture was taken: a field that is gone by
then may still be on it. So a field is filled in on every picture that was taken before it was first missed.
"""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from recorder.capture.eyes import Frame, Windows
from recorder.capture.masking import uncovered
from recorder.desktop.base import Desktop, OpenWindow
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target

REPAINT_SECONDS = 0.1
"""How long a field may stand on the screen after the tree has let go of it."""

AGAIN_SECONDS = 0.15
FORGET_SECONDS = 60.0


@dataclass(slots=True)
class Sighting:
    """A secret field at a place in its window, until it was missed there (None: it still was there)."""

    missed: float | None = None

    def may_show(self, frame: Frame) -> bool:
        """Tell whether a frame was taken while the field may have been on the screen."""
        return self.missed is None or frame.started < self.missed + REPAINT_SECONDS


class SecretFields:
    """Remember secret fields by window, each by its place in the window; look again as the screen changes."""

    def __init__(self, desktop: Desktop, clock: Callable[[], float] = time.monotonic) -> None:
        self._desktop = desktop
        self._clock = clock
        self._seen: dict[int, dict[Box, Sighting]] = {}
        self.deadline: float | None = None

    def remember(self, window: OpenWindow | None, target: Target | None) -> None:
        """Note a control if it is secret."""
        if window and target and target.secret and target.box:
            inside = target.box.moved(-window.box.x, -window.box.y)
            self._seen.setdefault(window.id, {})[inside] = Sighting()

    def screen_changed(self, now: float) -> None:
        """Look again before long: a field may have gone, or have come back."""
        if self._seen and self.deadline is None:
            self.deadline = now + AGAIN_SECONDS

    def tick(self, now: float, windows: Callable[[], Windows]) -> None:
        """Look again if it is time to; fields that were missed for long in a window of now are forgotten."""
        if self.deadline is None or self.deadline > now:
            return
        self.deadline = None
        for window in windows():
            self._look_into(window)
        for window_id, fields in tuple(self._seen.items()):
            kept = {box: each for box, each in fields.items() if now - (each.missed or now) < FORGET_SECONDS}
            self._seen[window_id] = kept
            if not kept:
                del self._seen[window_id]

    def boxes(self, frame: Frame, families: Collection[int] | None) -> tuple[Box, ...]:
        """Return where secret fields of these families (of all if None) show on a frame.

        What other windows lie over is spared.
        """
        for window in frame.windows:
            self._look_into(window)
        found: dict[Box, None] = {}
        for windows in dict.fromkeys((*frame.earlier, frame.windows_before, frame.windows)):
            for window in windows:
                if families is None or window.family in families:
                    for inside in self._showing(window, frame):
                        box = inside.moved(window.box.x, window.box.y)
                        found.update(dict.fromkeys(uncovered(box, window, windows)))
        return tuple(found)

    def _showing(self, window: OpenWindow, frame: Frame) -> list[Box]:
        fields = self._seen.get(window.id, {})
        return [inside for inside, sighting in fields.items() if sighting.may_show(frame)]

    def _look_into(self, window: OpenWindow) -> None:
        """Ask whether the fields of a window are still there; no answer is no denial."""
        for inside, sighting in self._seen.get(window.id, {}).items():
            asked = self._clock()
            box = inside.moved(window.box.x, window.box.y)
            now = self._desktop.target_at(Point(*box.centre), window)
            if now is None:
                continue
            if now.secret:
                sighting.missed = None
            elif sighting.missed is None:
                sighting.missed = asked
