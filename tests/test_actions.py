"""Facts become gestures: what belongs together is one, and every event is counted by a rule."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.compose.actions import merge
from recorder.compose.gestures import Gesture, written
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target, Window
from recorder.recording import Dropped, Keys, Press, Suppressed, Typed
from tests.takes import DESK, FORM, ISSUE, NOTE, NOTIFY, ORDER, PIN, REASON, RETURNED, Take, control

FILE = control("File", "menu", (100, 80, 40, 24), path=("Menu bar",))
SAVE_AS = control("Save as", "menu item", (100, 150, 160, 24), path=("Menu bar", "File"))


def gestures(take: Take, **start: Any) -> tuple[Gesture, ...]:
    return merge(take.recording(**start)).gestures


def kinds(take: Take, **start: Any) -> list[str]:
    return [gesture.kind for gesture in gestures(take, **start)]


def test_press_and_release_are_a_click() -> None:
    (click,) = gestures(Take().click(ISSUE))
    assert (click.kind, click.events, click.merged) == ("click", 2, {"a release ends its press": 1})


@pytest.mark.parametrize(
    ("button", "kind"), [("right", "right_click"), ("middle", "middle_click"), ("back", "click")]
)
def test_other_buttons_make_other_clicks(button: Any, kind: str) -> None:
    assert kinds(Take().click(ISSUE, button=button)) == [kind]


def test_a_press_that_was_never_released_is_still_a_click() -> None:
    take = Take().click(ISSUE)
    assert kinds(Take()) == []
    take.facts.pop()
    assert kinds(take) == ["click"]


def test_a_release_alone_is_suppressed_by_a_named_rule() -> None:
    take = Take().click(ISSUE)
    take.facts = [fact for fact in take.facts if not isinstance(fact, Press)]
    account = merge(take.recording())
    assert (account.gestures, account.suppressed) == ((), {"a release without its press": 1})


def test_each_release_finds_the_press_of_its_own_button() -> None:
    take = Take().click(ISSUE).click(ORDER, button="right", after=0.01)
    left, left_up, right, right_up = (fact for fact in take.facts if fact.kind != "moment")
    take.facts = [left, right, left_up, right_up]
    assert [(each.kind, each.events) for each in gestures(take)] == [("click", 2), ("right_click", 2)]


def test_two_quick_clicks_on_one_thing_are_a_double_click() -> None:
    (double,) = gestures(Take().click(ORDER).click(ORDER, after=0.2))
    assert (double.kind, double.count, double.events) == ("double_click", 2, 4)


@pytest.mark.parametrize(
    ("after", "at", "target", "seconds"),
    [
        (0.6, (310, 214), ORDER, 0.4),
        (0.2, (330, 214), ORDER, 0.4),
        (0.2, (310, 214), ISSUE, 0.4),
        (0.2, (310, 214), ORDER, 0.1),
    ],
)
def test_slow_distant_or_different_clicks_stay_two(
    after: float, at: tuple[int, int], target: Any, seconds: float
) -> None:
    take = Take().click(ORDER, (310, 214)).click(target, at, after=after)
    assert kinds(take, double_click_seconds=seconds) == ["click", "click"]


def test_a_third_quick_click_makes_three_and_a_fourth_begins_anew() -> None:
    take = Take().click(NOTE)
    for _ in range(3):
        take.click(NOTE, after=0.2)
    assert [(each.kind, each.count) for each in gestures(take)] == [("double_click", 3), ("click", 1)]


def test_a_release_far_away_is_a_drag() -> None:
    (drag,) = gestures(Take().click(ORDER, (200, 220), to=(200, 420)))
    assert (drag.kind, drag.at, drag.to) == ("drag", Point(200, 220), Point(200, 420))


def test_a_hand_that_slips_on_a_button_still_clicks_it() -> None:
    assert kinds(Take().click(ISSUE, (700, 580), to=(790, 590))) == ["click"]
    assert kinds(Take().click(None, (700, 580), to=(705, 585))) == ["click"]


def test_scrolling_in_one_window_is_one_gesture() -> None:
    (scroll,) = gestures(Take().scroll(0, 2, count=2).scroll(0, 3, count=3))
    assert (scroll.scroll, scroll.events) == ((0, 5), 5)


def test_scrolling_there_and_back_is_suppressed() -> None:
    account = merge(Take().scroll(0, 2, count=2).scroll(0, -2, count=2).recording())
    assert (account.gestures, account.suppressed) == ((), {"scrolling there and back": 4})


def test_modifiers_alone_are_suppressed_and_part_nothing() -> None:
    take = Take(FORM).click(NOTE).press("Shift").type(NOTE, "A")
    assert kinds(take) == ["type"]
    assert merge(take.recording()).suppressed == {"modifier keys alone": 1}


def test_a_click_into_a_field_and_the_typing_are_one_with_the_filled_field() -> None:
    take = Take(FORM).click(NOTE).type(NOTE, "ab")
    (typing,) = gestures(take)
    filled = next(fact.filled for fact in take.facts if isinstance(fact, Typed))
    assert (typing.kind, typing.text, typing.moment, typing.events) == ("type", "ab", filled, 4)
    assert typing.at == NOTE.box.centre if NOTE.box else False


def test_the_click_lends_its_name_to_a_field_that_nobody_named_while_typing() -> None:
    (typing,) = gestures(Take(FORM).click(NOTE).type(None, None, count=3))
    assert typing.target == NOTE
    assert typing.text is None


def test_a_click_that_nobody_could_name_is_not_taken_for_a_click_into_a_field() -> None:
    assert kinds(Take(FORM).click(None).type(None, None, count=3)) == ["click", "type"]
    assert kinds(Take(FORM).click(ISSUE).type(NOTE, "ab")) == ["click", "type"]


def test_a_field_known_as_secret_once_stays_secret() -> None:
    unsure = PIN.model_copy(update={"secret": False})
    (typing,) = gestures(Take(FORM).click(PIN).type(unsure, None, count=4))
    assert typing.target is not None
    assert typing.target.secret


def test_runs_in_one_field_are_one_even_with_a_click_between() -> None:
    take = (
        Take(FORM)
        .type(NOTE, "ab")
        .click(NOTE)
        .type(NOTE, "cd")
        .type(control("Amount", "text", (320, 250, 480, 34)), "5")
    )
    assert [each.text for each in gestures(take)] == ["abcd", "5"]


def test_what_the_field_holds_is_better_than_what_the_keys_say() -> None:
    take = Take(FORM).type(NOTE, "teh", "the").type(NOTE, " end", "the end")
    assert [each.text for each in gestures(take)] == ["the end"]


def test_a_run_that_was_only_counted_leaves_the_text_in_doubt() -> None:
    assert [each.text for each in gestures(Take(FORM).type(NOTE, None).type(NOTE, "b"))] == [None]
    assert [each.text for each in gestures(Take(FORM).type(NOTE, "a").type(NOTE, None))] == [None]


def test_selecting_all_and_typing_over_it_replaces_the_text() -> None:
    take = Take(FORM).type(NOTE, "old").press("Ctrl", "A", target=NOTE).type(NOTE, "new")
    assert [(each.kind, each.text) for each in gestures(take)] == [("type", "new")]


def test_moving_about_between_two_runs_is_part_of_the_typing() -> None:
    lines = control("Letter", "text", (320, 365, 480, 200))
    take = Take(FORM).type(lines, "a", "a").press("Up", target=lines).type(lines, "b", "ba")
    assert [(each.kind, each.text) for each in gestures(take)] == [("type", "ba")]
    assert kinds(Take(FORM).type(lines, "a").press("Down", target=lines).press("Enter", target=lines)) == [
        "type", "press", "press",
    ]  # fmt: skip


def test_tab_goes_with_the_field_it_leaves() -> None:
    take = Take(FORM).type(NOTE, "a").press("Tab").type(PIN, None).press("Tab")
    assert [each.merged.get("Tab out of a field") for each in gestures(take)] == [1, 1]


def test_tab_goes_with_the_field_it_enters_where_that_has_a_name() -> None:
    assert kinds(Take(FORM).press("Tab").press("Tab").type(NOTE, "a")) == ["type"]
    assert kinds(Take(FORM).press("Tab").type(None, None)) == ["press", "type"]


def test_tab_to_a_button_is_part_of_pressing_it() -> None:
    take = Take(FORM).press("Tab").press("Tab").press("Space", target=ISSUE)
    assert [(each.kind, each.count, each.events) for each in gestures(take)] == [("press", 1, 3)]
    assert kinds(Take(FORM).press("Tab").press("Tab").press("F5")) == ["press", "press"]


def test_enter_after_typing_stays_a_step_but_not_where_it_only_ends_it() -> None:
    amount = control("Amount", "spin button", (320, 250, 480, 34))
    assert kinds(Take(FORM).type(NOTE, "a").press("Enter", target=NOTE)) == ["type", "press"]
    assert kinds(Take(FORM).type(amount, "5").press("Enter", target=amount)) == ["type"]


def test_an_address_typed_and_entered_opens_it() -> None:
    bar = control("Address and search bar", "text", (200, 50, 900, 30))
    take = Take().type(bar, "shop.example/orders").press("Enter", target=bar)
    assert [(each.kind, each.text) for each in gestures(take)] == [("open", "shop.example/orders")]
    assert kinds(Take().type(bar, "how to refund").press("Enter", target=bar)) == ["type", "press"]


def test_opening_a_list_and_choosing_is_one() -> None:
    (choice,) = gestures(Take(FORM).click(REASON).click(RETURNED))
    assert choice.target is not None
    assert (choice.target.name, choice.target.role, choice.target.path) == (
        "Returned goods",
        "option",
        ("Reason",),
    )
    assert choice.events == 4


def test_an_option_without_a_path_is_found_below_its_list() -> None:
    below = control("Euro", "list item", (330, 350, 300, 24))
    elsewhere = control("Euro", "list item", (1400, 350, 300, 24))
    row = control("Euro", "list item", (330, 350, 300, 24), path=("Currencies",))
    assert kinds(Take(FORM).click(REASON).click(below)) == ["click"]
    assert kinds(Take(FORM).click(REASON).click(elsewhere)) == ["click", "click"]
    assert kinds(Take(FORM).click(REASON).click(row)) == ["click", "click"]


def test_choosing_by_press_drag_and_release_is_a_choice_too() -> None:
    (choice,) = gestures(Take(FORM).click(REASON, to=(400, 400), landed=RETURNED))
    assert (choice.kind, choice.at) == ("click", Point(400, 400))
    assert choice.target is not None
    assert choice.target.role == "option"


def test_a_choice_in_a_menu_takes_the_menus_along() -> None:
    export = control("Export", "menu", (100, 180, 160, 24), path=("Menu bar", "File"))
    pdf = control("PDF", "menu item", (260, 180, 160, 24), path=("Menu bar", "File", "Export"))
    for take in (Take().click(FILE).click(export).click(pdf), Take().click(FILE).click(pdf)):
        (choice,) = gestures(take)
        assert choice.target is not None
        assert choice.target.path == ("File", "Export")


def test_a_choice_in_a_menu_opened_otherwise_keeps_its_nearest_menu() -> None:
    (choice,) = gestures(Take().click(SAVE_AS))
    assert choice.target is not None
    assert choice.target.path == ("File",)


def test_an_item_of_another_menu_is_not_taken_for_a_choice() -> None:
    other = control("Paste", "menu item", (200, 150, 160, 24), path=("Menu bar", "Edit"))
    assert kinds(Take().click(FILE).click(other)) == ["click", "click"]


def test_what_capture_left_out_is_counted_by_rule_and_reason() -> None:
    take = Take().click(ISSUE)
    take.facts.append(Suppressed(time=1, what="keys", rule="own hotkey", count=3))
    take.facts.append(Dropped(time=1, what="press", why="disk full", count=2))
    account = merge(take.recording())
    assert (account.suppressed, account.dropped) == ({"own hotkey": 3}, {"disk full": 2})


def test_keys_of_different_windows_and_the_same_key_again() -> None:
    take = Take(DESK).press("Down").press("Down").press("Enter")
    take.facts.append(Keys(time=9, keys=("F5",), window=Window(title="Other", app="other"), count=2))
    assert [(each.keys, each.count, each.events) for each in gestures(take)] == [
        (("Down",), 2, 2), (("Enter",), 1, 1), (("F5",), 1, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["a", "b", "Backspace", "c"], "ac"),
        (["a", "c", "Left", "b"], "abc"),
        (["b", "Home", "a", "End", "c"], "abc"),
        (["a", "b", "Home", "Delete"], "b"),
        (["a", "Enter", "b"], "a\nb"),
        (["Backspace", "Delete", "Left", "Right", "F5"], ""),
        (["a", "b", "c", "Left", "Left", "Right", "x"], "abxc"),
    ],
)
def test_keys_that_edit_are_followed(keys: list[str], text: str) -> None:
    assert written(keys) == text


@given(st.lists(st.sampled_from(["a", "b", "Left", "Right", "Home", "End"])))
def test_moving_about_never_loses_a_character(keys: list[str]) -> None:
    assert sorted(written(keys)) == sorted(key for key in keys if len(key) == 1)


def test_a_check_box_after_typing_is_not_swallowed() -> None:
    assert kinds(Take(FORM).type(NOTE, "a").click(NOTIFY).click(ISSUE)) == ["type", "click", "click"]


def test_typing_goes_on_where_the_focus_was_not_told_in_between() -> None:
    take = Take(FORM).click(NOTE).type(NOTE, "Dear").type(None, None, count=3).type(NOTE, None, "Dear Ada")
    (typed,) = gestures(take)
    assert (typed.text, typed.target, typed.events) == ("Dear Ada", NOTE, 10)


def test_a_click_that_no_name_was_told_for_leads_into_the_field_around_it() -> None:
    inside, beside = Take(FORM).click(None, (400, 380)), Take(FORM).click(None, (400, 300))
    assert kinds(inside.type(NOTE, "a")) == ["type"]
    assert kinds(beside.type(NOTE, "a")) == ["click", "type"]


def test_keys_that_lead_to_the_address_bar_are_part_of_opening_an_address() -> None:
    bar = control("Address and search bar", "text", (100, 90, 600, 30))
    take = Take().press("Ctrl", "L").type(bar, "shop.example/orders").press("Enter")
    (opened,) = gestures(take)
    assert (opened.kind, opened.text) == ("open", "shop.example/orders")
    assert kinds(Take().press("Ctrl", "L").type(NOTE, "a")) == ["press", "type"]


@pytest.mark.parametrize(
    "told", [None, control("Damaged", "menu item", (320, 300, 480, 28), path=("Reason",))]
)
def test_a_list_that_stood_open_when_its_box_was_looked_up_is_still_one_choice(told: Target | None) -> None:
    take = Take(FORM).click(told, (600, 320))
    take.window = Window(title="", app="refund-desk", box=Box(320, 300, 480, 140))
    (chosen,) = gestures(take.click(RETURNED))
    assert chosen.target
    assert (chosen.target.role, chosen.target.name, chosen.target.path) == (
        "option", "Returned goods", ("Reason",),
    )  # fmt: skip


def test_a_click_elsewhere_before_an_item_is_a_step_of_its_own() -> None:
    take = Take(FORM).click(None, (310, 210))
    take.window = Window(title="", app="refund-desk", box=Box(320, 300, 480, 140))
    assert kinds(take.click(RETURNED)) == ["click", "click"]
