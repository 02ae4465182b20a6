"""Of each action the screen before it, at it and after it are kept, and of no other window a pixel in any."""

import signal
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PIL import Image

from recorder.compose import compose
from recorder.compose.moments import moments_of
from recorder.demo.hands import Hands, hands_on
from recorder.document.geometry import Box, Point
from recorder.document.guidefile import read_guide
from recorder.recording import Moment, Press, Settled
from tests.recorder_process import Recorder, recording
from tests.running import PROGRAMS, PYTHON, Program, running, wait_for

GREEN, YELLOW, BLUE, MARKER = (0, 160, 0), (255, 224, 0), (0, 32, 255), (255, 0, 200)


@pytest.fixture
def answer(desktop: Mapping[str, str]) -> Iterator[Program]:
    with running(desktop, [PYTHON, str(PROGRAMS / "answer_tk.py")], "Answer") as program:
        yield program


@pytest.fixture
def hands(desktop: Mapping[str, str]) -> Iterator[Hands]:
    with hands_on(desktop["DISPLAY"]) as opened:
        yield opened


def colours(recorder: Recorder, moment: Moment) -> set[object]:
    with Image.open(recorder.folder / "moments" / moment.file) as picture:
        return {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or []}


def shown(recorder: Recorder, moment: str | None, at: Point) -> object:
    """Return the colour that a moment shows at a place, None where there is no such moment."""
    known = recorder.recording.moments.get(moment or "")
    if known is None:
        return None
    with Image.open(recorder.folder / "moments" / known.file) as picture:
        return picture.convert("RGB").getpixel(at)


def settled(recorder: Recorder) -> list[Settled]:
    return recorder.facts(Settled)


def test_before_at_and_after_a_click_are_kept(
    desktop: Mapping[str, str], tmp_path: Path, answer: Program, hands: Hands
) -> None:
    place = answer.window.box.centre
    with recording(desktop, tmp_path) as recorder:
        hands.click(Box.around(place, 40, 40))
        wait_for(lambda: settled(recorder), "the settled screen")
        assert recorder.stop() == 0
    (press,), (after,) = recorder.facts(Press), settled(recorder)
    spot = Point(answer.window.box.x + 20, answer.window.box.bottom - 20)
    assert [shown(recorder, each, spot) for each in (press.before, press.during, after.moment)] == [
        GREEN, YELLOW, BLUE,
    ]  # fmt: skip
    assert after.of == press.time
    moments = moments_of(recorder.recording)[compose(recorder.recording).steps[0].id]
    assert [moments[which].id for which in ("before", "at", "after")] == [
        press.before, press.during, after.moment,
    ]  # fmt: skip
    with read_guide(recorder.output) as file:
        kept = {name.rpartition("/")[2] for name in (*file.images, *file.recording)}
    assert {moment.file for moment in recorder.facts(Moment)} <= kept


def test_the_next_action_ends_the_wait_for_a_still_screen(
    desktop: Mapping[str, str], tmp_path: Path, answer: Program, hands: Hands
) -> None:
    box = answer.window.box
    with recording(desktop, tmp_path) as recorder:
        for number in range(6):
            hands.click(Box.around(box.centre.moved(40 * number - 100, 0), 8, 8))
        assert recorder.stop() == 0
    presses = recorder.facts(Press)
    assert [each.of for each in settled(recorder)] == [each.time for each in presses]
    files = [recorder.recording.moments[each.moment].file for each in settled(recorder)]
    assert len(presses) == 6
    assert len({*files, *(moment.file for moment in recorder.facts(Moment))}) < 6, "each content is kept once"


def test_a_killed_recording_has_its_result(
    desktop: Mapping[str, str], tmp_path: Path, answer: Program, hands: Hands
) -> None:
    with recording(desktop, tmp_path) as recorder:
        hands.click(Box.around(answer.window.box.centre, 40, 40))
        wait_for(lambda: settled(recorder), "the settled screen")
        recorder.stop(signal.SIGKILL)
    *_, result = compose(recorder.recording).steps
    assert result.kind == "result"
    assert result.picture
    spot = Point(answer.window.box.x + 20, answer.window.box.bottom - 20)
    (after,) = settled(recorder)
    assert result.picture.file.endswith(recorder.recording.moments[after.moment].file)
    assert shown(recorder, after.moment, spot) == BLUE


def test_no_moment_shows_a_pixel_of_another_window(
    desktop: Mapping[str, str], tmp_path: Path, answer: Program, hands: Hands
) -> None:
    box = answer.window.box
    marker = [PYTHON, str(PROGRAMS / "marker_tk.py"), f"120x90+{box.x + 30}+{box.y + 40}"]
    with running(desktop, marker, "Marker"), recording(desktop, tmp_path) as recorder:
        for _ in range(2):
            hands.click(Box(box.right - 60, box.bottom - 60, 20, 20))
            wait_for(lambda: len(settled(recorder)) == len(recorder.facts(Press)), "the settled screen")
        hands.press("g")
        assert recorder.stop() == 0
    moments = recorder.facts(Moment)
    seen = [colours(recorder, moment) for moment in moments]
    assert {GREEN, YELLOW, BLUE} <= set().union(*seen), "the program itself is shown at every stage"
    assert all(MARKER not in each for each in seen)
