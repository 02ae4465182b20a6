"""Which windows are seen and whose they are."""

from dataclasses import replace

from recorder.desktop.stacking import EVERY_WORKSPACE, XWindow, arrange
from recorder.document.geometry import Box

MAIN = XWindow(0x100, 1, "Refund desk", "refund-desk", 42, Box(0, 0, 800, 600))
DIALOG = XWindow(0x101, 1, "Confirm", "refund-desk", 42, Box(100, 100, 200, 100), transient_for=0x100)
OTHER = XWindow(0x200, 2, "Mail", "mail", 43, Box(50, 50, 800, 600))
MENU = XWindow(0x102, 1, "", "", None, Box(10, 20, 90, 90), popup=True, described=False)


def families(*bottom_up: XWindow, recent: tuple[int, ...] = ()) -> dict[int, int]:
    return {window.id: window.family for window in arrange(bottom_up, 0x100, recent, 0)}


def test_the_topmost_comes_first_and_one_is_active() -> None:
    windows = arrange((MAIN, OTHER, DIALOG), 0x100, (), 0)
    assert [window.id for window in windows] == [0x101, 0x200, 0x100]
    assert [window.id for window in windows if window.active] == [0x100]


def test_a_dialog_and_its_menus_belong_to_the_main_window() -> None:
    menu = replace(MENU, transient_for=DIALOG.id)
    assert families(MAIN, OTHER, DIALOG, menu) == {0x100: 0x100, 0x200: 0x200, 0x101: 0x100, 0x102: 0x100}


def test_a_popup_without_a_parent_belongs_to_the_latest_window_of_its_program() -> None:
    second = replace(MAIN, id=0x103, title="Second")
    assert families(MAIN, second, OTHER, MENU, recent=(0x200, 0x100, 0x103))[0x102] == 0x100
    assert families(MAIN, second, OTHER, MENU, recent=(0x103, 0x100))[0x102] == 0x103
    (menu, *_) = arrange((MAIN, MENU), 0x100, (), 0)
    assert (menu.pid, menu.app, menu.popup) == (42, "refund-desk", True)


def test_a_popup_of_nobody_that_says_nothing_is_left_out() -> None:
    assert families(OTHER, MENU) == {0x200: 0x200}


def test_parents_in_a_circle_are_survived() -> None:
    circle = replace(MAIN, transient_for=DIALOG.id)
    assert set(families(circle, DIALOG)) == {0x100, 0x101}


def test_hidden_windows_and_other_workspaces_are_not_seen() -> None:
    hidden, elsewhere = replace(MAIN, hidden=True), replace(OTHER, workspace=3)
    everywhere = replace(DIALOG, workspace=EVERY_WORKSPACE)
    assert set(families(hidden, elsewhere, everywhere)) == {0x101}
    assert [window.id for window in arrange((elsewhere,), None, (), None)] == [0x200]
