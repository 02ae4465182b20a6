"""A title proposed from what was done: the last deed that reads like one, and the program it was done in."""

from collections.abc import Sequence
from datetime import datetime

from recorder.compose.keyed import presses
from recorder.compose.names import name_of, shorten, words_in
from recorder.compose.phrases import Phrases, phrases
from recorder.compose.values import looks_like_data, page_name, window_name
from recorder.document.guide import Step, Window

_DECISIVE = frozenset({"button", "toggle button", "menu item", "link", "icon"})
_VERBS = words_in(
    """
    activate add apply approve archive assign attach block book buy cancel change check clear close
    complete confirm connect convert copy create deactivate decline delete disable download
    duplicate edit enable export file finish forward generate import insert install invite issue
    join load make merge move open order pay place post print process publish receive record refund
    register reject remove rename renew replace reply request reset resolve restore return review
    run save schedule search select send set share ship show sign split start stop submit transfer
    translate unblock unlock update upload verify view
    """,
)
_SAYING_NOTHING = words_in(
    """
    apply back cancel close confirm continue done finish next no ok okay open save select submit yes
    """,
)
_NO_ARTICLE = words_in(
    """
    a all an and as by changes data down everything for in into it mail my now off on out over
    selected the this to up
    """,
)
_LEADING_THERE = frozenset({"close", "open", "select", "show", "view"})
"""Verbs of deeds that mostly lead to another one."""

_LEADING_ON = frozenset({"as", "for", "from", "in", "into", "of", "on", "to", "with"})
"""Words that a deed does not end in: Save as, Send to."""


def propose_title(steps: Sequence[Step], at: datetime, language: str) -> str:
    """Return a title for what was done; it is never empty."""
    say = phrases(language)
    decisive = _decisive(steps)
    deed, place = _deed(decisive, say), _place(steps, decisive)
    if deed and place:
        return say.say("How to {deed} in {place}", deed=deed, place=place)
    if deed:
        return say.say("How to {deed}", deed=deed)
    if place:
        return say.say("How to use {place}", place=place)
    return say.say("A task recorded on {date}", date=at.date().isoformat())


def _decisive(steps: Sequence[Step]) -> Step | None:
    """Return the last step that says what it does, preferring two words and more: Issue refund."""
    deeds = [step for step in reversed(steps) if (name := _decided(step)) and _is_deed(name)]
    saying = [step for step in deeds if _decided(step).lower().split()[0] not in _LEADING_THERE] or deeds
    several = (step for step in saying if " " in _decided(step))
    return next(several, next(iter(saying), None))


def _deed(step: Step | None, say: Phrases) -> str:
    chosen = _decided(step) if step else ""
    return _in_a_sentence(chosen) if chosen and say.language == "en" else chosen


def _decided(step: Step) -> str:
    action = step.action if step.kind == "action" else None
    pressed = action is not None and (action.kind == "click" or presses(action.keys, step.target))
    if not pressed or step.target is None or step.target.role not in _DECISIVE:
        return ""
    return shorten(name_of(step.target), 40)


def _is_deed(name: str) -> bool:
    first, *_, last = (*name.lower().split(), name.lower().split()[-1])
    return (
        first in _VERBS
        and last not in _LEADING_ON
        and name.lower() not in _SAYING_NOTHING
        and not looks_like_data(name)
    )


def _in_a_sentence(name: str) -> str:
    """Return a button's words as English says them after *how to*: Issue refund becomes issue a refund."""
    first, *rest = name.split()
    words = [first.lower(), *(word if not word.istitle() else word.lower() for word in rest)]
    if len(words) == 2 and words[1] not in _NO_ARTICLE and not words[1].endswith("s"):  # noqa: PLR2004
        words.insert(1, "an" if words[1][0] in "aeio" else "a")
    return " ".join(words)


def _place(steps: Sequence[Step], decisive: Step | None) -> str:
    """Return the name of the first window of the program that the deed was done in, or of the task.

    A dialog that says no program's name, or another than its own, lies over the window it belongs to.
    """
    window = decisive.window if decisive else None
    acting = [step for step in steps if step.kind == "action" and step.window]
    there = [step for step in acting if window and window.app and _app(step) == window.app]
    under = [step for step in acting if window and _lies_over(window, step.window)]
    nearest = (*under, *there) if len(under) > len(there) else (*there, *under)
    names = (page_name(step.window) or window_name(step.window) for step in (*nearest, *acting))
    return shorten(page_name(window) or next((name for name in names if name), ""), 40)


def _app(step: Step) -> str:
    return step.window.app if step.window else ""


def _lies_over(window: Window, other: Window | None) -> bool:
    """Tell whether a window lies wholly over a larger one."""
    if other is None or window.box is None or other.box is None:
        return False
    return other.box.covers(window.box) and other.box.area > window.box.area
