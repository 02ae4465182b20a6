"""What a step says: in the imperative, quoting the interface and never the data of one case.

Everything a caption depends on is in its step, so it can be said again when an author changes a value.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from recorder.compose.names import name_of, quote
from recorder.compose.phrases import Phrases, phrases
from recorder.compose.values import (
    CONTAINERS,
    ROWS,
    TAKES_NO_TYPING,
    looks_like_data,
    place_of,
    window_name,
)
from recorder.document.guide import Action, Step, Target
from recorder.document.markup import plain

_NO_ACTION = Action(kind="click")
_NO_TARGET = Target()


@dataclass(frozen=True, slots=True)
class Wording:
    """How one kind of click is said, by what is known of its target."""

    named: str
    row: str
    entry_in: str
    entry: str
    place_in: str
    place: str


CLICKING = {
    "click": Wording(
        named="Click **{name}**",
        row="Choose **{name}** in **{place}**",
        entry_in="Choose the entry in **{place}**",
        entry="Choose the marked entry",
        place_in="Click the marked place in **{window}**",
        place="Click the marked place",
    ),
    "double_click": Wording(
        named="Double-click **{name}**",
        row="Double-click **{name}** in **{place}**",
        entry_in="Double-click the entry in **{place}**",
        entry="Double-click the marked entry",
        place_in="Double-click the marked place in **{window}**",
        place="Double-click the marked place",
    ),
    "right_click": Wording(
        named="Right-click **{name}**",
        row="Right-click **{name}** in **{place}**",
        entry_in="Right-click the entry in **{place}**",
        entry="Right-click the marked entry",
        place_in="Right-click the marked place in **{window}**",
        place="Right-click the marked place",
    ),
    "middle_click": Wording(
        named="Middle-click **{name}**",
        row="Middle-click **{name}** in **{place}**",
        entry_in="Middle-click the entry in **{place}**",
        entry="Middle-click the marked entry",
        place_in="Middle-click the marked place in **{window}**",
        place="Middle-click the marked place",
    ),
    "drag": Wording(
        named="Drag **{name}** along the arrow",
        row="Drag **{name}** in **{place}** along the arrow",
        entry_in="Drag the entry in **{place}** along the arrow",
        entry="Drag the marked entry along the arrow",
        place_in="Drag along the arrow in **{window}**",
        place="Drag along the arrow",
    ),
}
"""How each kind of pointer action is said."""

BY_ROLE = {
    "tab": "Open the **{name}** tab",
    "radio button": "Choose **{name}**",
    "menu": "Open the **{name}** menu",
    "menu item": "Choose **{name}**",
    "option": "Choose **{name}**",
    "list item": "Choose **{name}**",
    "tree item": "Choose **{name}**",
    "combo box": "Open the **{name}** list",
    "slider": "Set **{name}**",
}
"""How a plain click is said on controls that are not simply clicked."""


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
    action, target = step.action or _NO_ACTION, step.target or _NO_TARGET
    if action.button in ("back", "forward"):
        return _side_button(action, say)
    deed = _pointed(step, say) if action.kind != "click" else _chosen(target, say) or _pointed(step, say)
    if action.modifiers and action.kind == "click":
        return say.say("{deed}, holding **{keys}**", keys=_keys(action.modifiers), deed=deed)
    return deed


def _side_button(action: Action, say: Phrases) -> str:
    if action.button == "back":
        return say.say("Press the mouse's **Back** button")
    return say.say("Press the mouse's **Forward** button")


def _chosen(target: Target, say: Phrases) -> str:
    """Return how a click on a named control of a special kind is said, or nothing."""
    name, place = quote(name_of(target)), quote(place_of(target))
    if not name:
        return ""
    if target.role == "check box":
        return say.say(
            "Turn off **{name}**" if "checked" in target.state else "Turn on **{name}**", name=name
        )
    if target.role == "menu item" and target.path:
        menu = quote(" \u203a ".join(name_of(Target(name=each)) for each in target.path))
        return say.say("Choose **{name}** in the **{menu}** menu", name=name, menu=menu)
    if target.role in ROWS | {"option"} and place:
        return say.say("Choose **{name}** in **{place}**", name=name, place=place)
    return say.say(BY_ROLE[target.role], name=name) if target.role in BY_ROLE else ""


def _pointed(step: Step, say: Phrases) -> str:
    """Return how a click of any kind is said, as precisely as its target is known."""
    wording = CLICKING[step.action.kind if step.action else "click"]
    target = step.target or _NO_TARGET
    name, place, window = quote(name_of(target)), quote(place_of(target)), quote(window_name(step.window))
    if shown := _shown(step):
        return say.say(wording.row if place else wording.named, name=shown, place=place)
    if name and target.role in CONTAINERS:
        return say.say(wording.place_in, window=name)
    if name:
        return say.say(wording.named, name=name)
    if target.role in ROWS:
        return say.say(wording.entry_in if place else wording.entry, place=place)
    return say.say(wording.place_in if window else wording.place, window=window)


def _dragged(step: Step, say: Phrases) -> str:
    target = step.target or _NO_TARGET
    name = quote(name_of(target))
    if target.role == "slider" and name:
        return say.say("Set **{name}**", name=name)
    if target.role in ("text", "document", "label", "terminal"):
        return (
            say.say("Select the marked text in **{name}**", name=name)
            if name
            else say.say("Select the marked text")
        )
    return _pointed(step, say)


def _scrolled(step: Step, say: Phrases) -> str:
    right, down = (step.action or _NO_ACTION).scroll or (0, 0)
    place = quote(place_of(step.target) or window_name(step.window))
    ways = _ACROSS if abs(right) > abs(down) else _DOWN
    return say.say(ways[bool(place)][(right if ways is _ACROSS else down) > 0], place=place)


_DOWN = (("Scroll up", "Scroll down"), ("Scroll up in **{place}**", "Scroll down in **{place}**"))
_ACROSS = (("Scroll left", "Scroll right"), ("Scroll left in **{place}**", "Scroll right in **{place}**"))


def _typed(step: Step, say: Phrases) -> str:
    target = _NO_TARGET if step.target is None or step.target.role in TAKES_NO_TYPING else step.target
    name = quote(name_of(target) or place_of(target) if target.role in ROWS else name_of(target))
    if shown := _shown(step):
        return say.say("Type **{text}** in **{name}**" if name else "Type **{text}**", text=shown, name=name)
    if step.values and not step.values[0].text and name:
        return say.say("Clear **{name}**", name=name)
    if target.role in ROWS and name and not name_of(target):
        return say.say("Fill in the entry in **{place}**", place=name)
    return say.say("Fill in **{name}**", name=name) if name else _typed_somewhere(step, say)


def _typed_somewhere(step: Step, say: Phrases) -> str:
    window = quote(window_name(step.window))
    if step.target is not None and step.target.box is not None and step.target.role not in TAKES_NO_TYPING:
        return (
            say.say("Fill in the marked field in **{window}**", window=window)
            if window
            else say.say("Fill in the marked field")
        )
    return say.say("Type in **{window}**", window=window) if window else say.say("Type what is asked for")


def _pressed(step: Step, say: Phrases) -> str:
    action = step.action or _NO_ACTION
    keys = _keys(action.keys)
    return say.count("Press **{keys}**", "Press **{keys}** {number} times", max(1, action.count), keys=keys)


def _opened(step: Step, say: Phrases) -> str:
    url = step.window.url if step.window else None
    if shown := _shown(step) or (quote(address(url)) if url else ""):
        return say.say("Go to **{address}**", address=shown)
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


def _shown(step: Step) -> str:
    """Return the value that the caption quotes because its author said so, or nothing."""
    if step.target is not None and step.target.secret:
        return ""
    return next((quote(value.text) for value in step.values if value.show != "never"), "")


def _keys(keys: tuple[str, ...]) -> str:
    return quote("+".join(key.upper() if len(key) == 1 else key for key in keys))


_SAYINGS: dict[str, Callable[[Step, Phrases], str]] = {
    "click": _clicked,
    "double_click": _pointed,
    "right_click": _pointed,
    "middle_click": _pointed,
    "drag": _dragged,
    "scroll": _scrolled,
    "type": _typed,
    "press": _pressed,
    "open": _opened,
}
