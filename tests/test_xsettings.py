"""How fast a double click is, as the desktop tells its programs."""

import struct
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from Xlib import X
from Xlib.display import Display

from recorder.desktop.xsettings import double_click, parse


def settings(*values: tuple[str, int | str], order: str = "<") -> bytes:
    """Return the property that a settings daemon would set."""
    data = struct.pack(f"{order}B3xII", order == ">", 1, len(values))
    for name, value in values:
        encoded = name.encode()
        kind = 0 if isinstance(value, int) else 1
        data += struct.pack(f"{order}BxH", kind, len(encoded)) + encoded + b"\0" * (-len(encoded) % 4)
        data += struct.pack(f"{order}I", 7)
        if isinstance(value, int):
            data += struct.pack(f"{order}i", value)
        else:
            data += struct.pack(f"{order}I", len(value)) + value.encode() + b"\0" * (-len(value) % 4)
    return data


def test_numbers_are_read_past_words_in_both_orders() -> None:
    values = (("Net/ThemeName", "Raleigh"), ("Net/DoubleClickTime", 250), ("Net/DoubleClickDistance", 7))
    for order in "<>":
        assert parse(settings(*values, order=order)) == {
            "Net/DoubleClickTime": 250,
            "Net/DoubleClickDistance": 7,
        }


@given(st.binary(max_size=64))
def test_garbage_is_no_setting_and_no_error(data: bytes) -> None:
    assert isinstance(parse(data), dict)


def test_the_desktop_says_how_fast_a_double_click_is_else_defaults_hold(
    desktop: Mapping[str, str],
) -> None:
    assert double_click(desktop["DISPLAY"]) == (0.4, 5)
    screen = Display(desktop["DISPLAY"])
    try:
        owner = screen.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        name, kind = (screen.intern_atom(f"_XSETTINGS_{each}") for each in ("SETTINGS", "SETTINGS"))
        owner.change_property(
            name, kind, 8, settings(("Net/DoubleClickTime", 900), ("Net/DoubleClickDistance", 9))
        )
        owner.set_selection_owner(screen.intern_atom("_XSETTINGS_S0"), X.CurrentTime)
        screen.sync()
        assert double_click(desktop["DISPLAY"]) == (0.9, 9)
    finally:
        screen.close()
    assert double_click(":no-such-display") == (0.4, 5)
