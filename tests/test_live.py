"""The live list: what it costs, and that it is what is composed in the end, crops and ids included."""

from collections.abc import Iterator

import pytest

from recorder.compose import compose, live
from recorder.compose.actions import merge
from recorder.compose.live import Live
from recorder.document.guide import Step
from recorder.recording import AnyFact, Discard, Recording, Remark, Snapshot, Start
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


def test_the_cost_of_a_step_does_not_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    merged: list[int] = []

    def counted(recording: Recording, first: int = 0) -> object:
        merged.append(len(recording.facts))
        return merge(recording, first)

    monkeypatch.setattr(live, "merge", counted)
    recording = long_take(70)
    *_, last = changes(recording.start, recording.facts)
    assert len(last) > 3 * live.MOST_OPEN
    assert max(merged) < 8 * live.MOST_OPEN
