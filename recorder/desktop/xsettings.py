"""The settings that a desktop shares with its programs (XSETTINGS), such as how fast a double click is.

The format is that of the XSETTINGS specification: a header, then each setting with its type, name and value.
"""

import struct
from collections.abc import Mapping
from typing import Any

INTEGER, STRING, COLOUR = 0, 1, 2
HEADER = 12
MOST = 1 << 20
ANY_TYPE = 0

DOUBLE_CLICK_SECONDS, DOUBLE_CLICK_PIXELS = 0.4, 5
"""What toolkits go by where the desktop does not say."""


def double_click(display: str | None = None) -> tuple[float, int]:
    """Return within how many seconds and pixels two clicks are one, as the desktop says."""
    settings = _settings(display)
    milliseconds = settings.get("Net/DoubleClickTime", 0)
    pixels = settings.get("Net/DoubleClickDistance", 0)
    return (milliseconds / 1000 if milliseconds > 0 else DOUBLE_CLICK_SECONDS), (
        pixels if pixels > 0 else DOUBLE_CLICK_PIXELS
    )


def parse(data: bytes) -> dict[str, int]:
    """Return the settings that are numbers; what is cut short is left out."""
    order = ">" if data[:1] == b"\1" else "<"
    found: dict[str, int] = {}
    try:
        (count,) = struct.unpack_from(f"{order}I", data, 8)
        at = HEADER
        for _ in range(count):
            kind, length = struct.unpack_from(f"{order}BxH", data, at)
            name = data[at + 4 : at + 4 + length].decode("utf-8", "replace")
            at += 4 + _padded(length) + 4
            (value,) = struct.unpack_from(f"{order}i", data, at)
            at += {INTEGER: 4, STRING: 4 + _padded(value), COLOUR: 8}[kind]
            if kind == INTEGER:
                found[name] = value
    except (struct.error, KeyError):
        return found
    return found


def _padded(length: int) -> int:
    return (length + 3) & ~3


def _settings(display: str | None) -> Mapping[str, int]:
    try:
        from Xlib.display import Display  # noqa: PLC0415  # importing this module must not need Xlib

        screen = Display(display)
    except Exception:  # noqa: BLE001  # no X server, or no Xlib: then there are defaults
        return {}
    try:
        return parse(_property(screen))
    except Exception:  # noqa: BLE001  # the owner may go at any moment: then there are defaults, too
        return {}
    finally:
        screen.close()


def _property(screen: Any) -> bytes:
    owner = screen.get_selection_owner(screen.intern_atom("_XSETTINGS_S0"))
    if not owner:
        return b""
    answer = owner.get_full_property(screen.intern_atom("_XSETTINGS_SETTINGS"), ANY_TYPE, MOST)
    return bytes(answer.value) if answer else b""
