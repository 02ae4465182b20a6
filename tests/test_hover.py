"""Which look tells what was pressed: the one while the pointer rested, or the one at the press."""

import pytest

from recorder.capture.hover import Glance, Place, begun_before, known_before
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target

WINDOW = OpenWindow(id=1, family=1, title="Form", app="form", pid=1, box=Box(0, 0, 600, 400))
MOVED = OpenWindow(id=1, family=1, title="Form", app="form", pid=1, box=Box(9, 0, 600, 400))
TICK = Target(name="Notify customer", role="check box", box=Box(10, 10, 200, 24))
PRESSED_AT = 5.0


def glance(answered: float, target: Target | None = TICK, content: int = 1) -> Glance:
    return Glance(Place(Point(20, 20), content, WINDOW), answered - 0.01, answered, target)


def place(content: int = 1, window: OpenWindow = WINDOW, x: int = 30) -> Place:
    return Place(Point(x, 20), content, window)


def test_the_latest_look_before_the_press_tells_and_one_after_it_does_not() -> None:
    old, last, after = glance(3.0), glance(4.0), glance(5.1, TICK.model_copy(update={"state": ("checked",)}))
    assert known_before((old, last, after), place(), PRESSED_AT, 1.0) is last


def test_a_screen_that_lit_up_or_blinked_since_proves_nothing() -> None:
    seen = glance(4.0, content=1)
    assert known_before((seen,), place(content=2), PRESSED_AT, 1.0) is seen


def test_what_was_found_before_the_last_input_holds_only_on_the_same_screen() -> None:
    seen = glance(4.0, content=1)
    assert known_before((seen,), place(content=1), PRESSED_AT, 4.5) is seen
    assert known_before((seen,), place(content=2), PRESSED_AT, 4.5) is None


@pytest.mark.parametrize("elsewhere", [place(window=MOVED), place(x=300)])
def test_another_place_is_not_known(elsewhere: Place) -> None:
    assert known_before((glance(4.0),), elsewhere, PRESSED_AT, 1.0) is None


def test_a_control_that_has_gone_before_the_press_is_not_told_from_an_older_look() -> None:
    assert known_before((glance(3.0), glance(4.0, None)), place(), PRESSED_AT, 1.0) is None


def test_a_look_that_was_answered_late_is_better_than_nothing() -> None:
    late = glance(PRESSED_AT + 0.005)
    assert known_before((late,), place(), PRESSED_AT, 1.0) is None
    assert begun_before((late,), place(), PRESSED_AT, 1.0) == TICK
    assert begun_before((late,), place(), PRESSED_AT, PRESSED_AT) is None
    assert begun_before((glance(PRESSED_AT + 0.05),), place(), PRESSED_AT, 1.0) is None
