"""Which look tells what was pressed: the one while the pointer rested, or the one at the press."""

import pytest

from recorder.capture.hover import Glance, Place, choose
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target

WINDOW = OpenWindow(id=1, family=1, title="Form", app="form", pid=1, box=Box(0, 0, 600, 400))
BEFORE = Target(name="Notify customer", role="check box", box=Box(10, 10, 200, 24))
AFTER = BEFORE.model_copy(update={"state": ("checked",)})
LIST = Target(name="Currency", role="combo box", box=Box(10, 10, 200, 24))
OPTION = Target(name="Dollar", role="menu item", box=Box(10, 5, 200, 28), path=("Currency",))
OTHER = Target(name="OK", role="button", box=Box(10, 10, 80, 24))


def glance(target: Target | None, time: float, content: int) -> Glance:
    return Glance(Place(Point(20, 20), content, WINDOW), time, target)


@pytest.mark.parametrize(
    ("before", "after", "chosen"),
    [
        (BEFORE, AFTER, BEFORE),
        (LIST, OPTION, LIST),
        (BEFORE, None, BEFORE),
        (BEFORE, OTHER, OTHER),
        (None, OTHER, OTHER),
    ],
)
def test_how_a_control_answered_is_not_how_it_was(
    before: Target | None, after: Target | None, chosen: Target
) -> None:
    assert choose(glance(before, 1.0, 1), glance(after, 2.0, 2)) == chosen


def test_on_a_still_screen_the_look_before_wins_and_one_made_later_does_not() -> None:
    assert choose(glance(BEFORE, 1.0, 1), glance(OTHER, 2.0, 1)) == BEFORE
    assert choose(glance(AFTER, 3.0, 2), glance(BEFORE, 2.0, 1)) == BEFORE
