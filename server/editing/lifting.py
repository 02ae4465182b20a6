"""What becomes of the sub-steps of a step that goes: they take its place, until it is back."""

from collections.abc import Iterable
from typing import NamedTuple

from recorder.document.guide import Guide, Id, Step
from server.editing.nesting import at_level
from server.editing.steps import with_steps
from server.levels import end_of


class Lifted(NamedTuple):
    """A sub-step and its levels: the one it had, and the one it was lifted to."""

    step: Id
    level: int
    to: int


def lifts(steps: tuple[Step, ...], place: int, by: int = 1) -> tuple[Lifted, ...]:
    """Return how the sub-steps of the step at that place are lifted when it goes."""
    parts = steps[place + 1 : end_of(steps, place)] if by > 0 else ()
    return tuple(Lifted(step.id, step.level, max(0, step.level - by)) for step in parts)


def lift(guide: Guide, lifted: Iterable[Lifted]) -> Guide:
    """Return the guide with these sub-steps lifted; one whose level somebody changed is left alone."""
    return _put(guide, {each.step: (each.level, each.to) for each in lifted})


def lower(guide: Guide, lifted: Iterable[Lifted]) -> Guide:
    """Return the guide with these sub-steps as deep as they were."""
    return _put(guide, {each.step: (each.to, each.level) for each in lifted})


def _put(guide: Guide, levels: dict[str, tuple[int, int]]) -> Guide:
    if not levels:
        return guide
    put = (
        at_level(step, levels[step.id][1]) if levels.get(step.id, (-1,))[0] == step.level else step
        for step in guide.steps
    )
    return with_steps(guide, tuple(put))
