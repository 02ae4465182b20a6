"""The parts that captions are made of: what is known of a target, and the special words of its role."""

import re

from recorder.compose.controls import NUMBERS, SWITCHED
from recorder.compose.names import name_of, quote
from recorder.compose.phrases import Phrases
from recorder.compose.values import CONTAINERS, ROWS, is_address, place_of, window_name
from recorder.compose.wordings import BY_ROLE, CLICKING
from recorder.document.guide import Action, Step, Target

NO_ACTION = Action(kind="click")
NO_TARGET = Target()
_THREEFOLD = 3


def holding(deed: str, action: Action, say: Phrases) -> str:
    """Return a deed with the modifier keys that were held in it."""
    if not action.modifiers:
        return deed
    return say.say("{deed}, holding **{keys}**", keys=written_keys(action.modifiers), deed=deed)


def done_to_window(step: Step, say: Phrases) -> str:
    """Return how opening, closing or switching to a window is said; nothing where that was not done."""
    target = step.target or NO_TARGET
    if target.role != "window" or not target.state:
        return ""
    name = quote(name_of(target))
    match target.state[0]:
        case "opened":
            return say.say("Open **{name}**", name=name) if name else say.say("Open the window")
        case "closed":
            return say.say("Close **{name}**", name=name) if name else say.say("Close the window")
        case "switched":
            return (
                say.say("Switch to **{name}**", name=name) if name else say.say("Switch to the other window")
            )
        case _:
            return ""


def chosen(step: Step, say: Phrases) -> str:
    """Return how a click on a control of a special kind is said, or nothing."""
    target = step.target or NO_TARGET
    name = quote(name_of(target))
    if not name or folded(target, say):
        return folded(target, say)
    if target.role in SWITCHED:
        return say.say(
            "Turn off **{name}**" if "checked" in target.state else "Turn on **{name}**", name=name
        )
    if target.role in NUMBERS:
        return set_to(step, say)
    return _chosen_among(target, say) or (
        say.say(BY_ROLE[target.role], name=name) if target.role in BY_ROLE and not _lettered(target) else ""
    )


def _chosen_among(target: Target, say: Phrases) -> str:
    """Return how choosing an item of a menu or list that has a name is said, or nothing."""
    name, place = quote(name_of(target)), quote(place_of(target))
    if target.role == "menu item" and target.path:
        menu = quote(" \u203a ".join(name_of(Target(name=each)) for each in target.path))
        return say.say("Choose **{name}** in the **{menu}** menu", name=name, menu=menu)
    if target.role in ROWS | {"option"} and place and not is_address(target):
        return say.say("Choose **{name}** in **{place}**", name=name, place=place)
    return ""


def _lettered(target: Target) -> bool:
    """Tell whether a column's header is a spreadsheet's letters, which sort nothing."""
    return target.role == "column header" and bool(re.fullmatch(r"[A-Z]{1,3}", target.name))


def folded(target: Target, say: Phrases) -> str:
    """Return how folding a branch of a tree in or out is said, or nothing."""
    name, place = quote(name_of(target)), quote(place_of(target))
    if target.role == "window" or not {"opened", "closed"} & set(target.state):
        return ""
    out = "opened" in target.state
    if name:
        return say.say("Expand **{name}**" if out else "Collapse **{name}**", name=name)
    if place:
        return say.say(
            "Expand the entry in **{place}**" if out else "Collapse the entry in **{place}**", place=place
        )
    return say.say("Expand the marked entry" if out else "Collapse the marked entry")


def set_to(step: Step, say: Phrases) -> str:
    """Return how setting a slider or number is said; nothing where its field was only clicked."""
    action, target = step.action or NO_ACTION, step.target or NO_TARGET
    name = quote(name_of(target))
    only_clicked = target.role != "slider" and action.kind in ("click", "double_click") and not step.values
    if not name or only_clicked:
        return ""
    if text := shown_value(step):
        return say.say("Set **{name}** to **{text}**", name=name, text=text)
    return say.say("Set **{name}**", name=name)


def pointed(step: Step, say: Phrases) -> str:
    """Return how a click of any kind is said, as precisely as its target is known."""
    wording = CLICKING[form(step.action or NO_ACTION)]
    target = step.target or NO_TARGET
    name, place, window = quote(name_of(target)), quote(place_of(target)), quote(window_name(step.window))
    if text := shown_value(step):
        return say.say(wording.row if place else wording.named, name=text, place=place)
    if name and target.role in CONTAINERS:
        return say.say(wording.place_in, window=window if window and target.role == "panel" else name)
    if name:
        return say.say(wording.named, name=name)
    if target.role in ROWS:
        return say.say(wording.entry_in if place else wording.entry, place=place)
    return say.say(wording.place_in if window else wording.place, window=window)


def form(action: Action) -> str:
    """Return which form of words an action takes: clicks that are held or threefold have their own."""
    if action.kind == "double_click" and action.count >= _THREEFOLD:
        return "triple_click"
    return "hold" if action.kind == "click" and action.held else action.kind


def number(step: Step, say: Phrases) -> str:
    """Return how setting a slider or number is said; nothing for other controls."""
    return set_to(step, say) if step.target is not None and step.target.role in NUMBERS else ""


def option(step: Step, say: Phrases) -> str:
    """Return how choosing an option by keys or the wheel is said; the list alone is known to be set."""
    target = step.target or NO_TARGET
    if target.role == "option":
        return chosen(step, say)
    name = quote(name_of(target))
    return say.say("Set **{name}**", name=name) if target.role == "combo box" and name else ""


def shown_value(step: Step) -> str:
    """Return the value that the caption quotes because its author said so, or nothing."""
    if step.target is not None and step.target.secret:
        return ""
    return next((quote(value.text) for value in step.values if value.show != "never"), "")


def written_keys(keys: tuple[str, ...]) -> str:
    """Return keys pressed together as captions write them."""
    return quote("+".join(key.upper() if len(key) == 1 else key for key in keys))
