"""Every rule by its name: what it does, in a sentence that a person reads in the ledger.

The names are a type, so that no rule can be used that is not explained here.
"""

from collections.abc import Mapping
from typing import Literal

from recorder.compose.phrases import Phrases

Rule = Literal[
    "a click into a field",
    "a click that opens a list",
    "a click that opens a menu",
    "a release ends its press",
    "a release without its press",
    "a second click",
    "Enter that ends typing",
    "Enter that opens an address",
    "events of one press",
    "keys of one run of typing",
    "keys of one shortcut",
    "keys that lead to the address bar",
    "modifier keys alone",
    "moving about in a field",
    "scrolling on",
    "scrolling there and back",
    "selecting all to type over it",
    "Tab into a field",
    "Tab out of a field",
    "the same key again",
    "turns of the wheel in one go",
    "typing on in one field",
    "a click that only brings a window forward",
    "a key held down",
    "arranging windows",
    "keys that lead through a menu",
    "opening a menu to paste",
    "scrolled_into_view",
    "selecting text to type over it",
    "setting on in one control",
    "Tab before a click",
    "Tab to a control",
    "the same button again",
    "excluded_window",
    "modifier_alone",
    "outside_limits",
    "own_control",
    "own_hotkey",
    "own_terminal",
    "paused",
    "terminal_switch",
    "thrown_away",
]

EXPLANATIONS: Mapping[str, str] = {
    "a click into a field": "A click into a field and the typing that follows are one step.",
    "a click that opens a list": "Opening a list and choosing in it are one step.",
    "a click that opens a menu": "Opening a menu and choosing in it are one step.",
    "a release ends its press": "Pressing a button and letting it go are one click or one drag.",
    "a release without its press": "The button went down before the recording, or where nothing is recorded.",
    "a second click": "Clicks that follow each other at once in one place are one double click.",
    "Enter that ends typing": "In such a field Enter only ends the typing.",
    "Enter that opens an address": "Typing an address and Enter open it together.",
    "events of one press": "Modifier keys that are held belong to the click.",
    "keys of one run of typing": "Keys typed one after the other are one run of typing.",
    "keys of one shortcut": "Keys that are pressed together are one shortcut.",
    "keys that lead to the address bar": "Going to the address bar and typing there are one step.",
    "modifier keys alone": "Shift, Ctrl and the like do nothing by themselves.",
    "moving about in a field": "Moving about in a field belongs to the typing that follows.",
    "scrolling on": "Scrolling that goes on in one window is one step.",
    "scrolling there and back": "The wheel was turned there and back, so nothing had moved in the end.",
    "selecting all to type over it": "Selecting all of a field and typing over it are one step.",
    "Tab into a field": "Going into a field by Tab belongs to the typing in it.",
    "Tab out of a field": "Leaving a field by Tab belongs to the typing in it.",
    "the same key again": "The same key pressed again is one step that counts.",
    "turns of the wheel in one go": "Turns of the wheel in quick succession are one scroll.",
    "typing on in one field": "Typing that goes on in one field is one step.",
    "a click that only brings a window forward": "It hit nothing and only brought its window forward.",
    "a key held down": "The keyboard repeats a key that is held down: it was pressed once.",
    "arranging windows": "A window was only moved, sized or put away, which is no part of the task.",
    "keys that lead through a menu": "The keys that lead through a menu or list belong to choosing in it.",
    "opening a menu to paste": "Opening a menu and choosing to paste there fill in the field.",
    "scrolled_into_view": "Scrolling only brought what was clicked next into view.",
    "selecting text to type over it": "Selecting some text and typing over it are one step.",
    "setting on in one control": "All that sets one slider, number or list is one step.",
    "Tab before a click": "Going on by Tab led to nothing that was used before the click.",
    "Tab to a control": "Going to a control by Tab belongs to pressing it there.",
    "the same button again": "Clicks on one button that follow each other soon are one step that counts.",
    "excluded_window": "It was done in a window that is never recorded.",
    "outside_limits": "It was done outside the monitor or window that is recorded.",
    "modifier_alone": "Shift, Ctrl and the like do nothing by themselves.",
    "own_control": "It went to the window that controls the recording.",
    "own_hotkey": "It was a hotkey of the recorder itself.",
    "own_terminal": "It went to the terminal that runs the recorder.",
    "paused": "The recording was paused.",
    "terminal_switch": "It led to or from the terminal that runs the recorder.",
    "thrown_away": "The person who recorded threw this step away.",
}


def explain(rule: str, say: Phrases) -> str:
    """Return what a rule does, in a sentence; nothing where a newer recorder made the rule."""
    sentence = EXPLANATIONS.get(rule)
    return say.say(sentence) if sentence else ""
