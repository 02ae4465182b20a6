"""What is under the pointer, looked up while it rests: after a click the control may be gone, or changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recorder.capture.lookups import LookUp
from recorder.capture.masking import window_at
from recorder.capture.scribe import Scribe
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Point
from recorder.document.guide import Target

REST_SECONDS = 0.04
AGAIN_SECONDS = 0.15
KEPT = 4
SLOW_SECONDS = 0.15
MOST_MISSES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the screen, the content the screen had, and the window there."""

    at: Point
    content: int | None
    window: OpenWindow | None


@dataclass(frozen=True, slots=True)
class Glance:
    """What was found at a place, and when that was asked and answered."""

    place: Place
    asked: float
    answered: float
    target: Target | None


def known_before(glances: Sequence[Glance], place: Place, moment: float, touched: float) -> Glance | None:
    """Return the look that tells what was at a place just before `moment`; the latest comes last.

    It is the latest that was answered by then, if it found a control around the place in the same window, and
    was asked after the input before it (at `touched`), to which the program may have answered, or else on the
    very same screen. The screen alone tells little: controls light up under the pointer, and a cursor blinks.
    """
    seen = next((each for each in reversed(glances) if each.answered <= moment), None)
    if seen is None or not _fits(seen, place):
        return None
    return seen if seen.asked > touched or seen.place.content == place.content else None


def begun_before(glances: Sequence[Glance], place: Place, moment: float, touched: float) -> Target | None:
    """Return what a look found that was asked before `moment` and answered late: better than nothing."""
    begun = (each for each in reversed(glances) if touched < each.asked <= moment)
    return next((each.target for each in begun if _fits(each, place)), None)


def _fits(seen: Glance, place: Place) -> bool:
    """Tell whether a control found before lies under this place too, in the same window."""
    if seen.target is None or seen.target.box is None:
        return False
    here, there = place.window, seen.place.window
    if here is None or there is None or (here.id, here.box) != (there.id, there.box):
        return False
    return seen.target.box.holds(place.at)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a press hit: what was known before, else what is asked for now, else what was asked before."""

    known: Target | None
    asked: LookUp[Target] | None = None
    begun: Callable[[], Target | None] = lambda: None

    @property
    def done(self) -> bool:
        """Whether it is told."""
        return self.asked is None or self.asked.done

    def within(self, seconds: float) -> Target | None:
        """Return it, waiting for it no longer than that."""
        if self.asked is None:
            return self.known
        return self.asked.within(seconds) or self.begun()


class Hover:
    """Look where the pointer rests, again when something there may be new, and remember the last looks."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._glances: tuple[Glance, ...] = ()
        self._resting: Point | None = None
        self._looking: tuple[Place, LookUp[Target]] | None = None
        self._misses = 0
        self._touched = 0.0
        self._look_at: float | None = None

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do; a look that is on its way wakes by itself."""
        return None if self._looking else self._look_at

    def tick(self, now: float) -> None:
        """Take in the look that was answered, and look again if it is time to."""
        self._take_in()
        if self.deadline is not None and self.deadline <= now:
            self._look()

    def rest(self, at: Point) -> None:
        """Look at once where the pointer has come to rest."""
        self._resting, self._misses = at, 0
        self._take_in()
        self._look_at = self._scribe.clock()
        if self._looking is None:
            self._look()

    def look_soon(self, now: float) -> None:
        """Look again before long: what is under the resting pointer may be new."""
        self._misses = 0
        self._plan(now + REST_SECONDS)

    def touch(self, moment: float) -> None:
        """Note an input: what was found before it may not be so for the next."""
        self._touched = max(self._touched, moment)
        self.look_soon(moment)

    def find(self, place: Place, moment: float) -> Hit:
        """Return what was at a place before `moment`: as known by then, else as it is now."""
        self._take_in()
        known, touched = known_before(self._glances, place, moment, self._touched), self._touched
        if known:
            return Hit(known.target)

        def begun() -> Target | None:
            self._take_in()
            return begun_before(self._glances, place, moment, touched)

        return Hit(None, self._scribe.desktop.ask_target(place.at, place.window), begun)

    def _plan(self, moment: float) -> None:
        if self._resting and self._look_at is None:
            last = self._glances[-1].asked if self._glances else 0.0
            self._look_at = max(moment, last + AGAIN_SECONDS)

    def _look(self) -> None:
        self._look_at = None
        if self._resting is None:
            return
        frame = self._scribe.eyes.newest(self._resting)
        window = window_at(frame.windows, self._resting) if frame else None
        if frame is None or window is None or self._scribe.left_out(window, frame.windows, self._resting):
            return
        place = Place(self._resting, frame.content, window)
        self._looking = place, self._scribe.desktop.ask_target(place.at, window)

    def _take_in(self) -> None:
        """Remember the look that was on its way, once it is answered."""
        if self._looking is None or not self._looking[1].done:
            return
        (place, look_up), self._looking = self._looking, None
        asked, answered = look_up.began, look_up.ended
        timed_out = look_up.found is None and answered - asked > SLOW_SECONDS
        self._misses = self._misses + 1 if timed_out else 0
        if not timed_out or self._misses == MOST_MISSES:
            glance = Glance(place, asked, answered, look_up.found)
            self._glances = (*self._glances, glance)[-KEPT:]
        elif self._misses < MOST_MISSES:
            self._look_at = answered  # a busy program may find the time for the next question
