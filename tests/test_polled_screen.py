"""The screen of Windows and macOS, looked at by turns; here it looks at an X server."""

import io
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

import mss
import pytest
from PIL import Image

from recorder.capture.eyes import SPACING_SECONDS, Eyes
from recorder.capture.outcome import changed
from recorder.capture.pictures import GREY, developed, fills
from recorder.capture.polled_screen import PolledScreen
from recorder.demo.virtual_desktop import virtual_desktop
from recorder.desktop.base import CONTROL_APP, OpenWindow
from recorder.document.geometry import Box
from tests.running import wait_for
from tests.test_eyes import BLUE, GREEN, RED, Patch, colour, shows


@pytest.fixture(autouse=True)
def patch(desktop: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Patch]:
    monkeypatch.setenv("DISPLAY", desktop["DISPLAY"])
    shown = Patch(desktop["DISPLAY"])
    yield shown
    shown.close()


@pytest.fixture
def eyes(patch: Patch) -> Iterator[Eyes]:  # noqa: ARG001  # which is seen from the start
    opened = Eyes(lambda: (), open_screen=lambda: PolledScreen(lambda: 0.0))
    opened.open()
    yield opened
    opened.close()
    assert not opened.is_alive()


def test_a_change_is_seen_and_the_frame_before_it_is_still_there(eyes: Eyes, patch: Patch) -> None:
    wrong = 0
    for number in range(10):
        before, after = (RED, BLUE) if number % 2 else (BLUE, RED)
        patch.show(before)
        wait_for(lambda before=before: shows(eyes, before), "the frame before", seconds=5)  # type: ignore[misc]
        time.sleep(SPACING_SECONDS)
        pressed = time.monotonic()
        patch.show(after)
        wrong += colour(eyes.before(pressed)) != before
    assert wrong == 0


def test_frames_of_a_still_screen_are_one(eyes: Eyes, patch: Patch) -> None:
    patch.show(GREEN)
    wait_for(lambda: shows(eyes, GREEN), "the green frame", seconds=5)
    frame, looked = eyes.newest(), eyes._looked
    wait_for(lambda: eyes._looked > looked + 5 * SPACING_SECONDS, "more looks", seconds=5)
    assert eyes.newest() is frame


def test_eyes_that_rest_see_nothing_until_they_are_woken(eyes: Eyes, patch: Patch) -> None:
    eyes.rest()
    patch.show(BLUE)
    assert eyes.newest() is None
    eyes.wake()
    assert wait_for(lambda: shows(eyes, BLUE), "the blue frame", seconds=5)


class Clock:
    """A clock that goes on only where it is told to."""

    now = 100.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_it_looks_often_while_somebody_works_and_seldom_else() -> None:
    clock, idle = Clock(), [0.0]
    screen = PolledScreen(lambda: idle[0], clock=clock)
    looks = dict.fromkeys((0.0, 60.0), 0)
    for idle[0] in looks:
        for _ in range(1000):
            clock.now += 0.01
            if screen.damaged():
                looks[idle[0]] += 1
                screen.settle()
    screen.close()
    assert looks[0.0] in range(240, 304), "every 33 ms, as far as steps of 10 ms allow it"
    assert looks[60.0] in range(9, 11)


def test_work_that_begins_is_met_without_waiting_for_the_next_look() -> None:
    clock, idle = Clock(), [60.0]
    screen = PolledScreen(lambda: idle[0], clock=clock)
    screen.settle()
    clock.now += 0.2
    assert not screen.damaged()
    idle[0] = 0.0
    assert screen.damaged()
    screen.close()


def test_a_wait_ends_with_its_time_or_when_woken() -> None:
    screen = PolledScreen(lambda: 60.0)
    screen.settle()
    assert screen.wait(0.0) is False
    waker = threading.Timer(0.05, screen.wake)
    waker.start()
    assert screen.wait(None) is True
    waker.join()
    screen.close()


def test_each_monitor_has_its_place_and_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with virtual_desktop(1600, 600) as environment:
        for monitor in ("L 900/250x600/280+0+0 screen", "R 700/250x600/280+900+0 none"):
            subprocess.run(["xrandr", "--setmonitor", *monitor.split()], env=dict(environment), check=True)
        monkeypatch.setenv("DISPLAY", environment["DISPLAY"])
        screen = PolledScreen(lambda: 0.0)
        left, right = screen.layout
        assert (left.monitor.box, right.monitor.box) == (Box(0, 0, 900, 600), Box(900, 0, 700, 600))
        assert left.name != right.name
        assert [len(screen.grab(seat) or b"") for seat in screen.layout] == [900 * 2400, 700 * 2400]
        subprocess.run(["xrandr", "--delmonitor", "R"], env=dict(environment), check=True)
        screen._laid_out -= 60
        screen.settle()
        assert left in screen.layout
        assert right not in screen.layout
        screen.close()


class Dense(mss.MSS):
    """What is grabbed where each point is two pixels each way."""

    def grab(self, monitor: Any, /) -> Any:
        """Return the real screen, each pixel four times."""
        seen = super().grab(monitor)
        size = (seen.width * 2, seen.height * 2)
        image = Image.frombytes("RGBX", seen.size, bytes(seen.raw)).resize(size, Image.Resampling.NEAREST)
        return SimpleNamespace(width=size[0], height=size[1], raw=image.tobytes())


def test_where_a_point_is_many_pixels_all_of_them_are_kept_and_boxes_still_fit(
    monkeypatch: pytest.MonkeyPatch, patch: Patch
) -> None:
    monkeypatch.setattr("mss.MSS", Dense)
    place = Box(100, 80, 200, 120)
    window = OpenWindow(1, 1, "Patch", "patch", None, place)
    control = OpenWindow(2, 2, "Handrail", CONTROL_APP, None, Box(140, 100, 30, 20))
    eyes = Eyes(lambda: (control, window), open_screen=lambda: PolledScreen(lambda: 0.0))
    eyes.open()
    (monitor,) = eyes.monitors
    before = wait_for(eyes.newest, "a frame", seconds=5)
    patch.show(GREEN)
    after = wait_for(lambda: frame if (frame := eyes.newest()) is not before else None, "another", seconds=5)
    eyes.close()
    assert (monitor.box, monitor.scale) == (Box(0, 0, 1920, 1080), 2.0)
    assert after.size == (3840, 2160)
    assert changed(before, after, Box(0, 0, 1920, 1080)) == place
    raw = Image.frombytes("RGB", after.size, b"".join(after.bands), "raw", "BGRX")
    assert [raw.getpixel(at) for at in ((278, 201), (281, 201), (338, 238), (341, 238))] == [
        *((0, 0xC0, 0), GREY, GREY, (0, 0xC0, 0)),
    ], "the control window is filled where it is, and nowhere else"
    picture = Image.open(io.BytesIO(developed(after, fills(after, {1}))))
    assert picture.size == (3840, 2160)
    assert [picture.getpixel(at) for at in ((201, 161), (598, 398))] == [(0, 0xC0, 0)] * 2
    assert [picture.getpixel(at) for at in ((198, 158), (601, 401), (281, 201), (338, 238))] == [GREY] * 4


def test_boxes_are_scaled_to_hold_all_of_what_they_held() -> None:
    assert Box(10, 20, 30, 40).scaled(2.0) == Box(20, 40, 60, 80)
    assert Box(3, 3, 2, 2).scaled(0.5) == Box(1, 1, 2, 2)
    assert Box(-3, 1, 2, 1).scaled(1.5) == Box(-5, 1, 4, 2)
