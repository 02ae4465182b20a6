"""What a step says: in the imperative, quoting the interface and never the data of one case.

Everything a caption depends on is in its step, so it can be said again when an author changes a value.
"""

import re
from collections.abc import Callable

from recorder.compose.controls import STEPPING
from recorder.compose.keyed import presses
from recorder.compose.names import name_of, quote
from recorder.compose.phrases import Phrases, phrases
from recorder.compose.sayings import (
    NO_ACTION,
    NO_TARGET,
    chosen,
    done_to_window,
    folded,
    holding,
    number,
    option,
    pointed,
    shown_value,
    written_keys,
)
from recorder.compose.values import (
    CELLS,
    CONTAINERS,
    ROWS,
    TAKES_NO_TYPING,
    is_address,
    looks_like_data,
    place_of,
    window_name,
)
from recorder.compose.wordings import CLICKING
from recorder.document.guide import Action, Step, Target
from recorder.document.markup import plain


def caption_for(step: Step, language: str = "en") -> str:
    """Return what the step says, from what it holds alone; empty for a step written by hand."""
    say = phrases(language)
    if step.kind == "result":
        return _result(step, say)
    if step.kind == "note":
        return _looked(step, say) if step.target else ""
    return _SAYINGS[step.action.kind](step, say) if step.action else ""


def short_for(step: Step, language: str = "en") -> str:
    """Return the step's caption without markup, for lists: of a plain click and a result only the name."""
    caption = caption_for(step, language)
    name = name_of(step.target)
    if name and caption == phrases(language).say(CLICKING["click"].named, name=quote(name)):
        return plain(quote(name))
    if name and step.kind == "result":
        return plain(quote(name))
    return plain(caption)


def address(url: str) -> str:
    """Return the part of an address that is not of one case: no scheme, query, or segment like a number."""
    bare = re.split(r"[?#]", re.sub(r"^[a-z][a-z0-9+.-]*://", "", url.strip(), flags=re.IGNORECASE))[0]
    host, *segments = bare.rsplit("@", 1)[-1].rstrip("/").split("/")
    kept = next((at for at, each in enumerate(segments) if looks_like_data(each)), len(segments))
    return "/".join([host, *segments[:kept]])


def _clicked(step: Step, say: Phrases) -> str:
    action, target = step.action or NO_ACTION, step.target or NO_TARGET
    if action.button in ("back", "forward"):
        return _side_button(action, say)
    if done := done_to_window(step, say):
        return done
    plain_click = action.kind == "click" and not action.held
    deed = (chosen(step, say) if plain_click else "") or pointed(step, say)
    if plain_click and action.count > 1 and name_of(target) and deed == pointed(step, say):
        name = quote(name_of(target))
        deed = say.count("Click **{name}**", "Click **{name}** {number} times", action.count, name=name)
    return holding(deed, action, say)


def _side_button(action: Action, say: Phrases) -> str:
    if action.button == "back":
        return say.say("Press the mouse's **Back** button")
    return say.say("Press the mouse's **Forward** button")


def _multiplied(step: Step, say: Phrases) -> str:
    """Return how a double, middle or right click is said."""
    target = step.target or NO_TARGET
    special = (step.action or NO_ACTION).kind == "double_click"
    deed = done_to_window(step, say) or (special and (folded(target, say) or number(step, say)))
    return holding(deed or pointed(step, say), step.action or NO_ACTION, say)


def _dragged(step: Step, say: Phrases) -> str:
    target = step.target or NO_TARGET
    name = quote(name_of(target))
    if setting := number(step, say):
        return setting
    if target.role in ("text", "document", "label", "terminal"):
        return (
            say.say("Select the marked text in **{name}**", name=name)
            if name
            else say.say("Select the marked text")
        )
    return holding(_moved(step, say) or pointed(step, say), step.action or NO_ACTION, say)


def _moved(step: Step, say: Phrases) -> str:
    """Return how dragging to a place that has a name is said, or nothing."""
    target, landed = step.target or NO_TARGET, (step.action or NO_ACTION).landed
    goal, place = quote(name_of(landed) or place_of(landed)), quote(place_of(target))
    name = shown_value(step) or quote(name_of(target))
    if not goal or goal == name:
        return ""
    if name and target.role not in CONTAINERS:
        return say.say("Drag **{name}** to **{goal}**", name=name, goal=goal)
    if target.role not in ROWS:
        return say.say("Drag the marked place to **{goal}**", goal=goal)
    if goal == place:
        return ""
    if place:
        return say.say("Drag the entry from **{place}** to **{goal}**", place=place, goal=goal)
    return say.say("Drag the marked entry to **{goal}**", goal=goal)


def _scrolled(step: Step, say: Phrases) -> str:
    if setting := number(step, say) or option(step, say):
        return setting
    action = step.action or NO_ACTION
    right, down = action.scroll or (0, 0)
    place = quote(place_of(step.target) or window_name(step.window))
    ways = _ACROSS if abs(right) > abs(down) else _DOWN
    deed = say.say(ways[bool(place)][(right if ways is _ACROSS else down) > 0], place=place)
    return holding(deed, action, say)


_DOWN = (("Scroll up", "Scroll down"), ("Scroll up in **{place}**", "Scroll down in **{place}**"))
_ACROSS = (("Scroll left", "Scroll right"), ("Scroll left in **{place}**", "Scroll right in **{place}**"))


def _typed(step: Step, say: Phrases) -> str:
    target = NO_TARGET if step.target is None or step.target.role in TAKES_NO_TYPING else step.target
    name = quote(name_of(target) or place_of(target) if target.role in ROWS else name_of(target))
    if text := shown_value(step):
        return say.say("Type **{text}** in **{name}**" if name else "Type **{text}**", text=text, name=name)
    if step.values and not step.values[0].text and name:
        return say.say("Clear **{name}**", name=name)
    if target.role in CELLS and target.column and not is_address(target):
        return _cell(target, say)
    if target.role in ROWS and name and not name_of(target):
        return say.say("Fill in the entry in **{place}**", place=name)
    return say.say("Fill in **{name}**", name=name) if name else _typed_somewhere(step, say)


def _cell(target: Target, say: Phrases) -> str:
    column, place = quote(target.column), quote(place_of(target))
    if place and place != column:
        return say.say("Fill in **{name}** in **{place}**", name=column, place=place)
    return say.say("Fill in **{name}**", name=column)


def _typed_somewhere(step: Step, say: Phrases) -> str:
    window = quote(window_name(step.window))
    target = step.target
    a_field = target is not None and target.box is not None and target.role not in TAKES_NO_TYPING
    if a_field and not _fills_its_window(step):
        return (
            say.say("Fill in the marked field in **{window}**", window=window)
            if window
            else say.say("Fill in the marked field")
        )
    return say.say("Type in **{window}**", window=window) if window else say.say("Type what is asked for")


def _fills_its_window(step: Step) -> bool:
    """Tell whether what is typed in is most of its window, or takes many lines: a field needs a mark."""
    if step.target and "multi-line" in step.target.state:
        return True
    box, window = (step.target and step.target.box), (step.window and step.window.box)
    return bool(box and window and box.area * 2 > window.area)


def _pressed(step: Step, say: Phrases) -> str:
    action = step.action or NO_ACTION
    if done := done_to_window(step, say):
        return done
    if presses(action.keys, step.target):
        return chosen(step, say) or say.say("Click **{name}**", name=quote(name_of(step.target)))
    if deed := _stepped(step, say):
        return deed
    keys = written_keys(action.keys)
    return say.count("Press **{keys}**", "Press **{keys}** {number} times", max(1, action.count), keys=keys)


def _stepped(step: Step, say: Phrases) -> str:
    """Return how keys are said that set the control they go to, or fold it in or out; else nothing."""
    target, keys = step.target or NO_TARGET, (step.action or NO_ACTION).keys
    if target.role == "option":
        return option(step, say)
    if len(keys) != 1 or keys[0] not in STEPPING:
        return folded(target, say)
    return folded(target, say) or number(step, say) or option(step, say)


def _opened(step: Step, say: Phrases) -> str:
    url = step.window.url if step.window else None
    if done := done_to_window(step, say):
        return done
    if text := shown_value(step) or (quote(address(url)) if url else ""):
        return say.say("Go to **{address}**", address=text)
    window = quote(window_name(step.window))
    return say.say("Open **{name}**", name=window) if window else say.say("Open the window")


def _result(step: Step, say: Phrases) -> str:
    if name := quote(name_of(step.target)):
        return say.say("Done when **{name}** is shown", name=name)
    if step.picture is not None:
        return say.say("Done when it looks like this")
    return say.say("The task is done")


def _looked(step: Step, say: Phrases) -> str:
    name = quote(name_of(step.target))
    return say.say("Look at **{name}**", name=name) if name else say.say("Look at the picture")


_SAYINGS: dict[str, Callable[[Step, Phrases], str]] = {
    "click": _clicked,
    "double_click": _multiplied,
    "right_click": _multiplied,
    "middle_click": _multiplied,
    "drag": _dragged,
    "scroll": _scrolled,
    "type": _typed,
    "press": _pressed,
    "open": _opened,
}
