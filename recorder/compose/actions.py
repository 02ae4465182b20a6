"""From facts to gestures: a chain of small rules, each naming what it merges or leaves out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recorder.compose import keyboard, pointer
from recorder.compose.amendments import amended
from recorder.compose.gestures import Gesture, Test, fold, gesture_of, released
from recorder.recording import (
    AnyFact,
    Dropped,
    Keys,
    Press,
    Recording,
    Release,
    Scroll,
    Start,
    Suppressed,
    Typed,
)

INPUT = (Press, Release, Scroll, Typed, Keys, Suppressed, Dropped)

_NEAR_ENOUGH = 8
"""How far, in pixels, a hand may slip between press and release of a click, at the least."""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the facts: gestures, and by rule or reason the events that are in none."""

    gestures: tuple[Gesture, ...]
    suppressed: Counter[str]
    dropped: Counter[str]


def merge(recording: Recording) -> Account:
    """Return every event of a recording in a gesture, suppressed by a named rule, or dropped."""
    facts = [fact for fact in amended(recording.facts) if isinstance(fact, INPUT)]
    suppressed, dropped = Counter[str](), Counter[str]()
    for fact in facts:
        if isinstance(fact, Suppressed):
            suppressed[fact.rule] += fact.count
        if isinstance(fact, Dropped):
            dropped[fact.why] += fact.count
    reach = max(_NEAR_ENOUGH, recording.start.double_click_pixels)
    gestures, orphans = _paired(facts, reach)
    gestures, modifiers = _split(gestures, keyboard.only_modifiers)
    gestures, turned_back = _split(_merged(gestures, recording.start), pointer.scrolls_nowhere)
    suppressed["a release without its press"] += sum(fact.count for fact in orphans)
    suppressed["modifier keys alone"] += sum(gesture.events for gesture in modifiers)
    suppressed["scrolling there and back"] += sum(gesture.events for gesture in turned_back)
    return Account(tuple(gestures), +suppressed, +dropped)


def _paired(facts: Iterable[AnyFact], reach: int) -> tuple[list[Gesture], list[Release]]:
    """Return one gesture a press, run or key, each release with its press; and the releases that had none."""
    gestures: list[Gesture] = []
    orphans: list[Release] = []
    down: dict[str, int] = {}
    for serial, fact in enumerate(facts):
        if isinstance(fact, Release):
            place = down.pop(fact.button, None)
            if place is None:
                orphans.append(fact)
            else:
                gestures[place] = released(gestures[place], fact, reach)
        elif gesture := gesture_of(serial, fact):
            if isinstance(fact, Press):
                down[fact.button] = len(gestures)
            gestures.append(gesture)
    return gestures, orphans


def _split(gestures: Iterable[Gesture], left_out: Test) -> tuple[list[Gesture], list[Gesture]]:
    """Return the gestures to keep, and those to leave out."""
    every = list(gestures)
    return [each for each in every if not left_out(each)], [each for each in every if left_out(each)]


def _merged(gestures: Iterable[Gesture], start: Start) -> Iterator[Gesture]:
    """Yield the gestures after all rules, in the order in which they build on each other."""
    chain: Iterable[Gesture] = map(pointer.drag_to_choose, gestures)
    for rule in (
        pointer.double_click(start),
        pointer.scroll_on,
        pointer.choose_option,
        pointer.choose_in_menu,
        keyboard.repeat_key,
        keyboard.select_to_type,
        keyboard.move_to_type,
        keyboard.click_to_type,
        keyboard.type_on,
        keyboard.go_to_address,
        keyboard.reach_address,
        keyboard.enter_to_commit,
        keyboard.tab_out,
        keyboard.tab_in,
    ):
        chain = fold(chain, rule)
    return map(pointer.nearest_menu, chain)
