"""Interface is quoted, data never: what tells the two apart, and where the data goes."""

import pytest

from recorder.compose import compose
from recorder.compose.values import holds_data, is_address, looks_like_data, place_of, window_name
from recorder.document.guide import Target, Window
from tests.takes import ORDER, Take, control


@pytest.mark.parametrize(
    "text",
    [
        "4711",
        "Order 4711",
        "84.50 EUR",
        "€ 12",
        "12 November",
        "2026-11-21",
        "ines@example.org",
        "https://shop.example",
        "Ines Okafor",
        "J. Braun",
        "Vincent van Gogh",
        "Acme Ltd",
        "report.pdf",
        "+49 30 12345",
        "Mary-Jane O'Neil",
        "Baker Street 221",
        "Lamp · blue",
        "Müller GmbH",
        "José Álvarez",
    ],
)
def test_records_look_like_data(text: str) -> None:
    assert looks_like_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "Orders",
        "Customers",
        "Sent Items",
        "Power Management",
        "Getting started",
        "Returned goods",
        "New folder",
        "Inbox",
        "General",
        "Refund issued",
        "Save as",
        "About",
    ],
)
def test_parts_of_programs_do_not(text: str) -> None:
    assert not looks_like_data(text)


@pytest.mark.parametrize(
    ("role", "name", "data"),
    [
        ("table cell", "Open", True),
        ("list item", "Reports", False),
        ("list item", "Order 4711", True),
        ("tree item", "Ines Okafor", True),
        ("option", "30 days", False),
        ("menu item", "Zoom 100", False),
        ("button", "7", False),
        ("link", "Order 4711", True),
        ("link", "Sign in", False),
        ("label", "84.50", True),
        ("tab", "Page 2", False),
        ("table cell", "", False),
        ("column header", "Amount 2", False),
    ],
)
def test_a_role_decides_whether_a_name_may_be_data(role: str, name: str, data: bool) -> None:  # noqa: FBT001
    assert holds_data(control(name, role)) is data


def test_a_row_becomes_a_value_and_its_name_leaves_the_target() -> None:
    (step,) = compose(Take().click(ORDER).recording()).steps
    assert [value.model_dump() for value in step.values] == [
        {"name": "Orders", "text": "Order 4711 · Ines Okafor", "show": "never"}
    ]
    assert step.target is not None
    assert step.target.name == ""
    assert "Okafor" not in step.caption + step.short


def test_rows_that_hold_other_rows_give_no_place() -> None:
    cell = control("84.50", "table cell", path=("Orders", "Ines Okafor"))
    (step,) = compose(Take().click(cell).recording()).steps
    assert step.target is not None
    assert (step.caption, step.target.path) == ("Choose the entry in **Orders**", ("Orders",))


def test_a_value_without_a_place_still_has_a_name() -> None:
    (step,) = compose(Take().click(control("84.50", "table cell")).recording()).steps
    assert step.values[0].name == "Entry"


def test_scrolling_or_pressing_a_key_over_a_row_keeps_nothing_of_it() -> None:
    for take in (Take().scroll(0, 2, ORDER), Take().press("Enter", target=ORDER)):
        assert "Okafor" not in compose(take.recording()).model_dump_json()


def test_typing_into_a_cell_is_a_value_of_its_table() -> None:
    cell = control("84.50", "table cell", (1, 1, 80, 20), path=("Amounts",))
    (step,) = compose(Take().type(cell, "90", "90").recording()).steps
    assert (step.caption, step.values[0].name, step.values[0].text) == (
        "Fill in the entry in **Amounts**",
        "Amounts",
        "90",
    )


def test_very_long_typing_is_kept_within_bounds() -> None:
    note = control("Note", "text", (1, 1, 80, 20))
    (step,) = compose(Take().type(note, "x" * 15_000).type(note, "y" * 15_000).recording()).steps
    assert len(step.values[0].text) == 20_000


@pytest.mark.parametrize(
    ("title", "app", "name"),
    [
        ("Refund desk", "refund-desk", "Refund desk"),
        ("Refund order 4711", "refund-desk", "Refund desk"),
        ("Refund desk \u2014 Order 4711", "refund-desk", "Refund desk"),
        ("Inbox - a@example.org - Thunderbird", "thunderbird", "Thunderbird"),
        ("report.pdf \u2013 Document Viewer", "evince", "Document Viewer"),
        ("Save as", "gedit", "Save as"),
        ("", "org.example.RefundDesk", "Refund desk"),
        ("", "", ""),
        ("4711", "", ""),
        ("gtk_form.py", "refund-form", "Refund form"),
        ("", "gtk_form.py", "Gtk form"),
    ],
)
def test_a_window_is_called_by_what_is_not_data(title: str, app: str, name: str) -> None:
    assert window_name(Window(title=title, app=app)) == name


def test_no_window_and_no_target_have_no_name() -> None:
    assert (window_name(None), place_of(None), place_of(Target())) == ("", "", "")


def test_the_address_of_a_cell_is_interface_and_says_where_the_data_goes() -> None:
    cell = control("B2", "table cell")
    assert not holds_data(cell)
    assert is_address(cell)
    assert not is_address(control("R-1001", "table cell"))
    assert not is_address(control("B2", "list item"))


def test_a_window_that_has_no_document_yet_goes_by_its_program() -> None:
    assert window_name(Window(title="*Untitled", app="featherpad")) == "Featherpad"
    assert window_name(Window(title="Untitled", app="")) == "Untitled"
