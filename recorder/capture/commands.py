"""Does what the person orders while the recording goes on: pause, pictures, notes, and a step thrown away."""

from collections.abc import Callable

from recorder.capture.eyes import Frame
from recorder.capture.gate import Gate
from recorder.capture.masking import active
from recorder.capture.scribe import Scribe, described, place_of
from recorder.control.events import Asked, Here, Paused, Problem, Resumed, Tell
from recorder.control.orders import Order
from recorder.desktop.base import OpenWindow
from recorder.here import NOTHING, front_window, told_of
from recorder.recording import Discard, Remark, Snapshot
from recorder.recording import Paused as PausedFact
from recorder.recording import Resumed as ResumedFact

NOTHING_KEPT = "The recording is paused: go on before you take a picture, add a note or throw a step away."
NO_WINDOW = "There is no window to take a picture of: click into one first, or record with --whole-screen."


class Commands:
    """Obey in the session's thread.

    `interrupt` writes down what was going on, `stop` ends the recording for a reason, and `afresh` forgets
    what was known of the screen before a pause. `asks` tells whether somebody can ask for a note's words.
    """

    def __init__(
        self,
        scribe: Scribe,
        gate: Gate,
        *,
        interrupt: Callable[[Frame | None], None],
        stop: Callable[[str], None],
        afresh: Callable[[float], None],
        tell: Tell,
        asks: Callable[[], bool] = lambda: False,
    ) -> None:
        self._scribe = scribe
        self._gate = gate
        self._interrupt = interrupt
        self._stop = stop
        self._afresh = afresh
        self._tell = tell
        self._asks = asks
        self._asked: Frame | None = None

    def obey(self, order: Order, frame: Frame | None, by: str = "order") -> None:
        """Do what was ordered; `frame` shows the screen before it."""
        match order.do:
            case "stop" | "cancel":
                self._stop(by if order.do == "stop" else "cancel")
            case "toggle":
                self._resume() if self._gate.paused else self._pause(frame)
            case "pause":
                self._pause(frame)
            case "resume":
                self._resume()
            case "here":
                self._show_guides(frame)
            case _ if self._gate.paused:
                self._tell(Problem(NOTHING_KEPT))
            case "discard":
                self._interrupt(frame)
                self._scribe.journal.add(Discard(time=self._now()))
            case "picture":
                self._look(frame)
            case "note":
                self._remark(order.text, frame)

    def _show_guides(self, frame: Frame | None) -> None:
        """Tell what is in front; nothing of it is kept."""
        window = front_window(self._scribe.windows(frame))
        if window is None:
            self._tell(Problem(NOTHING))
            return
        front = told_of(window, self._scribe.desktop.value(window))
        self._tell(Here(front.app, front.title, front.address))

    def _pause(self, frame: Frame | None) -> None:
        if self._gate.paused:
            return
        scribe = self._scribe
        self._interrupt(frame)
        scribe.settled = scribe.settled or frame
        scribe.journal.add(PausedFact(time=self._now()))
        self._gate.paused = True
        scribe.eyes.rest()
        self._tell(Paused())

    def _resume(self) -> None:
        if not self._gate.paused:
            return
        now = self._scribe.clock()
        self._gate.open(now)
        self._scribe.journal.add(ResumedFact(time=self._now()))
        self._afresh(now)
        self._scribe.eyes.wake()
        self._tell(Resumed())

    def _look(self, frame: Frame | None) -> None:
        self._interrupt(frame)
        window = self._window(frame)
        moment = self._scribe.look(self._scribe.frame_of(place_of(None, window), frame), window)
        if moment is None:
            self._tell(Problem(NO_WINDOW))
            return
        self._scribe.journal.add(Snapshot(time=self._now(), moment=moment, window=described(window)))

    def _remark(self, text: str | None, frame: Frame | None) -> None:
        if text is None and self._asks():
            self._asked = frame  # what shall be remarked is seen now, before somebody asks for words
            self._tell(Asked())
            return
        frame, self._asked = self._asked or frame, None
        self._interrupt(frame)
        window = self._window(frame)
        moment = self._scribe.look(self._scribe.frame_of(place_of(None, window), frame), window)
        remark = Remark(time=self._now(), text=text or "", moment=moment, window=described(window))
        self._scribe.journal.add(remark)

    def _window(self, frame: Frame | None) -> OpenWindow | None:
        """Return the window of the task: the active one, or where that is left out the last acted in."""
        scribe = self._scribe
        windows, last = scribe.windows(frame), scribe.window
        again = next((each for each in windows if last and each.id == last.id), None)
        told = (each for each in (active(windows), again) if each and not scribe.left_out(each, windows))
        return next(told, None)

    def _now(self) -> float:
        return self._scribe.since(self._scribe.clock())
