"""From facts to gestures: a chain of small rules, each naming what it merges or leaves out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from recorder.compose import controls, keyboard, keyed, pasting, pointer, scrolling, windows
from recorder.compose.amendments import amended
from recorder.compose.asides import Item, asides, followed, parted
from recorder.compose.gestures import Gesture, Part, Test, fold, gesture_of, released
from recorder.compose.observed import INPUT, observed
from recorder.compose.rules import Rule
from recorder.compose.windows import Parents
from recorder.recording import (
    Dropped,
    InputFact,
    Press,
    Recording,
    Release,
    Start,
    Suppressed,
)

Numbered = Iterable[tuple[int, InputFact]]

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
    """What became of the facts: gestures and notes, what rules left out, and what was dropped, and why."""

    items: tuple[Item, ...]
    left_out: tuple[LeftOut, ...]
    lost: tuple[tuple[Part, str], ...]

    @property
    def gestures(self) -> tuple[Gesture, ...]:
        """What the person did, without notes."""
        return tuple(each for each in self.items if isinstance(each, Gesture))

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
    return tuple(fact for fact in amended(recording.facts) if isinstance(fact, INPUT))


def merge(recording: Recording, first: int = 0, parents: Parents = MappingProxyType({})) -> Account:
    """Return every event of a recording in a gesture, suppressed by a named rule, or dropped.

    Where it is only the end of a recording, `first` is the number of its first input fact, and `parents` what
    popups in it may belong to.
    """
    facts = tuple(enumerate(inputs_of(recording), first))
    gestures, orphans = paired(facts, reach_of(recording.start))
    gestures, modifiers = _split(gestures, keyboard.only_modifiers)
    gestures = observed(gestures, recording.facts, first)
    left_out = [
        *_suppressed(facts),
        *(LeftOut("a release without its press", (part,)) for part in orphans),
        *_left_out("modifier keys alone", modifiers),
    ]
    items: list[Item] = []
    for part, note in parted(gestures, asides(recording.facts, first)):
        told, untold = _told(part, recording.start, parents)
        parents = {}
        items, gone = followed([*items, *told], note)
        left_out += [*untold, *_left_out("thrown_away", gone)]
    return Account(tuple(items), tuple(left_out), tuple(_dropped(facts)))


def _told(gestures: list[Gesture], start: Start, parents: Parents) -> tuple[list[Gesture], list[LeftOut]]:
    """Return what is told of the gestures between two asides, and what rules leave out."""
    gestures, arranged = _split(gestures, windows.only_arranges)
    gestures, focused = _split(gestures, windows.only_focuses)
    gestures, turned_back = _split(_merged(gestures, start, parents), scrolling.scrolls_nowhere)
    gestures, led = scrolling.scrolled_into_view(gestures)
    left_out = (
        *_left_out("arranging windows", arranged),
        *_left_out("a click that only brings a window forward", focused),
        *_left_out("scrolling there and back", turned_back),
        *_left_out("scrolled_into_view", led),
    )
    return gestures, list(left_out)


def _suppressed(facts: Numbered) -> Iterator[LeftOut]:
    for serial, fact in facts:
        if isinstance(fact, Suppressed):
            yield LeftOut(fact.rule, (Part(serial, fact.count),))


def _dropped(facts: Numbered) -> Iterator[tuple[Part, str]]:
    for serial, fact in facts:
        if isinstance(fact, Dropped):
            yield Part(serial, fact.count), fact.why


def _left_out(rule: Rule, gestures: Iterable[Gesture]) -> Iterator[LeftOut]:
    return (LeftOut(rule, gesture.parts, gesture) for gesture in gestures)


def reach_of(start: Start) -> int:
    """Return how far, in pixels, a hand may slip in a click."""
    return max(_NEAR_ENOUGH, start.double_click_pixels)


def paired(facts: Numbered, reach: int) -> tuple[list[Gesture], list[Part]]:
    """Return one gesture a press, run or key, each release with its press; and the releases that had none."""
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


def _merged(gestures: Iterable[Gesture], start: Start, parents: Parents) -> Iterator[Gesture]:
    """Yield the gestures after all rules, in the order in which they build on each other."""
    chain: Iterable[Gesture] = gestures
    for single in (pointer.drag_to_choose, scrolling.by_scroll_bar, pointer.long_press):
        chain = map(single, chain)
    for again in (pointer.double_click(start), pointer.click_again):
        chain = fold(chain, again)
    for told in (
        controls.reached_state,
        controls.choose_by_arrows,
        windows.told_by_windows,
        pasting.paste_in,
    ):
        chain = map(told, chain)
    for rule in (
        scrolling.scroll_on,
        pointer.choose_option,
        pointer.choose_in_menu,
        pasting.paste_from_menu,
        keyboard.repeat_key,
        controls.set_on,
        keyboard.select_to_type,
        keyboard.select_part_to_type,
        keyboard.move_to_type,
        keyboard.click_to_type,
        keyboard.type_on,
        keyboard.go_to_address,
        keyboard.reach_address,
        keyboard.enter_to_commit,
        keyboard.tab_out,
        keyboard.tab_in,
        keyed.tab_to_control,
        keyed.tab_before_click,
    ):
        chain = fold(chain, rule)
    chain = map(controls.choose_by_keys, keyed.choose_by_keyboard(chain))
    return windows.in_parents(map(pointer.nearest_menu, chain), parents)
