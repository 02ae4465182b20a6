"""From facts to gestures: a chain of small rules, each naming what it merges or leaves out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recorder.compose import keyboard, pointer
from recorder.compose.gestures import Gesture, Part, Test, fold, gesture_of, released
from recorder.compose.rules import Rule
from recorder.recording import (
    Dropped,
    InputFact,
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
class LeftOut:
    """Events that a rule suppressed; `gesture` is what they would have been, where they were anything."""

    rule: str
    parts: tuple[Part, ...]
    gesture: Gesture | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the facts: gestures, what rules left out, and by fact and reason what was dropped."""

    gestures: tuple[Gesture, ...]
    left_out: tuple[LeftOut, ...]
    lost: tuple[tuple[Part, str], ...]

    @property
    def suppressed(self) -> Counter[str]:
        """How many events each rule left out."""
        counts = Counter[str]()
        for each in self.left_out:
            counts[each.rule] += sum(part.count for part in each.parts)
        return counts

    @property
    def dropped(self) -> Counter[str]:
        """How many events were dropped, by reason."""
        counts = Counter[str]()
        for part, why in self.lost:
            counts[why] += part.count
        return counts


def inputs_of(recording: Recording) -> tuple[InputFact, ...]:
    """Return the facts that count events, in order: what a part's `serial` counts."""
    return tuple(fact for fact in recording.facts if isinstance(fact, INPUT))


def merge(recording: Recording) -> Account:
    """Return every event of a recording in a gesture, suppressed by a named rule, or dropped."""
    facts = inputs_of(recording)
    reach = reach_of(recording.start)
    gestures, orphans = paired(enumerate(facts), reach)
    gestures, modifiers = _split(gestures, keyboard.only_modifiers)
    gestures, turned_back = _split(_merged(gestures, recording.start), pointer.scrolls_nowhere)
    left_out = (
        *_suppressed(facts),
        *(LeftOut("a release without its press", (part,)) for part in orphans),
        *_left_out("modifier keys alone", modifiers),
        *_left_out("scrolling there and back", turned_back),
    )
    return Account(tuple(gestures), left_out, tuple(_dropped(facts)))


def _suppressed(facts: Iterable[InputFact]) -> Iterator[LeftOut]:
    for serial, fact in enumerate(facts):
        if isinstance(fact, Suppressed):
            yield LeftOut(fact.rule, (Part(serial, fact.count),))


def _dropped(facts: Iterable[InputFact]) -> Iterator[tuple[Part, str]]:
    for serial, fact in enumerate(facts):
        if isinstance(fact, Dropped):
            yield Part(serial, fact.count), fact.why


def _left_out(rule: Rule, gestures: Iterable[Gesture]) -> Iterator[LeftOut]:
    return (LeftOut(rule, gesture.parts, gesture) for gesture in gestures)


def reach_of(start: Start) -> int:
    """Return how far, in pixels, a hand may slip in a click."""
    return max(_NEAR_ENOUGH, start.double_click_pixels)


def paired(facts: Iterable[tuple[int, InputFact]], reach: int) -> tuple[list[Gesture], list[Part]]:
    """Return one gesture a press, run or key, each release with its press; and the releases that had none.

    The facts come with their serial numbers.
    """
    gestures: list[Gesture] = []
    orphans: list[Part] = []
    down: dict[str, int] = {}
    for serial, fact in facts:
        if isinstance(fact, Release):
            place = down.pop(fact.button, None)
            if place is None:
                orphans.append(Part(serial, fact.count))
            else:
                gestures[place] = released(gestures[place], serial, fact, reach)
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
