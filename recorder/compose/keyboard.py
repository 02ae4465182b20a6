"""What runs of typing, single keys and the clicks around them make together: one step a field."""

import re
from dataclasses import replace

from recorder.compose.gestures import Gesture, swallow, written
from recorder.compose.names import name_of
from recorder.compose.values import CELLS, is_address
from recorder.document.geometry import Box
from recorder.document.guide import Target

FIELDS = frozenset({"text", "password", "spin button", "combo box", "table cell", "terminal", "document"})
"""The roles that take typing."""

MODIFIERS = frozenset(
    {"Alt", "AltGr", "CapsLock", "Cmd", "Ctrl", "Meta", "NumLock", "Option", "ScrollLock", "Shift", "Super"}
)

_MOVING = frozenset({"Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown"})
_COMMITTED_BY_ENTER = frozenset({"spin button", "combo box", "table cell"})
_SEARCHES = re.compile(r"\b(?:search|find|filter|suche|filtern)", re.IGNORECASE)
_ADDRESS_BAR = re.compile(
    r"\baddress\b.*\b(?:bar|search)|\benter address\b|\blocation\b|^url$", re.IGNORECASE
)
_TO_THE_ADDRESS_BAR = (("Ctrl", "L"), ("Cmd", "L"), ("Alt", "D"), ("F6",))
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:localhost|[^\s/@]+\.[^\s/@]+)(?::\d+)?(?:[/?#]\S*)?"
    r"|[a-z][a-z0-9+.-]*://[^\s@]+|(?:about|chrome|edge):[^\s@]+",
    re.IGNORECASE,
)

_PAGE = re.compile(r"(?:https?|file|ftp)://\S", re.IGNORECASE)
_SELECTING_ALL = (("Ctrl", "A"), ("Cmd", "A"))
_SELECTS_THE_LINE = 3
_LABELS = frozenset({"label"})
_AROUND = frozenset({"window", "dialog", "page", "panel", "group"})
"""What a field lies in: a click there leads into the field only where it hit it."""


def is_address_bar(target: Target | None) -> bool:
    """Tell whether a field is where a browser takes addresses."""
    return bool(_ADDRESS_BAR.search(name_of(target)))


def only_modifiers(gesture: Gesture) -> bool:
    """Tell whether nothing but Shift, Ctrl and the like was pressed."""
    return gesture.kind == "press" and all(key in MODIFIERS for key in gesture.keys)


def repeat_key(first: Gesture, second: Gesture) -> Gesture | None:
    """Make the same key pressed again one action with a count."""
    again = first.kind == second.kind == "press" and first.keys == second.keys
    if not again or not (_same_or_unknown(first.target, second.target) or first.keys[-1:] == ("Tab",)):
        return None
    landed = replace(first, count=first.count + second.count, target=second.target or first.target)
    return swallow(landed, second, "the same key again" if second.count else "a key held down")


def type_on(first: Gesture, second: Gesture) -> Gesture | None:
    """Make runs of typing in one field one."""
    if first.kind != "type" or second.kind != "type" or not _still_there(first, second):
        return None
    whole = replace(
        second,
        text=_continued(first, second),
        whole=first.whole or second.whole,
        moment=second.moment or first.moment,
        at=first.at or second.at,
        target=_named(second.target, first.target),
    )
    return swallow(whole, first, "typing on in one field")


def click_to_type(first: Gesture, second: Gesture) -> Gesture | None:
    """Make the click into a field and the typing that follows one."""
    clicked = first.kind in ("click", "double_click") and first.button == "left"
    if not clicked or second.kind != "type" or not _leads_to(first, second):
        return None
    line = first.count >= _SELECTS_THE_LINE and "multi-line" not in (
        second.target.state if second.target else ()
    )
    filled = replace(
        second,
        at=first.at,
        whole=second.whole or (line and second.text is not None),
        moment=second.moment or first.moment,
        target=_led_into(first.target, second.target),
        window=second.window or first.window,
    )
    return swallow(filled, first, "a click into a field")


def select_to_type(first: Gesture, second: Gesture) -> Gesture | None:
    """Make selecting all of a field and typing over it one."""
    if first.kind != "press" or first.keys not in _SELECTING_ALL or second.kind != "type":
        return None
    if not _same_or_unknown(first.target, second.target):
        return None
    target = _named(second.target, first.target)
    typed_over = replace(second, target=target, whole=second.text is not None)
    return swallow(typed_over, first, "selecting all to type over it")


def select_part_to_type(first: Gesture, second: Gesture) -> Gesture | None:
    """Make selecting some text of a field, by the mouse or with Shift, and typing over it one."""
    by_keys = first.kind == "press" and first.keys[:1] == ("Shift",) and set(first.keys[1:]) <= _MOVING
    by_mouse = first.kind == "drag" and first.target is not None and first.target.role in FIELDS
    if not (by_keys or by_mouse) or second.kind != "type" or not same_field(first, second):
        return None
    typed_over = replace(second, target=_named(second.target, first.target), at=second.at or first.at)
    return swallow(typed_over, first, "selecting text to type over it")


def move_to_type(first: Gesture, second: Gesture) -> Gesture | None:
    """Make keys that move about in a field, and the typing that goes on there, one."""
    moves = first.kind == "press" and len(first.keys) == 1 and first.keys[0] in _MOVING
    known = first.target is not None and first.target.role in ("text", "document")
    if not moves or not known or second.kind != "type" or not same_field(first, second):
        return None
    return swallow(second, first, "moving about in a field")


def tab_out(first: Gesture, second: Gesture) -> Gesture | None:
    """Make typing and the Tab that leaves the field one."""
    if first.kind != "type" or not _is_tab(second) or second.count > 1:
        return None
    return swallow(first, second, "Tab out of a field")


def tab_in(first: Gesture, second: Gesture) -> Gesture | None:
    """Make the Tab that enters a field and the typing in it one, where the field has a name to go by."""
    if not _is_tab(first) or second.kind != "type" or not name_of(second.target):
        return None
    return swallow(second, first, "Tab into a field")


def enter_to_commit(first: Gesture, second: Gesture) -> Gesture | None:
    """Make typing and the Enter that only ends it one: in a number's, a list's or a table's field."""
    ends = first.kind == "type" and second.kind == "press" and second.keys == ("Enter",)
    role = first.target.role if first.target else ""
    if _SEARCHES.search(name_of(first.target)):
        return None
    in_sheet = all(each is not None and is_address(each) for each in (first.target, second.target))
    there = in_sheet or _same_or_unknown(first.target, second.target)
    if not ends or role not in _COMMITTED_BY_ENTER or not there:
        return None
    return swallow(first, second, "Enter that ends typing")


def go_to_address(first: Gesture, second: Gesture) -> Gesture | None:
    """Make an address typed into a browser's address bar, and Enter, opening that address."""
    ends = first.kind == "type" and second.kind == "press" and second.keys == ("Enter",)
    if not ends or not is_address_bar(first.target):
        return None
    text = _entered(first, second)
    return (
        swallow(replace(first, kind="open", text=text), second, "Enter that opens an address")
        if text
        else None
    )


def _entered(typing: Gesture, enter: Gesture) -> str:
    """Return the address that Enter opened: as it was typed, else as the page tells it; none for a search.

    The page tells where the typing was completed by the browser, or only counted.
    """
    typed = typing.text.strip() if typing.text is not None else None
    if typed is not None and _ADDRESS.fullmatch(typed):
        return typed
    page = (enter.became.value or "") if enter.became else ""
    if not _PAGE.match(page):
        return ""
    return page if typed is None or (typed and typed.lower() in page.split("?")[0].lower()) else ""


def reach_address(first: Gesture, second: Gesture) -> Gesture | None:
    """Make the keys that lead to a browser's address bar, and the address typed there, one."""
    leads = first.kind == "press" and first.keys in _TO_THE_ADDRESS_BAR
    typed = second.kind in ("open", "type") and is_address_bar(second.target)
    return swallow(second, first, "keys that lead to the address bar") if leads and typed else None


def same_field(first: Gesture, second: Gesture) -> bool:
    """Tell whether both gestures went to the same control, as far as is known."""
    one, two = first.target, second.target
    if one is None or two is None:
        return one is two and first.window == second.window
    return same_control(one, two)


def same_control(one: Target, two: Target) -> bool:
    """Tell whether two sightings are of one control: not named differently, and in the same place."""
    names = name_of(one), name_of(two)
    if all(names) and names[0] != names[1]:
        return False
    if one.box and two.box:
        return _in_one_place(one.box, two.box)
    return bool(all(names) and one.role == two.role and one.path == two.path)


def _in_one_place(one: Box, two: Box) -> bool:
    shared = one.meet(two)
    return shared is not None and shared.area * 2 > min(one.area, two.area)


def _leads_to(click: Gesture, typing: Gesture) -> bool:
    """Tell whether a click led into the field typed in; where it hit nothing known, by the field's box."""
    clicked, field = click.target, typing.target
    if clicked is None or clicked.role in _AROUND:
        box = field.box if field else None
        return box is not None and click.at is not None and box.holds(click.at)
    if clicked.role in CELLS and field and _opens_in(clicked, field):
        return True
    if clicked.role in _LABELS and name_of(clicked) and field is not None:
        return field.role in FIELDS and name_of(field).endswith(name_of(clicked))
    return clicked.role in FIELDS if field is None else same_control(clicked, field)


def _opens_in(cell: Target, field: Target) -> bool:
    """Tell whether typing into a clicked cell opened that field in it; a sheet may have gone on meanwhile."""
    inside = cell.box is not None and field.box is not None and cell.box.covers(field.box)
    return inside or (is_address(cell) and is_address(field))


def _still_there(first: Gesture, second: Gesture) -> bool:
    """Tell whether typing went on in one field: between two runs of it nothing else was pressed."""
    if first.target is None or second.target is None:
        return first.window is None or second.window is None or first.window.title == second.window.title
    return same_field(first, second)


def _same_or_unknown(one: Target | None, two: Target | None) -> bool:
    return one is None or two is None or same_control(one, two)


def _led_into(clicked: Target | None, field: Target | None) -> Target | None:
    """Return what is known of a field from the click that led into it: a label names the whole of it."""
    if clicked is not None and field is not None and clicked.role in _AROUND:
        return field
    if clicked is not None and field is not None and clicked.role in _LABELS and name_of(clicked):
        return field.model_copy(update={"name": clicked.name})
    return _cell_of(clicked, field) or _named(field, clicked)


def _cell_of(clicked: Target | None, field: Target | None) -> Target | None:
    """Return the clicked cell, without its data, where the field that opened in it has no name."""
    if clicked is None or field is None or clicked.role not in CELLS:
        return None
    secret = clicked.secret or field.secret
    if is_address(clicked):
        return clicked.model_copy(update={"secret": secret})
    return None if name_of(field) else clicked.model_copy(update={"name": "", "secret": secret})


def _named(told: Target | None, other: Target | None) -> Target | None:
    """Return what is known of a field from two sightings; it is secret if either says so."""
    if told is None or other is None:
        return told or other
    known = {"name": told.name or other.name, "box": told.box or other.box, "path": told.path or other.path}
    return told.model_copy(update=known | {"secret": told.secret or other.secret})


def _continued(first: Gesture, second: Gesture) -> str | None:
    """Return what both runs wrote: all the field holds where the desktop told, else one after the other."""
    if second.whole or first.text is None or second.text is None:
        return second.text if second.whole else None
    return written(second.keys, first.text)


def _is_tab(gesture: Gesture) -> bool:
    return gesture.kind == "press" and gesture.keys in (("Tab",), ("Shift", "Tab"))
