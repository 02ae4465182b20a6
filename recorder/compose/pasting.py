"""Pasting: by keys, by the middle button or by a menu, it fills in the field that it goes to."""

from dataclasses import replace

from recorder.compose.gestures import Gesture, swallow
from recorder.compose.keyboard import FIELDS, same_control

PASTING = (("Ctrl", "V"), ("Cmd", "V"), ("Shift", "Insert"), ("Ctrl", "Shift", "V"), ("Shift", "Ctrl", "V"))
"""The shortcuts that paste."""


def paste_in(gesture: Gesture) -> Gesture:
    """Return pasting into a field, by whatever means, as filling it in."""
    if gesture.kind == "press":
        role = gesture.target.role if gesture.target else ""
        return (
            _filling(gesture)
            if gesture.keys in PASTING and role in FIELDS - {"table cell", "terminal"}
            else gesture
        )
    clicked = gesture.kind in ("click", "middle_click")
    return _filling(gesture) if clicked and gesture.became and gesture.became.pasted else gesture


def paste_from_menu(first: Gesture, second: Gesture) -> Gesture | None:
    """Make the click into a field, or on the menu, and choosing to paste there filling in that field."""
    field = second.became.target if second.became and second.became.pasted else None
    if first.kind not in ("right_click", "click") or second.kind != "type" or field is None:
        return None
    into = first.target is not None and (first.target.role == "menu" or same_control(first.target, field))
    return swallow(second, first, "opening a menu to paste") if into else None


def _filling(gesture: Gesture) -> Gesture:
    """Return a gesture that filled a field in without typing, with what the field holds since."""
    became = gesture.became
    target = (became.target if became else None) or gesture.target
    value = became.value if became and not (target and target.secret) else None
    moment = (became.filled if became else None) or gesture.moment
    return replace(
        gesture,
        kind="type",
        target=target,
        moment=moment,
        modifiers=(),
        text=value,
        whole=value is not None,
    )
