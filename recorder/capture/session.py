"""One recording as it happens: takes what the hands do in order, and writes each fact into the journal.

Everything it works with is handed in. The hands call `take` from their threads, which only notes the frame
that was finished before the event; one thread of its own does the rest.
"""

import threading
import time
from collections.abc import Callable
from types import MappingProxyType

from recorder.capture.aftermath import Aftermath
from recorder.capture.becoming import Becoming
from recorder.capture.commands import Commands
from recorder.capture.converter import Converter
from recorder.capture.events import ButtonEvent, HandEvent, KeyEvent, OrderEvent, RestEvent, WheelEvent
from recorder.capture.eyes import Eyes, Frame
from recorder.capture.gate import Gate
from recorder.capture.inbox import Inbox, Seen
from recorder.capture.journal import Journal
from recorder.capture.keyboard import Keyboard
from recorder.capture.late_names import LateNames
from recorder.capture.limits import Limits
from recorder.capture.lookups import LookUps
from recorder.capture.mouse import Mouse
from recorder.capture.pictures import Pictures
from recorder.capture.pixel_names import PixelNames
from recorder.capture.scribe import Scribe
from recorder.capture.secret_fields import SecretFields
from recorder.capture.suppression import Terminal
from recorder.capture.waiting import Waiting
from recorder.capture.windowing import Windowing
from recorder.control.events import Busy, Composing, Tell
from recorder.control.orders import Order
from recorder.control.shortcuts import Shortcuts
from recorder.desktop.base import Desktop
from recorder.document.geometry import Box
from recorder.recording import Stop

SETTLE_SECONDS = 0.35
NO_TERMINAL = Terminal()
NO_LIMITS = Limits()


class Session(threading.Thread):
    """Record until `finish`; `stop` is called with a reason when ordered, and on a `failure`.

    `tell` hears of pauses and of what does not work, and where the person is busy. `asks` tells whether
    somebody there can ask for a note's words.
    """

    def __init__(
        self,
        *,
        desktop: Desktop,
        eyes: Eyes,
        journal: Journal,
        whole_screen: bool = False,
        monitor: str | None = None,
        limits: Limits = NO_LIMITS,
        terminal: Terminal = NO_TERMINAL,
        shortcuts: Shortcuts = MappingProxyType({}),
        stop: Callable[[str], None] = lambda _: None,
        tell: Tell = lambda _: None,
        asks: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(name="session", daemon=True)
        self._inbox = Inbox(self._glance, clock)
        self._look_ups = LookUps(desktop, self._inbox.wake, clock)
        secrets = SecretFields(self._look_ups, clock)
        pictures = Pictures(
            journal, secrets, limits, whole_screen=whole_screen, monitor=monitor, wake=self._developed
        )
        self._scribe = Scribe(self._look_ups, eyes, journal, pictures, secrets, terminal, limits, clock)
        self._scribe.layout = eyes.monitors
        self._becoming, self._windowing = Becoming(self._scribe), Windowing(self._scribe)
        self._gate = Gate(self._scribe, shortcuts)
        self._keyboard = Keyboard(self._scribe, shortcuts, self._hotkey, self._interrupt, self._becoming)
        self._pixel_names = PixelNames(journal, clock=clock)
        self._late_names = LateNames(self._scribe, self._pixel_names.told)
        self._aftermath = Aftermath(self._scribe, lambda: self._late_names.owed)
        self._mouse = Mouse(
            self._scribe,
            late_names=self._late_names,
            becoming=self._becoming,
            interrupt=self._interrupt,
            take_held=self._keyboard.take_held,
            clicked=self._keyboard.clicked,
        )
        self._commands = Commands(
            self._scribe,
            self._gate,
            interrupt=self._interrupt,
            stop=stop,
            afresh=self._afresh,
            tell=tell,
            asks=asks,
        )
        self._ask_to_stop, self._tell, self._clock = stop, tell, clock
        self._waiting = Waiting()
        self._converter = Converter(journal, clock)
        self._changed = self._windows_due = False
        self._reason: str | None = None
        self.failure: Exception | None = None

    @property
    def bare(self) -> int:
        """How many actions have no picture, as they were on no window."""
        return self._scribe.bare

    def _developed(self) -> None:
        self._inbox.wake()

    def take(self, event: HandEvent) -> None:
        """Note an event and what the screen showed before it, from any thread."""
        place = self._scribe.place if isinstance(event, KeyEvent) else event.at
        seen = self._scribe.eyes.before(event.time, place) if not isinstance(event, RestEvent) else None
        self._inbox.put(Seen(event, self._waiting.hold(seen), self._clock()))

    def order(self, order: Order) -> None:
        """Note what the person ordered, from any thread."""
        now = self._clock()
        seen = self._waiting.hold(self._scribe.eyes.before(now, self._scribe.place))
        self._inbox.put(Seen(OrderEvent(now, order), seen, now))

    def screen_changed(self) -> None:
        """Note that the screen has changed, from any thread: what is under the pointer may be new."""
        if not self._changed:
            self._changed = True
            self._inbox.wake()

    def finish(self, reason: str) -> None:
        """Write down what is still in memory and the settled screen, and end."""
        self._reason = reason
        self._inbox.wake()
        self.join()

    def run(self) -> None:
        """Work until finished, or until that fails."""
        self._look_ups.start()
        try:
            while self._reason is None:
                seen = self._inbox.take(self._deadline())
                if seen:
                    self._work_on(seen)
                self._tick(self._clock())
            self._conclude(self._reason)
        except Exception as error:  # noqa: BLE001  # a thread that ended unheard would record nothing
            self.failure = error
            self._ask_to_stop("failure")
        finally:
            self._look_ups.close()
            self._pixel_names.close()
            self._converter.close()

    def _deadline(self) -> float | None:
        ends = (
            self._mouse.deadline,
            self._keyboard.deadline,
            self._scribe.secrets.deadline,
            self._aftermath.deadline,
            self._becoming.deadline,
            self._pixel_names.deadline,
            self._converter.deadline,
        )
        return min((end for end in ends if end is not None), default=None)

    def _tick(self, now: float) -> None:
        if self._changed:
            self._changed = False
            self._mouse.screen_changed(now)
            self._windows_due = not self._gate.paused
            self._scribe.screen_changed(now)
            self._aftermath.screen_changed(now)
        self._mouse.tick(now)
        self._scribe.tick(now)
        self._keyboard.tick(now)
        self._late_names.pay()
        self._becoming.tick(now)
        self._aftermath.tick(now)
        self._pixel_names.tick(now)
        if self._pixel_names.left:
            self._converter.busy()  # words come first
        self._converter.tick(now)
        if self._windows_due and not (self._mouse.busy or self._keyboard.busy):
            self._windows_due = False
            self._note_windows(self._scribe.eyes.newest(self._scribe.place))

    def _work_on(self, seen: Seen) -> None:
        self._converter.busy()
        self._scribe.moment = seen.event.time
        try:
            self._dispatch(seen)
        except OSError:
            raise
        except Exception as error:  # noqa: BLE001  # one event that cannot be handled must not end the rest
            # Only its kind: what it says may hold what was typed.
            self._scribe.drop(seen, f"a mistake in Handrail ({type(error).__name__})")
        finally:
            self._mouse.let_go(seen)
            self._waiting.release(seen.frame)

    def _dispatch(self, seen: Seen) -> None:
        if isinstance(seen.event, OrderEvent):
            self._commands.obey(seen.event.order, self._scribe.frame(seen, self._scribe.place))
        elif self._gate.lets_pass(seen):
            self._hand_over(seen)

    def _hand_over(self, seen: Seen) -> None:
        match seen.event:
            case RestEvent() as event:
                self._tell(Busy(Box(*event.at, 1, 1)))
                self._mouse.rest(event)
            case ButtonEvent(button=None, number=number):
                self._scribe.drop(seen, f"mouse button {number} has no name")
            case ButtonEvent(pressed=True) as event:
                self._mouse.press(seen, event)
            case ButtonEvent() as event:
                self._mouse.release(seen, event)
            case WheelEvent() as event:
                self._mouse.wheel(seen, event)
            case KeyEvent(pressed=True) as event:
                self._keyboard.press(seen, event)
            case KeyEvent() as event:
                self._keyboard.release(event)

    def _glance(self, seen: Seen) -> None:
        if not self._gate.paused and not isinstance(seen.event, OrderEvent):
            self._mouse.glance(seen)

    def _hotkey(self, order: Order, frame: Frame | None) -> None:
        self._commands.obey(order, frame, "hotkey")

    def _afresh(self, moment: float) -> None:
        """Forget what was known of pointer and focus before `moment`."""
        self._mouse.forget(moment)
        self._keyboard.forget(moment)
        self._windowing.forget()

    def _interrupt(self, frame: Frame | None) -> None:
        """Write down what was going on when something else began; `frame` was before it."""
        self._keyboard.end_run(frame)
        self._mouse.end_burst()
        self._keyboard.end_switch(self._scribe.windows(frame))
        self._aftermath.before_next(frame)
        self._becoming.end()
        self._note_windows(frame)

    def _note_windows(self, frame: Frame | None) -> None:
        if frame:
            self._windowing.note(frame.windows, frame.finished)

    def _conclude(self, reason: str) -> None:
        """Write down what is left, the settled screen and the last line."""
        for seen in self._inbox.drain():
            self._work_on(seen)
        scribe = self._scribe
        waits = scribe.acted_at + SETTLE_SECONDS - self._clock()
        if scribe.settled is None and waits > 0:
            time.sleep(waits)
        now = self._clock()
        frame = scribe.eyes.before(now, scribe.place)
        self._keyboard.take_held(())
        self._gate.count(now)
        self._interrupt(frame)
        self._late_names.conclude()
        scribe.conclude(frame, now)
        scribe.pictures.darkroom.close()
        if self._pixel_names.left:
            self._tell(Composing(0, self._pixel_names.left))
        self._pixel_names.conclude()
        scribe.journal.add(Stop(time=scribe.since(now), reason=reason))
