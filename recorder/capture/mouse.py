"""Presses, releases and the wheel become facts, each with what was under the pointer before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recorder.capture import hover
from recorder.capture.becoming import Becoming, Expected, after_click
from recorder.capture.events import ButtonEvent, RestEvent, WheelEvent
from recorder.capture.eyes import Frame
from recorder.capture.inbox import Seen
from recorder.capture.late_names import Answer, LateNames
from recorder.capture.masking import window_at
from recorder.capture.scribe import Scribe, described
from recorder.compose.scrolling import TURNED_BY_THE_WHEEL
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Point
from recorder.document.guide import Target
from recorder.recording import Press, Release, Scroll

if TYPE_CHECKING:
    from recorder.compose.rules import Rule

DRAG_PIXELS = 8
OPENED_BY_A_PRESS = frozenset({"menu", "combo box"})
SCROLL_SECONDS = 0.4
Interrupt = Callable[[Frame | None], None]
TakeHeld = Callable[[tuple[str, ...]], int]
Clicked = Callable[[float, Target | None], None]


@dataclass(frozen=True, slots=True)
class Down:
    """A button that is held down: where and on what it was pressed, and when, in seconds of the recording."""

    at: Point
    time: float
    target: Target | None
    window: OpenWindow | None
    windows: frozenset[int]


@dataclass(slots=True)
class Burst:
    """Turns of the wheel, one soon after the other, in one window."""

    event: WheelEvent
    frame: Frame | None
    window: OpenWindow | None
    delta: tuple[int, int]
    last: float
    count: int


class Mouse:
    """Take the mouse's events in their order.

    `interrupt` writes down what else was going on, `take_held` counts the modifier keys of an event, and
    `clicked` hears when something was pressed, and what.
    """

    def __init__(
        self,
        scribe: Scribe,
        *,
        late_names: LateNames,
        becoming: Becoming,
        interrupt: Interrupt,
        take_held: TakeHeld,
        clicked: Clicked,
    ) -> None:
        self._scribe = scribe
        self._late_names = late_names
        self._interrupt = interrupt
        self._take_held = take_held
        self._clicked = clicked
        self._becoming = becoming
        self._burst: Burst | None = None
        self._down: dict[int, Down | Rule] = {}
        self._hits: dict[Seen, Answer] = {}
        self._hover = hover.Hover(scribe)

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do."""
        ends = (self._hover.deadline, self._burst.last + SCROLL_SECONDS if self._burst else None)
        return min((end for end in ends if end is not None), default=None)

    @property
    def busy(self) -> bool:
        """Whether something goes on that is not written down yet."""
        return self._burst is not None

    def tick(self, now: float) -> None:
        """Do what was to be done by now."""
        self._hover.tick(now)
        if self._burst and self._burst.last + SCROLL_SECONDS <= now:
            self.end_burst()

    def rest(self, event: RestEvent) -> None:
        """Look up what is under the pointer, which has come to rest."""
        self._hover.rest(event.at)

    def forget(self, moment: float) -> None:
        """Let what was found before `moment` count no more, as it was before a pause."""
        self._down.clear()
        self._hits.clear()
        self._hover.touch(moment)

    def screen_changed(self, now: float) -> None:
        """Look again soon: what is under the resting pointer may be new."""
        self._hover.look_soon(now)

    def glance(self, seen: Seen) -> None:
        """Ask what a press hit, or a drag ended on, as soon as it arrives, before it waits for its turn."""
        event = seen.event
        if isinstance(event, RestEvent):
            return
        if isinstance(event, ButtonEvent) and (event.pressed or self._drags(event)):
            windows = self._scribe.windows(seen.frame)
            window = window_at(windows, event.at) if event.pressed else self._dropped_on(windows, event)
            if not self._scribe.left_out(window, windows, event.at):
                place = hover.Place(event.at, seen.frame.content if seen.frame else None, window)
                self._hits[seen] = self._hover.find(place, event.time)
        self._hover.touch(event.time)

    def let_go(self, seen: Seen) -> None:
        """Forget what was asked for an event that has been worked on, or was left out."""
        self._hits.pop(seen, None)

    def _drags(self, event: ButtonEvent) -> bool:
        """Tell whether a release ends a drag."""
        down = self._down.get(event.number)
        return isinstance(down, Down) and farther(down.at, event.at, DRAG_PIXELS)

    def _dropped_on(self, windows: tuple[OpenWindow, ...], event: ButtonEvent) -> OpenWindow | None:
        """Return the window under the end of a drag, not what is dragged itself: it is a window, too."""
        down = self._down.get(event.number)
        if not isinstance(down, Down) or (down.target and down.target.role in OPENED_BY_A_PRESS):
            return window_at(windows, event.at)
        return window_at((each for each in windows if not each.popup or each.id in down.windows), event.at)

    def press(self, seen: Seen, event: ButtonEvent) -> None:
        """Write a press down, without its name if that takes long."""
        scribe, hit = self._scribe, self._hits.get(seen)
        frame = scribe.frame(seen, event.at)
        windows = scribe.windows(frame)
        window = window_at(windows, event.at)
        self._interrupt(frame)
        count = 1 + self._take_held(event.modifiers)
        if rule := scribe.left_out(window, windows, event.at):
            self._down[event.number] = rule
            scribe.suppress(seen, "press", rule, count)
            return
        target = self._late_names.await_name(hit, seen.arrived)
        scribe.secrets.remember(window, target)
        before = scribe.keep(frame, window)
        assert event.button
        fact = Press(
            time=scribe.since(event.time),
            button=event.button,
            at=event.at,
            modifiers=event.modifiers,
            target=target,
            window=described(window),
            before=before,
            during=scribe.reserve(before),
            count=count,
        )
        ids = frozenset(each.id for each in scribe.windows(frame))
        self._down[event.number] = Down(event.at, fact.time, target, window, ids)
        scribe.acted(event.time, fact, window, event.at)
        self._late_names.owe(hit, fact, window, frame)
        self._clicked(event.time, target)

    def release(self, seen: Seen, event: ButtonEvent) -> None:
        """Write a release down, with what is there if the pointer was dragged."""
        scribe = self._scribe
        if event.number not in self._down:
            scribe.drop(seen, "the button went down before the recording began")
            return
        hit = self._hits.get(seen)
        pressed = self._down[event.number]
        if isinstance(pressed, str):
            del self._down[event.number]
            scribe.suppress(seen, "release", pressed)
            return
        dragged = farther(pressed.at, event.at, DRAG_PIXELS)
        frame = scribe.frame(seen, event.at) if dragged else None
        windows = scribe.windows(frame) if dragged else ()
        window = self._dropped_on(windows, event)
        if scribe.left_out(window, windows, event.at):
            window = None  # dragged to where nothing may be told of
        del self._down[event.number]
        landed = (hit or scribe.desktop.ask_target(event.at, window)) if window else None
        assert event.button
        fact = Release(
            time=scribe.since(event.time),
            button=event.button,
            at=event.at,
            target=self._late_names.await_name(landed, seen.arrived),
            window=described(window),
        )
        scribe.acted(event.time, fact, scribe.window, scribe.place)
        self._late_names.owe(landed, fact, window, frame)
        purpose = after_click(pressed.target, event.button)
        if purpose:
            expected = Expected(pressed.time, event.time, purpose, pressed.target, pressed.window, pressed.at)
            self._becoming.expect(expected)

    def wheel(self, seen: Seen, event: WheelEvent) -> None:
        """Add a turn of the wheel to the burst, which begins with it if none goes on there."""
        scribe, burst = self._scribe, self._burst
        frame = scribe.frame(seen, event.at)
        windows = scribe.windows(frame)
        window = window_at(windows, event.at)
        count = 1 + self._take_held(event.modifiers)
        if rule := scribe.left_out(window, windows, event.at):
            self._interrupt(frame)
            scribe.suppress(seen, "scroll", rule, count)
        elif burst and window and _goes_on(burst, window, event):
            burst.delta = (burst.delta[0] + event.delta[0], burst.delta[1] + event.delta[1])
            burst.last = event.time
            burst.count += count
        else:
            self._interrupt(frame)
            self._burst = Burst(event, frame, window, event.delta, event.time, count)

    def end_burst(self) -> None:
        """Write the burst down, if there is one."""
        scribe, burst, self._burst = self._scribe, self._burst, None
        if burst is None:
            return
        scrolled = scribe.desktop.ask_target(burst.event.at, burst.window)
        target = self._late_names.await_name(scrolled, scribe.clock())
        fact = Scroll(
            time=scribe.since(burst.event.time),
            at=burst.event.at,
            delta=burst.delta,
            modifiers=burst.event.modifiers,
            target=target,
            window=described(burst.window),
            before=scribe.keep(burst.frame, burst.window),
            count=burst.count,
        )
        scribe.acted(burst.last, fact, burst.window, burst.event.at)
        self._late_names.owe(scrolled, fact, burst.window, burst.frame)
        if target and target.role in TURNED_BY_THE_WHEEL:
            ended = scribe.clock()
            self._becoming.expect(Expected(fact.time, ended, "value", target, burst.window))


def farther(one: Point, other: Point, reach: int) -> bool:
    """Tell whether two places are farther apart than `reach`, across or down."""
    return max(abs(one.x - other.x), abs(one.y - other.y)) > reach


def _goes_on(burst: Burst, window: OpenWindow, event: WheelEvent) -> bool:
    same = burst.window is not None and burst.window.id == window.id
    return same and burst.event.modifiers == event.modifiers
