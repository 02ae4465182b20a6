"""Writes facts: what every kind of event needs to become a line of the journal with its picture."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from recorder.capture.events import KeyEvent, OrderEvent, RestEvent
from recorder.capture.eyes import Eyes, Frame, frame_at
from recorder.capture.inbox import Seen
from recorder.capture.journal import Journal
from recorder.capture.limits import Limits
from recorder.capture.lookups import LookUps
from recorder.capture.masking import active
from recorder.capture.outcome import words_shown
from recorder.capture.pictures import Pictures
from recorder.capture.secret_fields import SecretFields
from recorder.capture.suppression import MODIFIER_ALONE, OWN_TERMINAL, Terminal
from recorder.compose.rules import Rule
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Point
from recorder.document.guide import Monitor, Target, Window
from recorder.recording import After, AnyFact, Dropped, Layout, Press, Release, Suppressed

MOST_DOUBTFUL = 4


@dataclass(slots=True)
class Acted:
    """An action that was written down, as long as what comes of it is awaited.

    `of` is the time of its fact, `began` and `until` when its first and last events were, `shown` the frame
    it was kept with, and `during` the id that was reserved for the frame `at` it. A button that `is_held` is
    still down.
    """

    of: float
    began: float
    until: float
    window: OpenWindow | None
    shown: Frame | None
    during: str | None
    is_held: bool
    at: Frame | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A moment that was kept while it was not told what an action had hit: it may show a secret field."""

    moment: str
    frame: Frame
    family: int


@dataclass(slots=True)
class Scribe:
    """The recording so far: where the last action was, and since when the screen has been left alone.

    `settled` is the frame before the first suppressed event after the last action, such as the switch to the
    terminal; `shown` is the frame that the last action was kept with, and `bare` counts
    the actions on no window, such as the desktop or its panel, which have no picture. What comes of the
    `last` action is still awaited. `doubtful` are the latest moments kept while a name is owed, else None.
    `moment` is when the event happened that is worked on.
    """

    desktop: LookUps
    eyes: Eyes
    journal: Journal
    pictures: Pictures
    secrets: SecretFields
    terminal: Terminal
    limits: Limits
    clock: Callable[[], float] = time.monotonic
    place: Point | None = None
    window: OpenWindow | None = None
    acted_on: set[int] = field(default_factory=set)
    acted_at: float = 0.0
    settled: Frame | None = None
    shown: Frame | None = None
    bare: int = 0
    layout: tuple[Monitor, ...] = ()
    last: Acted | None = None
    moment: float = 0.0
    doubtful: tuple[Kept, ...] | None = None

    def frame(self, seen: Seen, place: Point | None) -> Frame | None:
        """Return the newest frame before the event: one may have been finished after the event arrived."""
        late, early = self.eyes.before(seen.event.time, place), seen.frame
        if late is None or early is None:
            return late or early
        if early.layout == late.layout and early.monitor == late.monitor:
            return max(early, late, key=lambda frame: frame.finished)
        return frame_at((late, early), place)

    def frame_of(self, place: Point | None, frame: Frame | None) -> Frame | None:
        """Return the frame of the monitor at a place at the time of `frame`, which may show another monitor.

        What goes on in one window is often ended by an event on another monitor.
        """
        if place is None or frame is None or frame.box.holds(place):
            return frame
        there = self.eyes.before(self.moment, place)
        return there if there and there.box.holds(place) else frame

    def windows(self, frame: Frame | None) -> tuple[OpenWindow, ...]:
        """Return the windows of a frame, or those of now where there is none."""
        return frame.windows if frame else self.desktop.windows()

    def left_out(
        self, window: OpenWindow | None, windows: tuple[OpenWindow, ...], at: Point | None = None
    ) -> Rule | None:
        """Return the rule by which what is done in a window (at a place) is no part of the task, or None."""
        return OWN_TERMINAL if self.terminal.owns(window) else self.limits.rule(window, windows, at)

    def screen_changed(self, now: float) -> None:
        """Write a new layout of the monitors down, and have secret fields looked at again soon."""
        monitors = self.eyes.monitors
        if monitors != self.layout:
            self.layout = monitors
            self.journal.add(Layout(time=self.since(now), monitors=monitors))
        self.secrets.screen_changed(now)

    def tick(self, now: float) -> None:
        """Look again at the secret fields if it is time to."""
        self.secrets.tick(now, lambda: self.windows(self.eyes.newest(self.place)))

    def keep(self, frame: Frame | None, window: OpenWindow | None) -> str | None:
        """Keep what an action's frame shows of a window and its family, and return the moment's id."""
        self.shown = frame
        moment = self.look(frame, window)
        self.bare += moment is None and window is None
        return moment

    def look(self, frame: Frame | None, window: OpenWindow | None) -> str | None:
        """Keep the same of a frame that is no action's: what came of the last one still counts from it."""
        moment = self.pictures.keep(frame, {window.family} if window else ())
        if self.doubtful is not None and moment and frame and window:
            self.doubtful = (*self.doubtful, Kept(moment, frame, window.family))[-MOST_DOUBTFUL:]
        return moment

    def reserve(self, before: str | None) -> str | None:
        """Return an id for the moment at an action, None where nothing of it may be kept."""
        return self.journal.reserve() if before else None

    def since(self, moment: float) -> float:
        """Return a monotonic time as seconds of the recording."""
        return self.journal.since(moment)

    def acted(self, moment: float, fact: AnyFact, window: OpenWindow | None, at: Point | None = None) -> None:
        """Write an action down; `at` is where the pointer was, if it was a pointer's."""
        self.journal.add(fact)
        self.touch(moment, window, at)
        if not isinstance(fact, Release):
            during, held = getattr(fact, "during", None), isinstance(fact, Press)
            self.last = Acted(fact.time, moment, moment, window, self.shown, during, held)
        elif self.last and self.last.is_held:
            self.last.until, self.last.is_held = moment, False

    def touch(self, moment: float, window: OpenWindow | None, at: Point | None = None) -> None:
        """Note that something was done in a window."""
        self.acted_at, self.window, self.settled = moment, window, None
        if window:
            self.acted_on.add(window.family)
        self.place = at or (window.box.centre if window else self.place)

    def suppress(self, seen: Seen, what: str, rule: Rule, count: int = 1) -> None:
        """Write down that a rule left events out."""
        if self.settled is None and rule != MODIFIER_ALONE:
            self.settled = self.frame(seen, self.place) or seen.frame
        self.journal.add(Suppressed(time=self.since(seen.event.time), what=what, rule=rule, count=count))

    def drop(self, seen: Seen, why: str) -> None:
        """Write down that an event could not be kept; what is no event of the ledger leaves no line."""
        event = seen.event
        if isinstance(event, RestEvent | OrderEvent) or (isinstance(event, KeyEvent) and not event.pressed):
            return
        what = type(event).__name__.removesuffix("Event").lower()
        self.journal.add(Dropped(time=self.since(event.time), what=what, why=why))

    def in_front(self, frame: Frame) -> tuple[OpenWindow, ...]:
        """Return the windows that show what came of the last action, what its program has in front first."""
        last, front = self.window, active(frame.windows)
        if last is None:
            return ()
        family = tuple(each for each in frame.windows if each.family == last.family and not each.popup)
        if front is None or self.left_out(front, frame.windows):
            return family
        back = not family and front.family in self.acted_on
        return (front, *family) if back or _of_one_program(front, last) else family

    def conclude(self, frame: Frame | None, now: float) -> None:
        """Keep the settled screen: the window acted on, and what came to the front in its program."""
        frame = self.settled or frame
        shown = self.in_front(frame) if frame else ()
        if frame is None or not shown:
            return
        moment = self.pictures.keep(frame, {each.family for each in shown})
        if moment:
            there = {each.id for each in frame.windows}
            gone = [each.box for each in (self.shown.windows if self.shown else ()) if each.id not in there]
            words = words_shown(self.desktop, self.shown, frame, shown[0], uncovered=gone)
            line = After(time=self.since(now), moment=moment, window=described(shown[0]), shown=words)
            self.journal.add(line)


def described(window: OpenWindow | None) -> Window | None:
    """Return a window as a guide tells of it."""
    return Window(title=window.title, app=window.app, box=window.box) if window else None


def place_of(target: Target | None, window: OpenWindow | None) -> Point | None:
    """Return where keys go: the middle of the control that has them, or else of the window."""
    box = target.box if target else None
    return box.centre if box else window.box.centre if window else None


def _of_one_program(one: OpenWindow, other: OpenWindow) -> bool:
    return one.family == other.family or (one.pid is not None and one.pid == other.pid)
