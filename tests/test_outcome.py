"""What came of the last action: the labels that are new on the screen, and no others."""

from PIL import Image, ImageDraw

from recorder.capture.eyes import ROWS, Frame, share
from recorder.capture.outcome import changed, words_shown
from recorder.desktop.base import OpenWindow
from recorder.desktop.scripted import ScriptedDesktop
from recorder.document.geometry import Box
from recorder.document.guide import Target

SCREEN = Box(100, 50, 640, 400)
WINDOW = OpenWindow(id=1, family=1, title="Desk", app="desk", pid=7, box=Box(120, 60, 600, 380))
BANNER = Target(name="Refund issued", role="label", box=Box(200, 150, 200, 24))
HEADING = Target(name="Orders", role="heading", box=Box(140, 70, 100, 24))
BUTTON = Target(name="Close", role="button", box=Box(200, 200, 200, 24))


def frame(*drawn: Box, windows: tuple[OpenWindow, ...] = (WINDOW,)) -> Frame:
    """Return a frame of the screen with boxes drawn, given in desktop pixels."""
    image = Image.new("RGB", (SCREEN.width, SCREEN.height), "white")
    for box in drawn:
        here = box.moved(-SCREEN.x, -SCREEN.y)
        ImageDraw.Draw(image).rectangle((here.x, here.y, here.right - 1, here.bottom - 1), "black")
    pixels = bytearray(image.convert("RGBX").tobytes("raw", "BGRX"))
    return Frame(0, SCREEN, share(pixels, SCREEN.width * 4 * ROWS, ()), 0, 0.0, 0.0, windows, windows)


def at_once() -> float:
    return 0.0


def test_what_changed_is_told_in_desktop_pixels() -> None:
    box = Box(200, 150, 300, 90)
    assert changed(frame(), frame(box), WINDOW.box) == box


def test_what_changed_elsewhere_does_not_count() -> None:
    assert changed(frame(), frame(Box(725, 445, 10, 4)), WINDOW.box) is None
    assert changed(frame(BANNER.box), frame(BANNER.box), WINDOW.box) is None  # type: ignore[arg-type]


def test_the_new_label_is_found_and_neither_buttons_nor_what_stood_before() -> None:
    assert BANNER.box
    assert HEADING.box
    assert BUTTON.box
    desktop = ScriptedDesktop((WINDOW,), (BANNER, HEADING, BUTTON))
    before, after = frame(HEADING.box), frame(HEADING.box, BANNER.box, BUTTON.box)
    assert words_shown(desktop, before, after, WINDOW, at_once) == (BANNER,)


def test_what_a_menu_had_lain_over_did_not_come_with_the_action() -> None:
    assert BANNER.box
    assert HEADING.box
    menu = OpenWindow(id=2, family=1, title="", app="desk", pid=7, box=HEADING.box, popup=True)
    desktop = ScriptedDesktop((WINDOW,), (BANNER, HEADING))
    before, after = frame(windows=(menu, WINDOW)), frame(HEADING.box, BANNER.box)
    assert words_shown(desktop, before, after, WINDOW, at_once) == (BANNER,)


def test_without_a_frame_before_nothing_is_claimed() -> None:
    desktop = ScriptedDesktop((WINDOW,), (BANNER,))
    assert words_shown(desktop, None, frame(Box(200, 150, 50, 50)), WINDOW, at_once) == ()


def test_looking_ends_when_its_time_is_over() -> None:
    desktop = ScriptedDesktop((WINDOW,), (BANNER,))
    times = iter((0.0, 9.0))
    assert words_shown(desktop, frame(), frame(Box(200, 150, 200, 90)), WINDOW, lambda: next(times)) == ()


def test_what_a_closed_window_uncovered_was_there_before() -> None:
    assert BANNER.box
    desktop = ScriptedDesktop((WINDOW,), (BANNER,))
    after = frame(BANNER.box)
    assert (
        words_shown(desktop, frame(), after, WINDOW, at_once, uncovered=[BANNER.box.join(WINDOW.box)]) == ()
    )
