"""What the person orders while recording keeps to the same limits as what is done."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from recorder.capture.eyes import Eyes, Frame
from recorder.capture.limits import Chosen, Limits
from recorder.control.orders import Order
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box, Point
from recorder.recording import AnyFact, Moment, Press, Remark, Snapshot
from tests.running import wait_for
from tests.slow_desktop import HUNG, IN_LIVELY, LIVELY, SlowDesktop, taking

IN_FRONT = replace(HUNG, title="Salaries", active=True)
WINDOWS = (IN_FRONT, LIVELY)


@dataclass
class Desk(SlowDesktop):
    """The same, with one of the windows in front."""

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return both windows."""
        return WINDOWS


class OneFrame(Eyes):
    """A screen that stays as it is, white all over."""

    def before(self, moment: float, at: Point | None = None) -> Frame:  # noqa: ARG002
        pixels = bytearray(b"\xff" * 800 * 400 * 4)
        return Frame(0, Box(0, 0, 800, 400), (pixels,), 1, moment, moment, WINDOWS, WINDOWS)


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
