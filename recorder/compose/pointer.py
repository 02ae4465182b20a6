"""What presses of the mouse's buttons make together: double clicks, choices in lists and menus."""

from dataclasses import replace
from typing import Final

from recorder.compose.gestures import Gesture, Join, swallow
from recorder.compose.keyboard import same_control
from recorder.compose.names import name_of
from recorder.compose.values import ROWS
from recorder.compose.windows import in_one_window
from recorder.document.guide import Target
from recorder.recording import Start

CHOICE_SECONDS = 30.0
"""How long a list may stand open before a click in it is no longer the choice it was opened for."""

_OPTIONS = frozenset({"menu item", "list item", "option", "table cell", "tree item", "label", "text", ""})
_MOST_CLICKS = 3

HOLD_SECONDS = 0.8
"""How long a button is held down on purpose: slow clicks take half a second."""

AGAIN_SECONDS = 2.0
_COUNTED = frozenset({"button"})
_PRESSED_ONCE_EACH = frozenset({"button", "scroll bar", "check box", "switch", "radio button"})
_HELD = frozenset({"button", "toggle button", "icon", "label", "link", "panel", "tab", ""})
_OPENS_A_MENU: Final = "a click that opens a menu"
THROUGH_A_MENU: Final = "keys that lead through a menu"
_THROUGH_MENUS: frozenset[str] = frozenset({_OPENS_A_MENU, THROUGH_A_MENU})


def double_click(start: Start) -> Join:
    """Return the rule that makes clicks following each other as fast and as near as the system says, one."""

    def second_click(first: Gesture, second: Gesture) -> Gesture | None:
        if not (_left_click(first) and _left_click(second)) or first.count + second.count > _MOST_CLICKS:
            return None
        if first.target is not None and first.target.role in _PRESSED_ONCE_EACH:
            return None
        at_once = second.time - first.until <= start.double_click_seconds
        if at_once and _near(first, second, start.double_click_pixels) and _alike(first, second):
            clicks = first.count + second.count
            return swallow(replace(first, kind="double_click", count=clicks), second, "a second click")
        return None

    return second_click


def click_again(first: Gesture, second: Gesture) -> Gesture | None:
    """Make clicks on one button that follow each other soon, with nothing in between, one that counts."""
    target = first.target
    if not (first.kind == second.kind == "click") or first.button != second.button or target is None:
        return None
    again = target.role in _COUNTED and second.target is not None and same_control(target, second.target)
    soon = second.time - first.until <= AGAIN_SECONDS and not (first.changes or first.held or second.held)
    if not again or not soon or first.modifiers != second.modifiers or not in_one_window(first, second):
        return None
    return swallow(replace(first, count=first.count + second.count), second, "the same button again")


def long_press(gesture: Gesture) -> Gesture:
    """Return a click whose button was held down much longer than clicks take, with how long."""
    held = gesture.until - gesture.time
    role = gesture.target.role if gesture.target else ""
    if gesture.kind != "click" or gesture.button != "left" or held < HOLD_SECONDS or role not in _HELD:
        return gesture
    return replace(gesture, held=held)


def drag_to_choose(gesture: Gesture) -> Gesture:
    """Return a press on a list or menu that came up over an item of it as the click on that item."""
    opener, item = gesture.target, gesture.landed
    if gesture.kind != "drag" or opener is None or item is None or opener.role not in ("combo box", "menu"):
        return gesture
    chosen = _option(opener, item) if opener.role == "combo box" else _menu_item(opener, item, ())
    return replace(gesture, kind="click", target=chosen, at=gesture.to, to=None) if chosen else gesture


def choose_option(first: Gesture, second: Gesture) -> Gesture | None:
    """Make the click that opens a combo box and the click on an option one choice."""
    opener, item = _opened_list(first, second), second.target
    if not _follows(first, second) or opener is None or item is None:
        return None
    chosen = _option(opener, item)
    return swallow(replace(second, target=chosen), first, "a click that opens a list") if chosen else None


def choose_in_menu(first: Gesture, second: Gesture) -> Gesture | None:
    """Make the click that opens a menu and the click on an item of it, or on a menu inside it, one choice."""
    opener, item = first.target, second.target
    if not _follows(first, second) or opener is None or item is None or opener.role != "menu":
        return None
    above = opener.path if _OPENS_A_MENU in first.merged else ()
    chosen = _menu_item(opener, item, above)
    return swallow(replace(second, target=chosen), first, _OPENS_A_MENU) if chosen else None


def nearest_menu(gesture: Gesture) -> Gesture:
    """Return a choice whose menu was opened otherwise with its nearest menu alone as its path."""
    target = gesture.target
    if target is None or target.role != "menu item" or not gesture.merged.keys().isdisjoint(_THROUGH_MENUS):
        return gesture
    return replace(gesture, target=target.model_copy(update={"path": target.path[-1:]}))


def _opened_list(first: Gesture, second: Gesture) -> Target | None:
    """Return the combo box that was clicked; told by the list over it, where the look-up came too late.

    A busy program answers for the click when its list stands there already: with an item, or not at all.
    """
    opener, item, popup = first.target, second.target, second.window
    if opener is not None and opener.role == "combo box":
        return opener
    if item is None or not item.path or popup is None or popup.box is None or first.at is None:
        return None
    over = popup != first.window and popup.box.holds(first.at)
    unknown = opener is None or (opener.role in _OPTIONS and opener.path == item.path)
    return Target(name=item.path[-1], role="combo box") if over and unknown else None


def _option(opener: Target, item: Target) -> Target | None:
    name = name_of(opener)
    inside = name in (name_of(Target(name=each)) for each in item.path)
    below = not item.path and opener.box and item.box and _share_columns(opener, item)
    if item.role not in _OPTIONS or not item.name or not ((name and inside) or below):
        return None
    path = item.path if inside else (*opener.path, opener.name)
    return item.model_copy(update={"role": "option", "path": path})


def _menu_item(opener: Target, item: Target, above: tuple[str, ...]) -> Target | None:
    if item.role not in ("menu item", "menu") or not item.name or item.name == opener.name:
        return None
    if item.path and opener.name not in item.path:
        return None
    within = item.path[item.path.index(opener.name) + 1 :] if item.path else ()
    return item.model_copy(update={"path": (*above, opener.name, *within)})


def _left_click(gesture: Gesture) -> bool:
    return gesture.kind in ("click", "double_click") and gesture.button == "left"


def _near(first: Gesture, second: Gesture, reach: int) -> bool:
    if first.at is None or second.at is None:
        return False
    return max(abs(first.at.x - second.at.x), abs(first.at.y - second.at.y)) <= reach


def _alike(first: Gesture, second: Gesture) -> bool:
    one, two = first.target, second.target
    if first.modifiers != second.modifiers or not in_one_window(first, second):
        return False
    if one is None or two is None:
        return True
    same = (one.name, one.role) == (two.name, two.role)
    return same or (
        one.role == two.role and one.role in ROWS | {"icon"}
    )  # the first click may have opened it


def _follows(first: Gesture, second: Gesture) -> bool:
    soon = second.time - first.until <= CHOICE_SECONDS
    return soon and first.kind == "click" and second.kind == "click" and second.button == "left"


def _share_columns(opener: Target, item: Target) -> bool:
    if opener.box is None or item.box is None:
        return False
    return opener.box.x < item.box.right and item.box.x < opener.box.right
