"""Controls that are set rather than clicked: sliders, numbers, lists, switches and what folds in and out."""

from dataclasses import replace

from recorder.compose.gestures import Gesture, swallow
from recorder.compose.keyboard import same_control
from recorder.compose.names import name_of
from recorder.document.guide import Target

NUMBERS = frozenset({"slider", "spin button"})
SWITCHED = frozenset({"check box", "switch"})
STEPPING = frozenset({"Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown"})
_ON = frozenset({"checked", "pressed"})
_SETTING = frozenset({"click", "double_click", "drag", "press", "scroll"})
_LEADS_ON = frozenset({"radio button", "tab"})
_FOLDED = frozenset({"tree item", "table cell", "list item", "toggle button", "button"})


def set_on(first: Gesture, second: Gesture) -> Gesture | None:
    """Make all that sets one slider, number or list one, as one goes on until it is right."""
    one, two = first.target, second.target
    if one is None or two is None or one.role not in NUMBERS | {"combo box"} or not same_control(one, two):
        return None
    if not (sets(first) or first.kind == "type") or not sets(second):
        return None
    if first.kind == "type":
        return swallow(_with_value(first, second), second, "setting on in one control")
    return swallow(replace(second, at=second.at or first.at), first, "setting on in one control")


def choose_by_keys(gesture: Gesture) -> Gesture:
    """Return going through a list with keys or the wheel as choosing the option where that ended."""
    target = gesture.target
    by_letters = gesture.kind == "type" and target is not None and "editable" not in target.state
    held = gesture.text if by_letters and gesture.whole else None
    option = (gesture.became.value if gesture.became else None) or held
    if target is None or target.role != "combo box" or not option:
        return gesture
    if not (by_letters or gesture.kind == "scroll" or _steps(gesture)):
        return gesture
    path = (*target.path, target.name) if name_of(target) else target.path
    chosen = Target(name=option, role="option", box=target.box, path=path, source=target.source)
    return replace(gesture, kind="press" if by_letters else gesture.kind, target=chosen, text=None)


def choose_by_arrows(gesture: Gesture) -> Gesture:
    """Return arrow keys that led on among radio buttons or tabs as choosing where they ended."""
    became = gesture.became.target if gesture.became else None
    if became is None or gesture.target is None or not _steps(gesture):
        return gesture
    on = became.role in _LEADS_ON and became.role == gesture.target.role and name_of(became)
    return replace(gesture, target=became, keys=("Space",), count=1) if on else gesture


def reached_state(gesture: Gesture) -> Gesture:
    """Return a gesture whose control says how it stood before, told by how it stands since."""
    target, became = gesture.target, gesture.became.target if gesture.became else None
    if target is None or became is None or became.role != target.role:
        return gesture
    state = set(target.state)
    if target.role in SWITCHED:
        state = state - _ON if _ON & set(became.state) else state | {"checked"}
    folded = {"expanded"} & set(target.state) != {"expanded"} & set(became.state)
    if folded and target.role in _FOLDED:
        state |= {"opened" if "expanded" in became.state else "closed"}
    ordered = (*(each for each in target.state if each in state), *sorted(state - set(target.state)))
    return replace(gesture, target=target.model_copy(update={"state": ordered}))


def _with_value(typed: Gesture, setting: Gesture) -> Gesture:
    value = setting.became.value if setting.became else None
    return replace(typed, text=value, whole=value is not None)


def sets(gesture: Gesture) -> bool:
    """Tell whether a gesture can set the control that it goes to: keys that step, the wheel, a click."""
    if gesture.kind not in _SETTING or gesture.modifiers:
        return False
    return gesture.kind != "press" or _steps(gesture)


def _steps(gesture: Gesture) -> bool:
    return gesture.kind == "press" and len(gesture.keys) == 1 and gesture.keys[0] in STEPPING
