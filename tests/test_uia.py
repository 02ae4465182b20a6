"""What UI Automation tells becomes the words of a guide."""

import pytest

from recorder.desktop.uia import element_of
from recorder.document.geometry import Box
from tests import uia_answers as uia


def test_a_button_has_its_name_and_place() -> None:
    element = element_of(uia.FIVE)
    assert (element.role, element.name, element.box) == ("button", "Five", Box(286, 460, 80, 52))
    assert element.state == ()


def test_a_button_that_stays_down_is_a_toggle_button_and_pressed() -> None:
    element = element_of(uia.MUTE)
    assert (element.role, element.state) == ("toggle button", ("pressed",))


def test_a_field_is_called_after_its_label_and_never_after_what_it_holds() -> None:
    assert element_of(uia.FILE_NAME).name == "File name:"
    nameless = uia.answer(
        50004, "orders.txt", (0.0, 0.0, 9.0, 9.0), value="orders.txt", help="The file's name"
    )
    assert element_of(nameless).name == "The file's name"
    assert element_of(nameless, "Name").name == "Name"


@pytest.mark.parametrize(
    ("told", "state", "value"),
    [
        (uia.NOTIFY, ("checked",), None),
        (uia.EURO, ("disabled", "checked"), None),
        (uia.FOLDER, ("selected",), None),
        (uia.PAGE, ("focused", "editable", "multi-line"), "Customer return"),
        (uia.KIND_LIST, (), "Text (*.txt)"),
        (uia.VOLUME, ("editable",), "40"),
    ],
)
def test_states_and_values(told: dict[int, object], state: tuple[str, ...], value: str | None) -> None:
    element = element_of(told)
    assert set(element.state) == set(state)
    assert element.value == value


def test_a_secret_field_says_so_and_nothing_of_what_it_holds() -> None:
    element = element_of(uia.PIN)
    assert (element.role, element.name, element.secret, element.value) == ("password", "PIN", True, None)


def test_an_editable_document_is_a_field() -> None:
    assert element_of(uia.PAGE).role == "text"
    assert element_of({**uia.PAGE, uia.READ_ONLY: True}).role == "document"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {uia.KIND: "button", uia.NAME: 7, uia.BOX: "here"},
        {uia.KIND: 1, uia.BOX: (float("nan"), 0, 1, 1)},
        {uia.KIND: 50000, uia.BOX: (0.0, 0.0, float("inf"), 5.0), uia.NAME: "\x00\u202e" * 9_000},
        {uia.KIND: 50004, uia.BOX: (1.0, 2.0), uia.VALUE: 5, uia.NUMBER: "x"},
    ],
)
def test_garbage_has_no_place_and_no_name(told: dict[int, object]) -> None:
    element = element_of(told)
    assert (element.box, element.name, element.value) == (None, "", None)
