"""What a step's picture shows, in words, for those who hear a guide or whose picture did not load.

Only words of the task are said. A control is named where the caption names it too, since captions quote the
interface and never data; of a window's title only the program's name is taken.
"""

import re
from collections.abc import Callable

from recorder.document.guide import Step, Window
from recorder.document.markup import plain

LONGEST = 120
LONGEST_NAME = 40

_THINGS = {
    "button": "the {name} button",
    "check box": "the {name} check box",
    "switch": "the {name} switch",
    "column header": "the {name} column",
    "combo box": "the {name} list",
    "icon": "the {name} icon",
    "link": "the {name} link",
    "menu": "the {name} menu",
    "menu item": "the {name} menu item",
    "password": "the {name} field",
    "radio button": "the {name} option",
    "slider": "the {name} slider",
    "spin button": "the {name} field",
    "tab": "the {name} tab",
    "text": "the {name} field",
    "toggle button": "the {name} button",
}
_POINTING = frozenset({"box", "ring", "pointer"})
_TITLE_PARTS = re.compile(r"\s+[-\u2013\u2014|·•]\s+")
_DATA = re.compile(r"[\d@€$£¥]|://")


def alt_text(step: Step, say: Callable[[str], str] = str) -> str:
    """Return what the picture shows, such as "Refund desk: the Issue refund button, marked".

    `say` gives the sentence in the reader's language for an English one.
    """
    place = _program(step.window) or say("The screen")
    marks = step.picture.marks if step.picture else ()
    if not any(mark.kind in _POINTING for mark in marks):
        return place
    return say("{place}: {thing}, marked").format(place=place, thing=_thing(step, say))


def _program(window: Window | None) -> str:
    """Return what the window's program calls itself, or nothing.

    The end of a title counts only where it has a word of the program's name, for it may be data as well.
    """
    if window is None:
        return ""
    app = _line(re.sub(r"[-_]+", " ", window.app.rsplit(".", 1)[-1]))
    last = _line(_TITLE_PARTS.split(window.title)[-1])
    is_named = set(app.casefold().split()) & set(last.casefold().split())
    return last if is_named and len(last) <= LONGEST_NAME and not _DATA.search(last) else app.capitalize()


def _thing(step: Step, say: Callable[[str], str]) -> str:
    name = _line(step.target.name).rstrip(":… ") if step.target else ""
    if step.target is None or not name or name.casefold() not in plain(step.caption).casefold():
        return say("the place to act on")
    sentence = _THINGS.get(step.target.role)
    return say(sentence).format(name=name) if sentence else name


def _line(words: str) -> str:
    return " ".join(words.split())[:LONGEST]
