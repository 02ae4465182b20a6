"""The desktop of macOS, asked through answers of the real interfaces."""

import pytest

from recorder.desktop.foreign import ForeignDesktop
from recorder.desktop.macos import ANSWER_SECONDS, NOT_HEARING, NOT_SEEING, NOT_TRUSTED, MacSource
from recorder.document.geometry import Box, Point
from tests import ax_answers as ax
from tests.ax_answers import System, nest, window

WINDOWS = [
    window(9, "", 71, (120, 84, 200, 300), layer=101),
    window(7, "Inbox - Mail", 71, (100, 60, 1200, 800)),
    window(8, "Orders", 80, (0, 0, 1900, 1000)),
    window(1, "Wallpaper", 2, (0, 0, 1920, 1080), layer=-2147483624),
    window(2, "Cursor", 2, (0, 0, 1, 1), layer=2147483630),
    window(3, "", 71, (0, 0, 0, 0)),
]


def desktop(system: System) -> ForeignDesktop:
    system.windows, system.front = WINDOWS, 71
    return ForeignDesktop(MacSource(system))


def test_windows_come_topmost_first_and_menus_belong_to_their_program() -> None:
    menu, mail, orders = desktop(System()).windows()
    assert (mail.title, mail.app, mail.pid, mail.box) == ("Inbox - Mail", "mail", 71, Box(100, 60, 1200, 800))
    assert mail.active
    assert (menu.popup, menu.family) == (True, 7)
    assert (orders.active, orders.family) == (False, 8)


def test_an_icon_is_called_by_its_description() -> None:
    system = System(at={(610, 80): nest(ax.MAIL, ax.TOOL_BAR, ax.ARCHIVE)})
    asked = desktop(system)
    target = asked.target_at(Point(610, 80), asked.windows()[1])
    assert target is not None
    assert (target.name, target.role, target.box) == ("Archive", "button", Box(600, 70, 40, 32))
    assert system.patience == ANSWER_SECONDS


def test_words_in_a_row_mean_the_row_of_its_table() -> None:
    asked = desktop(System(at={(320, 160): nest(ax.MAIL, ax.MESSAGES, ax.MESSAGE, ax.SENDER)}))
    target = asked.target_at(Point(320, 160), asked.windows()[1])
    assert target is not None
    assert target.name == "Ines Okafor"
    assert target.path == ("Messages",)


def test_a_field_is_called_by_what_labels_it_and_tells_what_it_holds() -> None:
    asked = desktop(System(focus=nest(ax.MAIL, ax.SUBJECT, label="Subject:")))
    mail = asked.windows()[1]
    focus = asked.focused(mail)
    assert focus is not None
    assert (focus.name, focus.role) == ("Subject:", "text")
    assert "focused" in focus.state
    assert asked.value(mail) == "Refund"
    assert asked.focused(asked.windows()[2]) is None


def test_a_secret_field_is_known_and_silent() -> None:
    asked = desktop(System(focus=nest(ax.MAIL, ax.SECRET)))
    mail = asked.windows()[1]
    focus = asked.focused(mail)
    assert focus is not None
    assert (focus.secret, focus.role, focus.name) == (True, "password", "Password")
    assert asked.value(mail) is None


@pytest.mark.parametrize(
    ("told", "role", "name", "state"),
    [
        (ax.ACCOUNT, "combo box", "Account", ()),
        (ax.NOTIFY, "check box", "Notify customer", ("checked",)),
        (ax.WIFI, "toggle button", "Wi-Fi", ("disabled",)),
        (ax.GENERAL, "tab", "General", ("selected",)),
        (ax.BRIGHTNESS, "slider", "Brightness", ()),
    ],
)
def test_roles_and_states(told: dict[str, object], role: str, name: str, state: tuple[str, ...]) -> None:
    x, y = (int(side) for side in vars(told["AXPosition"].pair).values())  # type: ignore[attr-defined]
    asked = desktop(System(at={(x, y): nest(ax.MAIL, told)}))
    target = asked.target_at(Point(x, y), asked.windows()[1])
    assert target is not None
    assert (target.role, target.name, target.state) == (role, name, state)


def test_what_is_not_allowed_is_said_with_the_mend() -> None:
    assert desktop(System()).problems() == ()
    asked = desktop(System(allowed=(False, False, False)))
    assert asked.problems() == (NOT_TRUSTED, NOT_SEEING, NOT_HEARING)
    assert all("System Settings" in sentence for sentence in asked.problems())


def test_what_no_interface_would_answer_is_a_miss() -> None:
    asked = desktop(System(at={(5, 5): object()}, focus=object()))  # type: ignore[dict-item,arg-type]
    mail = asked.windows()[1]
    assert asked.target_at(Point(5, 5), mail) is None
    assert asked.focused(mail) is None
    assert asked.value(mail) is None
