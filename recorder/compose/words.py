"""Where a control's words are, guessed from its role, name and box; and what the painted arrow covers.

Sizes are for a screen of scale 1. A guess is rather too large: nobody minds words that stay free too widely.
"""

from recorder.document.geometry import Box, Point
from recorder.document.guide import Target

PADDING = 8

POINTER, RIM = (21, 32), 2
"""How far the painted arrow reaches right and down from its tip at scale 1, and its rim left and up."""

_LINE = (18, 26)  # with what hangs below the line, and some air: in a low control and in a high one
_LINE_PART = 0.62  # of a control's height
_LETTER_PART = 0.45  # of a line's height
_INDICATOR = 24
_SEVERAL_LINES = 48

_CENTRED = frozenset({"button", "toggle button", "tab", "menu", "icon", "window"})
_INDICATED = frozenset({"check box", "radio button"})
_MAYBE_BEHIND_AN_ICON = frozenset({"menu item", "option", "list item", "tree item"})


def words_box(target: Target, scale: float = 1.0) -> Box | None:
    """Return where a control's words are, guessed from its role and name: in its middle or at its left."""
    if target.box is None:
        return None
    box, name = target.box, " ".join(target.name.split())
    line = min(_LINE[1] * scale, max(_LINE[0] * scale, box.height * _LINE_PART))
    height = min(box.height, round(line))
    padding = min(round(PADDING * scale), box.width // 8)
    indicator = round(_INDICATOR * scale) if target.role in _INDICATED else 0
    icon = round(_INDICATOR * scale) if target.role in _MAYBE_BEHIND_AN_ICON else 0
    room = max(1, box.width - 2 * padding - indicator)
    width = min(room, round(len(name) * line * _LETTER_PART) + icon) if name else room
    left = box.x + (box.width - width) // 2 if target.role in _CENTRED else box.x + padding + indicator
    several = target.role == "text" and box.height > _SEVERAL_LINES * scale
    top = box.y + padding // 2 if several else box.y + (box.height - height) // 2
    return Box(left, top, width, height)


def arrow_box(at: Point, scale: float) -> Box:
    """Return what the painted arrow covers whose tip is at a place."""
    rim = round(RIM * scale)
    width, height = (round(side * scale) for side in POINTER)
    return Box(at.x - rim, at.y - rim, width + rim, height + rim)
