"""What came of an action on a control: how it stands and what it holds once the action has worked.

A look right after a click comes too early and one after the next event too late, so it is looked for a few
times in between. A miss loses a value, never a step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from recorder.capture.masking import active
from recorder.capture.scribe import Scribe
from recorder.compose.controls import NUMBERS, STEPPING, SWITCHED
from recorder.compose.keyboard import FIELDS, is_address_bar, same_control
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Point
from recorder.document.guide import Target
from recorder.recording import Became

Seen = tuple[Target | None, str | None]
"""The control and what it holds."""

Purpose = Literal["state", "value", "paste", "page"]
LOOKS: dict[Purpose, tuple[float, ...]] = {
    "state": (0.12, 0.3, 0.7),
    "value": (0.15, 0.4),
    "paste": (0.15, 0.4),
    "page": (0.3, 0.8, 1.6, 3.0),
}
"""How long after an action it is looked for what came of it, in seconds."""

STANDING = frozenset({"checked", "expanded", "pressed"})
_STANDS = SWITCHED | {"toggle button", "tree item", "table cell"}
_LEADS_ON = frozenset({"radio button", "tab", "tree item"})
_PASTE = frozenset(
    {"paste", "einfügen", "coller", "pegar", "incolla", "colar", "plakken", "wklej", "klistra in"}
)


@dataclass(frozen=True, slots=True)
class Expected:
    """An action whose outcome is looked for: in the focus, or where it was done."""

    of: float
    ended: float
    purpose: Purpose
    target: Target | None
    window: OpenWindow | None
    at: Point | None = None


def after_click(target: Target | None, button: str) -> Purpose | None:
    """Return what is worth looking for after a click on a control."""
    if target is None:
        return None
    if button == "middle":
        return "paste" if target.role in FIELDS else None
    if target.role == "menu item" and target.name.lower().strip("_& ") in _PASTE:
        return "paste"
    if button != "left":
        return None
    return "value" if target.role in NUMBERS else "state" if target.role in _STANDS else None


def after_keys(target: Target | None, keys: Sequence[str]) -> Purpose | None:
    """Return what is worth looking for after keys that went to a control."""
    if target is None or len(keys) != 1:
        return None
    if keys[0] in STEPPING:
        setting = target.role in NUMBERS | {"combo box"}
        return "value" if setting else "state" if target.role in _LEADS_ON else None
    if keys[0] == "Enter":
        return "page" if is_address_bar(target) else "value" if target.role == "combo box" else None
    return "state" if keys[0] == "Space" and target.role in _STANDS else None


class Becoming:
    """Look for the outcome of one action at a time, until there is one or something else begins."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._expected: Expected | None = None
        self._looks = 0
        self._seen: Seen | None = None

    @property
    def deadline(self) -> float | None:
        """When `tick` has something to do."""
        expected = self._expected
        return None if expected is None else expected.ended + LOOKS[expected.purpose][self._looks]

    def expect(self, expected: Expected) -> None:
        """Look for what comes of an action, from now on."""
        self._expected, self._looks, self._seen = expected, 0, None

    def tick(self, now: float) -> None:
        """Look if it is time to."""
        expected = self._expected
        if expected is None or self.deadline is None or self.deadline > now:
            return
        self._seen = self._look(expected) or self._seen
        self._looks += 1
        last = self._looks == len(LOOKS[expected.purpose])
        if last or (self._seen and self._is_clear(expected, *self._seen)):
            self.end()

    def end(self) -> None:
        """Write down what was seen, if anything was."""
        expected, seen = self._expected, self._seen
        self._expected, self._seen = None, None
        if expected is None or seen is None:
            return
        target, value = seen
        pasted = expected.purpose == "paste"
        if expected.purpose == "state" and not _tells(expected.target, target):
            return
        scribe, now = self._scribe, self._scribe.clock()
        frame = scribe.eyes.newest(scribe.place) if pasted else None
        if pasted:
            scribe.secrets.remember(expected.window, target)
        filled = scribe.look(frame, expected.window) if pasted else None
        fact = Became(
            time=scribe.since(now), of=expected.of, target=target, value=value, filled=filled, pasted=pasted
        )
        scribe.journal.add(fact)

    def _is_clear(self, expected: Expected, target: Target | None, value: str | None) -> bool:
        """Tell whether nothing else is to be waited for."""
        if expected.purpose == "state":
            return _stands(expected.target) != _stands(target) or not same_name(expected.target, target)
        return expected.purpose == "page" and value is not None

    def _look(self, expected: Expected) -> Seen | None:
        desktop = self._scribe.desktop
        if expected.purpose == "state" and expected.at is not None:
            found = desktop.target_at(expected.at, expected.window)
            return (found, None) if found and same_name(found, expected.target) else None
        windows = desktop.windows()
        window = active(windows)
        if self._scribe.left_out(window, windows):
            return None
        if expected.purpose == "page":
            page = desktop.value(window)
            return (None, page) if page and "://" in page else None
        focus = desktop.focused(window)
        if focus is None or not _is_meant(focus, expected):
            return None
        return focus, None if focus.secret or expected.purpose == "state" else desktop.value(window)


def _is_meant(focus: Target, expected: Expected) -> bool:
    """Tell whether what has the keyboard is the control that was acted on, or one that this led on to."""
    target = expected.target
    if target is None:
        return False
    match expected.purpose:
        case "state":
            return focus.role == target.role
        case "paste":
            return focus.role in FIELDS
        case _:
            return same_control(focus, target)


def same_name(one: Target | None, other: Target | None) -> bool:
    """Tell whether two sightings are of one control by role and name."""
    return one is not None and other is not None and (one.role, one.name) == (other.role, other.name)


def _stands(target: Target | None) -> frozenset[str]:
    return STANDING & frozenset(target.state if target else ())


def _tells(before: Target | None, after: Target | None) -> bool:
    """Tell whether the state of a control afterwards says more than that before."""
    switched = after is not None and after.role in SWITCHED
    return switched or _stands(before) != _stands(after) or not same_name(before, after)
