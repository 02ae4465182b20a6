"""What a recording is limited to: one monitor, one window, and never what is excluded."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PIL import Image

from recorder.capture.limits import (
    EXCLUDED_WINDOW,
    OUTSIDE_LIMITS,
    Chosen,
    Limits,
    check_excluded,
    choose_window,
)
from recorder.demo.hands import Hands, hands_on
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box, Point
from recorder.errors import RecorderError
from recorder.recording import Moment, Press, Release, Scroll, Suppressed, Typed, WindowChange
from tests.recorder_process import Recorder, recording
from tests.running import PROGRAMS, PYTHON, Program, running, wait_for

MARKER = (255, 0, 200)
SHOP = OpenWindow(1, 1, "Shop - Browser", "browser", 10, Box(0, 0, 100, 100))
MAIL = OpenWindow(2, 2, "Inbox - Mail", "mail", 11, Box(50, 50, 100, 100), active=True)
LETTER = OpenWindow(3, 2, "New letter", "mail", 11, Box(60, 60, 50, 50))
MENU = OpenWindow(4, 1, "", "browser", 10, Box(10, 10, 20, 20), popup=True)
OPEN = (MENU, LETTER, MAIL, SHOP)


def test_titles_are_compared_by_their_words_and_dialogs_go_with_their_window() -> None:
    limits = Limits(excluded=("inbox",))
    assert limits.excluded(OPEN) == {2, 3}
    assert [limits.rule(each, OPEN) for each in OPEN] == [None, EXCLUDED_WINDOW, EXCLUDED_WINDOW, None]
    assert limits.rule(None, OPEN) is None


def test_a_dialog_alone_is_excluded_with_the_popups_over_it() -> None:
    dialog = OpenWindow(5, 1, "Card number", "browser", 10, Box(20, 20, 50, 50), active=True)
    limits = Limits(excluded=("Card",))
    assert limits.excluded((MENU, dialog, SHOP)) == {5, 4}
    assert limits.rule(SHOP, (MENU, dialog, SHOP)) is None


def test_a_title_counts_for_a_second_longer_than_it_stands_there() -> None:
    now = [100.0]
    limits = Limits(excluded=("Inbox",), clock=lambda: now[0])
    renamed = OpenWindow(2, 2, "Shop - Mail", "mail", 11, MAIL.box)
    limits.see((MAIL,))
    now[0] = 100.9
    limits.see((renamed,))
    assert limits.excluded((renamed,)) == {2}
    now[0] = 101.1
    assert limits.excluded((renamed,)) == frozenset()
    assert limits.excluded((renamed,), 100.5) == {2}, "what was on the screen at that time"


def test_one_window_is_chosen_by_number_or_words_and_others_are_outside() -> None:
    assert choose_window("mail", OPEN) == Chosen(2, "mail", "Inbox - Mail")
    assert choose_window("0x1", OPEN) == Chosen(1, "", "Shop - Browser")
    limits = Limits(chosen=choose_window("SHOP", OPEN))
    assert [limits.rule(each, OPEN) for each in (*OPEN, None)] == [
        None,
        OUTSIDE_LIMITS,
        OUTSIDE_LIMITS,
        None,
        OUTSIDE_LIMITS,
    ]


def test_a_chosen_window_that_goes_is_told_of_once_and_taken_up_again() -> None:
    said: list[str] = []
    limits = Limits(chosen=choose_window("shop", OPEN), say=said.append)
    limits.see(OPEN)
    assert said == []
    for _ in range(2):
        limits.see((MAIL,))
    (sentence,) = said
    assert "'Shop - Browser' is closed or hidden" in sentence
    again = OpenWindow(9, 9, "Shop again", "browser", 12, SHOP.box)
    limits.see((again, MAIL))
    assert limits.rule(again, (again, MAIL)) is None


def test_what_is_done_on_another_monitor_is_outside() -> None:
    limits = Limits()
    limits.keep_to(lambda: Box(0, 0, 55, 100))
    assert limits.rule(SHOP, OPEN, Point(54, 10)) is None
    assert limits.rule(SHOP, OPEN, Point(55, 10)) == OUTSIDE_LIMITS
    assert limits.rule(MAIL, OPEN) is None, "a part of it is on the monitor"
    assert limits.rule(LETTER, OPEN) == OUTSIDE_LIMITS
    limits.keep_to(lambda: None)
    assert limits.rule(SHOP, OPEN, Point(1, 1)) == OUTSIDE_LIMITS, "it is unplugged"


def test_wrong_limits_are_told_with_what_there_is() -> None:
    with pytest.raises(RecorderError, match=r"choose one of 'New letter' \(0x3\), 'Inbox - Mail' \(0x2\)"):
        choose_window("Nothing", OPEN)
    with pytest.raises(RecorderError, match="those you open first"):
        choose_window("Nothing", ())
    with pytest.raises(RecorderError, match="some words"):
        check_excluded((" ",))


@pytest.fixture
def hands(desktop: Mapping[str, str]) -> Iterator[Hands]:
    with hands_on(desktop["DISPLAY"]) as held:
        yield held


def marked_moments(recorder: Recorder) -> int:
    """Return how many of the kept pictures have a pixel of the marker."""
    count = 0
    for moment in recorder.facts(Moment):
        with Image.open(recorder.folder / "moments" / moment.file) as picture:
            colours = picture.convert("RGB").getcolors(1 << 24) or []
        count += MARKER in {colour for _, colour in colours}
    return count


def free_place(program: Program) -> Box:
    """Return a place at the foot of a form where no control is."""
    return Box(program.window.box.right - 60, program.window.box.bottom - 40, 20, 10)


def test_an_excluded_window_is_in_no_picture_and_what_is_done_in_it_is_counted(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program, hands: Hands
) -> None:
    command = [PYTHON, str(PROGRAMS / "marker_tk.py"), "300x200+1500+700"]
    options = ("--whole-screen", "--exclude-window", "mark")
    with running(desktop, command, "Marker") as marker, recording(desktop, tmp_path, *options) as recorder:
        hands.click(Box.around(marker.window.box.centre, 40, 40))
        hands.type("Hidden7")
        hands.click(free_place(gtk_form))
        assert recorder.stop() == 0
    (press,) = recorder.facts(Press)
    assert press.window
    assert press.window.title == gtk_form.window.title
    assert recorder.facts(Typed) == []
    left_out = {fact.rule: 0 for fact in recorder.facts(Suppressed)}
    for fact in recorder.facts(Suppressed):
        left_out[fact.rule] += fact.count
    assert left_out == {EXCLUDED_WINDOW: 2 + len("Hidden7") + 1}
    assert recorder.facts(Moment)
    assert marked_moments(recorder) == 0
    for path in recorder.spool.rglob("*"):
        assert not path.is_file() or b"Marker" not in path.read_bytes()


@pytest.mark.parametrize("options", [("--whole-screen", "--exclude-window", "Racing"), ()])
def test_a_window_that_races_over_the_others_leaves_no_pixel(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program, hands: Hands, options: tuple[str, ...]
) -> None:
    corner, place = gtk_form.window.box, free_place(gtk_form)
    way = [str(corner.x), str(corner.y + 40), str(corner.width - 160)]
    racer = [PYTHON, str(PROGRAMS / "marker_moving.py"), "Racing", *way]
    with running(desktop, racer, "Racing"), recording(desktop, tmp_path, *options) as recorder:
        for number in range(12):
            hands.click(place.moved(-3 * number, 0))
        assert recorder.stop() == 0
    assert len(recorder.facts(Press)) + len(recorder.facts(Suppressed)) >= 12
    assert len(recorder.facts(Moment)) >= 3
    assert marked_moments(recorder) == 0


def test_only_the_chosen_window_is_recorded(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program, tk_form: Program, hands: Hands
) -> None:
    other = Box.around(tk_form.window.box.centre, 20, 20)
    with recording(desktop, tmp_path, "--window", "refund FORM") as recorder:
        hands.click(other)
        hands.type("abc")
        hands.click(free_place(gtk_form))
        hands.click(Box(1890, 1060, 10, 10))
        assert recorder.stop() == 0
    (press,) = recorder.facts(Press)
    assert press.window
    assert press.window.title == gtk_form.window.title
    assert len(recorder.facts(Release)) == 1
    assert not recorder.facts(Typed)
    assert not recorder.facts(Scroll)
    rules = [(fact.rule, fact.count) for fact in recorder.facts(Suppressed)]
    assert {rule for rule, _ in rules} == {OUTSIDE_LIMITS}
    assert sum(count for _, count in rules) == 2 + 3 + 2


def test_recording_goes_on_when_the_chosen_window_vanishes(
    desktop: Mapping[str, str], tmp_path: Path, hands: Hands
) -> None:
    command = [PYTHON, str(PROGRAMS / "marker_tk.py"), "300x200+1500+700"]
    with (
        running(desktop, command, "Marker") as marker,
        recording(desktop, tmp_path, "--window", "Marker") as recorder,
    ):
        place = Box.around(marker.window.box.centre, 40, 40)
        hands.click(place)
        wait_for(lambda: recorder.facts(Press), "the press")
        marker.process.kill()
        marker.process.wait()
        wait_for(lambda: any(each.what == "closed" for each in recorder.facts(WindowChange)), "its end")
        hands.click(place)
        wait_for(lambda: recorder.facts(Suppressed), "what is left out")
        with running(desktop, command, "Marker"):
            wait_for(lambda: recorder.facts(WindowChange)[-1].what == "opened", "its return")
            hands.click(place)
            wait_for(lambda: len(recorder.facts(Press)) == 2, "the press in the window that came back")
            assert recorder.stop() == 0
    assert sum("is closed or hidden" in line for line in recorder.said) == 1
