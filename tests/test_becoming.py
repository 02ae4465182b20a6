"""What is worth looking for after an action, by the control that it was done to."""

import pytest

from recorder.capture.becoming import after_click, after_keys
from recorder.document.guide import Target


@pytest.mark.parametrize(
    ("role", "button", "purpose"),
    [
        ("check box", "left", "state"),
        ("switch", "left", "state"),
        ("tree item", "left", "state"),
        ("slider", "left", "value"),
        ("spin button", "left", "value"),
        ("text", "middle", "paste"),
        ("button", "middle", None),
        ("button", "left", None),
        ("check box", "right", None),
    ],
)
def test_a_click_is_followed_by_what_its_control_can_tell(
    role: str, button: str, purpose: str | None
) -> None:
    assert after_click(Target(name="X", role=role), button) == purpose


@pytest.mark.parametrize("name", ["Paste", "_Paste", "Einfügen"])
def test_choosing_to_paste_is_followed_into_the_field(name: str) -> None:
    assert after_click(Target(name=name, role="menu item"), "left") == "paste"
    assert after_click(Target(name="Copy", role="menu item"), "left") is None
    assert after_click(None, "left") is None


@pytest.mark.parametrize(
    ("role", "name", "keys", "purpose"),
    [
        ("combo box", "Currency", ("Down",), "value"),
        ("slider", "Volume", ("Right",), "value"),
        ("radio button", "By card", ("Down",), "state"),
        ("check box", "Notify", ("Space",), "state"),
        ("text", "Address and search bar", ("Enter",), "page"),
        ("text", "Note", ("Enter",), None),
        ("text", "Note", ("Ctrl", "S"), None),
    ],
)
def test_keys_are_followed_by_what_their_control_can_tell(
    role: str, name: str, keys: tuple[str, ...], purpose: str | None
) -> None:
    assert after_keys(Target(name=name, role=role), keys) == purpose
