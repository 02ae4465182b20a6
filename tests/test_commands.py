"""What the person orders while recording keeps to its limits, and changes nothing of what is done."""

import gc
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from recorder.capture.events import ButtonEvent, KeyEvent
from recorder.capture.eyes import Eyes, Frame
from recorder.capture.inbox import Seen
from recorder.capture.limits import Chosen, Limits
from recorder.control.orders import Order
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target
from recorder.recording import After, AnyFact, Dropped, Keys, Moment, Press, Remark, Resumed, Snapshot
from tests.running import wait_for
from tests.slow_desktop import HUNG, IN_LIVELY, LIVELY, SlowDesktop, taking

IN_FRONT = replace(HUNG, title="Salaries", active=True)
WINDOWS = (IN_FRONT, LIVELY)


@dataclass
class Desk(SlowDesktop):
    """The same, with one of the windows in front; all they show are headings."""

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return both windows."""
        return WINDOWS

    def target_at(self, point: Point, window: OpenWindow | None) -> Target | None:
        """Return the heading there."""
        assert window
        return Target(name=window.title, role="heading", box=Box.around(point, 40, 20))


class OneFrame(Eyes):
    """A screen of one colour all over."""

    colour = 255

    def before(self, moment: float, at: Point | None = None) -> Frame:  # noqa: ARG002
        """Return the screen as it is."""
        pixels = bytearray(bytes([self.colour]) * 800 * 400 * 4)
        return Frame(0, Box(0, 0, 800, 400), (pixels,), self.colour, moment, moment, WINDOWS, WINDOWS)


def ordered(folder: Path, limits: Limits, *, click: bool) -> tuple[AnyFact, ...]:
    """Return the facts of a recording in which a picture and a note are ordered, after a click if any."""
    with taking(folder, Desk(), OneFrame(tuple), limits) as take:
        if click:
            take.click(IN_LIVELY)
            wait_for(lambda: any(isinstance(fact, Press) for fact in take.facts), "the press")
        take.session.order(Order("picture"))
        take.session.order(Order("note", text="See there"))
        wait_for(lambda: any(isinstance(fact, Remark) for fact in take.facts), "the note")
    return take.facts


LEFT_OUT = (Limits(chosen=Chosen(LIVELY.family, "", "Lively")), Limits(excluded=("Salaries",)))


@pytest.mark.parametrize("limits", LEFT_OUT)
def test_a_picture_of_a_window_that_is_left_out_is_not_taken(tmp_path: Path, limits: Limits) -> None:
    facts = ordered(tmp_path, limits, click=False)
    assert not any(isinstance(fact, Moment | Snapshot) for fact in facts)
    (remark,) = (fact for fact in facts if isinstance(fact, Remark))
    assert (remark.text, remark.moment, remark.window) == ("See there", None, None)


@pytest.mark.parametrize("limits", LEFT_OUT)
def test_it_shows_the_window_of_the_task_behind_it_instead(tmp_path: Path, limits: Limits) -> None:
    facts = ordered(tmp_path, limits, click=True)
    windows = {fact.window.title for fact in facts if isinstance(fact, Snapshot | Remark) and fact.window}
    assert windows == {"Lively"}


def test_without_limits_it_shows_the_window_in_front(tmp_path: Path) -> None:
    facts = ordered(tmp_path, Limits(), click=True)
    (snapshot,) = (fact for fact in facts if isinstance(fact, Snapshot))
    assert snapshot.window
    assert snapshot.window.title == "Salaries"


def test_what_comes_of_an_action_is_seen_though_a_picture_was_taken_since(tmp_path: Path) -> None:
    eyes = OneFrame(tuple)
    with taking(tmp_path, Desk(), eyes) as take:
        take.click(IN_LIVELY)
        wait_for(lambda: any(isinstance(fact, Press) for fact in take.facts), "the press")
        eyes.colour = 0
        take.session.order(Order("picture"))
        wait_for(lambda: any(isinstance(fact, Snapshot) for fact in take.facts), "the picture")
    (after,) = (fact for fact in take.facts if isinstance(fact, After))
    assert after.shown


def test_a_key_that_went_up_in_a_pause_is_pressed_anew_and_not_held(tmp_path: Path) -> None:
    with taking(tmp_path, Desk(), OneFrame(tuple)) as take:

        def key(*, pressed: bool) -> None:
            take.session.take(KeyEvent(time.monotonic(), 1, pressed=pressed, name="F5", label="F5"))

        key(pressed=True)
        wait_for(lambda: any(isinstance(fact, Keys) for fact in take.facts), "the key")
        take.session.order(Order("pause"))
        key(pressed=False)
        take.session.order(Order("resume"))
        wait_for(lambda: any(isinstance(fact, Resumed) for fact in take.facts), "the end of the pause")
        key(pressed=True)
    assert [fact.repeated for fact in take.facts if isinstance(fact, Keys)] == [False, False]


def test_nothing_is_kept_in_memory_of_a_button_that_has_no_name(tmp_path: Path) -> None:
    with taking(tmp_path, Desk(), OneFrame(tuple)) as take:
        for _ in range(9):
            take.session.take(ButtonEvent(time.monotonic(), None, 11, pressed=True, at=IN_LIVELY))
        wait_for(lambda: sum(isinstance(fact, Dropped) for fact in take.facts) == 9, "all")
        remembered = sum(isinstance(each, Seen) for each in gc.get_objects())
    assert remembered < 4, "the last, at the most"
