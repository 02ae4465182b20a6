"""One run of typing, held in memory until it ends: only then is it judged what of it may be kept. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from recorder.capture.events import KeyEvent
from recorder.compose.keyboard import FIELDS
from recorder.compose.pasting import PASTING
from recorder.desktop.base import OpenWindow
from recorder.document.guide import Target

EDITING = frozenset({"Backspace", "Delete"})
MOVING = frozenset({"Left", "Right", "Home", "End"})
SHORTCUT = frozenset({"Ctrl", "Alt", "Super"})
MULTI_LINE = "multi-line"
MOST_LOOKS = 4
PASTED_INTO = FIELDS - {"table cell", "terminal"}
PRESSED_BY_SPACE = frozenset(
    {"button", "toggle button", "switch", "check box", "radio button", "link", "menu item", "tab"}
)


@dataclass(frozen=True, slots=True)
class Focus:
    """What had the keyboard, and what the field held, when `keys` keys of the run had been typed."""

    target: Target | None
    value: str | None
    keys: int


@dataclass(slots=True)
class Run:
    """Keys typed one after the other in one window; `seen` is the latest look at the focus."""

    window: OpenWindow | None
    before: Target | None
    first: float
    last: float = 0.0
    keys: list[str | None] = field(default_factory=list)
    count: int = 0
    pasted: bool = False
    seen: Focus | None = None
    looks: int = 0

    @property
    def is_seen(self) -> bool:
        """Whether the focus was looked at since the last key, as often as makes sense."""
        if self.seen is None or self.seen.keys < len(self.keys):
            return False
        return self.looks >= MOST_LOOKS or self.seen.target is None or shows(self.seen.value, self.keys)

    def see(self, focus: Focus) -> None:
        """Note a look at the focus; a slow program may not have shown all keys yet."""
        self.looks += 1
        self.seen = focus

    def add(self, time: float, key: str | None, count: int) -> None:
        """Add a key, by its character or name (None where the keymap has no answer)."""
        self.keys.append(key)
        self.looks = 0
        self.count += count
        self.last = time

    def kept(self, after: Focus) -> tuple[tuple[str, ...] | None, str | None, Target | None]:
        """Return the keys, the value and the target that may be kept.

        The value only where the focus was known and not secret before and after, and the same; the keys only
        where it shows them, too: a slow program may have been asked before it moved the focus to a secret
        field. Else the control gives its name, as far as one was known, and nothing of what went into it: one
        that had the focus after an event that ended the run may be the next control.
        """
        if self.before is None or self.before.secret or not same(self.before, after.target):
            return None, None, self.before or self._seen_while_typing
        known = tuple(key for key in self.keys if key is not None)
        value = None if after.value == "" and self._wrote else after.value
        return known if shows(after.value, self.keys) else None, value, after.target

    @property
    def _wrote(self) -> bool:
        """Whether the last key was a character: a field that is said to be empty then does not tell."""
        return bool(self.keys) and self.keys[-1] is not None and len(self.keys[-1]) == 1

    @property
    def _seen_while_typing(self) -> Target | None:
        """What had the focus in a pause of the run, when keys had gone there and nothing had ended it."""
        return self.seen.target if self.seen else None


def shows(value: str | None, keys: Sequence[str | None]) -> bool:
    """Tell whether a field that holds `value` has taken these keys in; False where that cannot be told."""
    text: list[str] = []
    for key in keys:
        if key is None or (key in MOVING and text) or key == "Delete":
            return False
        if key == "Backspace":
            del text[-1:]
        elif key not in MOVING:
            text.append("\n" if key == "Enter" else key)
    return value is not None and "".join(text) in value


def same(one: Target | None, other: Target | None) -> bool:
    """Tell whether both are known and the same control; it may have grown, or moved by a little.

    A browser's address bar makes room for a picture as soon as something is typed.
    """
    if one is None or other is None or _identity(one) != _identity(other):
        return False
    if one.box is None or other.box is None:
        return one.box is other.box
    shared = one.box.meet(other.box)
    return shared is not None and shared.area * 2 > min(one.box.area, other.box.area)


def _identity(target: Target) -> tuple[object, ...]:
    return target.role, target.name, target.path, target.secret


def pastes(event: KeyEvent, focus: Target | None) -> bool:
    """Tell whether a key pastes into a field that has the focus."""
    return (*event.modifiers, event.label) in PASTING and focus is not None and focus.role in PASTED_INTO


def typed_key(event: KeyEvent, focus: Target | None, *, going: bool) -> str | None:
    """Return how a key counts as typing in `focus`, an empty text for one that nobody knows, else None.

    `going` tells whether a run goes on: the keys that move in a text are typing only within one.
    """
    if SHORTCUT & set(event.modifiers) or pastes(event, focus):
        return "" if pastes(event, focus) else None
    if event.name is None:
        return event.char or ""
    if event.name == "Space":
        pressing = focus is not None and focus.role in PRESSED_BY_SPACE and not going
        return None if pressing else " "
    if event.modifiers:
        return None
    if event.name == "Enter":
        return "Enter" if focus and MULTI_LINE in focus.state else None
    return event.name if event.name in EDITING or (going and event.name in MOVING) else None
