"""Names of controls on a real desktop, in a GTK 3 program, also when a program or the bus misbehaves."""

import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import pytest

from recorder.desktop.base import Desktop
from recorder.desktop.linux import LinuxDesktop
from recorder.desktop.patience import MOST_MISSES
from recorder.document.geometry import Point
from recorder.document.guide import Target
from tests.looking import active, click, is_active, look, looking, settled_focus, survey, survey_for
from tests.running import PROGRAMS, PYTHON, Program, wait_for, xdo

ROLES = {
    "Amount": "text",
    "PIN": "password",
    "Reference": "text",
    "Currency": "combo box",
    "Copies": "spin button",
    "Urgency": "slider",
    "Note": "text",
    "Notify customer": "check box",
    "By card": "radio button",
    "By bank transfer": "radio button",
    "Refund policy": "button",
    "Details": "tab",
    "Issue refund": "button",
    "Print the order": "button",
    "File": "menu",
}


@pytest.fixture(scope="module")
def tree(desktop: Mapping[str, str]) -> Iterator[Desktop]:
    with looking(desktop) as opened:
        yield opened


@pytest.fixture(scope="module")
def controls(tree: Desktop, gtk_form: Program) -> dict[str, Target]:
    """Give the controls of the first page, by name."""
    return survey_for(tree, gtk_form.window.box, (20, 45, 120, 300), (*ROLES, "Orders", "More"))


def open_popup(
    tree: Desktop, desktop: Mapping[str, str], target: Target, names: Sequence[str]
) -> dict[str, Target]:
    """Click a control and return what is found in the menu that opens."""
    click(desktop, target)
    popup = wait_for(lambda: next((w for w in tree.windows() if w.popup), None), "the menu")
    items = survey_for(tree, popup.box, (15,), names, 8)
    xdo(desktop, "key", "Escape")
    wait_for(lambda: not any(w.popup for w in tree.windows()), "the menu's end")
    return items


def holds_text(tree: Desktop, text: str) -> bool:
    return tree.value(active(tree)) == text


def centre_of(target: Target) -> Point:
    assert target.box is not None
    return target.box.centre


def test_controls_have_their_names_and_roles(controls: dict[str, Target]) -> None:
    assert {name: controls[name].role for name in ROLES} == ROLES


def test_a_password_is_secret_and_nothing_else(controls: dict[str, Target]) -> None:
    assert [name for name, target in controls.items() if target.secret] == ["PIN"]


def test_states_are_those_before_the_click(controls: dict[str, Target]) -> None:
    assert controls["Notify customer"].state == ()
    assert controls["By card"].state == ("checked",)
    assert "multi-line" in controls["Note"].state
    assert "multi-line" not in controls["Amount"].state
    assert controls["Details"].state == ("selected",)


def test_items_know_the_menus_they_are_in(
    tree: Desktop, desktop: Mapping[str, str], controls: dict[str, Target]
) -> None:
    items = open_popup(tree, desktop, controls["File"], ("Save as", "Export", "About"))
    assert {name: (items[name].role, items[name].path) for name in ("Save as", "Export", "About")} == {
        "Save as": ("menu item", ("File",)),
        "Export": ("menu", ("File",)),
        "About": ("menu item", ("File",)),
    }


def test_options_know_their_combo_box(
    tree: Desktop, desktop: Mapping[str, str], controls: dict[str, Target]
) -> None:
    options = open_popup(tree, desktop, controls["Currency"], ("Dollar", "Euro", "Pound"))
    assert {name: target.path[-1] for name, target in options.items() if target.role == "menu item"} == {
        "Dollar": "Currency",
        "Euro": "Currency",
        "Pound": "Currency",
    }


def test_a_popover_lies_over_what_it_covers(
    tree: Desktop, desktop: Mapping[str, str], gtk_form: Program, controls: dict[str, Target]
) -> None:
    click(desktop, controls["More"])
    place = gtk_form.window.box
    found = survey_for(tree, place, (45,), ("Preferences", "Search orders"))
    assert (found["Preferences"].role, found["Search orders"].role) == ("button", "text")
    xdo(desktop, "key", "Escape")
    wait_for(lambda: "Preferences" not in survey(tree, place, (45,)), "the popover's end")


def test_rows_and_cells_know_their_table(
    tree: Desktop, desktop: Mapping[str, str], gtk_form: Program, controls: dict[str, Target]
) -> None:
    click(desktop, controls["Orders"])
    place = gtk_form.window.box
    items = survey_for(tree, place, (120, 20), ("R-1001", "Ada Lovelace", "Number", "Praise"))
    names = ("R-1001", "Ada Lovelace", "Number", "Praise")
    kinds = {name: (items[name].role, items[name].path[-1:], items[name].column) for name in names}
    click(desktop, controls["Details"])
    assert kinds == {
        "R-1001": ("table cell", ("Orders",), "Number"),
        "Ada Lovelace": ("table cell", ("Orders",), "Buyer"),
        "Number": ("column header", ("Orders",), ""),
        "Praise": ("list item", ("Queues",), ""),
    }


def test_the_focus_and_its_text_are_known(
    tree: Desktop, desktop: Mapping[str, str], controls: dict[str, Target]
) -> None:
    for name, role, text in (("Amount", "text", "120.50"), ("Note", "text", "wrong size")):
        click(desktop, controls[name])
        focus = settled_focus(tree, name)
        assert (focus.role, focus.secret) == (role, False)
        xdo(desktop, "type", text)
        wait_for(partial(holds_text, tree, text), text)


def test_a_secret_field_is_known_and_its_text_is_not_told(
    tree: Desktop, desktop: Mapping[str, str], controls: dict[str, Target]
) -> None:
    click(desktop, controls["PIN"])
    assert settled_focus(tree, "PIN").secret
    xdo(desktop, "type", "1234")
    assert tree.value(active(tree)) is None
    xdo(desktop, "key", "Tab")
    assert not settled_focus(tree, "Reference").secret


def test_a_dialog_has_the_focus_while_it_is_open(
    tree: Desktop, desktop: Mapping[str, str], gtk_form: Program, controls: dict[str, Target]
) -> None:
    click(desktop, controls["Issue refund"])
    focus = settled_focus(tree, "Cancel")
    dialog = active(tree)
    assert dialog is not None
    assert (dialog.title, dialog.family) == ("Confirm refund", gtk_form.window.id)
    assert tree.focused(gtk_form.window) is None, "the window below has no keyboard"
    survey_for(tree, dialog.box, (dialog.box.width * 3 // 4,), ["Issue refund"])
    click(desktop, focus)
    wait_for(lambda: is_active(tree, gtk_form.window), "the form")


def test_where_no_tree_answers_nothing_is_known(tree: Desktop, tk_form: Program) -> None:
    assert look(tree, tk_form.window.box.centre) is None
    assert tree.focused(tk_form.window) is None
    assert tree.value(tk_form.window) is None


def trips(tree: Desktop, point: Point) -> int:
    """Return how many round trips a look-up took."""
    assert isinstance(tree, LinuxDesktop)
    bus = tree._tree._bus
    assert bus is not None
    before = bus.trips
    wait_for(lambda: look(tree, point), "a name")
    return bus.trips - before


def test_a_look_up_takes_few_round_trips(
    tree: Desktop, desktop: Mapping[str, str], gtk_form: Program, controls: dict[str, Target]
) -> None:
    xdo(desktop, "windowactivate", "--sync", gtk_form.window.id)
    for name in ROLES:
        trips(tree, centre_of(controls[name]))
    counts = sorted(trips(tree, centre_of(controls[name])) for name in ROLES)
    assert counts[len(counts) // 2] <= 9
    again = centre_of(controls["Print the order"])
    trips(tree, again)
    assert trips(tree, again) == 1, "what was just found is asked at once"


def test_a_hung_program_costs_a_name_and_a_fifth_of_a_second(
    tree: Desktop, desktop: Mapping[str, str], gtk_form: Program, controls: dict[str, Target]
) -> None:
    xdo(desktop, "windowactivate", "--sync", gtk_form.window.id)
    place, window = centre_of(controls["Amount"]), active(tree)
    assert look(tree, place) is not None
    gtk_form.process.send_signal(signal.SIGSTOP)
    try:
        for ask in (partial(tree.target_at, place, window), partial(tree.focused, window)):
            waits = []
            for _ in range(3):  # the machine may have other work just then
                began = time.monotonic()
                assert ask() is None
                waits.append(time.monotonic() - began)
            assert min(waits) < 0.2
    finally:
        gtk_form.process.send_signal(signal.SIGCONT)
    wait_for(lambda: look(tree, place), "the name after the program went on")


def test_a_program_that_hangs_on_is_not_waited_for_and_others_keep_their_names(
    tree: Desktop,
    gtk_form: Program,
    controls: dict[str, Target],
    start_program: Callable[[Sequence[str], str], Program],
) -> None:
    place = centre_of(controls["Amount"])
    wait_for(lambda: tree.target_at(place, gtk_form.window), "a name")
    assert isinstance(tree, LinuxDesktop)
    bus = tree._tree._bus
    assert bus is not None
    other = start_program([PYTHON, str(PROGRAMS / "gtk_odd.py")], "Odd names")
    wait_for(lambda: look(tree, other.window.box.centre), "a name in the other program")
    gtk_form.process.send_signal(signal.SIGSTOP)
    try:
        for _ in range(MOST_MISSES):
            assert tree.target_at(place, gtk_form.window) is None
        asked = bus.trips
        assert tree.target_at(place, gtk_form.window) is None
        assert tree.focused(gtk_form.window) is None
        assert bus.trips == asked, "nobody asks a program that hangs"
        wait_for(lambda: look(tree, other.window.box.centre), "a name in the other program")
    finally:
        gtk_form.process.send_signal(signal.SIGCONT)
    target = wait_for(lambda: tree.target_at(place, gtk_form.window), "the name again")
    assert target.name == "Amount"


def test_a_program_that_ends_is_forgotten_and_one_that_starts_is_found(
    tree: Desktop, start_program: Callable[[Sequence[str], str], Program]
) -> None:
    program = start_program([PYTHON, str(PROGRAMS / "gtk_form.py")], "Refund form")
    place = program.window.box.centre
    wait_for(lambda: tree.target_at(place, program.window), "a name")
    program.process.kill()
    program.process.wait()
    assert tree.target_at(place, program.window) is None


def test_a_connection_that_broke_is_made_anew(tree: Desktop, controls: dict[str, Target]) -> None:
    place = centre_of(controls["Notify customer"])
    assert isinstance(tree, LinuxDesktop)
    bus = tree._tree._bus
    assert bus is not None
    bus._socket.shutdown(socket.SHUT_RDWR)
    target = wait_for(lambda: look(tree, place), "a name over a new connection")
    assert target.name == "Notify customer"


def test_without_a_bus_there_are_windows_and_a_sentence(
    desktop: Mapping[str, str], gtk_form: Program, controls: dict[str, Target]
) -> None:
    bare = {"DISPLAY": desktop["DISPLAY"], "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    for environment in (bare, {"DISPLAY": desktop["DISPLAY"]}):
        with looking(environment) as blind:
            assert gtk_form.window.id in [window.id for window in blind.windows()]
            assert blind.target_at(centre_of(controls["PIN"]), gtk_form.window) is None
            (sentence,) = blind.problems()
            assert "at-spi2-core" in sentence


def test_odd_names_boxes_and_parents_are_survived(
    tree: Desktop, desktop: Mapping[str, str], start_program: Callable[[Sequence[str], str], Program]
) -> None:
    program = start_program([PYTHON, str(PROGRAMS / "gtk_odd.py")], "Odd names")
    xdo(desktop, "windowmove", "--sync", program.window.id, -150, 40)
    window = wait_for(lambda: next((w for w in tree.windows() if w.active and w.box.x < 0), None), "the move")
    names = ("Save it", "x" * 199 + "…", "\u05e9\u05de\u05d5\u05e8 evas", "", "Round")
    found = survey_for(tree, window.box, (200,), names)
    assert {found[name].role for name in names} == {"button"}
