"""The windows of a real desktop, as they come, move, open menus and go."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from statistics import median

import pytest

from recorder.desktop.base import OpenWindow
from recorder.desktop.x11 import X11Windows
from tests.running import PROGRAMS, PYTHON, Program, wait_for, xdo


@pytest.fixture
def screen(desktop: Mapping[str, str]) -> Iterator[X11Windows]:
    with closing(X11Windows(desktop["DISPLAY"])) as screen:
        yield screen


def popups(screen: X11Windows) -> list[OpenWindow]:
    return [window for window in screen.windows() if window.popup]


def test_a_window_is_told_with_its_frame(
    desktop: Mapping[str, str], screen: X11Windows, gtk_form: Program
) -> None:
    window = gtk_form.window
    assert (window.title, window.app, window.pid) == ("Refund form", "refund-form", gtk_form.process.pid)
    assert window.family == window.id
    assert not window.popup
    xdo(desktop, "windowsize", "--sync", window.id, 500, 740, "windowmove", "--sync", window.id, 200, 100)

    def moved() -> OpenWindow | None:
        return next((w for w in screen.windows() if w.id == window.id and w.box != window.box), None)

    box = wait_for(moved, "the moved window").box
    assert box.x <= 200
    assert box.width in range(500, 520)
    assert box.height in range(750, 790), "openbox draws a title bar"


def test_an_open_menu_is_a_popup_of_its_window(
    desktop: Mapping[str, str], screen: X11Windows, gtk_form: Program
) -> None:
    xdo(desktop, "windowactivate", "--sync", gtk_form.window.id, "key", "F10")
    (menu,) = wait_for(lambda: popups(screen), "the menu")
    assert menu.family == gtk_form.window.id
    assert menu.pid == gtk_form.process.pid
    assert screen.windows()[0] == menu
    xdo(desktop, "key", "Escape")
    wait_for(lambda: not popups(screen), "the menu's end")


def test_a_tk_menu_belongs_to_its_window_too(
    desktop: Mapping[str, str], screen: X11Windows, tk_form: Program
) -> None:
    box = tk_form.window.box
    xdo(desktop, "mousemove", box.x + 12, box.y + 32, "click", 1)
    menu = wait_for(lambda: popups(screen), "the menu")[0]
    assert (menu.family, menu.app) == (tk_form.window.id, "tk-form")
    xdo(desktop, "key", "Escape")
    wait_for(lambda: not popups(screen), "the menu's end")


def test_raising_a_window_changes_the_order(
    desktop: Mapping[str, str], screen: X11Windows, gtk_form: Program, tk_form: Program
) -> None:
    for program in (gtk_form, tk_form, gtk_form):
        xdo(desktop, "windowactivate", "--sync", program.window.id)
        assert screen.windows()[0].id == program.window.id
        assert screen.windows()[0].active


def test_a_window_may_vanish_at_any_moment(
    screen: X11Windows, start_program: Callable[[Sequence[str], str], Program]
) -> None:
    program = start_program([PYTHON, str(PROGRAMS / "gtk_form.py")], "Refund form")
    assert program.window.id in [window.id for window in screen.windows()]
    program.process.kill()

    def gone() -> bool:
        return program.window.id not in [window.id for window in screen.windows()]

    wait_for(gone, "the window's end")


def test_no_display_means_no_windows() -> None:
    assert X11Windows(":no-such-display").windows() == ()


def test_a_look_costs_under_two_milliseconds(screen: X11Windows, gtk_form: Program) -> None:
    assert gtk_form.window.id in [window.id for window in screen.windows()]
    times = []
    for _ in range(100):
        began = time.perf_counter()
        screen.windows()
        times.append(time.perf_counter() - began)
    assert median(times) < 0.002
