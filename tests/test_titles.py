"""A title is proposed from what was done, and never empty."""

import pytest

from recorder.compose import compose
from recorder.document.geometry import Box
from recorder.document.guide import Window
from tests.takes import DESK, FORM, ISSUE, NOTE, ORDER, Take, control, refund

OK = control("OK", "button")


def title(take: Take, language: str = "en", given: str = "") -> str:
    return compose(take.recording(language=language, title=given)).title


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Issue refund"], "How to issue a refund in Refund desk"),
        (["Issue refund", "OK"], "How to issue a refund in Refund desk"),
        (["Add item", "Save"], "How to add an item in Refund desk"),
        (["Save"], "How to use Refund desk"),
        (["Create folder", "Open parent"], "How to create a folder in Refund desk"),
        (["Open account"], "How to open an account in Refund desk"),
        (["Apply changes"], "How to apply changes in Refund desk"),
        (["Log out"], "How to use Refund desk"),
        (["Sign out"], "How to sign out in Refund desk"),
        (["Export PDF"], "How to export a PDF in Refund desk"),
        (["Save as…"], "How to use Refund desk"),
        (["Print invoice 4711"], "How to use Refund desk"),
        (["Preferences", "OK"], "How to use Refund desk"),
    ],
)
def test_the_last_deed_that_says_something_makes_the_title(names: list[str], expected: str) -> None:
    take = Take()
    for name in names:
        take.click(control(name, "button"))
    assert title(take) == expected


def test_a_menu_item_is_a_deed_and_a_row_is_none() -> None:
    assert (
        title(Take().click(control("Archive order", "menu item")).click(ORDER))
        == "How to archive an order in Refund desk"
    )
    assert title(Take().click(control("Archive order", "list item"))) == "How to use Refund desk"


def test_of_two_programs_the_title_names_the_one_that_the_deed_was_done_in() -> None:
    take = Take(Window(title="Mail", app="mail", box=Box(0, 0, 900, 700))).click(NOTE)
    take.window = FORM
    assert title(take.click(ISSUE)) == "How to issue a refund in Refund desk"


def test_a_title_given_wins_and_spaces_are_none() -> None:
    assert title(refund(), given="Refunds") == "Refunds"
    assert title(refund(), given="  ") == "How to issue a refund in Refund desk"


def test_without_a_window_the_deed_stands_alone_and_without_both_the_date() -> None:
    assert title(Take(None).click(ISSUE)) == "How to issue a refund"
    assert title(Take(None).click(OK)) == "A task recorded on 2026-11-21"


def test_other_languages_take_the_words_as_they_are() -> None:
    assert title(Take(DESK).click(ISSUE), language="de") == "Issue refund in Refund desk"


def test_a_page_in_a_browser_is_called_by_its_own_title() -> None:
    def told(page: str) -> str:
        window = Window(title=f"{page} - Chromium", app="chromium")
        return title(Take(window).click(control("Send request", "button")))

    assert told("Travel desk") == "How to send a request in Travel desk"
    assert told("New Tab") == "How to send a request in Chromium"
    assert told("Order 4711") == "How to send a request in Chromium"
