"""A dot that is clicked on each monitor tells how far marks are off."""

import subprocess
import sys
from collections.abc import Mapping

import pytest
from PIL import Image, ImageDraw

from recorder.calibration import CLICKED, COLOUR, SIZE, Outcome, dot_in
from recorder.capture.eyes import ROWS, Frame, share
from recorder.demo.virtual_desktop import virtual_desktop
from recorder.document.geometry import Box, Point

SCREEN = Box(960, 0, 400, 300)
CALIBRATE = """
from recorder.calibration import calibrate
for outcome in calibrate():
    print(outcome.monitor, outcome.off.x, outcome.off.y, outcome.well)
"""


def frame_with(dot: Point, colour: tuple[int, int, int] = COLOUR) -> Frame:
    """Return a frame of the second monitor with a dot around a place on the desktop."""
    image = Image.new("RGB", SCREEN[2:], "white")
    left, top = dot.x - SCREEN.x - SIZE // 2, dot.y - SCREEN.y - SIZE // 2
    ImageDraw.Draw(image).ellipse((left, top, left + SIZE - 1, top + SIZE - 1), fill=colour)
    bands = share(bytearray(image.tobytes("raw", "BGRX")), SCREEN.width * 4 * ROWS, ())
    return Frame(1, SCREEN, bands, 1, 0.0, 0.0, (), ())


@pytest.mark.parametrize("dot", [Point(1160, 150), Point(1150, 39), Point(985, 275)])
def test_the_dot_is_found_to_the_pixel_across_bands(dot: Point) -> None:
    assert dot_in(frame_with(dot), Point(dot.x + 3, dot.y - 2)) == dot.moved(-SCREEN.x, -SCREEN.y)


def test_a_dot_that_has_changed_its_colour_or_lies_elsewhere_is_none() -> None:
    assert dot_in(frame_with(Point(1160, 150), CLICKED), Point(1160, 150)) is None
    assert dot_in(frame_with(Point(1160, 150)), Point(1000, 40)) is None


def test_a_click_on_each_monitor_is_marked_where_it_was() -> None:
    with virtual_desktop(1600, 600) as environment:
        for monitor in ("L 900/250x600/280+0+0 screen", "R 700/250x600/280+900+0 none"):
            subprocess.run(["xrandr", "--setmonitor", *monitor.split()], env=dict(environment), check=True)
        assert calibrated(environment) == ["1 0 0 True", "2 0 0 True"]


def calibrated(environment: Mapping[str, str]) -> list[str]:
    command = [sys.executable, "-c", CALIBRATE]
    done = subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.stdout.splitlines()


def test_the_outcome_is_told_in_a_sentence() -> None:
    good, off, unseen = (
        Outcome(1, Point(0, 0), 0.001),
        Outcome(2, Point(0, -3), 0.02),
        Outcome(1, None, 0.001),
    )
    assert (good.well, good.told) == (True, "monitor 1: marks are 0 pixels off, clicks are heard after 1 ms")
    assert (off.well, off.told) == (False, "monitor 2: marks are 3 pixels off, clicks are heard after 20 ms")
    assert not unseen.well
    assert "before the click" in unseen.told
