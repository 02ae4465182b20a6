"""Actions of every kind by real hands in real programs, and the captions of the guide that comes of them."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from Xlib import X

from recorder.demo.hands import Hands
from recorder.document.geometry import Box, Point
from recorder.document.guide import Guide
from recorder.document.guidefile import read_guide
from recorder.recording import Became, Keys, WindowChange
from tests.looking import active
from tests.recorder_process import Recorder, recording
from tests.running import CHROMIUM, PROGRAMS, PYTHON, Program, running, wait_for, xdo
from tests.test_recorded_captions import Author, author, captions

COLUMNS = (30, 60, 110, 160, 210, 260, 320, 360, 400, 430, 560)
MAIL = "Ines Okafor, order 4711"


@pytest.fixture
def mail(desktop: Mapping[str, str]) -> Iterator[Program]:
    with running(desktop, [PYTHON, str(PROGRAMS / "gtk_mail.py")], "Mail desk") as program:
        yield program


def guide_of(recorder: Recorder) -> Guide:
    """Stop the recorder and return its guide, every event of which is explained."""
    assert recorder.stop() == 0
    with read_guide(recorder.output) as file:
        ledger = file.guide.recorded.ledger if file.guide.recorded else None
        assert ledger
        assert ledger.dropped == 0
        return file.guide


def press(hands: Hands, at: Point) -> None:
    """Click at a place after resting there."""
    hands.move(at)
    time.sleep(0.4)
    hands._send(X.ButtonPress, 1)
    time.sleep(0.06)
    hands._send(X.ButtonRelease, 1)
    time.sleep(0.5)


def drag(hands: Hands, start: Point, end: Point) -> None:
    """Drag from one place to another, resting at both as people do."""
    hands.move(start)
    time.sleep(0.4)
    hands._send(X.ButtonPress, 1)
    time.sleep(0.1)
    hands.move(end)
    time.sleep(0.5)
    hands._send(X.ButtonRelease, 1)
    time.sleep(0.5)


def box_of(person: Author, name: str, role: str) -> Box:
    box = person.find(name, role).box
    assert box
    return box


def holds(person: Author, value: str) -> Callable[[], bool]:
    return lambda: person.desktop.value(active(person.desktop)) == value


def test_dragging_folding_switching_and_setting(
    desktop: Mapping[str, str], tmp_path: Path, mail: Program
) -> None:
    window = mail.window.box
    with author(desktop, COLUMNS) as person, recording(desktop, tmp_path) as recorder:
        drag(
            person.hands,
            box_of(person, MAIL, "table cell").centre,
            box_of(person, "Trash", "tree item").centre,
        )
        press(person.hands, Point(window.x + 23, box_of(person, "Archive", "tree item").centre.y))
        volume = box_of(person, "Volume", "slider")
        drag(
            person.hands,
            Point(volume.x + 10, volume.centre.y + 8),
            Point(volume.x + 300, volume.centre.y + 8),
        )
        copies = box_of(person, "Copies", "spin button")
        for _ in range(3):
            press(person.hands, Point(copies.right - 12, copies.centre.y))
        person.click("Dark mode", "switch")
        person.click("Notify customer", "check box")
        time.sleep(0.5)
        person.hands.press("space")
        time.sleep(0.5)
        person.click("Size", "column header")
        guide = guide_of(recorder)
    assert captions(guide) == [
        "Drag the entry from **Inbox** to **Trash**",
        "Expand **Archive**",
        "Set **Volume**",
        "Set **Copies**",
        "Turn on **Dark mode**",
        "Turn on **Notify customer**",
        "Turn off **Notify customer**",
        "Sort by **Size**",
    ]
    assert [value.text for step in guide.steps for value in step.values] == [MAIL, "40", "4"]


@pytest.mark.usefixtures("mail")
def test_menus_and_lists_by_keyboard(desktop: Mapping[str, str], tmp_path: Path) -> None:
    with author(desktop, COLUMNS) as person, recording(desktop, tmp_path) as recorder:
        for keys in (("Alt_L", "f"), ("Down",), ("Return",)):
            person.hands.press(*keys)
            time.sleep(0.4)
        person.click("Note", "text")
        person.fill_in("Note", "Hello")
        for keys in (("Home",), ("Shift_L", "End"), ("Control_L", "c"), ("End",), ("Control_L", "v")):
            person.hands.press(*keys)
            time.sleep(0.2)
        wait_for(holds(person, "HelloHello"), "the pasted text")
        for _ in range(2):
            person.hands.press("Shift_L", "Tab")
            time.sleep(0.3)
        for _ in range(2):
            person.hands.press("Down")
            time.sleep(0.3)
        wait_for(holds(person, "Pound"), "the last currency")
        time.sleep(0.5)
        xdo(desktop, "keydown", "F5")
        wait_for(lambda: len(recorder.facts(Keys)) > 15, "a key that repeats")
        xdo(desktop, "keyup", "F5")
        guide = guide_of(recorder)
    assert captions(guide) == [
        "Choose **Save as** in the **File** menu",
        "Fill in **Note**",
        "Press **Shift+End**",
        "Press **Ctrl+C**",
        "Fill in **Note**",
        "Choose **Pound** in **Currency**",
        "Press **F5**",
    ]


def test_scrolling_to_a_target_and_moving_the_window_are_no_steps(
    desktop: Mapping[str, str], tmp_path: Path, mail: Program
) -> None:
    window = mail.window.box
    with author(desktop, COLUMNS) as person, recording(desktop, tmp_path) as recorder:
        rules = Point(window.x + 600, window.y + 200)
        before = person.desktop.target_at(rules, active(person.desktop))
        person.hands.move(rules)
        time.sleep(0.4)
        for _ in range(5):
            person.hands._send(X.ButtonPress, 5)
            person.hands._send(X.ButtonRelease, 5)
            time.sleep(0.03)
        wait_for(lambda: person.desktop.target_at(rules, active(person.desktop)) != before, "scrolling")
        time.sleep(0.5)
        press(person.hands, rules)
        drag(person.hands, Point(window.x + 300, window.y + 8), Point(window.x + 400, window.y + 60))
        wait_for(lambda: recorder.facts(WindowChange), "the window's move")
        guide = guide_of(recorder)
    (caption,) = captions(guide)
    assert caption.startswith("Click **Rule ")
    assert guide.recorded
    rules_used = guide.recorded.ledger.rules
    assert (rules_used["scrolled_into_view"], rules_used["arranging windows"]) == (5, 2)


def test_windows_are_switched_to_brought_forward_and_closed(
    desktop: Mapping[str, str], tmp_path: Path, mail: Program, gtk_form: Program
) -> None:
    with author(desktop, COLUMNS) as person:
        xdo(desktop, "windowmove", mail.window.id, 0, 0, "windowmove", gtk_form.window.id, 1000, 100)
        xdo(desktop, "windowactivate", "--sync", mail.window.id)
        time.sleep(0.5)
        form = next(each for each in person.desktop.windows() if each.id == gtk_form.window.id)
        with recording(desktop, tmp_path) as recorder:
            person.hands.press("Alt_L", "Tab")
            wait_for(lambda: recorder.facts(WindowChange), "the switch")
            person.hands.move(Point(870, 590))
            time.sleep(0.4)
            press(person.hands, Point(870, 400))
            wait_for(lambda: len(recorder.facts(WindowChange)) > 1, "the window that was clicked")
            press(person.hands, Point(form.box.right - 60, form.box.y + 8))
            wait_for(lambda: len(recorder.facts(WindowChange)) > 2, "the window whose title was clicked")
            person.click("Dark mode", "switch")
            person.hands.press("Alt_L", "F4")
            wait_for(lambda: any(each.what == "closed" for each in recorder.facts(WindowChange)), "the end")
            guide = guide_of(recorder)
    assert captions(guide) == [
        "Switch to **Refund form**",
        "Switch to **Mail desk**",
        "Switch to **Refund form**",
        "Turn on **Dark mode**",
        "Close **Mail desk**",
    ]


@contextmanager
def served() -> Iterator[str]:
    """Serve the folder of programs on this machine, and give its address."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(PROGRAMS))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def test_an_address_typed_into_a_browser(desktop: Mapping[str, str], tmp_path: Path) -> None:
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    with (
        served() as host,
        running(desktop, [*CHROMIUM, profile, "about:blank"], "about:blank - Chromium"),
        author(desktop, COLUMNS) as person,
        recording(desktop, tmp_path) as recorder,
    ):
        person.hands.press("Control_L", "l")
        time.sleep(0.4)
        person.hands.type(f"{host}/form.html?customer=7")
        time.sleep(0.5)
        person.hands.press("Return")
        wait_for(lambda: any(each.value for each in recorder.facts(Became)), "the page's address")
        person.click("Notify customer", "check box")
        guide = guide_of(recorder)
    assert captions(guide) == [f"Go to **{host}/form.html**", "Turn on **Notify customer**"]
    (value,) = guide.steps[0].values
    assert value.text.removeprefix("http://") == f"{host}/form.html?customer=7"
