"""Pictures show the screen before the press, on programs that change at the press."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from recorder.recording import Press
from tests.bench.workload import BLUE, SPOT, click, program
from tests.recorder_process import recording

CLICKS = 30


@pytest.mark.parametrize("kind", ["tk", "gtk", pytest.param("chromium", marks=pytest.mark.browser)])
def test_no_picture_shows_what_came_of_its_press(
    desktop: Mapping[str, str], tmp_path: Path, kind: str
) -> None:
    with program(kind, desktop), recording(desktop, tmp_path) as recorder:
        click(desktop["DISPLAY"], CLICKS, per_second=5)
        assert recorder.stop() == 0
    moments, counts = recorder.recording.moments, []
    for press in recorder.facts(Press):
        assert press.before
        with Image.open(recorder.folder / "moments" / moments[press.before].file) as picture:
            red, *rest = picture.getpixel(SPOT)  # type: ignore[misc]
        assert tuple(rest) == BLUE
        counts.append(red)
    assert len(counts) == CLICKS
    # A program on a busy machine may not have answered the press before; none may have answered this one.
    assert all(red <= number for number, red in enumerate(counts))
    assert sum(red == number for number, red in enumerate(counts)) > CLICKS // 2


def test_what_was_done_until_the_stop_is_kept(desktop: Mapping[str, str], tmp_path: Path) -> None:
    with program("tk", desktop), recording(desktop, tmp_path) as recorder:
        click(desktop["DISPLAY"], CLICKS, per_second=2000)
        assert recorder.stop() == 0
    assert len(recorder.facts(Press)) == CLICKS
