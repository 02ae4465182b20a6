"""Keys are called what a guide calls them."""

import pytest

from recorder.capture.keymap import ISO_LEFT_TAB, key_event, modifiers_of, name_of, parse_shortcut

SHIFT, LOCK, CTRL, ALT, SECOND_LAYOUT = 1, 2, 4, 8, 1 << 13


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("enter", "Enter"),
        ("page_up", "PageUp"),
        ("esc", "Escape"),
        ("f5", "F5"),
        ("ctrl_l", "Ctrl"),
        ("cmd", "Super"),
    ],
)
def test_named_keys(key: str, name: str) -> None:
    assert name_of(key) == name


def test_modifiers_come_in_the_order_in_which_they_are_written() -> None:
    assert modifiers_of(ALT | SHIFT | CTRL) == ("Ctrl", "Alt", "Shift")


def test_caps_lock_turns_letters_over() -> None:
    assert key_event(0, 38, LOCK, pressed=True, char="a").char == "A"
    assert key_event(0, 38, LOCK | SHIFT, pressed=True, char="A").char == "a"
    assert key_event(0, 10, LOCK, pressed=True, char="1").char == "1"


def test_a_shortcut_names_the_key_and_not_the_character() -> None:
    event = key_event(0, 39, CTRL | SHIFT, pressed=True, char="S", base="s")
    assert (event.modifiers, event.label) == (("Ctrl", "Shift"), "S")


def test_shift_and_tab_is_tab() -> None:
    assert key_event(0, 23, SHIFT, pressed=True, keysym=ISO_LEFT_TAB).name == "Tab"


def test_characters_of_a_second_layout_are_not_guessed() -> None:
    assert key_event(0, 38, SECOND_LAYOUT, pressed=True, char="a").char is None


@pytest.mark.parametrize("text", ["Ctrl+Alt+End", "ctrl + alt + end", "ALT+CTRL+END"])
def test_a_shortcut_may_be_spelt_freely(text: str) -> None:
    assert parse_shortcut(text) == {"Ctrl", "Alt", "End"}


@pytest.mark.parametrize("text", ["", "End", "Ctrl+Alt", "Ctrl+A+B", "Ctrl+", "Ctrl+Alt+F9"])
def test_what_is_no_shortcut_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011  # the text itself, which may be empty
        parse_shortcut(text)
    assert str(refused.value) == text
