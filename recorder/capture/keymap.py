"""The names of keys and modifiers, from what X11 and pynput call them. Pure."""

from recorder.capture.events import KeyEvent

MODIFIERS = {1 << 2: "Ctrl", 1 << 3: "Alt", 1 << 0: "Shift", 1 << 6: "Super"}
LOCK = 1 << 1
GROUPS = 0b11 << 13
MODIFIER_KEYS = {
    "ctrl": "Ctrl",
    "ctrl_l": "Ctrl",
    "ctrl_r": "Ctrl",
    "alt": "Alt",
    "alt_l": "Alt",
    "alt_r": "Alt",
    "shift": "Shift",
    "shift_l": "Shift",
    "shift_r": "Shift",
    "cmd": "Super",
    "cmd_l": "Super",
    "cmd_r": "Super",
    "alt_gr": "AltGr",
    "caps_lock": "CapsLock",
    "num_lock": "NumLock",
    "scroll_lock": "ScrollLock",
}
IRREGULAR = {"esc": "Escape", "space": "Space", "page_up": "PageUp", "page_down": "PageDown"}
ISO_LEFT_TAB = 0xFE20
CONSOLE = frozenset(f"F{number}" for number in range(1, 13))


def modifiers_of(state: int) -> tuple[str, ...]:
    """Return the modifiers held in an X event's `state`, in the order in which a shortcut is written."""
    return tuple(name for mask, name in MODIFIERS.items() if state & mask)


def name_of(key: str) -> str:
    """Return how a guide calls the key that pynput calls `key`: `Enter`, `PageUp`, `F5`, `Ctrl`."""
    named = MODIFIER_KEYS.get(key) or IRREGULAR.get(key)
    return named or "".join(part.capitalize() for part in key.split("_"))


def key_event(
    time: float,
    code: int,
    state: int,
    *,
    pressed: bool,
    char: str | None = None,
    key: str | None = None,
    keysym: int | None = None,
    base: str | None = None,
) -> KeyEvent:
    """Return the event of a key of which pynput told the character or the name, or only the keysym.

    `base` is the character of the key alone, for shortcuts. A second keyboard layout is more than the core
    keymap tells, so its characters stay unknown.
    """
    if key is None and keysym == ISO_LEFT_TAB:
        key = "tab"
    name = name_of(key) if key else None
    if char is not None and (state & GROUPS or not char.isprintable()):
        char = None
    if char is not None and state & LOCK and char.isalpha():
        char = char.swapcase()
    if name == "Space":
        char = " "
    label = name or (base or char or "").upper()
    return KeyEvent(time, code, pressed, char, name, label, modifiers_of(state))


def shortcut_of(event: KeyEvent) -> frozenset[str]:
    """Return the key of an event with the modifiers that were held."""
    return frozenset((*event.modifiers, event.label))


def parse_shortcut(text: str) -> frozenset[str]:
    """Return the keys of a shortcut written as `Ctrl+Alt+End`, however it is spelt.

    Raises:
        ValueError: it has no modifier, or more or less than one other key, or the X server switches to a
            text console with it and tells nobody.
    """
    modifiers = {name.lower(): name for name in MODIFIERS.values()}
    parts = [part.strip() for part in text.split("+")]
    held = [modifiers[part.lower()] for part in parts if part.lower() in modifiers]
    keys = [part for part in parts if part.lower() not in modifiers]
    if not held or len(keys) != 1 or not keys[0]:
        raise ValueError(text)
    shortcut = frozenset([*held, _spelt(keys[0])])
    if {"Ctrl", "Alt"} < shortcut and CONSOLE & shortcut:
        raise ValueError(text)
    return shortcut


def _spelt(key: str) -> str:
    if len(key) == 1:
        return key.upper()
    return {"pageup": "PageUp", "pagedown": "PageDown", "esc": "Escape"}.get(key.lower(), key.capitalize())
