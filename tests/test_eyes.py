"""The real eyes see a real screen: what it showed before, and never the pointer."""

import functools
import time
import tracemalloc
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from Xlib import display

from recorder.capture.eyes import KEPT, ROWS, SPACING_SECONDS, Eyes, Frame, share
from recorder.document.geometry import Point
from tests.running import wait_for

RED, GREEN, BLUE = 0xC00000, 0x00C000, 0x0000C0
INSIDE = Point(150, 100)


class Patch:
    """A bare window of one colour, without a window manager's frame."""

    def __init__(self, name: str) -> None:
        self._display = display.Display(name)
        screen = self._display.screen()
        self._window: Any = screen.root.create_window(
            100, 80, 200, 120, 0, screen.root_depth, override_redirect=True, background_pixel=RED
        )
        self._window.map()
        self._display.sync()

    def show(self, colour: int) -> None:
        """Fill the window; the server has done so when this returns."""
        self._window.change_attributes(background_pixel=colour)
        self._window.clear_area()
        self._display.sync()

    def close(self) -> None:
        """Take it away."""
        self._window.destroy()
        self._display.sync()
        self._display.close()


@pytest.fixture(autouse=True)
def patch(desktop: Mapping[str, str]) -> Iterator[Patch]:
    shown = Patch(desktop["DISPLAY"])
    yield shown
    shown.close()


@pytest.fixture
def eyes(desktop: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Eyes]:
    monkeypatch.setenv("DISPLAY", desktop["DISPLAY"])
    opened = Eyes(lambda: ())
    opened.open()
    yield opened
    opened.close()


def colour(frame: Frame | None, at: Point = INSIDE) -> int | None:
    if frame is None:
        return None
    start = (at.y % ROWS * frame.box.width + at.x) * 4
    blue, green, red = frame.bands[at.y // ROWS][start : start + 3]
    return int(red) << 16 | int(green) << 8 | int(blue)


def shows(eyes: Eyes, expected: int) -> bool:
    return colour(eyes.newest()) == expected


def test_a_change_is_seen_without_asking(eyes: Eyes, patch: Patch) -> None:
    assert shows(eyes, RED)
    patch.show(GREEN)
    assert wait_for(lambda: shows(eyes, GREEN), "the green frame", seconds=5)


def test_the_frame_before_an_event_does_not_show_what_came_of_it(eyes: Eyes, patch: Patch) -> None:
    wrong = 0
    for number in range(20):
        before, after = (RED, BLUE) if number % 2 else (BLUE, RED)
        patch.show(before)
        wait_for(functools.partial(shows, eyes, before), "the frame before", seconds=5)
        time.sleep(SPACING_SECONDS)
        pressed = time.monotonic()
        patch.show(after)
        wrong += colour(eyes.before(pressed)) != before
    assert wrong == 0


def test_before_the_first_frame_there_is_none(eyes: Eyes) -> None:
    assert eyes.before(0.0) is None


def test_only_the_newest_frames_are_kept_and_they_share_what_is_the_same(eyes: Eyes, patch: Patch) -> None:
    for shade in range(0x10, 0x10 + 3 * KEPT):
        patch.show(shade)
        wait_for(functools.partial(shows, eyes, shade), "the shade", seconds=5)
    history = eyes._history[0]
    assert len(history) <= KEPT
    newest, older = history[-1], history[-2]
    shared = [one is other for one, other in zip(newest.bands, older.bands, strict=True)]
    assert shared.count(False) == -(-(80 + 120) // ROWS) - 80 // ROWS


def test_a_still_screen_costs_nothing(eyes: Eyes) -> None:
    wait_for(lambda: time.monotonic() - eyes.newest().finished > 0.3, "a still screen")  # type: ignore[union-attr]
    frame, began = eyes.newest(), time.process_time()
    wait_for(lambda: time.monotonic() - frame.finished > 0.8, "half a second")  # type: ignore[union-attr]
    assert eyes.newest() is frame
    assert time.process_time() - began < 0.1


def test_the_pointer_is_not_in_the_picture(eyes: Eyes, patch: Patch, desktop: Mapping[str, str]) -> None:
    screen = display.Display(desktop["DISPLAY"])
    screen.screen().root.warp_pointer(150, 100)
    screen.sync()
    patch.show(GREEN)
    wait_for(lambda: shows(eyes, GREEN), "the green frame", seconds=5)
    assert {colour(eyes.newest(), Point(x, y)) for x in range(140, 170, 3) for y in range(92, 120, 3)} == {
        GREEN
    }
    screen.close()


def test_the_monitors_are_told(eyes: Eyes) -> None:
    assert [monitor.box for monitor in eyes.monitors] == [(0, 0, 1920, 1080)]
    beside = eyes.newest(Point(5_000, 10))
    assert beside
    assert beside.monitor == 0


def test_bands_are_shared_only_where_they_are_equal() -> None:
    last = share(bytearray(b"aaaabbbbcc"), 4, ())
    bands = share(bytearray(b"aaaaxbbbcc"), 4, last)
    assert [bytes(band) for band in bands] == [b"aaaa", b"xbbb", b"cc"]
    assert [one is other for one, other in zip(bands, last, strict=True)] == [True, False, True]
    assert len(share(bytearray(b"aaaa"), 4, last)) == 1


def test_what_is_the_same_is_never_copied() -> None:
    pixels = bytearray(4_000_000)
    last = share(pixels, 100_000, ())
    tracemalloc.start()
    try:
        share(pixels, 100_000, last)
        assert tracemalloc.get_traced_memory()[1] < 50_000
    finally:
        tracemalloc.stop()
