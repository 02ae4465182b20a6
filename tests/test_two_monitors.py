"""Each picture is of the monitor where something was done, whichever one ended it."""

import time
from dataclasses import dataclass, replace
from pathlib import Path

from recorder.capture.events import KeyEvent
from recorder.capture.eyes import Eyes, Frame
from recorder.control.orders import Order
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Point
from recorder.recording import Keys, Press, Settled, Snapshot, Typed
from tests.running import wait_for
from tests.slow_desktop import HUNG, IN_HUNG, IN_LIVELY, LIVELY, SlowDesktop, Take, taking

WINDOWS = (replace(LIVELY, active=True), HUNG)
LEFT, RIGHT = HUNG.box, LIVELY.box


@dataclass
class Desk(SlowDesktop):
    """One window on each monitor, the keyboard in that on the right."""

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return both windows."""
        return WINDOWS


class TwoMonitors(Eyes):
    """Two monitors, side by side."""

    def before(self, moment: float, at: Point | None = None) -> Frame:
        """Return the screen of the monitor at the place, or of the left one."""
        number = int(at is not None and RIGHT.holds(at))
        box = (LEFT, RIGHT)[number]
        pixels = bytearray(b"\xff" * box.area * 4)
        return Frame(number, box, (pixels,), number, moment, moment, WINDOWS, WINDOWS)


def key(take: Take, char: str | None = None, name: str | None = None) -> None:
    """Press a key and let it go."""
    for pressed in (True, False):
        take.session.take(KeyEvent(time.monotonic(), 1, pressed, char, name, name or ""))


def monitors(take: Take, moments: list[str | None]) -> list[int]:
    """Return the monitors that these moments show."""
    known = {fact.id: fact.monitor for fact in take.facts if fact.kind == "moment"}
    return [known[moment] for moment in moments if moment]


def test_typing_that_a_click_on_the_other_monitor_ends_shows_its_own(tmp_path: Path) -> None:
    with taking(tmp_path, Desk(), TwoMonitors(tuple)) as take:
        key(take, "a")
        take.click(IN_HUNG)
        wait_for(lambda: any(isinstance(fact, Press) for fact in take.facts), "the click")
    assert monitors(take, [fact.filled for fact in take.facts if isinstance(fact, Typed)]) == [1]


def test_the_screen_that_an_action_ends_with_is_of_its_own_monitor(tmp_path: Path) -> None:
    with taking(tmp_path, Desk(), TwoMonitors(tuple)) as take:
        for place in (IN_LIVELY, IN_HUNG):
            take.click(place)
        wait_for(lambda: sum(isinstance(fact, Press) for fact in take.facts) == 2, "both clicks")
        take.session.order(Order("picture"))
        wait_for(lambda: any(isinstance(fact, Snapshot) for fact in take.facts), "the picture")
    settled = [fact for fact in take.facts if isinstance(fact, Settled)]
    first = next(fact for fact in take.facts if isinstance(fact, Press))
    assert monitors(take, [fact.moment for fact in settled if fact.of == first.time]) == [1]
    assert monitors(take, [fact.moment for fact in take.facts if isinstance(fact, Snapshot)]) == [1]


def test_a_key_shows_the_monitor_of_the_window_that_it_goes_to(tmp_path: Path) -> None:
    with taking(tmp_path, Desk(), TwoMonitors(tuple)) as take:
        take.click(IN_HUNG)
        key(take, name="F5")
        wait_for(lambda: any(isinstance(fact, Keys) for fact in take.facts), "the key")
    assert monitors(take, [fact.before for fact in take.facts if isinstance(fact, Keys)]) == [1]
