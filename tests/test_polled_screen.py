"""The screen of Windows and macOS, looked at by turns; here it looks at an X server."""

import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from recorder.capture.eyes import SPACING_SECONDS, Eyes
from recorder.capture.polled_screen import PolledScreen, _fitted, grabbed_scale
from recorder.demo.virtual_desktop import virtual_desktop
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
        assert [len(screen.grab(seat.monitor) or b"") for seat in screen.layout] == [900 * 2400, 700 * 2400]
        subprocess.run(["xrandr", "--delmonitor", "R"], env=dict(environment), check=True)
        screen._laid_out -= 60
        screen.settle()
        assert left in screen.layout
        assert right not in screen.layout
        screen.close()


class Denser:
    """What mss gives where a point is two pixels each way, with a colour of its own in each point."""

    width, height = 4, 2
    raw = b"".join(bytes([shade, 0, 0, 255]) * 2 for shade in (10, 200)) * 2


def test_a_denser_picture_is_told_and_fitted_to_the_points_of_its_monitor() -> None:
    picture: Any = Denser()
    assert len(_fitted(picture, Box(0, 0, 2, 1))) == 2 * 4
    assert bytes(_fitted(picture, Box(0, 0, 4, 2))) == picture.raw
    assert grabbed_scale(Box(0, 0, 2, 1), 4) == 2.0
    assert grabbed_scale(Box(0, 0, 1920, 1080), 1920) == 1.0
