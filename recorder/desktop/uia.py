"""What UI Automation on Windows tells of a control, made plain. Pure: numbers in, an `Element` out.

The numbers are those of UIAutomationClient.h: control types from 50000, properties from 30000.
"""

from collections.abc import Mapping
from typing import Any

from recorder.desktop.elements import Element, box_of, text_of

BOX, CONTROL_TYPE, NAME, FOCUSED, ENABLED, CLASS, HELP = 30001, 30003, 30005, 30008, 30010, 30012, 30013
LABELLED_BY, PASSWORD, OFFSCREEN = 30018, 30019, 30022
VALUE, READ_ONLY, NUMBER, EXPANDED, SELECTED, TOGGLED = 30045, 30046, 30047, 30070, 30079, 30086
PROPERTIES = (
    *(BOX, CONTROL_TYPE, NAME, FOCUSED, ENABLED, CLASS, HELP, PASSWORD, OFFSCREEN),
    *(VALUE, READ_ONLY, NUMBER, EXPANDED, SELECTED, TOGGLED),
)
"""What is asked of each control, all at once."""

BUTTON, EDIT, DOCUMENT, TREE_ITEM, GROUP = 50000, 50004, 50030, 50024, 50026
_ROLES = {
    BUTTON: "button",
    50001: "calendar",
    50002: "check box",
    50003: "combo box",
    EDIT: "text",
    50005: "link",
    50006: "icon",
    50007: "list item",
    50008: "list",
    50009: "menu",
    50010: "menu bar",
    50011: "menu item",
    50012: "progress bar",
    50013: "radio button",
    50014: "scroll bar",
    50015: "slider",
    50016: "spin button",
    50017: "status bar",
    50018: "tab list",
    50019: "tab",
    50020: "label",
    50021: "tool bar",
    50022: "tooltip",
    50023: "tree",
    TREE_ITEM: "tree item",
    GROUP: "group",
    50028: "table",
    50029: "table row",
    DOCUMENT: "document",
    50031: "button",  # with a list beside it
    50032: "window",
    50034: "table row",  # the row of headers
    50035: "column header",
    50036: "table",
    50037: "label",  # a title bar
}
_FILLED_IN = frozenset({"text", "password", "combo box", "spin button", "slider", "document"})
_ON, _EXPANDED = 1, 1


def element_of(told: Mapping[int, Any], label: str = "") -> Element:
    """Return the control of which UI Automation told these properties, by their numbers.

    What a control does not have comes as None or not at all. `label` is the name of what labels it.
    """
    role = _role(told)
    secret = told.get(PASSWORD) is True
    return Element(
        role="password" if secret else role,
        name=_name(told, role, label),
        box=box_of(*(told.get(BOX) or ())),
        state=tuple(_states(told, role)),
        secret=secret,
        value=None if secret else _value(told, role),
    )


def _role(told: Mapping[int, Any]) -> str:
    kind = told.get(CONTROL_TYPE)
    if kind == BUTTON and told.get(TOGGLED) is not None:
        return "toggle button"
    if kind == DOCUMENT and told.get(READ_ONLY) is False:
        return "text"
    return _ROLES.get(kind, "panel") if isinstance(kind, int) else "panel"


def _name(told: Mapping[int, Any], role: str, label: str) -> str:
    """Return the name; a field is called after its label, as its own name may be what it holds."""
    own, hint = text_of(told.get(NAME)), text_of(told.get(HELP))
    if role not in _FILLED_IN:
        return own or label or hint
    held = text_of(told.get(VALUE))
    return label or (own if own != held else "") or hint


def _states(told: Mapping[int, Any], role: str) -> list[str]:
    known = {
        "checked": told.get(TOGGLED) == _ON and role != "toggle button",
        "pressed": told.get(TOGGLED) == _ON and role == "toggle button",
        "expanded": told.get(EXPANDED) == _EXPANDED,
        "focused": told.get(FOCUSED) is True,
        "selected": told.get(SELECTED) is True and role != "radio button",
        "editable": role in _FILLED_IN and told.get(READ_ONLY) is False,
        "read-only": role in _FILLED_IN and told.get(READ_ONLY) is True,
        "multi-line": told.get(CONTROL_TYPE) == DOCUMENT,
        "disabled": told.get(ENABLED) is False,
    }
    known["checked"] = known["checked"] or (role == "radio button" and told.get(SELECTED) is True)
    return [word for word, holds in known.items() if holds]


def _value(told: Mapping[int, Any], role: str) -> str | None:
    number, text = told.get(NUMBER), told.get(VALUE)
    if role in ("slider", "spin button") and isinstance(number, int | float):
        return f"{number:g}"
    return text if isinstance(text, str) and role in _FILLED_IN else None
