"""Several monitors: each picture is of the one where it was done, and marks are exact to the pixel."""

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from recorder.capture.limits import OUTSIDE_LIMITS
from recorder.compose.compose import compose
from recorder.demo.hands import Hands, hands_on
from recorder.demo.virtual_desktop import virtual_desktop
from recorder.desktop.x11 import X11Windows
from recorder.document.geometry import Box, Point
from recorder.document.guide import Monitor, Picture, Step
from recorder.document.guidefile import read_guide
from recorder.recording import Layout, Press, Suppressed
from tests.recorder_process import Recorder, recording
from tests.running import PROGRAMS, PYTHON, running, wait_for

SIZE = (1600, 900)
LEFT, RIGHT = Box(0, 0, 700, 900), Box(700, 0, 900, 900)
RED, GREEN, BLUE = "#c80000", "#00c800", "#0000c8"
LOOKS = 10
THREE = (f"37,51,{RED}", f"37,121,{GREEN}", f"37,191,{BLUE}")
COLOURS = {"#c80000": (200, 0, 0), "#00c800": (0, 200, 0), "#0000c8": (0, 0, 200)}


@pytest.fixture(scope="module")
def desk() -> Iterator[Mapping[str, str]]:
    """Give a desktop of this file's own, as its monitors are rearranged."""
    with virtual_desktop(*SIZE) as environment:
        yield environment


@pytest.fixture
def hands(desk: Mapping[str, str]) -> Iterator[Hands]:
    with hands_on(desk["DISPLAY"]) as held:
        yield held


@pytest.fixture
def two_monitors(desk: Mapping[str, str]) -> Iterator[None]:
    xrandr(desk, "--setmonitor", "L", geometry(LEFT), "screen")
    xrandr(desk, "--setmonitor", "R", geometry(RIGHT), "none")
    yield
    for name in ("L", "R"):
        subprocess.run(["xrandr", "--delmonitor", name], env=dict(desk), check=False, capture_output=True)


def geometry(box: Box) -> str:
    return f"{box.width}/200x{box.height}/200+{box.x}+{box.y}"


def xrandr(desk: Mapping[str, str], *words: str) -> None:
    subprocess.run(["xrandr", *words], env=dict(desk), check=True, capture_output=True)


def switch_off(desk: Mapping[str, str]) -> None:
    """Switch the only monitor off; xrandr then complains that no screen can be of no size."""
    command = ["xrandr", "--output", "screen", "--off"]
    subprocess.run(command, env=dict(desk), check=False, capture_output=True)


def layout(recorder: Recorder) -> tuple[Monitor, ...]:
    """Return the monitors of the newest layout that was written down."""
    return next((fact.monitors for fact in reversed(recorder.facts(Layout))), ())


def place_of(title: str, desk: Mapping[str, str]) -> Box:
    """Return where a window is now that it has come to rest."""
    with closing(X11Windows(desk["DISPLAY"])) as screen:
        seen: list[Box] = []

        def rests() -> Box | None:
            seen.extend(each.box for each in screen.windows() if each.title == title)
            return seen[-1] if len(seen) >= LOOKS and len(set(seen[-LOOKS:])) == 1 else None

        return wait_for(rests, f"{title} at rest")


def targets(title: str, place: Box, *spots: str) -> list[str]:
    return [PYTHON, str(PROGRAMS / "gtk_targets.py"), title, *map(str, place), *spots]


def middle(x: int, y: int) -> Box:
    """Return a box that the hands click at a place."""
    return Box(x, y, 1, 1)


def steps_of(recorder: Recorder) -> tuple[Step, ...]:
    with read_guide(recorder.output) as file:
        return tuple(step for step in file.guide.steps if step.kind == "action")


def picture_of(recorder: Recorder, step: Step) -> tuple[Picture, Image.Image]:
    assert step.picture
    with Image.open(recorder.folder / "moments" / Path(step.picture.file).name) as image:
        assert image.size == (step.picture.width, step.picture.height)
        return step.picture, image.convert("RGB")


def coloured(image: Image.Image, colour: str) -> Box:
    """Return the box of all pixels of a colour."""
    pixels = image.load()
    assert pixels
    found = [
        Box(x, y, 1, 1)
        for y in range(image.height)
        for x in range(image.width)
        if pixels[x, y] == COLOURS[colour]
    ]
    box = found[0]
    for each in found[1:]:
        box = box.join(each)
    return box


@pytest.mark.usefixtures("two_monitors")
def test_marks_are_exact_to_the_pixel_on_each_monitor(
    desk: Mapping[str, str], tmp_path: Path, hands: Hands
) -> None:
    left = targets("Left", Box(40, 100, 500, 300), f"37,51,{RED}")
    right = targets("Right", Box(831, 203, 500, 300), f"113,77,{GREEN}")
    with (
        running(desk, left, "Left"),
        running(desk, right, "Right"),
        recording(desk, tmp_path, "--whole-screen") as recorder,
    ):
        hands.click(middle(40 + 37 + 11, 100 + 51 + 33))
        hands.click(middle(831 + 113 + 99, 203 + 77 + 5))
        assert recorder.stop() == 0
    first, second = steps_of(recorder)
    for step, monitor, colour, clicked in (
        (first, LEFT, RED, Point(88, 184)),
        (second, RIGHT, GREEN, Point(1043 - RIGHT.x, 285)),
    ):
        picture, image = picture_of(recorder, step)
        assert image.size == monitor[2:]
        assert step.action
        assert step.action.at == clicked
        assert step.target
        assert step.target.box == coloured(image, colour) == picture.marks[0].model_dump()["box"]
        assert picture.shown.covers(step.target.box)


@pytest.mark.usefixtures("two_monitors")
def test_a_window_across_two_monitors_is_shown_on_the_one_that_was_clicked(
    desk: Mapping[str, str], tmp_path: Path, hands: Hands
) -> None:
    across = targets("Across", Box(400, 100, 700, 300), f"30,50,{RED}", f"250,120,{GREEN}", f"480,200,{BLUE}")
    with running(desk, across, "Across"), recording(desk, tmp_path) as recorder:
        hands.click(middle(450, 170))
        hands.click(middle(710, 230))
        hands.click(middle(900, 310))
        assert recorder.stop() == 0
    sides = (LEFT, RIGHT, RIGHT)
    for step, monitor, colour in zip(steps_of(recorder), sides, (RED, GREEN, BLUE), strict=True):
        picture, image = picture_of(recorder, step)
        assert image.size == monitor[2:]
        box = picture.marks[0].model_dump()["box"]
        assert Box(*box) == coloured(image, colour), "the part of it on this monitor"
        assert picture.frame.covers(picture.shown)
        assert picture.shown.covers(Box(*box))
        assert step.action
        assert step.action.at
        assert picture.shown.holds(step.action.at)


def test_the_layout_may_change_while_recording(desk: Mapping[str, str], tmp_path: Path, hands: Hands) -> None:
    window = targets("Moving on", Box(760, 100, 500, 300), *THREE)

    def click(number: int) -> None:
        corner = place_of("Moving on", desk)  # window managers move windows about when monitors change
        hands.click(middle(corner.x + 37 + 30, corner.y + 51 + 70 * number + 30))

    try:
        with running(desk, window, "Moving on"), recording(desk, tmp_path) as recorder:
            click(0)
            wait_for(lambda: len(recorder.facts(Press)) == 1, "the press on one monitor")
            xrandr(desk, "--setmonitor", "L", geometry(LEFT), "screen")
            xrandr(desk, "--setmonitor", "R", geometry(RIGHT), "none")
            wait_for(lambda: len(layout(recorder)) == 2, "two monitors")
            click(1)
            wait_for(lambda: len(recorder.facts(Press)) == 2, "the press on the second monitor")
            xrandr(desk, "--delmonitor", "R")
            xrandr(desk, "--delmonitor", "L")
            wait_for(lambda: layout(recorder)[0].width == SIZE[0], "one monitor again")
            click(2)
            assert recorder.stop() == 0
    finally:
        for name in ("L", "R"):
            subprocess.run(["xrandr", "--delmonitor", name], env=dict(desk), check=False, capture_output=True)
    steps = steps_of(recorder)
    sizes = [picture_of(recorder, step)[1].size for step in steps]
    assert sizes == [SIZE, RIGHT[2:], SIZE]
    for step, colour in zip(steps, (RED, GREEN, BLUE), strict=True):
        picture, image = picture_of(recorder, step)
        assert Box(*picture.marks[0].model_dump()["box"]) == coloured(image, colour)
    recorded = compose(recorder.recording).recorded
    assert recorded
    whole = Monitor(x=0, y=0, width=SIZE[0], height=SIZE[1])
    assert whole in recorded.monitors
    assert {picture[:2] for picture in sizes} <= {(each.width, each.height) for each in recorded.monitors}


def test_recording_goes_on_when_the_screen_shrinks_and_when_it_is_switched_off(
    desk: Mapping[str, str], tmp_path: Path, hands: Hands
) -> None:
    window = targets("Staying", Box(40, 100, 500, 300), *THREE)
    first, second, third = (middle(40 + 37 + 30, 100 + 51 + 70 * number + 30) for number in range(3))
    mode = ["--newmode", "small", "60", "1280", "1300", "1320", "1400", "720", "730", "740", "760"]
    xrandr(desk, *mode)
    xrandr(desk, "--addmode", "screen", "small")
    try:
        with running(desk, window, "Staying"), recording(desk, tmp_path) as recorder:
            hands.click(first)
            wait_for(lambda: len(recorder.facts(Press)) == 1, "the press on the large screen")
            xrandr(desk, "--output", "screen", "--mode", "small", "--fb", "1280x720")
            wait_for(lambda: layout(recorder), "the new layout")
            hands.click(second)
            wait_for(lambda: len(recorder.facts(Press)) == 2, "the press on the small screen")
            switch_off(desk)
            xrandr(desk, "--output", "screen", "--mode", "1600x900", "--fb", "1600x900")
            wait_for(lambda: layout(recorder)[0].width == SIZE[0], "the large screen again")
            hands.click(third)
            assert recorder.stop() == 0
    finally:
        xrandr(desk, "--output", "screen", "--mode", "1600x900", "--fb", "1600x900")
    sizes = [picture_of(recorder, step)[1].size for step in steps_of(recorder)]
    assert sizes == [SIZE, (1280, 720), SIZE]


@pytest.mark.usefixtures("two_monitors")
def test_what_is_done_on_another_monitor_is_left_out_by_a_named_rule(
    desk: Mapping[str, str], tmp_path: Path, hands: Hands
) -> None:
    left = targets("Left", Box(40, 100, 500, 300), f"37,51,{RED}")
    right = targets("Right", Box(831, 203, 500, 300), f"113,77,{GREEN}")
    with (
        running(desk, left, "Left"),
        running(desk, right, "Right"),
        recording(desk, tmp_path, "--monitor", "2") as recorder,
    ):
        hands.click(middle(88, 184))
        hands.click(middle(1043, 285))
        assert recorder.stop() == 0
    (press,) = recorder.facts(Press)
    assert press.window
    assert press.window.title == "Right"
    (step,) = steps_of(recorder)
    assert picture_of(recorder, step)[1].size == RIGHT[2:]
    assert [(fact.rule, fact.count) for fact in recorder.facts(Suppressed)] == [(OUTSIDE_LIMITS, 1)] * 2
