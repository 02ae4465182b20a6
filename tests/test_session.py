"""A whole recorder beside real programs: what it kept of what real hands did."""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PIL import Image

from recorder.capture.masking import window_at
from recorder.capture.pictures import GREY
from recorder.compose.compose import compose
from recorder.demo.hands import Hands, hands_on
from recorder.desktop.linux import LinuxDesktop
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target
from recorder.recording import After, Dropped, Keys, Moment, Press, Release, Scroll, Stop, Suppressed, Typed
from tests.recorder_process import Recorder, recording
from tests.running import PROGRAMS, PYTHON, Program, running, wait_for, xdo

SECRET = "sesame77"
MARKER = (255, 0, 200)


class Person:
    """Someone at the screen who finds controls by their names."""

    def __init__(self, hands: Hands, desktop: LinuxDesktop, window: str) -> None:
        self.hands, self.desktop, self._window = hands, desktop, window

    def find(self, name: str) -> Target:
        """Return the control of that name, looked for down the middle of the window until it is there."""
        return wait_for(lambda: self._look_for(name), f"{name} in {self._window}")

    def _look_for(self, name: str) -> Target | None:
        window = next(each for each in self.desktop.windows() if each.title == self._window)
        for y in range(window.box.y + 24, window.box.bottom, 8):
            target = self.desktop.target_at(Point(window.box.x + window.box.width // 2, y), window)
            if target and target.name == name:
                return target
        return None

    def click(self, name: str, button: str = "left", count: int = 1) -> Target:
        """Click a control."""
        target = self.find(name)
        assert target.box
        self.hands.click(target.box, button, count)
        return target


@pytest.fixture
def person(desktop: Mapping[str, str], gtk_form: Program) -> Iterator[Person]:
    seen = LinuxDesktop(desktop["DISPLAY"], desktop["DBUS_SESSION_BUS_ADDRESS"])
    with hands_on(desktop["DISPLAY"]) as hands:
        yield Person(hands, seen, gtk_form.window.title)
    seen.close()


def image(recorder: Recorder, moment: Moment) -> Image.Image:
    with Image.open(recorder.folder / "moments" / moment.file) as picture:
        return picture.convert("RGB")


def events(recorder: Recorder) -> int:
    """Return how many events all lines together account for."""
    return sum(getattr(fact, "count", 0) for fact in recorder.recording.facts)


def test_a_task_in_a_form_step_by_step(desktop: Mapping[str, str], tmp_path: Path, person: Person) -> None:
    with recording(desktop, tmp_path, "--title", "Fill the form") as recorder:
        person.click("Amount")
        person.hands.type("Forty 2!")
        person.click("PIN")
        person.hands.type(SECRET)
        person.hands.press("Tab")
        time.sleep(0.2)
        person.hands.type("Ref")
        person.click("Note")
        person.hands.type("Dear A")
        person.hands.press("Return")
        person.hands.type("bye")
        person.click("Notify customer")
        person.hands.press("Control_L", "s")
        assert recorder.stop() == 0
    presses = [fact.target.name for fact in recorder.facts(Press) if fact.target]
    assert presses == ["Amount", "PIN", "Note", "Notify customer"]
    typed = recorder.facts(Typed)
    values = {fact.target.name: fact.value for fact in typed if fact.target}
    assert values == {"Amount": "Forty 2!", "PIN": None, "Reference": "Ref", "Note": "Dear A\nbye"}
    keys = {fact.target.name: fact.keys for fact in typed if fact.target}
    assert (keys["Amount"], keys["Note"]) == (tuple("Forty 2!"), (*"Dear A", "Enter", *"bye"))
    assert sum(fact.count for fact in typed if fact.target and fact.target.secret) == len(SECRET)
    assert [fact.keys for fact in recorder.facts(Keys)] == [("Tab",), ("Ctrl", "S")]
    shifted, releases = 5, 4
    assert events(recorder) == 4 + releases + 8 + 8 + 1 + 3 + 10 + 2 + shifted
    assert recorder.facts(Dropped) == []
    assert recorder.facts(After)
    assert recorder.recording.facts[-1].kind == "stop"
    guide = compose(recorder.recording)
    assert guide.title == "Fill the form"
    assert guide.recorded
    ledger = guide.recorded.ledger
    actions = sum(step.kind == "action" for step in guide.steps)
    assert ledger.events == events(recorder) == actions + ledger.merged + ledger.suppressed + ledger.dropped


def test_a_secret_is_in_no_byte_and_no_picture(
    desktop: Mapping[str, str], tmp_path: Path, person: Person
) -> None:
    with recording(desktop, tmp_path) as recorder:
        field = person.click("PIN")
        person.hands.type(SECRET)
        person.click("Amount")
        assert recorder.stop() == 0
    for path in [*recorder.spool.rglob("*"), recorder.output]:
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()
    assert field.box
    inside = field.box.grown(-3)
    pictures = [image(recorder, moment) for moment in recorder.facts(Moment)]
    assert len(pictures) >= 3
    for picture in pictures:
        part = picture.crop((inside.x, inside.y, inside.right, inside.bottom))
        assert part.getcolors() == [(inside.area, GREY)]


def test_what_is_typed_where_no_tree_answers_is_counted_only(
    desktop: Mapping[str, str], tmp_path: Path, tk_form: Program
) -> None:
    with recording(desktop, tmp_path) as recorder, hands_on(desktop["DISPLAY"]) as hands:
        hands.click(Box.around(tk_form.window.box.centre, 20, 20))
        hands.type(SECRET)
        assert recorder.stop() == 0
    (typed,) = recorder.facts(Typed)
    assert (typed.keys, typed.value, typed.target, typed.count) == (None, None, None, len(SECRET))
    assert typed.window
    assert typed.window.title == "Tk form"


def test_another_window_leaves_no_pixel(
    desktop: Mapping[str, str], tmp_path: Path, person: Person, gtk_form: Program
) -> None:
    corner = gtk_form.window.box
    marker = [PYTHON, str(PROGRAMS / "marker_tk.py"), f"300x200+{corner.x + 20}+{corner.y + 60}"]
    with running(desktop, marker, "Marker"), recording(desktop, tmp_path) as recorder:
        person.hands.click(Box(corner.right - 60, corner.bottom - 60, 20, 10))
        assert recorder.stop() == 0
    (press,) = recorder.facts(Press)
    assert press.window
    assert press.window.title == gtk_form.window.title
    for moment in recorder.facts(Moment):
        colours = image(recorder, moment).getcolors(1 << 24) or []
        assert MARKER not in {colour for _, colour in colours}


def test_the_whole_screen_is_kept_when_asked_for(
    desktop: Mapping[str, str], tmp_path: Path, person: Person, gtk_form: Program
) -> None:
    marker = [PYTHON, str(PROGRAMS / "marker_tk.py"), "200x100+10+10"]
    with running(desktop, marker, "Marker"), recording(desktop, tmp_path, "--whole-screen") as recorder:
        person.hands.click(Box(gtk_form.window.box.right - 60, gtk_form.window.box.bottom - 60, 20, 10))
        assert recorder.stop() == 0
    (press,) = recorder.facts(Press)
    moment = recorder.recording.moments[press.before or ""]
    colours = image(recorder, moment).getcolors(1 << 24) or []
    assert MARKER in {colour for _, colour in colours}


def test_the_wheel_a_drag_and_other_buttons(
    desktop: Mapping[str, str], tmp_path: Path, person: Person, gtk_form: Program
) -> None:
    from Xlib import X  # noqa: PLC0415

    centre = gtk_form.window.box.centre
    with recording(desktop, tmp_path) as recorder:
        person.hands.move(centre)
        for _ in range(5):
            person.hands._send(X.ButtonPress, 5)
            person.hands._send(X.ButtonRelease, 5)
        time.sleep(0.5)
        person.hands._send(X.ButtonPress, 1)
        person.hands.move(centre.moved(60, 0))
        person.hands._send(X.ButtonRelease, 1)
        person.hands.click(Box.around(centre, 4, 4), "right")
        person.hands.press("Escape")
        assert recorder.stop() == 0
    (scroll,) = recorder.facts(Scroll)
    assert (scroll.delta, scroll.count) == ((0, 5), 5)
    assert [press.button for press in recorder.facts(Press)] == ["left", "right"]
    dragged, clicked = recorder.facts(Release)
    assert (dragged.at.x - centre.x, dragged.window is None) == (60, False)
    assert clicked.window is None


def test_the_own_hotkey_stops_and_is_no_step(
    desktop: Mapping[str, str], tmp_path: Path, person: Person
) -> None:
    with recording(desktop, tmp_path, "--stop-keys", "ctrl+shift+f9") as recorder:
        person.click("Amount")
        person.hands.press("Control_L", "Shift_L", "F9")
        assert recorder.wait() == 0
    (hotkey,) = recorder.facts(Suppressed)
    assert (hotkey.rule, hotkey.count) == ("own_hotkey", 3)
    assert recorder.facts(Keys) == []
    (stop,) = recorder.facts(Stop)
    assert stop.reason == "hotkey"


def test_a_press_is_on_disk_within_a_tenth_of_a_second(
    desktop: Mapping[str, str], tmp_path: Path, person: Person
) -> None:
    with recording(desktop, tmp_path) as recorder:
        waits = []
        for _ in range(5):
            person.hands.move(person.find("By card").box.centre)  # type: ignore[union-attr]
            time.sleep(0.3)
            count = len(recorder.facts(Press))
            person.click("By card")
            pressed = time.monotonic()
            wait_for(lambda count=count: len(recorder.facts(Press)) > count, "the press")  # type: ignore[misc]
            waits.append(time.monotonic() - pressed)
    assert sorted(waits)[2] < 0.1


def test_what_a_click_changes_or_takes_away_is_named_as_it_was(
    desktop: Mapping[str, str], tmp_path: Path, person: Person
) -> None:
    ticked, issue = person.find("Notify customer"), person.find("Issue refund")
    with recording(desktop, tmp_path) as recorder:
        for target in (ticked, ticked, issue):
            assert target.box
            # As other programs do, without the raw events of a mouse.
            xdo(desktop, "mousemove", *target.box.centre)
            time.sleep(0.5)
            xdo(desktop, "click", "1")
            time.sleep(0.3)
        dialog = Person(person.hands, person.desktop, "Confirm refund")
        pay = dialog.find("Pay back 120.00?").box
        assert pay
        confirm = wait_for(
            lambda: person.desktop.target_at(
                Point(pay.right - 20, pay.bottom + 40), window_at(person.desktop.windows(), pay.centre)
            ),
            "the dialog's button",
        )
        assert confirm.box
        xdo(desktop, "mousemove", *confirm.box.centre)
        time.sleep(0.5)
        xdo(desktop, "click", "1")
        assert recorder.stop() == 0
    pressed = [(fact.target.name, fact.target.state) for fact in recorder.facts(Press) if fact.target]
    was_ticked = "checked" in ticked.state
    assert [(name, "checked" in state) for name, state in pressed[:2]] == [
        ("Notify customer", was_ticked),
        ("Notify customer", not was_ticked),
    ]
    assert [name for name, _ in pressed[2:]] == ["Issue refund", "Issue refund"]
