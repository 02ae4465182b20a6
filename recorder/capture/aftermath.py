"""What the screen shows at an action and after it: the frames that are kept behind the one before.

The frame at a press is the first that differs, while the program answers. The settled one is the screen once
it has been still for a while, or right before the next action. Both are filled as the one before is: so as
long as it is not told what an action hit, which may be a secret field, neither is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass

from recorder.capture.eyes import Frame
from recorder.capture.scribe import Acted, Scribe, described
from recorder.recording import Settled

BURST_SECONDS = 0.15
"""Of actions that follow each other faster, no frames at them are kept: they cost more than they tell."""

STILL_SECONDS = 0.35
PATIENCE_SECONDS = 3.0
"""How long a program may take to answer before a screen that has not changed counts as settled."""


@dataclass(slots=True)
class Aftermath:
    """Keep the frames at and after the last action that `scribe` wrote down."""

    scribe: Scribe
    owes: Callable[[], bool] = lambda: False
    """Tells whether the name of what was hit is still on its way."""
    changed_at: float = 0.0

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do."""
        acted = self.scribe.last
        if acted is None or self.owes():
            return None
        ends = [acted.began + BURST_SECONDS] if acted.during and acted.at else []
        ends += [] if acted.is_held else [self._settles_at(acted)]
        return min(ends, default=None)

    def screen_changed(self, now: float) -> None:
        """Note that the screen is not still."""
        self.changed_at = now

    def tick(self, now: float) -> None:
        """Keep the frame at the action once there is one, and the settled one once the screen is still."""
        self.scribe.pictures.darkroom.collect()
        acted = self.scribe.last
        if acted is None or self.owes():
            return
        self._look_at(acted, now)
        if not acted.is_held and self._settles_at(acted) <= now:
            self._settle(acted, self.scribe.eyes.newest(self.scribe.place))

    def before_next(self, frame: Frame | None) -> None:
        """Keep the settled frame of the last action, as another begins: `frame` is the one before that."""
        acted = self.scribe.last
        if acted and not self.owes():
            self._look_at(acted, self.scribe.clock())
            self._settle(acted, self.scribe.frame_of(self.scribe.place, frame))
        self.scribe.last = None

    def _settles_at(self, acted: Acted) -> float:
        """Return when the screen counts as settled, if it stays as it is."""
        newest = self.scribe.eyes.newest(self.scribe.place)
        answered = newest is not None and acted.shown is not None and newest.content != acted.shown.content
        still = max(acted.until, self.changed_at) + STILL_SECONDS
        return min(still, acted.until + PATIENCE_SECONDS) if answered else acted.until + PATIENCE_SECONDS

    def _look_at(self, acted: Acted, now: float) -> None:
        """Remember the first frame that answers an action, and keep it unless others follow fast."""
        if not acted.during or acted.window is None:
            return
        frame = acted.at or self.scribe.eyes.since(acted.began, self.scribe.place)
        if frame and (acted.shown is None or frame.content != acted.shown.content):
            acted.at = frame
        if acted.at and now >= acted.began + BURST_SECONDS:
            self.scribe.pictures.keep_later(acted.at, {acted.window.family}, moment=acted.during)
            acted.during = acted.at = None

    def _settle(self, acted: Acted, frame: Frame | None) -> None:
        self.scribe.last = None
        shown = self.scribe.in_front(frame) if frame else ()
        if frame is None or not shown:
            return
        time = self.scribe.since(max(acted.until, frame.finished))

        def settled(moment: str) -> Settled:
            return Settled(time=time, of=acted.of, moment=moment, window=described(shown[0]))

        self.scribe.pictures.keep_later(frame, {each.family for each in shown}, settled)
