"""Windows that come, go and come forward, from one look at them to the next."""

from dataclasses import replace

from recorder.capture.windowing import changes
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box

MAIL = OpenWindow(1, 1, "Mail desk", "mail-desk", 10, Box(0, 0, 900, 600), active=True)
FORM = OpenWindow(2, 2, "Refund form", "refund-form", 11, Box(900, 0, 600, 700))
MENU = OpenWindow(3, 1, "", "mail-desk", 10, Box(10, 10, 90, 200), popup=True)


def told(before: tuple[OpenWindow, ...], after: tuple[OpenWindow, ...]) -> list[tuple[str, str, str | None]]:
    return [(what, window.title, was.title if was else None) for what, window, was in changes(before, after)]


def test_a_window_that_comes_forward_is_switched_to() -> None:
    after = (replace(FORM, active=True), replace(MAIL, active=False))
    assert told((MAIL, FORM), after) == [("switched", "Refund form", "Mail desk")]


def test_a_window_that_comes_or_goes_is_not_switched_to_as_well() -> None:
    assert told((MAIL,), (replace(FORM, active=True), replace(MAIL, active=False))) == [
        ("opened", "Refund form", "Mail desk")
    ]
    assert told((MAIL, FORM), (replace(FORM, active=True),)) == [("closed", "Mail desk", "Mail desk")]
    assert told((MAIL,), ()) == [("closed", "Mail desk", "Mail desk")]


def test_a_window_that_is_elsewhere_or_larger_has_moved() -> None:
    assert told((MAIL,), (replace(MAIL, box=Box(5, 5, 900, 600)),)) == [("moved", "Mail desk", "Mail desk")]


def test_menus_come_and_go_without_a_word() -> None:
    assert told((MAIL,), (MENU, MAIL)) == told((MENU, MAIL), (MAIL,)) == told((MAIL,), (MAIL,)) == []
