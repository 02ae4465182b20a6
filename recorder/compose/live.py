"""The guide of a recording that goes on: what is new is composed, and the length so far costs nothing.

Rules look at neighbours only. So what lies some steps back is settled: it is told once, and only the facts
after it are merged and told again. Where to cut is not assumed but tried: merging before and after the cut
must give what merging the whole gave.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recorder.compose.actions import merge
from recorder.compose.asides import Item
from recorder.compose.compose import result_of, steps_of, windows_of
from recorder.compose.gestures import Gesture
from recorder.compose.windows import Parents, parents_after
from recorder.document.guide import Step
from recorder.recording import (
    AnyFact,
    Discard,
    InputFact,
    Layout,
    Moment,
    Named,
    Press,
    Recording,
    Release,
    Settled,
    Start,
    Stop,
)

if TYPE_CHECKING:
    from recorder.compose.steps import View

MOST_OPEN = 32
"""So many steps may be open before the front of them is settled."""

STAY_OPEN = 16
"""So many are left open then: a rule may still change them, and they may be thrown away."""


@dataclass(frozen=True, slots=True)
class Change:
    """From step number `first` on, the list of steps is now `steps`."""

    first: int
    steps: tuple[Step, ...]


class Live:
    """Take facts as they come and tell how the list of steps changes.

    `again` gives all facts from the beginning; it is asked only when more was thrown away than is open, or
    a name or a release came for what is open no more.
    """

    def __init__(self, start: Start, again: Callable[[], Iterable[AnyFact]] = tuple) -> None:
        self._start = start
        self._again = again
        self._last: AnyFact | None = None
        self._begin()

    def _begin(self) -> None:
        self._moments: dict[str, Moment] = {}
        self._facts: list[AnyFact] = []
        self._layouts: list[Layout] = []
        self._serial = 0
        self._settled = 0
        self._opened = 0.0
        self._late = False
        self._view: View | None = None
        self._parents: Parents = {}
        self._windows: set[str] = set()
        self._ended = False
        self._told: tuple[Step, ...] = ()
        self._items: tuple[Item, ...] = ()
        self._shown: list[tuple[Step, View | None]] = []

    def add(self, fact: AnyFact) -> None:
        """Take one fact."""
        self._last = fact
        self._late = self._late or (self._settled > 0 and self._is_late(fact))
        if isinstance(fact, Moment):
            if fact.id in self._moments:  # converted: what shows it is told anew
                self._forget()
            self._moments[fact.id] = fact
        else:
            self._facts.append(fact)
        self._ended = self._ended or isinstance(fact, Stop)
        if isinstance(fact, Layout):
            self._layouts.append(fact)
            self._forget()

    def _forget(self) -> None:
        self._items, self._shown = (), []

    def change(self) -> Change | None:
        """Return what has changed since the last call, None where nothing has."""
        if self._settled and (self._late or self._discards() >= STAY_OPEN):
            self._begin_again()
        items = self._merged(self._facts, self._serial, self._parents)
        self._show(items)
        windows = self._windows | windows_of(items)
        result = result_of(self._ends(), self._start, self._moments, self._layouts, windows)
        steps = (*(step for step, _ in self._shown), *result)
        same = common(self._told, steps)
        change = Change(self._settled + same, steps[same:]) if steps != self._told else None
        self._told = steps
        if len(items) > MOST_OPEN:
            self._settle(items)
        return change

    def _ends(self) -> list[AnyFact]:
        """Return the facts that a result is told from: what an action ends with is none while it goes on."""
        return self._facts if self._ended else [fact for fact in self._facts if not isinstance(fact, Settled)]

    def _discards(self) -> int:
        return sum(isinstance(fact, Discard) for fact in self._facts)

    def _is_late(self, fact: AnyFact) -> bool:
        """Tell whether a fact completes what is open no more: by its name, or as the button comes up."""
        if not isinstance(fact, Release):
            return isinstance(fact, Named) and fact.of < self._opened
        buttons = (each for each in reversed(self._facts) if isinstance(each, Press | Release))
        return not isinstance(next((each for each in buttons if each.button == fact.button), None), Press)

    def _begin_again(self) -> None:
        """Open all of the recording until the last fact heard: from here on everything is told anew."""
        facts, last = tuple(self._again()), self._last
        heard = next((number for number in range(len(facts), 0, -1) if facts[number - 1] == last), len(facts))
        self._begin()
        for fact in facts[:heard]:
            self.add(fact)

    def _merged(self, facts: Iterable[AnyFact], serial: int, parents: Parents) -> tuple[Item, ...]:
        recording = Recording.model_construct(start=self._start, facts=tuple(facts))
        return merge(recording, serial, parents).items

    def _show(self, items: tuple[Item, ...]) -> None:
        """Make the steps of the items, but for those at the front that are as they were."""
        same = common(self._items, items)
        view = self._shown[same - 1][1] if same else self._view
        fresh = steps_of(items[same:], self._start, self._moments, self._layouts, view)
        self._items, self._shown = items, [*self._shown[:same], *fresh]

    def _settle(self, items: tuple[Item, ...]) -> None:
        """Cut what is open in two, at a step where that makes no difference."""
        for place in range(len(items) - STAY_OPEN, 0, -1):
            cut = items[place]
            if not isinstance(cut, Gesture):
                continue
            front, rest = self._parted(cut.serial)
            parents = parents_after(front, self._parents)
            behind = self._merged(rest, cut.serial, parents)
            if self._merged(front, self._serial, self._parents) + behind != items:
                continue
            self._parents = parents
            self._opened = next(fact.time for fact in rest if isinstance(fact, InputFact))
            self._facts, self._serial, self._view = rest, cut.serial, self._shown[place - 1][1]
            self._items, self._shown = items[place:], self._shown[place:]
            self._windows |= windows_of(items[:place])
            self._told = self._told[place:]
            self._settled += place
            return

    def _parted(self, serial: int) -> tuple[list[AnyFact], list[AnyFact]]:
        """Return the facts before the input fact of a number, and the others."""
        number = self._serial
        for place, fact in enumerate(self._facts):
            if isinstance(fact, InputFact):
                if number == serial:
                    return self._facts[:place], self._facts[place:]
                number += 1
        return self._facts, []


def common(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how many things are the same at the front of both."""
    pairs = zip(one, other, strict=False)
    return next(
        (place for place, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(one), len(other))
    )
