"""The work of `handrail record`: puts hands, eyes, desktop and journal together, and waits to be stopped."""

import ctypes
import errno
import secrets
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from recorder import __version__
from recorder.capture.eyes import Eyes
from recorder.capture.finish import finish, forget
from recorder.capture.hands import Hands
from recorder.capture.journal import Journal
from recorder.capture.keymap import parse_shortcut
from recorder.capture.limits import Limits, check_excluded, choose_window
from recorder.capture.output import check_folder, check_output
from recorder.capture.screen import Layout
from recorder.capture.session import Session
from recorder.capture.spool import spool_root
from recorder.capture.suppression import own_terminal
from recorder.capture.surroundings import check_surroundings
from recorder.desktop.base import Desktop
from recorder.document.guide import Guide
from recorder.errors import RecorderError
from recorder.recording import Start

STOP_KEYS = "Ctrl+Alt+End"
BARE = (
    "What was done outside all windows, on the desktop or its panel, has no picture: "
    "record with --whole-screen to keep it."
)
M_MMAP_THRESHOLD = -3
FRAME_BYTES = 256 * 1024  # the parts of frames are larger, all else is smaller
TURN_SECONDS = 0.0005
MOST_TOLD = 200
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asked of one recording. `monitor` counts from 1."""

    output: Path
    title: str = ""
    process: str = ""
    stage: str = ""
    monitor: int | None = None
    window: str = ""
    exclude_window: tuple[str, ...] = ()
    whole_screen: bool = False
    keep: bool = False
    stop_keys: str = STOP_KEYS


class Stopper:
    """Waits until a signal, the hotkey or a failure asks to stop; the first reason counts."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self.reason = ""

    def ask(self, reason: str) -> None:
        """Stop soon."""
        self.reason = self.reason or reason
        self._asked.set()

    def wait(self) -> None:
        """Return once asked."""
        self._asked.wait()

    @contextmanager
    def signals(self) -> Iterator[None]:
        """Let signals ask, also those that whoever started us had ignored."""

        def ask(number: int, _frame: FrameType | None) -> None:
            self.ask(signal.Signals(number).name)

        before = {each: signal.signal(each, ask) for each in SIGNALS}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def record_guide(wishes: Wishes, desktop: Desktop, say: Callable[[str], None]) -> Guide:
    """Record until stopped and return the guide, written where it was wished; `say` is told what matters.

    Raises:
        RecorderError: it cannot begin, it ended early, or the guide could not be written. What was recorded
            is kept then.
    """
    check_surroundings()
    stop_keys = _stop_keys(wishes.stop_keys)
    wishes = replace(wishes, output=check_output(wishes.output))
    stopper = Stopper()
    with stopper.signals():
        folder, failure = _capture(wishes, desktop, stop_keys, stopper, say)
        guide = _written(folder, wishes.output, failure)
    if failure:
        raise RecorderError(
            f"{_told(failure)}: {len(guide.steps)} steps until then are in {wishes.output}.{_mend(failure)}"
        )
    if not wishes.keep:
        forget(folder)
    return guide


def _capture(
    wishes: Wishes, desktop: Desktop, stop_keys: frozenset[str], stopper: Stopper, say: Callable[[str], None]
) -> tuple[Path, Exception | None]:
    """Record, and return where the recording is and what ended it early, if anything did."""
    with ExitStack() as stack:
        stack.enter_context(_quick_turns())
        _give_frames_back()
        relay = _Relay()
        limits = _limits(wishes, desktop, say)
        eyes = Eyes(lambda: limits.see(desktop.windows()), relay.screen_changed)
        eyes.open()
        stack.callback(eyes.close)
        monitor = _monitor(wishes.monitor, eyes.layout)
        if monitor:
            limits.keep_to(
                lambda: next((each.monitor.box for each in eyes.layout if each.name == monitor), None)
            )
        journal = stack.enter_context(_journal(wishes, eyes))
        session = Session(
            desktop=desktop,
            eyes=eyes,
            journal=journal,
            whole_screen=wishes.whole_screen,
            monitor=monitor,
            limits=limits,
            terminal=own_terminal(desktop.windows()),
            stop_keys=stop_keys,
            stop=lambda: stopper.ask("hotkey"),
        )
        relay.session = session
        session.start()
        hands = Hands(session.take)
        hands.start()
        said = _warn(desktop, (), say)
        say("recording")
        stopper.wait()
        hands.stop()
        session.finish(stopper.reason)
        _warn(desktop, said, say)
        if session.bare:
            say(BARE)
        return journal.folder, session.failure


def _give_frames_back() -> None:
    """Have the C library return the memory of frames at once (mallopt(3)), where it is glibc's."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(M_MMAP_THRESHOLD, FRAME_BYTES)


@contextmanager
def _quick_turns() -> Iterator[None]:
    """Let the eyes have their turn within half a millisecond, even while a picture is being packed."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class _Relay:
    """Passes on that the screen changed, once there is a session to hear it."""

    session: Session | None = None

    def screen_changed(self) -> None:
        if self.session:
            self.session.screen_changed()


def _warn(desktop: Desktop, said: tuple[str, ...], say: Callable[[str], None]) -> tuple[str, ...]:
    problems = tuple(each for each in desktop.problems() if each not in said)
    for each in problems:
        say(each)
    return problems


def _stop_keys(text: str) -> frozenset[str]:
    try:
        return parse_shortcut(text)
    except ValueError as error:
        raise RecorderError(f"{text!r} is no shortcut that can stop: write one like {STOP_KEYS}.") from error


def _monitor(wished: int | None, layout: Layout) -> str | None:
    """Return the name of the monitor, by which it is known again when the layout has changed."""
    if wished is None:
        return None
    if not 1 <= wished <= len(layout):
        raise RecorderError(f"There is no monitor {wished}: choose 1 to {len(layout)}.")
    return layout[wished - 1].name


def _limits(wishes: Wishes, desktop: Desktop, say: Callable[[str], None]) -> Limits:
    check_excluded(wishes.exclude_window)
    chosen = choose_window(wishes.window, desktop.windows()) if wishes.window else None
    return Limits(chosen=chosen, excluded=wishes.exclude_window, say=say)


def _journal(wishes: Wishes, eyes: Eyes) -> Journal:
    now, origin = datetime.now(UTC), time.monotonic()
    name = f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"
    root = spool_root()
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise RecorderError(
            f"Recordings cannot be kept in {root} ({error.strerror}): set HANDRAIL_SPOOL to another folder."
        ) from error
    check_folder(root)
    start = Start(
        id=name,
        at=now,
        platform="linux-x11",
        recorder=__version__,
        monitors=eyes.monitors,
        title=wishes.title,
        process=wishes.process,
        stage=wishes.stage,
    )
    return Journal(root / name, start, origin, wishes.output)


def _written(folder: Path, output: Path, failure: Exception | None) -> Guide:
    try:
        return finish(folder, output)
    except RecorderError as error:
        before = f"{_told(failure)}. " if failure else ""
        raise RecorderError(
            f"{before}{error} The recording is kept: 'handrail recover -o FILE' writes its guide elsewhere."
        ) from error


def _told(failure: Exception) -> str:
    """Return the beginning of the sentence for what ended a recording early."""
    if isinstance(failure, OSError):
        return f"Recording stopped because {failure.strerror or failure}"
    first = next(iter(str(failure).splitlines()), "")[:MOST_TOLD]
    return f"Recording stopped because of a mistake in Handrail ({type(failure).__name__}: {first})"


def _mend(failure: Exception) -> str:
    """Return what the person can do about it, where that is known."""
    full = isinstance(failure, OSError) and failure.errno in FULL
    return " Free some space before going on." if full else ""
