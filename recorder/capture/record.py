"""The work of `handrail record`: puts hands, eyes, desktop and journal together, and waits to be stopped."""

import errno
import os
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path

from recorder.capture.begin import begin
from recorder.capture.eyes import Eyes
from recorder.capture.finish import finish, forget
from recorder.capture.limits import Limits, check_excluded, choose_window
from recorder.capture.output import check_output
from recorder.capture.seats import Layout
from recorder.capture.senses import SensesLostError, wait_to_stop
from recorder.capture.session import Session
from recorder.capture.stopping import Stopper
from recorder.capture.suppression import own_terminal
from recorder.capture.surroundings import check_surroundings
from recorder.capture.tuning import give_frames_back, quick_turns
from recorder.control.events import Busy, Composing, Countdown, Problem, Recording, Tell, Written
from recorder.control.follower import Follower
from recorder.control.orders import Order
from recorder.control.shortcuts import Shortcuts, shortcuts_of, taken_told, without_taken
from recorder.control.stations import Scene, Stations
from recorder.control.troubles import Troubles
from recorder.control.wishes import Wishes
from recorder.desktop.base import Desktop
from recorder.document.guide import Guide
from recorder.errors import RecorderError
from recorder.recording import AnyFact, Press
from recorder.systems import this_system

BARE = (
    "What was done outside all windows, on the desktop or its panel, has no picture: "
    "record with --whole-screen to keep it."
)
NOTHING = "The recording was stopped before it began: there is nothing to keep."
CANCELLED = "The recording was thrown away, as it was asked to."
PROGRESS_SECONDS = 0.1
MOST_TOLD = 200
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Take:
    """One recording on disk, and what ended it early, if anything did."""

    folder: Path
    failure: Exception | None


def record_guide(wishes: Wishes, desktop: Desktop, stations: Stations) -> Guide:
    """Record until stopped and return the guide, written where it was wished.

    Raises:
        RecorderError: it cannot begin, it ended early, it was cancelled, or the guide could not be written.
            Unless it was cancelled, what was recorded is kept then.
    """
    check_surroundings()
    shortcuts = shortcuts_of(wishes.keys)
    wishes = replace(wishes, output=check_output(wishes.output))
    stopper = Stopper()
    with stopper.signals():
        take = _capture(wishes, desktop, shortcuts, stopper, stations)
        if stopper.cancelled:
            forget(take.folder)
            raise RecorderError(CANCELLED)
        guide = _written(take, wishes.output, stations.tell)
    if take.failure:
        raise RecorderError(
            f"{_told(take.failure)}: what was done until then, {guide.length}, is in {wishes.output}."
            f"{_mend(take.failure)}"
        )
    if not wishes.keep:
        forget(take.folder)
    return guide


class _Relay:
    """Passes on what comes from elsewhere once there is a session to hear it, and what the session writes."""

    def __init__(self, stopper: Stopper, troubles: Troubles, tell: Tell) -> None:
        self.session: Session | None = None
        self.follower: Follower | None = None
        self._stopper = stopper
        self._troubles = troubles
        self._tell = tell

    def screen_changed(self) -> None:
        if self.session:
            self.session.screen_changed()

    def hear(self, fact: AnyFact) -> None:
        self._troubles.look()
        if isinstance(fact, Press) and fact.target and fact.target.box:
            self._tell(Busy(fact.target.box))
        if self.follower:
            self.follower.hear(fact)

    def order(self, order: Order) -> None:
        if order.do == "reopen":
            self._troubles.reopen(order.pid)
        elif self.session:
            self.session.order(order)
        elif order.do in ("stop", "cancel"):
            self._stopper.ask(order.do)


def _capture(
    wishes: Wishes, desktop: Desktop, shortcuts: Shortcuts, stopper: Stopper, stations: Stations
) -> Take:
    """Record until stopped, and return what there is on disk then."""
    with ExitStack() as stack:
        stack.enter_context(quick_turns())
        give_frames_back()
        held = stack.enter_context(closing(this_system().claims()))
        held.record(os.getpid())
        taken = tuple(held.taken(shortcuts))
        shortcuts = without_taken(shortcuts, taken)
        troubles = Troubles(desktop, stations.tell)
        relay = _Relay(stopper, troubles, stations.tell)
        limits = _limits(wishes, desktop, stations.tell)
        eyes = Eyes(lambda: limits.see(desktop.windows()), relay.screen_changed)
        eyes.open()
        stack.callback(eyes.close)
        monitor = _monitor(wishes.monitor, eyes.layout)
        if monitor:
            limits.keep_to(
                lambda: next((each.monitor.box for each in eyes.layout if each.name == monitor), None)
            )
        stations.open(Scene(relay.order, stations.tell, eyes.monitors))
        _count_down(wishes.countdown, stopper, stations.tell)
        journal, start = begin(wishes, eyes)
        stack.enter_context(journal)
        follower = Follower(start, journal.folder, stations.tell)
        follower.start()
        relay.follower = follower if stations.follows else None
        journal.listen(relay.hear)
        session = Session(
            desktop=desktop,
            eyes=eyes,
            journal=journal,
            whole_screen=wishes.whole_screen,
            monitor=monitor,
            limits=limits,
            terminal=own_terminal(desktop.windows()),
            shortcuts=shortcuts,
            stop=stopper.ask,
            tell=stations.tell,
            asks=lambda: stations.asks,
        )
        relay.session = session
        session.start()
        hands = this_system().hands(session.take)
        hands.start()
        for sentence in (*_cautions(), *taken_told(wishes.keys, taken)):
            stations.tell(Problem(sentence))
        troubles.look()
        stations.tell(Recording(start.id, dict(wishes.keys.items())))
        lost = wait_to_stop(stopper, eyes, hands)
        hands.stop()
        session.finish(stopper.reason)
        follower.finish()
        troubles.look()
        if session.bare:
            stations.tell(Problem(BARE))
        return Take(journal.folder, session.failure or lost)


class _Progress:
    """Tells how far the guide is written, a few times a second."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._next = 0.0

    def __call__(self, done: int, total: int) -> None:
        if done == total or time.monotonic() >= self._next:
            self._next = time.monotonic() + PROGRESS_SECONDS
            self._tell(Composing(done, total))


def _count_down(seconds: int, stopper: Stopper, tell: Tell) -> None:
    """Tell each second until it begins.

    Raises:
        RecorderError: it was stopped before.
    """
    for left in range(seconds, 0, -1):
        tell(Countdown(left))
        if stopper.wait(1.0):
            break
    if stopper.reason:
        raise RecorderError(NOTHING)


def _cautions() -> tuple[str, ...]:
    caution = this_system().caution
    return (caution,) if caution else ()


def _monitor(wished: int | None, layout: Layout) -> str | None:
    """Return the name of the monitor, by which it is known again when the layout has changed."""
    if wished is None:
        return None
    if not 1 <= wished <= len(layout):
        raise RecorderError(f"There is no monitor {wished}: choose 1 to {len(layout)}.")
    return layout[wished - 1].name


def _limits(wishes: Wishes, desktop: Desktop, tell: Tell) -> Limits:
    check_excluded(wishes.exclude_window)
    chosen = choose_window(wishes.window, desktop.windows()) if wishes.window else None
    return Limits(chosen=chosen, excluded=wishes.exclude_window, say=lambda text: tell(Problem(text)))


def _written(take: Take, output: Path, tell: Tell) -> Guide:
    try:
        guide = finish(take.folder, output, _Progress(tell))
    except RecorderError as error:
        before = f"{_told(take.failure)}. " if take.failure else ""
        raise RecorderError(
            f"{before}{error} The recording is kept: 'handrail recover -o FILE' writes its guide elsewhere."
        ) from error
    seconds = guide.recorded.seconds if guide.recorded else 0.0
    tell(Written(output, guide.title, len(guide.steps), seconds))
    return guide


def _told(failure: Exception) -> str:
    """Return the beginning of the sentence for what ended a recording early."""
    if isinstance(failure, SensesLostError):
        return f"Recording stopped because {failure}"
    if _is_full(failure):
        return "Recording stopped because the disk is full"
    if isinstance(failure, OSError):
        return f"Recording stopped because {failure.strerror or failure}"
    first = next(iter(str(failure).splitlines()), "")[:MOST_TOLD]
    return f"Recording stopped because of a mistake in Handrail ({type(failure).__name__}: {first})"


def _mend(failure: Exception) -> str:
    """Return what the person can do about it, where that is known."""
    return " Free some space before going on." if _is_full(failure) else ""


def _is_full(failure: Exception) -> bool:
    return isinstance(failure, OSError) and failure.errno in FULL
