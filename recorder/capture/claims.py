"""What only one program of a desktop can have: the right to record it, and keys that somebody has grabbed."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from recorder.capture.keymap import MODIFIERS
from recorder.errors import RecorderError

CLAIM = "_HANDRAIL_RECORDER"
LOCKS = (0, 1 << 1, 1 << 4, 1 << 1 | 1 << 4)
"""Caps Lock and Num Lock, which count as modifiers when keys are grabbed."""

KEYSYMS = {
    "Escape": "Escape",
    "Enter": "Return",
    "PageUp": "Prior",
    "PageDown": "Next",
    "Space": "space",
    "Backspace": "BackSpace",
}
SECOND = (
    "Another recording is going on on this display (process {process}), and the hotkeys would stop both: "
    "stop it first, with its own window or hotkey."
)


class Claims:
    """A connection to the X server; what it holds is free again when this process ends, however it ends."""

    def __init__(self) -> None:
        from Xlib import X, Xatom, display, error  # noqa: PLC0415  # importing this module must not need Xlib

        self._x, self._atoms, self._bad_access = X, Xatom, error.BadAccess
        self._display = display.Display()

    def close(self) -> None:
        """Give everything up."""
        with suppress(Exception):  # where the X server has gone, so have the claims
            self._display.close()

    def record(self, process: int) -> None:
        """Claim the display for the recording of a process.

        Raises:
            RecorderError: another recorder has it.
        """
        core, claim = self._display, self._display.intern_atom(CLAIM)
        core.grab_server()
        try:
            owner = core.get_selection_owner(claim)
            if owner:
                told = owner.get_full_property(claim, self._atoms.CARDINAL)
                raise RecorderError(SECOND.format(process=told.value[0] if told else "?"))
            window = core.screen().root.create_window(0, 0, 1, 1, 0, self._x.CopyFromParent)
            window.change_property(claim, self._atoms.CARDINAL, 32, [process])
            window.set_selection_owner(claim, self._x.CurrentTime)
        finally:
            core.ungrab_server()
            core.sync()

    def taken(self, shortcuts: Mapping[frozenset[str], object]) -> Iterator[frozenset[str]]:
        """Yield the shortcuts that another program has grabbed, so that they do something else as well."""
        for shortcut in shortcuts:
            if self._is_taken(shortcut):
                yield shortcut

    def _is_taken(self, shortcut: frozenset[str]) -> bool:
        masks = {name: mask for mask, name in MODIFIERS.items()}
        held = sum(masks[each] for each in shortcut if each in masks)
        (key,) = (each for each in shortcut if each not in masks)
        code = self._code(key)
        return code != 0 and any(self._refused(code, held | lock) for lock in LOCKS)

    def _refused(self, code: int, modifiers: int) -> bool:
        """Try to grab keys for a moment."""
        from Xlib import error  # noqa: PLC0415  # as above

        catch: Any = error.CatchError(self._bad_access)
        root = self._display.screen().root
        root.grab_key(code, modifiers, True, self._x.GrabModeAsync, self._x.GrabModeAsync, onerror=catch)
        self._display.sync()
        if catch.get_error() is not None:
            return True
        root.ungrab_key(code, modifiers)
        return False

    def _code(self, key: str) -> int:
        from Xlib import XK  # noqa: PLC0415  # as above

        symbol = XK.string_to_keysym(KEYSYMS.get(key, key if len(key) > 1 else key.lower()))
        return self._display.keysym_to_keycode(symbol) if symbol else 0
