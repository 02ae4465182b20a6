"""The recorder's own terminal is found, and nobody else's window is taken for it."""

import os

from recorder.capture.suppression import Terminal, ancestors, find_terminal, is_switch
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box

BOX = Box(0, 0, 10, 10)


def window(number: int, pid: int, *, active: bool = False, family: int | None = None) -> OpenWindow:
    return OpenWindow(number, family or number, "", "", pid, BOX, active=active)


def test_the_terminal_is_the_window_that_it_names_itself() -> None:
    assert find_terminal([window(1, 50), window(2, 60)], 2, [50]) == Terminal(2)


def test_else_the_active_window_of_a_program_that_started_us() -> None:
    assert find_terminal(
        [window(1, 50), window(2, 50, active=True), window(3, 9)], None, [70, 50]
    ) == Terminal(2)


def test_other_programs_are_no_terminal() -> None:
    found = find_terminal([window(1, 50, active=True)], None, [70])
    assert found == Terminal(None)
    assert not found.owns(window(1, 50))


def test_its_dialogs_and_menus_belong_to_it() -> None:
    assert Terminal(1).owns(window(7, 50, family=1))


def test_our_ancestors_begin_with_our_parent() -> None:
    assert ancestors()[0] == os.getppid()
    assert ancestors(os.getpid())[:2] == (os.getpid(), os.getppid())


def test_switching_windows_is_told_from_tab() -> None:
    assert is_switch("Tab", ("Alt",))
    assert not is_switch("Tab", ("Shift",))
