"""A look-up that hangs costs a name, never a step nor a delay of the steps behind it."""

from pathlib import Path

import pytest
from PIL import Image

from recorder.capture import lookups
from recorder.capture.eyes import Eyes, Frame
from recorder.capture.pictures import GREY
from recorder.capture.spool import read_recording
from recorder.compose.actions import merge
from recorder.control.orders import Order
from recorder.document.geometry import Box, Point
from recorder.recording import Named, Press, Release, Settled, Snapshot
from tests.running import wait_for
from tests.slow_desktop import HUNG, IN_HUNG, IN_LIVELY, LIVELY, SlowDesktop, Take, taking


def presses(take: Take) -> list[Press]:
    return [fact for fact in take.facts if isinstance(fact, Press)]


def test_steps_are_written_while_a_program_hangs(tmp_path: Path) -> None:
    desktop = SlowDesktop()
    with taking(tmp_path, desktop) as take:
        take.click(IN_HUNG)
        take.click(IN_LIVELY)
        wait_for(lambda: sum(isinstance(fact, Release) for fact in take.facts) == 2, "both clicks")
        assert not desktop.goes_on.is_set()
        assert [press.target for press in presses(take)] == [None, None]
        desktop.goes_on.set()


def test_a_name_that_comes_late_is_added(tmp_path: Path) -> None:
    desktop = SlowDesktop()
    with taking(tmp_path, desktop) as take:
        take.click(IN_HUNG)
        wait_for(lambda: presses(take), "the press")
        desktop.goes_on.set()
        wait_for(lambda: any(isinstance(fact, Named) for fact in take.facts), "its name")
    (gesture,) = merge(read_recording(take.folder)).gestures
    assert gesture.target
    assert (gesture.target.name, gesture.events) == ("Hung", 2)


def test_names_of_others_come_once_the_program_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookups, "STALE_SECONDS", 60.0)
    desktop = SlowDesktop()
    with taking(tmp_path, desktop) as take:
        take.click(IN_HUNG)
        take.click(IN_LIVELY)
        wait_for(lambda: len(presses(take)) == 2, "both presses")
        desktop.goes_on.set()
        wait_for(lambda: sum(isinstance(fact, Named) for fact in take.facts) == 2, "both names")
    named = [gesture.target.name for gesture in merge(read_recording(take.folder)).gestures if gesture.target]
    assert named == ["Hung", "Lively"]


def test_the_stop_waits_for_no_program_that_hangs(tmp_path: Path) -> None:
    desktop = SlowDesktop()
    with taking(tmp_path, desktop) as take:
        take.click(IN_HUNG)
        wait_for(lambda: presses(take), "the press")
    assert not desktop.goes_on.is_set()
    assert take.facts[-1].kind == "stop"
    desktop.goes_on.set()


def test_a_field_that_is_known_to_be_secret_too_late_is_filled_in_after_all(tmp_path: Path) -> None:
    class OneFrame(Eyes):
        def before(self, moment: float, at: Point | None = None) -> Frame:  # noqa: ARG002
            pixels = bytearray(b"\xff" * 800 * 400 * 4)
            return Frame(0, Box(0, 0, 800, 400), (pixels,), 1, moment, moment, (HUNG, LIVELY), (HUNG, LIVELY))

    desktop = SlowDesktop(secret=True)
    with taking(tmp_path, desktop, OneFrame(tuple)) as take:
        take.click(IN_HUNG)
        wait_for(lambda: presses(take), "the press")
        desktop.goes_on.set()
        wait_for(lambda: any(isinstance(fact, Named) for fact in take.facts), "its name")
    recording = read_recording(take.folder)
    (press,) = presses(take)
    assert press.before
    (file,) = {recording.moments[press.before].file}
    with Image.open(take.folder / "moments" / file) as picture:
        assert picture.getpixel(IN_HUNG) == GREY
        assert picture.getpixel((IN_HUNG.x, 200)) == (255, 255, 255)
    assert [path.name for path in (take.folder / "moments").iterdir()] == [file]


def test_what_was_kept_since_is_filled_in_as_well(tmp_path: Path) -> None:
    class Changing(Eyes):
        shade = 255

        def before(self, moment: float, at: Point | None = None) -> Frame:  # noqa: ARG002
            pixels = bytearray(bytes([self.shade]) * 800 * 400 * 4)
            windows = (HUNG, LIVELY)
            return Frame(0, Box(0, 0, 800, 400), (pixels,), self.shade, moment, moment, windows, windows)

    desktop, eyes = SlowDesktop(secret=True), Changing(tuple)
    with taking(tmp_path, desktop, eyes) as take:
        take.click(IN_HUNG)
        wait_for(lambda: presses(take), "the press")
        eyes.shade = 250
        take.session.order(Order("picture"))
        wait_for(lambda: any(isinstance(fact, Snapshot) for fact in take.facts), "the picture")
        desktop.goes_on.set()
        wait_for(lambda: any(isinstance(fact, Named) for fact in take.facts), "its name")
    files = {moment.file for moment in read_recording(take.folder).moments.values()}
    assert len(files) >= 2
    for file in files:
        with Image.open(take.folder / "moments" / file) as picture:
            assert picture.getpixel(IN_HUNG) == GREY


def test_what_came_of_a_press_is_kept_only_once_it_is_told_what_was_pressed(tmp_path: Path) -> None:
    def frame(content: int, moment: float) -> Frame:
        pixels = bytearray(bytes([250 + content]) * 800 * 400 * 4)
        return Frame(
            0, Box(0, 0, 800, 400), (pixels,), content, moment, moment, (HUNG, LIVELY), (HUNG, LIVELY)
        )

    class Answering(Eyes):
        def before(self, moment: float, at: Point | None = None) -> Frame:  # noqa: ARG002
            return frame(1, moment)

        def since(self, moment: float, at: Point | None = None) -> Frame:  # noqa: ARG002
            return frame(2, moment)

        def newest(self, at: Point | None = None) -> Frame:  # noqa: ARG002
            return frame(3, 0.0)

    desktop = SlowDesktop(secret=True)
    with taking(tmp_path, desktop, Answering(tuple)) as take:
        take.click(IN_HUNG)
        wait_for(lambda: presses(take), "the press")
        take.session.screen_changed()
        desktop.goes_on.set()
        wait_for(lambda: any(isinstance(fact, Settled) for fact in take.facts), "the settled screen")
    moments = read_recording(take.folder).moments
    (press,) = presses(take)
    assert press.during in moments
    assert len(moments) >= 3
    for moment in moments.values():
        with Image.open(take.folder / "moments" / moment.file) as picture:
            assert picture.getpixel(IN_HUNG) == GREY
