"""The live list: what it costs, and that it is what is composed in the end, crops and ids included."""

from collections.abc import Iterator
from typing import Any

import pytest

from recorder.compose import compose, live
from recorder.compose.actions import merge
from recorder.compose.live import Live
from recorder.document.geometry import Point
from recorder.document.guide import Step
from recorder.recording import AnyFact, Discard, Named, Press, Recording, Release, Remark, Snapshot, Start
from tests.takes import DESK, ISSUE, NOTE, ORDER, Take


def long_take(rounds: int) -> Recording:
    """Return a recording that clicks and types in two windows, with notes and steps thrown away between."""
    take = Take()
    for number in range(rounds):
        take.click(ORDER)
        take.click(NOTE)
        take.type(NOTE, "Customer return")
        take.click(ISSUE)
        if number % 5 == 0:
            take.facts.append(Remark(time=take.time, text=f"Note {number}"))
        if number % 7 == 0:
            take.facts.append(Snapshot(time=take.time, moment=take.moment(), window=DESK))
        if number % 9 == 0:
            take.facts += [Discard(time=take.time), Discard(time=take.time)]
    return take.recording()


def changes(start: Start, facts: tuple[AnyFact, ...]) -> Iterator[tuple[Step, ...]]:
    """Yield the list after each fact, as somebody sees it who takes every change."""
    heard: list[AnyFact] = []
    composer, steps = Live(start, lambda: heard), tuple[Step, ...]()
    for fact in facts:
        heard.append(fact)
        composer.add(fact)
        if change := composer.change():
            steps = (*steps[: change.first], *change.steps)
        yield steps


def test_the_live_list_ends_as_it_is_composed() -> None:
    recording = long_take(60)
    *_, last = changes(recording.start, recording.facts)
    assert last == compose(recording).steps
    assert len(last) > 2 * live.MOST_OPEN


def test_the_list_is_right_at_every_moment() -> None:
    recording = long_take(8)
    for number, seen in enumerate(changes(recording.start, recording.facts), 1):
        so_far = Recording(start=recording.start, facts=recording.facts[:number])
        assert seen == compose(so_far).steps


def test_more_can_be_thrown_away_than_is_open() -> None:
    recording = long_take(40)
    gone = [Discard(time=recording.seconds)] * (live.MOST_OPEN + 20)
    whole = Recording(start=recording.start, facts=(*recording.facts, *gone))
    *_, last = changes(whole.start, whole.facts)
    assert last == compose(whole).steps


def test_a_button_may_be_held_down_for_longer_than_steps_are_open() -> None:
    recording = long_take(40)
    held = Press(time=0.1, button="back", at=Point(400, 400), window=DESK)
    let_go = Release(time=recording.seconds, button="back", at=Point(900, 400))
    whole = Recording(start=recording.start, facts=(held, *recording.facts, let_go))
    *_, last = changes(whole.start, whole.facts)
    assert last == compose(whole).steps


def test_the_cost_of_a_step_does_not_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    merged: list[int] = []

    def counted(recording: Recording, *rest: Any) -> object:
        merged.append(len(recording.facts))
        return merge(recording, *rest)

    monkeypatch.setattr(live, "merge", counted)
    recording = long_take(70)
    *_, last = changes(recording.start, recording.facts)
    assert len(last) > 3 * live.MOST_OPEN
    assert max(merged) < 8 * live.MOST_OPEN


def named_late(rounds: int, later: int) -> Recording:
    """Return a recording whose presses have no names; each comes so many facts later."""
    whole = long_take(rounds)
    facts: list[AnyFact] = []
    due: list[tuple[int, Named]] = []
    for number, fact in enumerate(whole.facts):
        facts += [name for at, name in due if at == number]
        if isinstance(fact, Press) and fact.target:
            name = Named(time=fact.time, what="press", of=fact.time, target=fact.target)
            due.append((number + later, name))
            facts.append(fact.model_copy(update={"target": None}))
        else:
            facts.append(fact)
    return Recording(start=whole.start, facts=tuple(facts))


@pytest.mark.parametrize("later", [1, 6, 20])
def test_a_name_that_comes_late_changes_its_step(later: int) -> None:
    recording = named_late(3, later)
    for number, seen in enumerate(changes(recording.start, recording.facts), 1):
        so_far = Recording(start=recording.start, facts=recording.facts[:number])
        assert seen == compose(so_far).steps


def test_a_name_for_a_step_that_is_open_no_more_opens_it_again() -> None:
    recording = named_late(24, 160)
    composer, steps = Live(recording.start, lambda: recording.facts), tuple[Step, ...]()
    for number, fact in enumerate(recording.facts, 1):
        composer.add(fact)  # what `again` gives beyond it is still to come
        change = composer.change() if number % 12 == 0 or number == len(recording.facts) else None
        if change:
            steps = (*steps[: change.first], *change.steps)
    assert steps == compose(recording).steps
    assert len(steps) > live.MOST_OPEN
