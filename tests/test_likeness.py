"""Guides that say nearly the same meet; those that only resemble each other are not called doubles."""

import random
from collections.abc import Sequence

from server.ordering.likeness import ALIKE, bands_of, likeness, read, sketch_of, written
from server.ordering.traits import traits_of
from tests.small_guides import small_guide

STEPS = ("Orders", "Order", "Reason", "Note", "Amount", "Check", "Issue refund", "Close")


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    return likeness(sketch_of(one), sketch_of(other))


def sketch(title: str, names: Sequence[str]) -> tuple[int, ...]:
    found = traits_of(small_guide("a", title, names))
    return read(next(each.about for each in found if each.kind == "sketch"))


def meet(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool({*bands_of(sketch_of(one))} & {*bands_of(sketch_of(other))})


def test_a_sketch_is_read_as_it_was_written() -> None:
    sketch = sketch_of(STEPS)
    assert read(written(sketch)) == sketch
    assert read("") == ()


def test_likeness_is_the_share_of_steps_that_both_have() -> None:
    assert alike(STEPS, STEPS) == 1
    assert alike(STEPS, [*STEPS, "Print"]) == 8 / 9
    assert alike(STEPS, ["Leave", "Holiday"]) == 0
    assert likeness((), ()) == 0


def test_the_likeness_of_long_guides_is_estimated_closely() -> None:
    chance = random.Random(7)
    for shared in (100, 200, 300):
        both = [f"step {chance.random()}" for _ in range(shared)]
        one, other = ([*both, *(f"{name} {each}" for each in range(200))] for name in ("one", "other"))
        assert abs(alike(one, other) - shared / (shared + 400)) < 0.2


def test_guides_that_are_alike_meet_and_others_hardly_do() -> None:
    chance = random.Random(3)
    met = {True: 0, False: 0}
    for number in range(300):
        steps = [f"{number} {each}" for each in range(12)]
        near = [*chance.sample(steps, 10), "another"]
        far = [*chance.sample(steps, 2), *(f"far {number} {each}" for each in range(10))]
        assert alike(steps, near) >= ALIKE > alike(steps, far)
        met[True] += meet(steps, near)
        met[False] += meet(steps, far)
    assert met[True] >= 297
    assert met[False] <= 30


def test_a_copy_with_a_step_changed_is_a_double_and_a_sister_task_is_not() -> None:
    mine = sketch("Refund an order", STEPS)
    copy = sketch("Refund (copy)", [*STEPS[:6], "Pay back", "Close"])
    sister = sketch("Exchange an order", ["Orders", "Order", "Goods", "Size", "Send", "Close"])
    assert likeness(mine, copy) >= ALIKE > likeness(mine, sister)


def test_guides_of_a_step_or_two_are_doubles_only_under_one_title() -> None:
    mine, same = sketch("Save a draft letter", ["Save"]), sketch("Save the draft letter", ["Save"])
    assert likeness(mine, same) == 1
    assert likeness(mine, sketch("Approve holidays", ["Save"])) < ALIKE
