"""The few plain words for what a control is and how it stands, whatever toolkit drew it.

Roles: button, toggle button, switch, check box, radio button, menu, menu item, tab, text (any field to type
into), password, combo box, list, list item, table, table row, table cell, column header, row header, tree,
tree item, link, slider, spin button, label, icon, heading, dialog, window, document, panel, group, tool bar,
tab list, page (of a tab), menu bar, status bar, scroll bar, tooltip, terminal, progress bar, calendar. What
is none of these is a `panel`.
States: checked, selected, expanded, focused, disabled, pressed, editable, read-only, multi-line.
Numbers are those of AtspiRole and AtspiStateType (at-spi2-core, atspi-constants.h).
"""

MENU, PASSWORD, LINK, TREE_ITEM, SWITCH = 33, 40, 88, 91, 130

_ROLES = {
    2: "dialog",  # alert
    5: "calendar",
    7: "check box",
    8: "menu item",
    10: "column header",
    11: "combo box",
    12: "text",  # date editor
    13: "icon",
    16: "dialog",
    18: "panel",
    19: "dialog",  # file chooser
    22: "dialog",
    23: "window",
    26: "icon",
    27: "icon",
    28: "window",
    29: "label",
    31: "list",
    32: "list item",
    MENU: "menu",
    34: "menu bar",
    35: "menu item",
    37: "tab",
    38: "tab list",
    PASSWORD: "password",
    41: "menu",
    42: "progress bar",
    43: "button",
    44: "radio button",
    45: "menu item",
    47: "row header",
    48: "scroll bar",
    51: "slider",
    52: "spin button",
    54: "status bar",
    55: "table",
    56: "table cell",
    57: "column header",
    58: "row header",
    59: "menu item",
    60: "terminal",
    61: "text",
    62: "toggle button",
    63: "tool bar",
    64: "tooltip",
    65: "tree",
    66: "tree",
    69: "window",
    73: "label",  # paragraph
    76: "text",
    79: "text",
    81: "label",  # caption
    82: "document",
    83: "heading",
    84: "page",
    87: "group",  # form
    LINK: "link",
    90: "table row",
    TREE_ITEM: "tree item",
    92: "document",
    93: "document",
    94: "document",
    95: "document",
    96: "document",
    98: "list",
    99: "group",
    110: "group",  # landmark
    116: "label",  # static
    129: "button",
    SWITCH: "switch",
}
_STATES = {
    4: "checked",
    10: "expanded",
    12: "focused",
    20: "pressed",
    23: "selected",
    7: "editable",
    43: "read-only",
    17: "multi-line",
}
ACTIVE, EDITABLE, ENABLED, FOCUSABLE, FOCUSED, SELECTED, SENSITIVE, SHOWING = 1, 7, 8, 11, 12, 23, 24, 25

ACTED_ON = frozenset(
    {
        *(
            "button",
            "toggle button",
            "switch",
            "check box",
            "radio button",
            "menu",
            "menu item",
            "tab",
            "text",
        ),
        *("password", "combo box", "list item", "table cell", "tree item", "link", "slider", "spin button"),
        *("column header", "row header", "scroll bar", "text"),
    }
)
"""Controls that a person means when the pointer is on their words or their picture."""

TYPED_INTO = frozenset({"text", "password", "spin button", "combo box", "document", "terminal"})
_OF_TEXT = frozenset({"editable", "read-only", "multi-line"})


def role_of(number: int) -> str:
    """Return the plain word of an AT-SPI role."""
    return _ROLES.get(number, "panel")


def states_of(role: str, mask: int) -> tuple[str, ...]:
    """Return the plain words of a state set, given as one number with a bit a state.

    What tells of text (labels are multi-line too) is kept for fields only.
    """
    words = [word for bit, word in _STATES.items() if mask >> bit & 1]
    if role not in TYPED_INTO:
        words = [word for word in words if word not in _OF_TEXT]
    able = mask >> ENABLED & 1 or mask >> SENSITIVE & 1
    return tuple(words) if able else (*words, "disabled")
