"""The scripted desktop keeps the promises of a real one."""

from recorder.desktop.base import Desktop, OpenWindow
from recorder.desktop.scripted import ScriptedDesktop
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target

WINDOW = OpenWindow(1, 1, "Refund desk", "refund-desk", 42, Box(0, 0, 200, 100), active=True)
FORM = Target(name="Refund", role="panel", box=Box(0, 0, 200, 100))
AMOUNT = Target(name="Amount", role="text", box=Box(10, 10, 80, 20))
PIN = Target(name="PIN", role="password", box=Box(10, 40, 80, 20), secret=True)


def test_the_smallest_target_around_the_point_answers() -> None:
    desktop: Desktop = ScriptedDesktop((WINDOW,), (FORM, AMOUNT, PIN))
    assert desktop.windows() == (WINDOW,)
    assert desktop.target_at(Point(15, 15), WINDOW) == AMOUNT
    assert desktop.target_at(Point(150, 15), WINDOW) == FORM
    assert desktop.target_at(Point(150, 15), None) == FORM
    assert desktop.target_at(Point(300, 15), WINDOW) is None


def test_a_secret_field_gives_no_value() -> None:
    assert ScriptedDesktop((WINDOW,), focus=AMOUNT, text="12").value(WINDOW) == "12"
    assert ScriptedDesktop((WINDOW,), focus=PIN, text="1234").value(WINDOW) is None
    assert ScriptedDesktop((WINDOW,), text="12").value(WINDOW) is None


def test_without_a_window_the_focus_is_not_known() -> None:
    assert ScriptedDesktop(focus=AMOUNT, text="12").focused(None) is None
    assert ScriptedDesktop(focus=AMOUNT, text="12").value(None) is None
