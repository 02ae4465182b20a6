"""Names of controls in a real page in Chromium, and the keyboard there."""

from collections.abc import Iterator, Mapping

import pytest

from recorder.desktop.base import Desktop
from recorder.document.guide import Target
from tests.looking import active, click, looking, settled_focus, survey_for
from tests.running import Program, wait_for, xdo

ROLES = {
    "Customer": "text",
    "Password": "password",
    "Show": "button",
    "Reference": "text",
    "Note": "text",
    "Currency": "combo box",
    "Notify customer": "check box",
    "By card": "radio button",
    "Save order": "button",
    "Print the order": "button",
    "All orders": "link",
    "Number": "column header",
    "R-1001": "table cell",
    "Refunds": "list item",
    "Details": "tab",
    "History": "tab",
    "Address and search bar": "text",
}


@pytest.fixture(scope="module")
def tree(desktop: Mapping[str, str]) -> Iterator[Desktop]:
    with looking(desktop) as opened:
        yield opened


@pytest.fixture(scope="module")
def controls(tree: Desktop, web_form: Program) -> dict[str, Target]:
    """Give the controls of the page and the browser around it, by name."""
    return survey_for(tree, web_form.window.box, (28, 62, 100, 125, 300), ROLES, 9)


def test_controls_have_their_names_and_roles(controls: dict[str, Target]) -> None:
    assert {name: controls[name].role for name in ROLES} == ROLES


def test_cells_items_and_tabs_know_what_holds_them(controls: dict[str, Target]) -> None:
    assert controls["R-1001"].path[-1] == "Orders"
    assert controls["Refunds"].path[-1] == "Queues"
    assert controls["History"].path[-1] == "Parts"


def test_options_in_the_open_list_know_their_combo_box(
    tree: Desktop, desktop: Mapping[str, str], controls: dict[str, Target]
) -> None:
    click(desktop, controls["Currency"])
    popup = wait_for(lambda: next((w for w in tree.windows() if w.popup), None), "the list")
    options = survey_for(tree, popup.box, (15,), ("Dollar", "Euro", "Pound"), 8)
    xdo(desktop, "key", "Escape")
    wait_for(lambda: not any(w.popup for w in tree.windows()), "the list's end")
    assert {
        name: (option.role, option.path[-1:]) for name, option in options.items() if name
    } == dict.fromkeys(("Dollar", "Euro", "Pound"), ("menu item", ("Currency",)))


def test_the_keyboard_is_followed_through_an_open_list_though_it_is_not_chosen_yet(
    tree: Desktop, desktop: Mapping[str, str], controls: dict[str, Target]
) -> None:
    click(desktop, controls["Currency"])
    wait_for(lambda: any(w.popup for w in tree.windows()), "the list")
    for name in ("Euro", "Pound"):
        xdo(desktop, "key", "Down")
        assert settled_focus(tree, name).role == "menu item"
    xdo(desktop, "key", "Escape")
    wait_for(lambda: not any(w.popup for w in tree.windows()), "the list's end")


def test_the_keyboard_is_followed_through_page_and_browser(
    tree: Desktop, desktop: Mapping[str, str], controls: dict[str, Target]
) -> None:
    for name in ("Note", "Address and search bar", "Password", "Customer"):
        click(desktop, controls[name])
        focus = settled_focus(tree, name)
        assert focus.secret == (name == "Password")
    xdo(desktop, "type", "Ada")
    wait_for(lambda: tree.value(active(tree)) == "Ada", "what was typed")
    xdo(desktop, "key", "Tab")
    assert settled_focus(tree, "Password").secret
    assert tree.value(active(tree)) is None


def test_a_password_that_is_shown_stays_secret(
    tree: Desktop, desktop: Mapping[str, str], controls: dict[str, Target]
) -> None:
    click(desktop, controls["Password"])
    settled_focus(tree, "Password")
    xdo(desktop, "type", "hidden")
    click(desktop, controls["Show"])
    settled_focus(tree, "Show")
    click(desktop, controls["Password"])
    focus = settled_focus(tree, "Password")
    assert (focus.role, focus.secret) == ("text", True)
    assert tree.value(active(tree)) is None


def test_a_page_without_a_focused_field_is_a_doubt(
    tree: Desktop, desktop: Mapping[str, str], web_form: Program, controls: dict[str, Target]
) -> None:
    click(desktop, controls["Customer"])
    settled_focus(tree, "Customer")
    box = web_form.window.box
    xdo(desktop, "mousemove", box.right - 60, box.bottom - 60, "click", 1)
    wait_for(lambda: tree.focused(active(tree)) is None, "the doubt")
