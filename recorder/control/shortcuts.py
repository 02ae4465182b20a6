"""The hotkeys of a recording: which keys give which order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from recorder.capture.keymap import parse_shortcut
from recorder.control.orders import Order
from recorder.errors import RecorderError

OFF = frozenset({"", "none", "off"})


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of each order as a person writes them; `none` for an order without keys.

    The defaults lie together on the six keys above the arrows. The one left out is Delete: Ctrl+Alt+Delete is
    the system's. `here`, which shows guides and keeps nothing, lies apart.
    """

    stop: str = "Ctrl+Alt+End"
    pause: str = "Ctrl+Alt+Home"
    picture: str = "Ctrl+Alt+Insert"
    note: str = "Ctrl+Alt+PageUp"
    discard: str = "Ctrl+Alt+PageDown"
    here: str = "Ctrl+Alt+H"

    def items(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each order that has keys, with them."""
        for each in fields(self):
            text: str = getattr(self, each.name)
            if text.strip().lower() not in OFF:
                yield each.name, text.strip()


GIVES_WAY = frozenset({"here"})
"""Orders that are left out where another program has taken their keys: a recording can do without them."""

Shortcuts = Mapping[frozenset[str], Order]

_ORDERS = {
    "stop": Order("stop"),
    "pause": Order("toggle"),
    "picture": Order("picture"),
    "note": Order("note"),
    "discard": Order("discard"),
    "here": Order("here"),
}
_DEEDS = {
    "stop": "stop",
    "pause": "pause",
    "picture": "take a picture",
    "note": "add a note",
    "discard": "throw the last step away",
    "here": "show the guides for the window in front",
}


def taken_told(keys: Keys, taken: Iterable[frozenset[str]]) -> Iterator[str]:
    """Yield a sentence for each shortcut that another program has taken."""
    gone = set(taken)
    for name, text in keys.items():
        if parse_shortcut(text) not in gone:
            continue
        if name in GIVES_WAY:
            yield (
                f"{text} is another program's hotkey and left to it: choose other keys to {_DEEDS[name]} "
                f"with --{name}-keys."
            )
        else:
            yield (
                f"{text} is also a hotkey of another program, which acts on it too: choose other keys to "
                f"{_DEEDS[name]} with --{name}-keys."
            )


def shortcuts_of(keys: Keys) -> Shortcuts:
    """Return the order of each shortcut.

    Raises:
        RecorderError: one is no shortcut, or two orders have the same.
    """
    found: dict[frozenset[str], str] = {}
    for name, text in keys.items():
        try:
            shortcut = parse_shortcut(text)
        except ValueError as error:
            raise RecorderError(
                f"{text!r} is no shortcut that can {_DEEDS[name]}: write one like {getattr(Keys(), name)}."
            ) from error
        if shortcut in found:
            raise RecorderError(
                f"{text} cannot both {_DEEDS[found[shortcut]]} and {_DEEDS[name]}: choose other keys with "
                f"--{name}-keys."
            )
        found[shortcut] = name
    return {shortcut: _ORDERS[name] for shortcut, name in found.items()}


def without_taken(shortcuts: Shortcuts, taken: Iterable[frozenset[str]]) -> Shortcuts:
    """Return the shortcuts without those that give way to another program."""
    gone = set(taken)
    return {keys: order for keys, order in shortcuts.items() if keys not in gone or order.do not in GIVES_WAY}
