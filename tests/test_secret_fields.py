"""No picture shows a secret field, also where it has just gone; and dialogs above it are spared."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image
from Xlib import X

from recorder.capture.eyes import Frame
from recorder.capture.pictures import GREY
from recorder.capture.secret_fields import AGAIN_SECONDS, REPAINT_SECONDS, SecretFields
from recorder.demo.hands import Hands, hands_on
from recorder.desktop.base import OpenWindow
from recorder.desktop.x11 import X11Windows
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target
from recorder.recording import Moment, Press, Typed
from tests.looking import look, looking, survey_for
from tests.recorder_process import Recorder, recording
from tests.running import PROGRAMS, PYTHON, Program, running, wait_for

FIELD = (255, 0, 200)
ABOVE = (0, 200, 255)
WINDOW = OpenWindow(1, 1, "Sign in", "sign-in", 7, Box(100, 100, 400, 300))
DIALOG = OpenWindow(2, 1, "Help", "sign-in", 7, Box(120, 110, 100, 40))
PIN = Target(name="PIN", role="password", box=Box(150, 120, 100, 20), secret=True)
WORDS = Target(name="Signed in", role="label", box=Box(150, 120, 100, 20))


def frame(taken: float, *windows: OpenWindow) -> Frame:
    return Frame(0, Box(0, 0, 800, 600), (), 1, taken, taken, windows, windows)


class Answering:
    """A desktop whose tree answers at every place with one target."""

    def __init__(self) -> None:
        self.target: Target | None = PIN

    def target_at(self, _point: Point, _window: OpenWindow | None) -> Target | None:
        """Return what was set."""
        return self.target


@pytest.fixture
def desk() -> Answering:
    return Answering()


@pytest.fixture
def now() -> list[float]:
    return [100.0]


@pytest.fixture
def secrets(desk: Answering, now: list[float]) -> SecretFields:
    made = SecretFields(desk, lambda: now[0])  # type: ignore[arg-type]  # only this method is asked
    made.remember(WINDOW, PIN)
    return made


def test_a_field_that_is_gone_is_filled_on_the_pictures_from_before(
    secrets: SecretFields, desk: Answering
) -> None:
    desk.target = WORDS
    assert secrets.boxes(frame(99.9, WINDOW), {1}) == (PIN.box,)
    assert secrets.boxes(frame(100 + REPAINT_SECONDS, WINDOW), {1}) == ()
    assert secrets.boxes(frame(99.9, WINDOW), {1}) == (PIN.box,)


def test_a_field_that_comes_back_is_filled_again(
    secrets: SecretFields, desk: Answering, now: list[float]
) -> None:
    desk.target = WORDS
    assert secrets.boxes(frame(101.0, WINDOW), {1}) == ()
    desk.target, now[0] = PIN, 110.0
    secrets.screen_changed(now[0])
    assert secrets.deadline == 110.0 + AGAIN_SECONDS
    secrets.tick(secrets.deadline, lambda: (WINDOW,))
    desk.target, now[0] = None, 111.0
    assert secrets.boxes(frame(110.9, WINDOW), {1}) == (PIN.box,), "its window has closed since"


def test_no_answer_is_no_denial(secrets: SecretFields, desk: Answering) -> None:
    desk.target = None
    assert secrets.boxes(frame(101.0, WINDOW), {1}) == (PIN.box,)


def test_what_lies_above_a_field_is_spared(secrets: SecretFields) -> None:
    parts = secrets.boxes(frame(99.9, DIALOG, WINDOW), {1})
    assert PIN.box
    assert sum(part.area for part in parts) == 30 * 20
    assert all(PIN.box.covers(part) and part.meet(DIALOG.box) is None for part in parts)


def test_a_field_moves_with_its_window_and_counts_where_it_was_as_well(secrets: SecretFields) -> None:
    moved = OpenWindow(1, 1, "Sign in", "sign-in", 7, Box(300, 100, 400, 300))
    both = Frame(0, Box(0, 0, 800, 600), (), 1, 99.9, 99.9, (WINDOW,), (moved,))
    assert PIN.box
    assert set(secrets.boxes(both, {1})) == {PIN.box, PIN.box.moved(200, 0)}


def test_fields_of_other_windows_are_no_matter(secrets: SecretFields) -> None:
    assert secrets.boxes(frame(99.9, WINDOW), {5}) == ()
    assert secrets.boxes(frame(99.9, WINDOW), None) == (PIN.box,)


@pytest.fixture
def hands(desktop: Mapping[str, str]) -> Iterator[Hands]:
    with hands_on(desktop["DISPLAY"]) as held:
        yield held


@pytest.fixture
def sign_in(desktop: Mapping[str, str]) -> Iterator[Program]:
    with running(desktop, [PYTHON, str(PROGRAMS / "gtk_password.py")], "Sign in") as program:
        with looking(desktop) as seen:
            wait_for(lambda: (pin := look(seen, field(program).centre)) and pin.secret, "the PIN")
        yield program


def colours(recorder: Recorder, moments: Sequence[Moment] | None = None) -> list[set[object]]:
    """Return the colours of each kept picture, or of those that are given."""
    found: list[set[object]] = []
    for moment in recorder.facts(Moment) if moments is None else moments:
        with Image.open(recorder.folder / "moments" / moment.file) as picture:
            found.append({colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or []})
    return found


def titled(title: str, windows: X11Windows) -> OpenWindow | None:
    """Return the open window of a title."""
    return next((each for each in windows.windows() if each.title == title), None)


def button(program: Program, number: int) -> Box:
    return Box(program.window.box.x + 380, program.window.box.y + 20 + 60 * number, 120, 40)


def field(program: Program) -> Box:
    return Box(program.window.box.x + 20, program.window.box.y + 20, 200, 40)


def press_at_once(hands: Hands, box: Box) -> None:
    """Press a button without a rest before it, as who knows where it is."""
    hands.move(box.centre)
    hands._send(X.ButtonPress, 1)
    hands._send(X.ButtonRelease, 1)


def test_a_field_that_goes_at_the_click_is_on_no_picture(
    desktop: Mapping[str, str], tmp_path: Path, sign_in: Program, hands: Hands
) -> None:
    with recording(desktop, tmp_path) as recorder:
        hands.click(field(sign_in))
        press_at_once(hands, button(sign_in, 0))
        wait_for(lambda: len(recorder.facts(Press)) == 2, "both presses")
        assert recorder.stop() == 0
    seen = colours(recorder)
    assert len(seen) >= 3
    assert not any(FIELD in each for each in seen)


def test_a_dialog_that_closes_at_the_click_shows_no_field(
    desktop: Mapping[str, str], tmp_path: Path, sign_in: Program, hands: Hands
) -> None:
    with closing(X11Windows(desktop["DISPLAY"])) as windows, recording(desktop, tmp_path) as recorder:
        hands.click(field(sign_in))
        hands.click(button(sign_in, 1))
        dialog = wait_for(lambda: titled("Unlock", windows), "the dialog")
        with looking(desktop) as seen:
            ok = survey_for(seen, dialog.box, (dialog.box.width // 2, dialog.box.width - 40), ["OK"])["OK"]
        hands.type("more")
        assert ok.box
        press_at_once(hands, ok.box)
        wait_for(lambda: titled("Unlock", windows) is None, "the end of the dialog")
        assert recorder.stop() == 0
    assert len(recorder.facts(Press)) == 3
    (typed,) = recorder.facts(Typed)
    later = [moment for moment in recorder.facts(Moment) if moment.time >= typed.time]
    assert recorder.facts(Press)[-1].before in {moment.id for moment in later}
    assert not any(FIELD in each for each in colours(recorder, later))


def test_a_dialog_above_a_field_is_shown_whole(
    desktop: Mapping[str, str], tmp_path: Path, sign_in: Program, hands: Hands
) -> None:
    with closing(X11Windows(desktop["DISPLAY"])) as windows, recording(desktop, tmp_path) as recorder:
        hands.click(field(sign_in))
        hands.click(button(sign_in, 2))
        dialog = wait_for(lambda: titled("Help", windows), "the dialog")
        assert dialog.box.covers(field(sign_in))
        wait_for(lambda: not any(each.passed for each in windows.windows()), "the dialog at rest")
        hands.click(Box.around(Point(dialog.box.right - 20, dialog.box.bottom - 20), 4, 4))
        assert recorder.stop() == 0
    press = recorder.facts(Press)[-1]
    moment = recorder.recording.moments[press.before or ""]
    with Image.open(recorder.folder / "moments" / moment.file) as picture:
        part = picture.convert("RGB").crop((dialog.box.x, dialog.box.y, dialog.box.right, dialog.box.bottom))
    shown = {colour: count for count, colour in part.getcolors(1 << 24) or []}
    assert shown.get(ABOVE, 0) > field(sign_in).area / 2
    assert shown.get(GREY, 0) < field(sign_in).area / 10
    assert FIELD not in shown
