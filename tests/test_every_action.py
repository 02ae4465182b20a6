"""Every kind of action, as a careful author would say it: takes by hand, and the captions they become."""

from collections import Counter

import pytest

from recorder.compose.actions import merge
from recorder.compose.captions import caption_for
from recorder.compose.compose import compose
from recorder.document.geometry import Box
from recorder.document.guide import Target, Window
from tests.takes import DESK, FORM, ISSUE, NOTE, NOTIFY, ORDER, PIN, REASON, RETURNED, Take, control

CALCULATOR = Window(title="Calculator", app="gnome-calculator", box=Box(0, 0, 400, 500))
EDITOR = Window(title="Notes - Editor", app="editor", box=Box(400, 100, 900, 700))
PANEL = Window(title="", app="panel", box=Box(0, 1040, 1920, 40))
POPUP = Window(title="", app="refund-desk", box=Box(110, 110, 200, 300))

MAIL = control("Ines Okafor, order 4711", "list item", (300, 200, 400, 30), path=("Inbox",))
ARCHIVE = control("Archive", "tree item", (110, 300, 150, 24), path=("Folders",))
ARCHIVED = control("Old order 12", "list item", (300, 600, 400, 30), path=("Archive",))
BAR = control("", "scroll bar", (1300, 100, 16, 600), path=("Orders",))
VOLUME = control("Volume", "slider", (300, 300, 300, 20))
COPIES = control("Copies", "spin button", (300, 340, 120, 30))
CURRENCY = control("Currency", "combo box", (320, 310, 480, 34))
EURO = control("Euro", "menu item", (320, 390, 480, 28), path=("Currency",))
SAVE_AS = control("Save as", "menu item", (100, 150, 160, 24), path=("File",))
AS_TEXT = control("As text", "menu item", (260, 150, 160, 24), path=("File", "Export"))
PASTE = control("Paste", "menu item", (400, 400, 160, 24))
PLUS = control("+", "button", (300, 700, 40, 40))
FILE = control("File", "menu", (100, 80, 40, 24))
OMNIBOX = control("Address and search bar", "text", (200, 50, 900, 30))
FOLDER = control("Invoices", "tree item", (110, 300, 150, 24), path=("Folders",))
AMOUNT_CELL = control("120.00", "table cell", (300, 300, 90, 24), path=("Orders",), column="Amount")
BY_CARD = control("By card", "radio button", (320, 520, 180, 24))
BY_BANK = control("By bank transfer", "radio button", (320, 550, 180, 24))
DARK = control("Dark mode", "switch", (320, 520, 180, 24))
TITLE_BAR = (700, 90)


def state(target: Target, *words: str) -> Target:
    return target.model_copy(update={"state": words})


def said(take: Take) -> list[str]:
    return [step.caption for step in compose(take.recording()).steps]


def left_out(take: Take) -> Counter[str]:
    return merge(take.recording()).suppressed


def values(take: Take) -> list[tuple[str, str]]:
    return [(value.name, value.text) for step in compose(take.recording()).steps for value in step.values]


# Dragging.


@pytest.mark.parametrize(
    ("source", "goal", "caption"),
    [
        (MAIL, ARCHIVED, "Drag the entry from **Inbox** to **Archive**"),
        (MAIL, ARCHIVE, "Drag the entry from **Inbox** to **Archive**"),
        (FOLDER, ARCHIVE, "Drag **Invoices** to **Archive**"),
        (MAIL.model_copy(update={"path": ()}), ARCHIVE, "Drag the marked entry to **Archive**"),
        (None, ARCHIVE, "Drag the marked place to **Archive**"),
        (
            MAIL,
            control("Paid 12", "list item", path=("Inbox",)),
            "Drag the entry in **Inbox** along the arrow",
        ),
        (FOLDER, control("4711", "label"), "Drag **Invoices** along the arrow"),
    ],
)
def test_a_drag_says_from_where_to_where(source: Target | None, goal: Target, caption: str) -> None:
    take = Take().click(source, (320, 210), to=(150, 310), landed=goal)
    assert said(take) == [caption]


def test_what_a_drag_landed_on_is_kept_without_its_data() -> None:
    (step,) = compose(Take().click(MAIL, to=(320, 610), landed=ARCHIVED).recording()).steps
    assert step.action
    assert step.action.landed
    assert (step.action.landed.name, step.action.landed.path) == ("", ("Archive",))


def test_dragging_a_slider_sets_it_to_a_value() -> None:
    take = Take().click(VOLUME, (310, 310), to=(500, 310)).became(VOLUME, "72")
    assert (said(take), values(take)) == (["Set **Volume**"], [("Volume", "72")])


def test_selecting_text_and_typing_over_it_is_filling_in() -> None:
    take = Take(FORM).click(NOTE, (330, 380), to=(600, 380)).type(NOTE, "new")
    assert said(take) == ["Fill in **Note**"]


def test_moving_a_window_is_no_step() -> None:
    take = Take().click(None, TITLE_BAR, to=(900, 190)).change("moved", DESK).click(ISSUE)
    assert said(take) == ["Click **Issue refund**"]
    assert left_out(take) == {"arranging windows": 2}


def test_dragging_a_scroll_bar_is_scrolling() -> None:
    assert said(Take().click(BAR, (1308, 150), to=(1308, 400))) == ["Scroll down in **Orders**"]
    assert said(Take().click(BAR, (1308, 600))) == ["Scroll down in **Orders**"]
    across = BAR.model_copy(update={"box": Box(300, 800, 600, 16)})
    assert said(Take().click(across, (310, 808))) == ["Scroll left in **Orders**"]
    take = Take().click(BAR, (1308, 150), to=(1308, 400)).click(ISSUE)
    assert (said(take), left_out(take)) == (["Click **Issue refund**"], {"scrolled_into_view": 2})


# Scrolling.


def test_scrolling_that_only_brings_the_next_target_into_view_is_left_out() -> None:
    take = Take().scroll(0, 5, count=5).click(ISSUE)
    assert (said(take), left_out(take)) == (["Click **Issue refund**"], {"scrolled_into_view": 5})
    typing = Take(FORM).scroll(0, 5).click(NOTE).type(NOTE, "a")
    assert said(typing) == ["Fill in **Note**"]


def test_scrolling_that_is_the_deed_stays() -> None:
    assert said(Take().click(ISSUE).scroll(0, 5)) == [
        "Click **Issue refund**",
        "Scroll down in **Refund desk**",
    ]
    assert said(Take().scroll(0, 5).press("F5")) == ["Scroll down in **Refund desk**", "Press **F5**"]
    take = Take().scroll(0, 5)
    take.window = EDITOR
    assert said(take.click(PLUS)) == ["Scroll down in **Refund desk**", "Click **+**"]


def test_zooming_by_the_wheel_is_a_deed() -> None:
    take = Take().scroll(0, -2, modifiers=("Ctrl",)).click(ISSUE)
    assert said(take)[0] == "Scroll up in **Refund desk**, holding **Ctrl**"


def test_the_wheel_on_a_slider_sets_it() -> None:
    take = Take().scroll(0, -2, VOLUME).became(VOLUME, "80").click(ISSUE)
    assert said(take) == ["Set **Volume**", "Click **Issue refund**"]


# Clicks of every kind.


def test_a_burst_of_clicks_on_one_button_counts() -> None:
    take = Take().click(PLUS)
    for _ in range(199):
        take.click(PLUS, after=0.06)
    assert said(take) == ["Click **+** 200 times"]
    assert merge(take.recording()).gestures[0].events == 400


def test_clicks_with_time_or_a_window_between_stay_apart() -> None:
    assert said(Take().click(PLUS).click(PLUS, after=5)) == ["Click **+**", "Click **+**"]
    take = Take().click(ISSUE).change("opened", FORM, DESK)
    take.window = FORM
    assert said(take.click(ISSUE, after=0.5)) == ["Click **Issue refund**", "Click **Issue refund**"]


def test_three_quick_clicks_are_a_triple_click() -> None:
    heading = control("Summary", "heading", (300, 200, 300, 40))
    take = Take().click(heading).click(heading, after=0.2).click(heading, after=0.2)
    assert said(take) == ["Triple-click **Summary**"]


def test_a_triple_click_before_typing_replaces_the_line() -> None:
    take = (
        Take(FORM)
        .type(NOTE, "old")
        .click(NOTE)
        .click(NOTE, after=0.2)
        .click(NOTE, after=0.2)
        .type(NOTE, "new")
    )
    assert (said(take), values(take)) == (["Fill in **Note**"], [("Note", "new")])


def test_a_long_press_is_said_so() -> None:
    assert said(Take().click(PLUS, held=1.2)) == ["Press and hold **+**"]
    assert said(Take(CALCULATOR).click(None, held=1.2)) == [
        "Press and hold the marked place in **Calculator**"
    ]
    assert said(Take().click(PLUS, held=0.5)) == ["Click **+**"]
    assert said(Take(FORM).click(NOTE, held=1.5).type(NOTE, "a")) == ["Fill in **Note**"]


def test_entries_chosen_with_ctrl_say_so() -> None:
    take = Take().click(ORDER).click(MAIL, modifiers=("Ctrl",))
    assert said(take) == ["Choose the entry in **Orders**", "Choose the entry in **Inbox**, holding **Ctrl**"]


# What a control stands at.


@pytest.mark.parametrize(
    ("before", "after", "caption"),
    [
        ((), ("checked",), "Turn on **Notify customer**"),
        (("checked",), (), "Turn off **Notify customer**"),
        (("checked",), ("checked",), "Turn on **Notify customer**"),
        ((), (), "Turn off **Notify customer**"),
    ],
)
def test_a_check_box_is_told_by_the_state_it_ends_in(
    before: tuple[str, ...], after: tuple[str, ...], caption: str
) -> None:
    assert said(Take().click(state(NOTIFY, *before)).became(state(NOTIFY, *after))) == [caption]
    keyed = Take().press("Space", target=state(NOTIFY, *before)).became(state(NOTIFY, *after))
    assert said(keyed) == [caption]


def test_switches_turn_on_and_off() -> None:
    assert said(Take().click(DARK)) == ["Turn on **Dark mode**"]
    assert said(Take().click(state(DARK, "checked"))) == ["Turn off **Dark mode**"]


def test_a_branch_is_expanded_and_collapsed() -> None:
    open_, shut = state(FOLDER, "expanded"), state(FOLDER)
    assert said(Take().click(shut).became(open_)) == ["Expand **Invoices**"]
    assert said(Take().click(open_).became(shut)) == ["Collapse **Invoices**"]
    assert said(Take().click(shut).click(shut, after=0.2).became(open_)) == ["Expand **Invoices**"]
    assert said(Take().press("Right", target=shut).became(open_)) == ["Expand **Invoices**"]
    assert said(Take().click(state(FOLDER, "selected")).became(state(FOLDER, "selected"))) == [
        "Choose **Invoices** in **Folders**"
    ]
    year = control("2026", "tree item", (1, 1, 50, 20), path=("Invoices",))
    assert said(Take().click(year).became(state(year, "expanded"))) == ["Expand the entry in **Invoices**"]


def test_the_arrows_of_a_number_set_it() -> None:
    take = Take().click(COPIES, (410, 345)).became(COPIES, "2").click(COPIES, (410, 345), after=0.3)
    take.became(COPIES, "3").click(COPIES, (410, 345)).became(COPIES, "4")
    assert (said(take), values(take)) == (["Set **Copies**"], [("Copies", "4")])
    keyed = Take().press("Up", target=COPIES).press("Up", target=COPIES).became(COPIES, "3")
    assert (said(keyed), values(keyed)) == (["Set **Copies**"], [("Copies", "3")])
    assert said(Take().click(COPIES).type(COPIES, "5")) == ["Fill in **Copies**"]
    assert said(Take().click(COPIES)) == ["Click **Copies**"]


def test_a_value_that_was_set_can_be_shown() -> None:
    (step,) = compose(Take().click(VOLUME).became(VOLUME, "72").recording()).steps
    shown = tuple(value.model_copy(update={"show": "fixed"}) for value in step.values)
    assert caption_for(step.model_copy(update={"values": shown})) == "Set **Volume** to **72**"


def test_column_headers_sort() -> None:
    assert said(Take().click(control("Amount", "column header"))) == ["Sort by **Amount**"]
    assert said(Take().click(control("AB", "column header"))) == ["Click **AB**"]


def test_a_cell_that_is_filled_in_goes_by_its_column() -> None:
    assert said(Take().type(AMOUNT_CELL, "80", "80")) == ["Fill in **Amount** in **Orders**"]
    assert said(Take().click(AMOUNT_CELL)) == ["Choose the entry in **Orders**"]
    bare = AMOUNT_CELL.model_copy(update={"path": ("Amount",)})
    assert said(Take().type(bare, "80")) == ["Fill in **Amount**"]


# By keyboard.


def test_a_menu_walked_by_keyboard_is_one_choice() -> None:
    take = Take().press("Alt", "F").press("Down").press("Down").press("Enter", target=SAVE_AS)
    assert said(take) == ["Choose **Save as** in the **File** menu"]
    assert merge(take.recording()).gestures[0].merged == {
        "keys that lead through a menu": 2,
        "the same key again": 1,
    }
    deep = Take().press("F10").press("Down").press("Right").press("Enter", target=AS_TEXT)
    assert said(deep) == ["Choose **As text** in the **File \u203a Export** menu"]
    mixed = Take().click(FILE).press("Down").press("Enter", target=SAVE_AS)
    assert said(mixed) == ["Choose **Save as** in the **File** menu"]


def test_keys_stay_where_nobody_knows_what_they_led_to() -> None:
    take = Take().press("Alt", "F").press("Down").press("Enter")
    assert said(take) == ["Press **Alt+F**", "Press **Down**", "Press **Enter**"]


def test_a_list_gone_through_by_keyboard_is_a_choice() -> None:
    opened = Take().press("Alt", "Down", target=CURRENCY).press("Down").press("Enter", target=EURO)
    assert said(opened) == ["Choose **Euro** in **Currency**"]
    closed = Take().press("Down", target=CURRENCY).press("Down", target=CURRENCY).became(CURRENCY, "Euro")
    assert said(closed) == ["Choose **Euro** in **Currency**"]
    assert said(Take().press("Down", target=CURRENCY)) == ["Set **Currency**"]
    typed = Take().type(CURRENCY, "eu", "Euro").became(CURRENCY, "Euro")
    assert said(typed) == ["Choose **Euro** in **Currency**"]
    wheel = Take().scroll(0, 1, CURRENCY).became(CURRENCY, "Euro").click(ISSUE)
    assert said(wheel)[0] == "Choose **Euro** in **Currency**"


def test_a_control_pressed_by_keyboard_is_said_as_if_it_were_clicked() -> None:
    assert said(Take().press("Tab").press("Space", target=ISSUE)) == ["Click **Issue refund**"]
    assert said(Take().press("Enter", target=control("Details", "tab"))) == ["Open the **Details** tab"]
    assert said(Take().press("Space", target=BY_CARD)) == ["Choose **By card**"]
    assert said(Take().press("Enter", target=NOTIFY)) == ["Press **Enter**"]
    assert said(Take().press("Enter", target=NOTE)) == ["Press **Enter**"]


def test_tabs_to_a_control_belong_to_setting_it() -> None:
    take = Take().press("Tab").press("Tab").press("Up", target=COPIES).became(COPIES, "2")
    assert said(take) == ["Set **Copies**"]


def test_arrows_among_radio_buttons_choose() -> None:
    assert said(Take().press("Down", target=BY_CARD).became(BY_BANK)) == ["Choose **By bank transfer**"]


def test_tabs_that_led_nowhere_belong_to_the_click_after_them() -> None:
    take = Take(FORM).type(NOTE, "a").press("Tab").press("Tab").click(ISSUE)
    assert said(take) == ["Fill in **Note**", "Click **Issue refund**"]


def test_a_key_held_down_is_one_press() -> None:
    take = Take().press("F5").press("F5", repeated=True).press("F5", repeated=True)
    assert said(take) == ["Press **F5**"]
    assert merge(take.recording()).gestures[0].merged == {"a key held down": 2}


def test_shortcuts_are_written_in_order() -> None:
    assert said(Take().press("Ctrl", "Shift", "S")) == ["Press **Ctrl+Shift+S**"]
    assert said(Take().press("Ctrl", "C", target=NOTE)) == ["Press **Ctrl+C**"]
    assert said(Take().press("Escape")) == ["Press **Escape**"]


# Pasting.


def test_pasting_fills_in() -> None:
    assert said(Take(FORM).click(NOTE).press("Ctrl", "V", target=NOTE).type(NOTE, "!", "Hi!")) == [
        "Fill in **Note**"
    ]
    assert said(Take(FORM).press("Shift", "Insert", target=NOTE)) == ["Fill in **Note**"]
    assert said(Take().press("Ctrl", "V", target=ORDER.model_copy(update={"role": "list"}))) == [
        "Press **Ctrl+V**"
    ]
    middle = Take(FORM).click(NOTE, button="middle").became(NOTE, "Hello", pasted=True)
    assert (said(middle), values(middle)) == (["Fill in **Note**"], [("Note", "Hello")])


def test_pasting_by_a_menu_fills_in() -> None:
    take = Take(FORM).click(NOTE, button="right").click(PASTE).became(NOTE, "Hello", pasted=True)
    assert (said(take), values(take)) == (["Fill in **Note**"], [("Note", "Hello")])
    assert said(Take(FORM).click(NOTE, button="right").click(PASTE)) == [
        "Right-click **Note**",
        "Choose **Paste**",
    ]


def test_what_is_pasted_into_a_secret_field_is_not_kept() -> None:
    take = Take(FORM).click(PIN, button="middle").became(PIN, "1234", pasted=True)
    assert (said(take), values(take)) == (["Fill in **PIN**"], [])


# Addresses.


@pytest.mark.parametrize(
    ("typed", "page", "captions"),
    [
        ("shop.example/orders", None, ["Go to **shop.example/orders**"]),
        (None, "https://shop.example/orders?customer=7", ["Go to **shop.example/orders**"]),
        ("shop", "https://shop.example/orders", ["Go to **shop.example/orders**"]),
        (
            "how to refund",
            "https://search.example/?q=how+to+refund",
            ["Fill in **Address and search bar**", "Press **Enter**"],
        ),
        ("about:version", "chrome://version/", ["Go to **about:version**"]),
        ("http://intranet/orders", None, ["Go to **intranet/orders**"]),
        (None, "chrome-error://chromewebdata/", ["Fill in **Address and search bar**", "Press **Enter**"]),
    ],
)
def test_an_address_is_told_by_the_typing_or_else_by_the_page(
    typed: str | None, page: str | None, captions: list[str]
) -> None:
    take = Take().type(OMNIBOX, typed, typed).press("Enter", target=OMNIBOX).became(None, page)
    assert said(take) == captions


# Windows.


def test_alt_tab_says_where_it_went() -> None:
    take = Take().press("Alt", "Tab").change("switched", EDITOR, DESK)
    assert said(take) == ["Switch to **Editor**"]
    assert said(Take().press("Alt", "Tab")) == ["Press **Alt+Tab**"]


def test_a_click_on_the_task_bar_switches() -> None:
    entry = control("Notes - Editor", "button", (200, 1044, 120, 32))
    assert said(Take(PANEL).click(entry).change("switched", EDITOR, DESK)) == ["Switch to **Editor**"]


def test_a_launcher_opens_a_program() -> None:
    icon = control("Calculator", "icon", (20, 20, 64, 64))
    take = Take(PANEL).click(icon).click(icon, after=0.2).change("opened", CALCULATOR)
    assert said(take) == ["Open **Calculator**"]
    assert said(Take(PANEL).click(None).change("opened", CALCULATOR)) == ["Open **Calculator**"]


def test_what_a_click_says_already_is_not_said_by_a_window() -> None:
    report = control("report-2026.odt", "icon", (20, 20, 64, 64), path=("Documents",))
    take = Take(PANEL).click(report).click(report, after=0.2).change("opened", EDITOR)
    assert said(take) == ["Double-click the marked place in **Panel**"]
    assert said(Take().click(ISSUE).change("opened", FORM, DESK)) == ["Click **Issue refund**"]
    help_ = control("Help", "button", (20, 20, 64, 64))
    assert said(Take().click(help_).change("opened", EDITOR, DESK)) == ["Click **Help**"]
    assert said(Take().click(FILE).click(SAVE_AS).change("closed", DESK)) == [
        "Choose **Save as** in the **File** menu"
    ]


def test_closing_a_window_says_which() -> None:
    assert said(Take(CALCULATOR).press("Alt", "F4").change("closed", CALCULATOR)) == ["Close **Calculator**"]
    assert said(Take(CALCULATOR).click(None, (390, 10)).change("closed", CALCULATOR)) == [
        "Close **Calculator**"
    ]
    cross = control("Close", "button", (370, 5, 24, 24))
    assert said(Take(CALCULATOR).click(cross).change("closed", CALCULATOR)) == ["Close **Calculator**"]
    button = control("Close", "button", (300, 450, 60, 30))
    assert said(Take(CALCULATOR).click(button).change("closed", CALCULATOR)) == ["Click **Close**"]


def test_a_click_that_only_brings_a_window_forward_is_left_out() -> None:
    other = Window(title="Letter - Editor", app="editor", box=Box(0, 0, 400, 300))
    nothing = control("", "panel", (100, 100, 300, 200))
    take = Take(EDITOR).click(nothing).change("switched", EDITOR, other).click(PLUS)
    assert said(take) == ["Click **+**"]
    assert left_out(take) == {"a click that only brings a window forward": 2}
    on_a_control = Take(EDITOR).click(PLUS).change("switched", EDITOR, DESK)
    assert said(on_a_control) == ["Click **+**"]
    assert said(Take(EDITOR).click(nothing).change("switched", EDITOR).click(PLUS)) == ["Click **+**"]
    assert said(Take(EDITOR).click(None)) == ["Click the marked place in **Editor**"]


def test_a_click_that_brings_another_program_forward_switches_to_it() -> None:
    nothing = control("", "panel", (100, 100, 300, 200))
    take = Take(EDITOR).click(nothing).change("switched", EDITOR, DESK).click(PLUS)
    assert said(take) == ["Switch to **Editor**", "Click **+**"]
    frame = control("Notes - Editor", "window", (400, 100, 900, 700))
    text = control("", "text", (402, 150, 896, 640), state=("multi-line",))
    typing = Take(EDITOR).click(frame, (600, 110)).change("switched", EDITOR, DESK).type(text, "a")
    assert said(typing) == ["Switch to **Editor**", "Type in **Editor**"]


@pytest.mark.parametrize("before", [DESK, EDITOR.model_copy(update={"title": "Letter - Editor"})])
def test_a_click_on_what_nobody_tells_of_stays_a_click(
    before: Window,
) -> None:
    take = Take(EDITOR).click(None, (500, 600)).change("switched", EDITOR, before)
    assert said(take) == ["Click the marked place in **Editor**"]


def test_a_popup_belongs_to_the_window_it_came_from() -> None:
    take = Take().click(control("Orders", "table", (110, 200, 400, 300)), button="right")
    take.window = POPUP
    steps = compose(take.click(control("Copy", "menu item", (120, 150, 160, 24))).recording()).steps
    assert [step.caption for step in steps] == ["Right-click **Orders**", "Choose **Copy**"]
    assert steps[1].window
    assert (steps[1].window.title, steps[1].window.box) == ("Refund desk", DESK.box)


def test_a_change_long_after_an_action_did_not_come_of_it() -> None:
    take = Take(CALCULATOR).press("Alt", "F4")
    take.time += 60
    assert said(take.change("closed", CALCULATOR)) == ["Press **Alt+F4**"]


def test_a_choice_from_a_list_is_kept_whole_by_all_rules() -> None:
    assert said(Take(FORM).click(REASON).click(RETURNED).became(REASON, "Returned goods")) == [
        "Choose **Returned goods** in **Reason**"
    ]


def test_a_field_that_opens_in_a_cell_goes_by_the_column_and_not_by_the_old_value() -> None:
    opened = control("", "text", (300, 298, 90, 28), path=("Orders",))
    take = (
        Take()
        .click(AMOUNT_CELL)
        .click(AMOUNT_CELL, after=0.2)
        .type(opened, "80", "80")
        .press("Enter", target=opened)
    )
    assert (said(take), values(take)) == (["Fill in **Amount** in **Orders**"], [("Amount", "80")])


def test_a_click_on_a_label_leads_into_its_field() -> None:
    label = control("Departure", "label", (100, 300, 80, 20))
    month = control("Month Departure", "spin button", (200, 300, 30, 20))
    take = (
        Take(FORM)
        .click(control("Note", "label", (100, 370, 60, 20)))
        .type(NOTE, "a")
        .click(label)
        .type(month, None)
    )
    assert said(take) == ["Fill in **Note**", "Fill in **Departure**"]
    assert said(Take(FORM).click(label).type(NOTE, "a")) == ["Click **Departure**", "Fill in **Note**"]


def test_a_second_click_that_came_after_the_first_one_opened_its_row_is_still_a_double_click() -> None:
    inside = control("closed.txt", "table cell", (110, 200, 400, 28), path=("Orders",))
    assert said(Take().click(ORDER, (200, 214)).click(inside, (200, 214), after=0.15)) == [
        "Double-click the entry in **Orders**"
    ]


def test_what_fills_its_window_is_typed_in_without_a_mark() -> None:
    page = control("", "text", (110, 120, 1260, 740), state=("multi-line",))
    assert said(Take().type(page, "Dear Ada")) == ["Type in **Refund desk**"]


def test_enter_in_the_open_list_of_a_combo_box_chooses_what_it_says_or_the_box_holds_since() -> None:
    item = control("South", "list item", (110, 320, 200, 24), path=("Window settings",))
    by_item = Take(FORM).click(REASON).press("Down", target=item).press("Enter", target=item)
    assert said(by_item) == ["Choose **South** in **Reason**"]
    by_value = Take(FORM).click(REASON).press("Down").press("Enter", target=REASON).became(REASON, "South")
    assert said(by_value) == ["Choose **South** in **Reason**"]


def test_a_click_on_what_a_field_lies_in_leads_into_it_only_where_it_hit_it() -> None:
    text = control("", "text", (410, 200, 880, 590))
    window = control("Notes - Editor", "window", (400, 100, 900, 700))
    beside = Take(EDITOR).click(window, (600, 110)).change("switched", EDITOR, DESK).type(text, "Hello")
    assert said(beside) == ["Switch to **Editor**", "Type in **Editor**"]
    assert said(Take(EDITOR).click(window, (600, 300)).type(text, "Hello")) == ["Type in **Editor**"]


def test_cells_of_a_spreadsheet_are_told_by_their_address() -> None:
    first = control("A1", "table cell", (100, 100, 80, 17), path=("Sheet1",))
    below = control("A2", "table cell", (100, 117, 80, 17), path=("Sheet1",))
    take = Take(EDITOR).click(first).type(below, "Rent").press("Enter", target=below)
    assert said(take.type(below, "Power").click(first)) == [
        "Fill in **A1**",
        "Fill in **A2**",
        "Click **A1**",
    ]


def test_what_is_dropped_on_a_cell_goes_to_a_place() -> None:
    entry = control("visit.txt", "table cell", (110, 300, 300, 24))
    folder = control("Letters", "table cell", (110, 200, 300, 24))
    assert said(Take().click(entry, to=(300, 212), landed=folder)) == ["Drag the marked entry to **Letters**"]
