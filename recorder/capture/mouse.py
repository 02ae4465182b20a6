"""Presses, releases and the wheel become facts, each with what was under the pointer before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recorder.capture import hover
from recorder.capture.events import ButtonEvent, HandEvent, RestEvent, WheelEvent
from recorder.capture.eyes import Frame
from recorder.capture.inbox import Seen
from recorder.capture.masking import window_at
from recorder.capture.scribe import Scribe, described
from recorder.capture.suppression import OWN_TERMINAL
from recorder.desktop.base import OpenWindow
from recorder.document.guide import Target
from recorder.recording import Press, Release, Scroll

if TYPE_CHECKING:
    from recorder.document.geometry import Point

DRAG_PIXELS = 8
SCROLL_SECONDS = 0.4
Interrupt = Callable[[Frame | None], None]
TakeHeld = Callable[[tuple[str, ...]], int]
Clicked = Callable[[float, Target | None], None]


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

    def __init__(self, scribe: Scribe, interrupt: Interrupt, take_held: TakeHeld, clicked: Clicked) -> None:
        self._scribe = scribe
        self._interrupt = interrupt
        self._take_held = take_held
        self._clicked = clicked
        self._burst: Burst | None = None
        self._down: dict[int, Point | None] = {}
        self._found: dict[HandEvent, Target | None] = {}
        self._hover = hover.Hover(scribe)

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do."""
        ends = (self._hover.deadline, self._burst.last + SCROLL_SECONDS if self._burst else None)
        return min((end for end in ends if end is not None), default=None)

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
        self._hover.touch(moment)

    def screen_changed(self, now: float) -> None:
        """Look again soon: what is under the resting pointer may be new."""
        self._hover.look_soon(now)

    def glance(self, seen: Seen) -> None:
        """Look up what a press hit as soon as it arrives, before it waits for its turn."""
        event = seen.event
        if isinstance(event, RestEvent):
            return
        if isinstance(event, ButtonEvent) and event.pressed:
            window = window_at(self._scribe.windows(seen.frame), event.at)
            if not self._scribe.terminal.owns(window):
                place = hover.Place(event.at, seen.frame.content if seen.frame else None, window)
                self._found[event] = self._hover.find(place, event.time)
        self._hover.touch(event.time)

    def press(self, seen: Seen, event: ButtonEvent) -> None:
        """Write a press down."""
        scribe = self._scribe
        frame = scribe.frame(seen, event.at)
        window = window_at(scribe.windows(frame), event.at)
        self._interrupt(frame)
        count = 1 + self._take_held(event.modifiers)
        target = self._found.pop(event, None)
        if scribe.terminal.owns(window):
            self._down[event.number] = None
            scribe.suppress(seen, "press", OWN_TERMINAL, count)
            return
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
        self._down[event.number] = event.at
        scribe.acted(event.time, fact, window, event.at)
        self._clicked(event.time, target)

    def release(self, seen: Seen, event: ButtonEvent) -> None:
        """Write a release down, with what is there if the pointer was dragged."""
        scribe = self._scribe
        if event.number not in self._down:
            scribe.drop(seen, "the button went down before the recording began")
            return
        pressed = self._down.pop(event.number)
        if pressed is None:
            scribe.suppress(seen, "release", OWN_TERMINAL)
            return
        dragged = max(abs(event.at.x - pressed.x), abs(event.at.y - pressed.y)) > DRAG_PIXELS
        window = window_at(scribe.windows(scribe.frame(seen, event.at)), event.at) if dragged else None
        assert event.button
        fact = Release(
            time=scribe.since(event.time),
            button=event.button,
            at=event.at,
            target=scribe.desktop.target_at(event.at, window) if dragged else None,
            window=described(window),
        )
        scribe.acted(event.time, fact, scribe.window, scribe.place)

    def wheel(self, seen: Seen, event: WheelEvent) -> None:
        """Add a turn of the wheel to the burst, which begins with it if none goes on there."""
        scribe, burst = self._scribe, self._burst
        frame = scribe.frame(seen, event.at)
        window = window_at(scribe.windows(frame), event.at)
        count = 1 + self._take_held(event.modifiers)
        if scribe.terminal.owns(window):
            self._interrupt(frame)
            scribe.suppress(seen, "scroll", OWN_TERMINAL, count)
        elif burst and window and burst.window and burst.window.id == window.id:
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
        fact = Scroll(
            time=scribe.since(burst.event.time),
            at=burst.event.at,
            delta=burst.delta,
            target=scribe.desktop.target_at(burst.event.at, burst.window),
            window=described(burst.window),
            before=scribe.keep(burst.frame, burst.window),
            count=burst.count,
        )
        scribe.acted(burst.last, fact, burst.window, burst.event.at)
