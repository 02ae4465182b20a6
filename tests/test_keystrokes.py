"""Keys are kept only where the focus was known and not secret before and after, and the field shows them."""

import pytest

from recorder.capture.events import KeyEvent
from recorder.capture.keystrokes import Focus, Run, shows, typed_key
from recorder.document.geometry import Box
from recorder.document.guide import Target

NOTE = Target(name="Note", role="text", state=("editable",), box=Box(0, 0, 90, 20))
AREA = Target(name="Area", role="text", state=("editable", "multi-line"), box=Box(0, 30, 90, 20))
PIN = Target(name="PIN", role="password", box=Box(0, 60, 90, 20), secret=True)


def run_of(text: str, before: Target | None) -> Run:
    run = Run(None, before, first=1.0)
    for number, character in enumerate(text):
        run.add(1.0 + number, character, 1)
    return run


def test_keys_value_and_target_are_kept_where_all_is_known() -> None:
    assert run_of("hey", NOTE).kept(Focus(NOTE, "oh hey", 3)) == (("h", "e", "y"), "oh hey", NOTE)


def test_a_field_that_grew_is_the_same() -> None:
    grown = NOTE.model_copy(update={"box": Box(0, 0, 90, 40), "state": ("focused",)})
    assert run_of("hey", NOTE).kept(Focus(grown, "hey", 3))[0] == ("h", "e", "y")


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, NOTE), (NOTE, None), (NOTE, PIN), (PIN, NOTE), (PIN, PIN), (NOTE, AREA), (None, None)],
)
def test_nothing_typed_is_kept_on_doubt_or_change_or_in_a_secret(
    before: Target | None, after: Target | None
) -> None:
    keys, value, target = run_of("4711", before).kept(Focus(after, "4711", 4))
    assert (keys, value) == (None, None)
    assert target == before


def test_a_field_seen_in_a_pause_gives_its_name_but_not_the_control_that_came_next() -> None:
    run = run_of("4711", None)
    assert run.kept(Focus(NOTE, "4711", 4)) == (None, None, None)
    run.see(Focus(NOTE, "4711", 4))
    assert run.kept(Focus(AREA, "", 4)) == (None, None, NOTE)


def test_pasting_is_typing_where_the_focus_takes_it() -> None:
    paste = KeyEvent(0, 1, True, char="v", label="V", modifiers=("Ctrl",))
    assert typed_key(paste, NOTE, going=False) == ""
    assert typed_key(paste, Target(role="list"), going=False) is None
    assert typed_key(paste, None, going=False) is None


def test_keys_that_the_field_does_not_show_went_elsewhere() -> None:
    assert run_of("4711", NOTE).kept(Focus(NOTE, "Dear Ada", 4)) == (None, "Dear Ada", NOTE)


def test_a_key_outside_the_keymap_leaves_the_value() -> None:
    run = run_of("caf", NOTE)
    run.add(5.0, None, 1)
    assert run.kept(Focus(NOTE, "café", 4)) == (None, "café", NOTE)


@pytest.mark.parametrize(
    ("keys", "value", "seen"),
    [
        (["a", "b", "Backspace", "c"], "ac", True),
        (["Home", "a"], "ab", True),
        (["a", "Left", "b"], "ba", False),
        (["a", "Enter", "b"], "a\nb", True),
        (["a"], None, False),
    ],
)
def test_editing_is_followed_as_far_as_it_is_certain(
    keys: list[str], value: str | None, *, seen: bool
) -> None:
    assert shows(value, keys) is seen


@pytest.mark.parametrize(
    ("event", "focus", "going", "key"),
    [
        (KeyEvent(0, 1, True, char="a"), None, False, "a"),
        (KeyEvent(0, 1, True, char="A", modifiers=("Shift",)), None, False, "A"),
        (KeyEvent(0, 1, True, char="s", modifiers=("Ctrl",)), NOTE, True, None),
        (KeyEvent(0, 1, True), NOTE, True, ""),
        (KeyEvent(0, 1, True, char=" ", name="Space"), NOTE, False, " "),
        (KeyEvent(0, 1, True, char=" ", name="Space"), Target(role="button"), False, None),
        (KeyEvent(0, 1, True, name="Enter"), AREA, True, "Enter"),
        (KeyEvent(0, 1, True, name="Enter"), NOTE, True, None),
        (KeyEvent(0, 1, True, name="Backspace"), NOTE, False, "Backspace"),
        (KeyEvent(0, 1, True, name="Left"), NOTE, True, "Left"),
        (KeyEvent(0, 1, True, name="Left"), NOTE, False, None),
        (KeyEvent(0, 1, True, name="Left", modifiers=("Shift",)), NOTE, True, None),
        (KeyEvent(0, 1, True, name="Tab"), NOTE, True, None),
    ],
)
def test_which_keys_are_typing(
    event: KeyEvent, focus: Target | None, *, going: bool, key: str | None
) -> None:
    assert typed_key(event, focus, going=going) == key


def test_a_field_that_says_it_is_empty_after_a_letter_does_not_tell_what_it_holds() -> None:
    assert run_of("4711", NOTE).kept(Focus(NOTE, "", 4)) == (None, None, NOTE)
