"""What the accessibility interface (AX) of macOS tells of a control, made plain. Pure.

Attributes and roles have the names of AXAttributeConstants.h and AXRoleConstants.h. Places are points; the
screen is counted in them too, so that they are desktop pixels here.
"""

from collections.abc import Mapping
from typing import Any

from recorder.desktop.elements import Element, box_of, text_of

ATTRIBUTES = (
    *("AXRole", "AXSubrole", "AXTitle", "AXDescription", "AXHelp", "AXPlaceholderValue", "AXValue"),
    *("AXPosition", "AXSize", "AXEnabled", "AXFocused", "AXSelected", "AXExpanded", "AXParent"),
)
"""What is asked of each control, all at once."""

SECURE = "AXSecureTextField"
_ROLES = {
    "AXButton": "button",
    "AXPopUpButton": "combo box",
    "AXMenuButton": "menu",
    "AXCheckBox": "check box",
    "AXRadioButton": "radio button",
    "AXComboBox": "combo box",
    "AXTextField": "text",
    "AXTextArea": "text",
    "AXStaticText": "label",
    "AXHeading": "heading",
    "AXLink": "link",
    "AXImage": "icon",
    "AXList": "list",
    "AXTable": "table",
    "AXOutline": "tree",
    "AXRow": "table row",
    "AXCell": "table cell",
    "AXColumn": "panel",
    "AXMenu": "menu",
    "AXMenuBar": "menu bar",
    "AXMenuBarItem": "menu",
    "AXMenuItem": "menu item",
    "AXTabGroup": "tab list",
    "AXToolbar": "tool bar",
    "AXSlider": "slider",
    "AXIncrementor": "spin button",
    "AXScrollBar": "scroll bar",
    "AXProgressIndicator": "progress bar",
    "AXGroup": "group",
    "AXSheet": "dialog",
    "AXWindow": "window",
    "AXWebArea": "document",
    "AXDateField": "text",
    "AXHelpTag": "tooltip",
}
_SUBROLES = {
    "AXTabButton": "tab",
    "AXOutlineRow": "tree item",
    "AXSwitch": "toggle button",
    "AXToggle": "toggle button",
    "AXDialog": "dialog",
    "AXSystemDialog": "dialog",
    "AXSortButton": "column header",
    "AXSearchField": "text",
    SECURE: "password",
}
_FILLED_IN = frozenset({"text", "password", "combo box", "spin button", "slider"})
_TICKED = frozenset({"check box", "radio button", "toggle button"})


def element_of(told: Mapping[str, Any], label: str = "") -> Element:
    """Return the control of which AX told these attributes, places and sizes as pairs of numbers.

    `label` is the name of the element that its `AXTitleUIElement` leads to.
    """
    role = _role(told)
    secret = told.get("AXSubrole") == SECURE
    return Element(
        role=role,
        name=_name(told, role, label),
        box=box_of(*(told.get("AXPosition") or ()), *(told.get("AXSize") or ())),
        state=tuple(_states(told, role)),
        secret=secret,
        value=None if secret else _value(told, role),
    )


def _role(told: Mapping[str, Any]) -> str:
    role, subrole = told.get("AXRole"), told.get("AXSubrole")
    return _SUBROLES.get(str(subrole)) or _ROLES.get(str(role), "panel")


def _name(told: Mapping[str, Any], role: str, label: str) -> str:
    """Return the name; words that stand alone are their value, and a pop-up shows its choice as one."""
    title, described = text_of(told.get("AXTitle")), text_of(told.get("AXDescription"))
    hint, value = text_of(told.get("AXHelp")), text_of(told.get("AXValue"))
    if role in _FILLED_IN:
        own = title if title != value else ""
        return label or described or own or text_of(told.get("AXPlaceholderValue")) or hint
    return title or described or label or (value if role in ("label", "heading") else "") or hint


def _states(told: Mapping[str, Any], role: str) -> list[str]:
    on = told.get("AXValue") in (1, True, "1")
    known = {
        "checked": on and role in ("check box", "radio button"),
        "pressed": on and role == "toggle button",
        "expanded": told.get("AXExpanded") in (1, True),
        "focused": told.get("AXFocused") in (1, True),
        "selected": told.get("AXSelected") in (1, True) or (on and role == "tab"),
        "multi-line": told.get("AXRole") == "AXTextArea",
        "disabled": told.get("AXEnabled") in (0, False),
    }
    return [word for word, holds in known.items() if holds]


def _value(told: Mapping[str, Any], role: str) -> str | None:
    value = told.get("AXValue")
    if role in _TICKED or role not in _FILLED_IN or value is None:
        return None
    return value if isinstance(value, str) else f"{value:g}" if isinstance(value, int | float) else None
