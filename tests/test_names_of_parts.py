"""Names of controls in GTK 3 whose tree lies or says little: place, actions and texts tell instead."""

from collections.abc import Iterator, Mapping

import pytest

from recorder.desktop.base import Desktop, OpenWindow
from recorder.document.guide import Target
from tests.looking import click, look, looking, survey_for
from tests.running import PROGRAMS, PYTHON, Program, running, wait_for, xdo


@pytest.fixture(scope="module")
def tree(desktop: Mapping[str, str]) -> Iterator[Desktop]:
    with looking(desktop) as opened:
        yield opened


@pytest.fixture(scope="module")
def parts(desktop: Mapping[str, str]) -> Iterator[Program]:
    with running(desktop, [PYTHON, str(PROGRAMS / "gtk_parts.py")], "Parts") as program:
        yield program


@pytest.fixture(scope="module")
def controls(tree: Desktop, parts: Program) -> dict[str, Target]:
    names = ("Settings", "Folders", "Dark mode", "Number of copies", "Nickname", "terms of use", "Bold")
    columns = (20, 60, 100, 130, 320, 380)
    return survey_for(tree, parts.window.box, columns, (*names, "Delete the order", "View", "Ready"))


def popups(tree: Desktop, count: int) -> list[OpenWindow]:
    """Return the open menus, the last one opened first, once there are so many."""

    def opened() -> list[OpenWindow] | None:
        found = [window for window in tree.windows() if window.popup]
        return found if len(found) == count else None

    return wait_for(opened, f"{count} menus")


@pytest.mark.parametrize(
    ("name", "role", "state"),
    [
        ("Dark mode", "switch", ("checked",)),
        ("Number of copies", "spin button", ("editable",)),
        ("Nickname", "text", ("editable",)),
        ("terms of use", "link", ()),
        ("Delete the order", "button", ()),
        ("Bold", "toggle button", ("checked",)),
    ],
)
def test_what_nothing_names_goes_by_what_stands_beside_or_on_it(
    controls: dict[str, Target], name: str, role: str, state: tuple[str, ...]
) -> None:
    found = controls[name]
    assert (found.role, found.state) == (role, state)


def test_the_edge_of_a_tab_is_the_tab(tree: Desktop, controls: dict[str, Target]) -> None:
    tab = controls["Folders"]
    assert tab.box is not None
    middle = tab.box.centre
    edge = wait_for(lambda: look(tree, middle.moved(-tab.box.width // 2 - 8 if tab.box else 0, 0)), "the tab")
    assert (edge.name, edge.role) == ("Folders", "tab")


def test_items_of_a_menu_in_a_menu_know_both_and_how_they_stand(
    tree: Desktop, desktop: Mapping[str, str], parts: Program, controls: dict[str, Target]
) -> None:
    xdo(desktop, "windowactivate", "--sync", parts.window.id)
    click(desktop, controls["View"])
    (view,) = popups(tree, 1)
    items = survey_for(tree, view.box, (15,), ("Status bar", "Sort"), 8)
    assert (items["Status bar"].role, items["Status bar"].state) == ("menu item", ("checked",))
    click(desktop, items["Sort"])
    sort = next(each for each in popups(tree, 2) if each.id != view.id)
    found = survey_for(tree, sort.box, (15,), ("By name", "By date"), 8)
    xdo(desktop, "key", "Escape", "Escape", "Escape")
    wait_for(lambda: not any(each.popup for each in tree.windows()), "the end of the menus")
    assert found["By name"].state == ("checked",)
    assert found["By date"].path == ("View", "Sort")


def test_rows_of_a_tree_say_whether_they_are_open_and_own_their_arrow(
    tree: Desktop, desktop: Mapping[str, str], parts: Program, controls: dict[str, Target]
) -> None:
    xdo(desktop, "windowactivate", "--sync", parts.window.id)
    click(desktop, controls["Folders"])
    rows = survey_for(tree, parts.window.box, (140,), ("Inbox", "Orders", "Archive", "Invoice"))
    ticks = survey_for(tree, parts.window.box, (40,), ("Inbox", "Print"))
    click(desktop, controls["Settings"])
    assert rows["Inbox"].state == ("expanded",)
    assert rows["Archive"].state == ()
    assert ticks["Inbox"].box is not None
    assert rows["Inbox"].box is not None
    assert ticks["Inbox"].box.x < rows["Inbox"].box.x
    assert (rows["Invoice"].path[-1], rows["Invoice"].column) == ("Papers", "Paper")
    assert (rows["Inbox"].role, rows["Inbox"].path[-1]) == ("tree item", "Folders")
