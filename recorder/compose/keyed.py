"""Choosing by keyboard: the keys that lead to a menu's item, an option or a button belong to pressing it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from recorder.compose.controls import NUMBERS, sets
from recorder.compose.gestures import Gesture, swallow
from recorder.compose.names import name_of
from recorder.compose.pointer import CHOICE_SECONDS, THROUGH_A_MENU
from recorder.document.guide import Target

PRESSING = (("Enter",), ("Space",))
PRESSED_BY_KEYS = frozenset(
    {"button", "toggle button", "link", "tab", "menu item", "option", "check box", "switch", "radio button"}
)
"""Controls that Enter or Space press while they have the keyboard."""

_ITEMS = frozenset({"menu item", "option", "list item"})
_ARROWS = frozenset({"Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown"})
_OPENING = (("F10",), ("Menu",), ("Shift", "F10"), ("Alt", "Down"), ("Alt",), ("Space",), ("Enter",), ("F4",))
_TAB = (("Tab",), ("Shift", "Tab"))


def presses(keys: tuple[str, ...], target: Target | None) -> bool:
    """Tell whether such keys press a named control that has the keyboard, as Space and Enter do."""
    if target is None or keys not in PRESSING or not name_of(target):
        return False
    ticked = target.role in ("check box", "switch", "radio button")
    return target.role in PRESSED_BY_KEYS and (keys == ("Space",) or not ticked)


def pressed_by_keys(gesture: Gesture) -> bool:
    """Tell whether Enter or Space pressed the named control that had the keyboard."""
    return gesture.kind == "press" and presses(gesture.keys, gesture.target)


def choose_by_keyboard(gestures: Iterable[Gesture]) -> list[Gesture]:
    """Return the gestures, all keys that lead through a menu or list made one with the Enter that chose."""
    kept: list[Gesture] = []
    for gesture in gestures:
        chosen = _chosen_in_list(kept, gesture) or gesture
        if pressed_by_keys(gesture) and gesture.target and gesture.target.role in _ITEMS:
            leading = _leading(kept, gesture)
            for lead in reversed(leading):
                chosen = swallow(chosen, lead, THROUGH_A_MENU)
            del kept[len(kept) - len(leading) :]
            chosen = replace(chosen, target=_as_option(leading, gesture.target))
        kept.append(chosen)
    return kept


def _chosen_in_list(kept: list[Gesture], enter: Gesture) -> Gesture | None:
    """Return the Enter that closed a combo box's list, with what led there, as choosing in that box.

    Qt has the keyboard in the open list: its item tells the option, or else what the box holds since.
    """
    at, held = enter.target, enter.became.value if enter.became else None
    option = held if at and at.role == "combo box" else at.name if at and at.role == "list item" else None
    if enter.keys != ("Enter",) or at is None or not option:
        return None
    leading = _leading(kept, replace(enter, target=at.model_copy(update={"path": ()})))
    box = leading[0].target if leading and leading[0].kind == "click" else None
    if box is None or box.role != "combo box":
        return None
    chosen = enter
    for lead in reversed(leading):
        chosen = swallow(chosen, lead, THROUGH_A_MENU)
    del kept[len(kept) - len(leading) :]
    path = (*box.path, box.name) if name_of(box) else box.path
    target = at.model_copy(update={"name": option, "role": "option", "path": path})
    return replace(chosen, kind="click", button="left", keys=(), at=leading[0].at, target=target)


def tab_to_control(first: Gesture, second: Gesture) -> Gesture | None:
    """Make the Tabs that lead to a control and the key that presses or sets it one."""
    leads = first.kind == "press" and first.keys in _TAB
    used = pressed_by_keys(second) or _sets_by_keys(second)
    return swallow(second, first, "Tab to a control") if leads and used else None


def _sets_by_keys(gesture: Gesture) -> bool:
    target = gesture.target
    known = target is not None and target.role in NUMBERS | {"combo box", "radio button"} and name_of(target)
    return gesture.kind == "press" and bool(known) and sets(gesture)


def tab_before_click(first: Gesture, second: Gesture) -> Gesture | None:
    """Make Tabs and the click after them one: what they led to was not used."""
    clicks = second.kind in ("click", "double_click", "right_click") and second.target is not None
    leads = first.kind == "press" and first.keys in _TAB
    return swallow(second, first, "Tab before a click") if leads and clicks else None


def _leading(kept: Sequence[Gesture], choice: Gesture) -> list[Gesture]:
    """Return the gestures right before a choice that led to it: arrows, and what opened the menu."""
    leading: list[Gesture] = []
    for gesture in reversed(kept):
        if choice.time - gesture.until > CHOICE_SECONDS or not (_moves(gesture) or _opens(gesture, choice)):
            break
        leading.insert(0, gesture)
        if not _moves(gesture):
            break
    return leading


def _moves(gesture: Gesture) -> bool:
    return gesture.kind == "press" and len(gesture.keys) == 1 and gesture.keys[0] in _ARROWS


def _opens(gesture: Gesture, choice: Gesture) -> bool:
    """Tell whether a key or a click opened the menu or list that was chosen from."""
    target, path = gesture.target, choice.target.path if choice.target else ()
    if gesture.kind == "press":
        letter = gesture.keys[:1] == ("Alt",) and len(gesture.keys) == 2 and len(gesture.keys[1]) == 1  # noqa: PLR2004
        return letter or gesture.keys in _OPENING
    inside = target is not None and (not path or target.name in path)
    return gesture.kind == "click" and inside and target is not None and target.role in ("menu", "combo box")


def _as_option(leading: Sequence[Gesture], item: Target) -> Target:
    """Return the item chosen: an option, where a combo box was what opened the list."""
    opener = leading[0].target if leading else None
    if opener is None or opener.role != "combo box" or not name_of(opener):
        return item
    return item.model_copy(update={"role": "option", "path": (*opener.path, opener.name)})
