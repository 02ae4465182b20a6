"""The desktop of Windows, asked through answers of the real interfaces."""

import time

from recorder.desktop.base import OpenWindow
from recorder.desktop.foreign import ForeignDesktop
from recorder.desktop.uia import PROPERTIES
from recorder.desktop.windows import WindowsSource
from recorder.document.geometry import Box, Point
from recorder.real_pixels import PER_MONITOR_V2, count_real_pixels
from tests import uia_answers as uia
from tests.uia_answers import Automation, Element, Libraries, nest

NOTEPAD = {"handle": 10, "title": "orders.txt - Notepad", "process": 71, "sides": (100, 100, 1000, 700)}
DIALOG = {"handle": 11, "title": "Save as", "process": 71, "owner": 10, "sides": (150, 140, 850, 620)}
MENU = {"handle": 12, "title": "", "class": "#32768", "process": 71, "sides": (110, 150, 300, 400)}
OTHER = {"handle": 20, "title": "Mail", "process": 4, "sides": (0, 0, 1920, 1040)}
UNSEEN = (
    {"handle": 30, "title": "Hidden", "process": 9, "visible": False, "sides": (0, 0, 10, 10)},
    {"handle": 31, "title": "Asleep", "process": 9, "cloaked": 2, "sides": (0, 0, 10, 10)},
    {"handle": 32, "title": "Small", "process": 9, "iconic": True, "sides": (0, 0, 10, 10)},
)


def desktop(
    automation: Automation | None = None, *windows: dict[str, object], active: int = 10
) -> ForeignDesktop:
    libraries = Libraries(windows or (DIALOG, NOTEPAD, OTHER), active)
    return ForeignDesktop(WindowsSource(libraries, lambda: automation or Automation({})))


def named(windows: tuple[OpenWindow, ...], title: str) -> OpenWindow:
    return next(window for window in windows if window.title == title)


def test_windows_come_topmost_first_with_their_programs_and_families() -> None:
    windows = desktop(None, MENU, DIALOG, NOTEPAD, *UNSEEN, OTHER).windows()
    assert [window.title for window in windows] == ["", "Save as", "orders.txt - Notepad", "Mail"]
    menu, dialog, notepad, mail = windows
    assert (notepad.app, notepad.pid, notepad.box) == ("notepad", 71, Box(100, 100, 900, 600))
    assert notepad.active
    assert not dialog.active
    assert menu.popup
    assert menu.family == dialog.family == notepad.family == 10
    assert (mail.family, mail.app) == (20, "")


def test_the_control_at_a_point_is_told_with_what_it_is_in() -> None:
    at = {(320, 480): nest(uia.CALCULATOR, uia.NUMBER_PAD, uia.FIVE, uia.FIVE_WORDS)}
    calculator = {"handle": 5, "title": "Calculator", "process": 9, "sides": (200, 100, 536, 640)}
    asked = desktop(Automation(at), calculator, active=5)
    target = asked.target_at(Point(320, 480), asked.windows()[0])
    assert target is not None
    assert (target.name, target.role, target.path) == ("Five", "button", ("Number pad",))
    assert asked.target_at(Point(1, 1), asked.windows()[0]) is None
    assert asked.target_at(Point(320, 480), None) is None


def test_a_list_item_is_in_its_list() -> None:
    asked = desktop(Automation({(310, 230): nest(uia.NOTEPAD, uia.SAVE_AS, uia.FOLDERS, uia.FOLDER)}))
    target = asked.target_at(Point(310, 230), named(asked.windows(), "Save as"))
    assert target is not None
    assert (target.name, target.role, target.path[-1]) == ("Invoices", "list item", "Items View")


def test_another_windows_answer_is_no_answer() -> None:
    asked = desktop(
        Automation({(320, 480): nest(uia.CALCULATOR, uia.FIVE)}), DIALOG | {"sides": (900, 700, 990, 790)}
    )
    assert asked.target_at(Point(320, 480), asked.windows()[0]) is None


def test_the_field_that_has_the_keyboard_tells_what_it_holds() -> None:
    asked = desktop(Automation({}, nest(uia.NOTEPAD, uia.PAGE, label="Note:")))
    window = named(asked.windows(), "orders.txt - Notepad")
    focus = asked.focused(window)
    assert focus is not None
    assert (focus.name, focus.role, focus.secret) == ("Note:", "text", False)
    assert asked.value(window) == "Customer return"
    assert asked.focused(named(asked.windows(), "Save as")) is None, "it is not the active one"


def test_a_secret_field_is_known_and_silent() -> None:
    asked = desktop(Automation({}, nest(uia.SIGN_IN, uia.PIN)))
    window = named(asked.windows(), "orders.txt - Notepad")
    focus = asked.focused(window)
    assert focus is not None
    assert focus.secret
    assert asked.value(window) is None


def test_a_whole_window_is_no_known_focus() -> None:
    asked = desktop(Automation({}, nest(uia.NOTEPAD)))
    assert asked.focused(named(asked.windows(), "orders.txt - Notepad")) is None


def test_circles_end_and_mistakes_are_misses() -> None:
    inner = nest(uia.NOTEPAD, uia.FIVE)
    inner.above = inner
    asked = desktop(Automation({(320, 480): inner}))
    target = asked.target_at(Point(320, 480), named(asked.windows(), "orders.txt - Notepad"))
    assert target is not None
    broken = desktop(Automation({(320, 480): object()}))  # type: ignore[dict-item]
    assert broken.target_at(Point(320, 480), broken.windows()[0]) is None


def test_a_program_that_hangs_costs_its_names_only() -> None:
    class Hanging(Automation):
        def ElementFromPointBuildCache(self, point: object, request: object) -> Element | None:  # noqa: ARG002, N802
            time.sleep(0.4)
            return None

    asked = desktop(Hanging({}))
    assert asked.target_at(Point(320, 480), asked.windows()[0]) is None
    assert len(asked.windows()) == 3, "windows are still told"


def test_everything_is_asked_for_at_once() -> None:
    automation = Automation({})
    asked = desktop(automation)
    asked.focused(asked.windows()[0])
    asked.focused(named(asked.windows(), "orders.txt - Notepad"))
    assert automation.asked == list(PROPERTIES)


def test_pixels_are_counted_as_each_monitor_has_them() -> None:
    libraries = Libraries((), 0)
    count_real_pixels(libraries)
    assert (libraries.aware or 0) - (1 << 64) == PER_MONITOR_V2


def test_an_older_windows_is_asked_the_older_way() -> None:
    class Older:
        aware = 0

        def __init__(self) -> None:
            self.user32, self.shcore = object(), self

        def SetProcessDpiAwareness(self, kind: int) -> None:  # noqa: N802
            self.aware = kind

    older = Older()
    count_real_pixels(older)
    assert older.aware == 2
