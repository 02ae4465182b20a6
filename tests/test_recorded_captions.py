"""Tasks done by real hands in real programs: the guide says what a careful author would have written."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from recorder.demo.hands import Hands, hands_on
from recorder.desktop.base import Desktop, OpenWindow
from recorder.document.geometry import Point
from recorder.document.guide import Guide, PointerMark, Target
from recorder.document.guidefile import read_guide
from recorder.document.paint import mark_box
from server.drawings import drawings_of
from tests.looking import active, looking, settled_focus, window_at
from tests.recorder_process import recording
from tests.running import Program, wait_for

FORM_COLUMNS = (30, 60, 110, 160, 320)
PAGE_COLUMNS = (28, 62, 100, 125, 300)
SECRET = "sesame77"


class Author:
    """Someone who does a task and rests at each control before clicking, as people do."""

    def __init__(self, hands: Hands, desktop: Desktop, columns: Sequence[int]) -> None:
        self.hands, self.desktop, self._columns = hands, desktop, columns
        self._known: dict[tuple[str, str, str], Point] = {}

    def find(self, name: str, role: str, window: str | None = None) -> Target:
        """Return the control of that name and role, once it is there, in the windows of a title or all."""
        return wait_for(lambda: next(self._seen(name, role, window), None), f"the {role} {name}")

    def click(self, name: str, role: str, window: str | None = None, count: int = 1) -> None:
        """Click a control."""
        target = self.find(name, role, window)
        assert target.box
        self.hands.click(target.box, count=count)
        time.sleep(0.3)

    def fill_in(self, name: str, text: str) -> None:
        """Type into the field that has the focus by now."""
        settled_focus(self.desktop, name)
        self.hands.type(text)
        wait_for(lambda: self._holds(text), f"{text} in {name}")

    def _holds(self, text: str) -> bool:
        value = self.desktop.value(active(self.desktop))
        return value in (None, text)

    def _seen(self, name: str, role: str, title: str | None) -> Iterator[Target]:
        """Yield controls of that name and role, first where one was seen before."""
        windows = [each for each in self.desktop.windows() if title in (None, each.title)]
        known = [(each, self._known.get((name, role, each.title))) for each in windows]
        places = [(window, point) for window, point in known if point]
        for window, point in (*places, *((each, at) for each in windows for at in self._points(each))):
            target = self._look(window, point)
            if target and (target.name, target.role) == (name, role):
                yield target

    def _look(self, window: OpenWindow, point: Point) -> Target | None:
        if window_at(self.desktop, point) != window:
            return None
        target = self.desktop.target_at(point, window)
        if target:
            self._known[target.name, target.role, window.title] = point
        return target

    def _points(self, window: OpenWindow) -> Iterator[Point]:
        wide = window.box.width > max(self._columns)
        across = self._columns if wide else (30, window.box.width * 3 // 4)
        for y in range(window.box.y + 8, window.box.bottom, 11):
            yield from (Point(window.box.x + x, y) for x in across)


@contextmanager
def author(desktop: Mapping[str, str], columns: Sequence[int]) -> Iterator[Author]:
    with looking(desktop) as seen, hands_on(desktop["DISPLAY"]) as hands:
        yield Author(hands, seen, columns)


def captions(guide: Guide) -> list[str]:
    return [step.caption for step in guide.steps if step.kind == "action"]


def check(guide: Guide) -> None:
    """Check what holds for every guide: nothing unexplained, and marks that are wholly in sight."""
    assert guide.recorded
    ledger = guide.recorded.ledger
    actions = [step for step in guide.steps if step.kind == "action"]
    assert ledger.events == len(actions) + ledger.merged + ledger.suppressed + ledger.dropped
    assert ledger.dropped == 0
    for step in actions:
        assert step.picture
        for mark in step.picture.marks:
            if isinstance(mark, PointerMark):
                assert step.picture.shown.covers(mark_box(mark, step.picture))
        words = step.target and step.target.name and drawings_of(step)["close"]
        assert not words or words.crop.area < step.picture.frame.area


def test_a_task_in_a_gtk_form(desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program) -> None:
    form = gtk_form.window.title
    with author(desktop, FORM_COLUMNS) as person, recording(desktop, tmp_path) as recorder:
        person.click("Amount", "text")
        person.fill_in("Amount", "84.50")
        person.hands.press("Tab")
        person.fill_in("PIN", SECRET)
        person.click("Currency", "combo box")
        person.click("Euro", "menu item")
        person.click("Notify customer", "check box")
        person.click("By bank transfer", "radio button")
        person.click("File", "menu", form)
        person.click("Export", "menu")
        person.click("As text", "menu item")
        person.hands.press("Control_L", "s")
        person.click("More", "toggle button")
        person.click("Preferences", "button")
        person.click("Orders", "tab")
        person.click("R-1001", "table cell")
        person.click("Complaints", "list item")
        person.click("Issue refund", "button", form)
        person.click("Issue refund", "button", "Confirm refund")
        assert recorder.stop() == 0
    with read_guide(recorder.output) as file:
        assert captions(file.guide) == [
            "Fill in **Amount**",
            "Fill in **PIN**",
            "Choose **Euro** in **Currency**",
            "Turn on **Notify customer**",
            "Choose **By bank transfer**",
            "Choose **As text** in the **File \u203a Export** menu",
            "Press **Ctrl+S**",
            "Click **More**",
            "Click **Preferences**",
            "Open the **Orders** tab",
            "Choose the entry in **Orders**",
            "Choose **Complaints** in **Queues**",
            "Click **Issue refund**",
            "Click **Issue refund**",
        ]
        assert file.guide.title == "How to issue a refund in Refund form"
        assert SECRET not in file.guide.model_dump_json()
        check(file.guide)


def test_a_task_on_a_page_in_chromium(desktop: Mapping[str, str], tmp_path: Path, web_form: Program) -> None:
    title = web_form.window.title
    with author(desktop, PAGE_COLUMNS) as person, recording(desktop, tmp_path) as recorder:
        person.click("Customer", "text")
        person.fill_in("Customer", "Ines Okafor")
        person.hands.press("Tab")
        person.fill_in("Password", SECRET)
        person.click("Currency", "combo box", title)
        person.click("Euro", "menu item")
        person.click("Notify customer", "check box")
        person.click("By card", "radio button")
        person.click("R-1001", "table cell")
        person.click("History", "tab")
        person.click("All orders", "link")
        person.click("Save order", "button")
        assert recorder.stop() == 0
    with read_guide(recorder.output) as file:
        assert captions(file.guide) == [
            "Fill in **Customer**",
            "Fill in **Password**",
            "Choose **Euro** in **Currency**",
            "Turn on **Notify customer**",
            "Choose **By card**",
            "Choose the entry in **Orders**",
            "Open the **History** tab",
            "Click **All orders**",
            "Click **Save order**",
        ]
        assert file.guide.title == "How to save an order in Shop form"
        assert SECRET not in file.guide.model_dump_json()
        check(file.guide)
