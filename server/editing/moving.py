"""Edits to the order of steps. They name a neighbour's id, never an index, so that they survive others.

A step takes its sub-steps along. It comes to stand right after its new neighbour; put between a step and its
sub-steps it becomes one of them, and put where nothing stands above it, it rises as far as it must.
"""

from typing import Annotated, Literal

from pydantic import Field

from recorder.document.guide import Guide, Id, Step
from server.editing.base import BaseEdit
from server.editing.errors import UnknownStepError
from server.editing.nesting import Level, at_level, shifted
from server.editing.steps import place_of_step, with_steps
from server.levels import end_of, fitting


class MoveStep(BaseEdit):
    """Put a step with its sub-steps right after another, or first where `after` is null.

    Where that one is gone, it is put right before `ahead_of`, if that is given.
    """

    kind: Literal["move_step"] = "move_step"
    step: Id
    after: Id | None
    ahead_of: Id | None = None


class PutSteps(BaseEdit):
    """Put steps back where they were, at the levels they had; only an undo makes this edit."""

    kind: Literal["put_steps"] = "put_steps"
    steps: Annotated[tuple[Id, ...], Field(min_length=1)]
    levels: tuple[Level, ...]
    after: Id | None
    ahead_of: Id | None = None


def move_step(guide: Guide, edit: MoveStep) -> Guide:
    """Return the guide with the step and its sub-steps right after the new neighbour, or first."""
    start = place_of_step(guide, edit.step)
    end = end_of(guide.steps, start)
    block, rest = guide.steps[start:end], (*guide.steps[:start], *guide.steps[end:])
    if any(step.id == edit.after for step in block):
        return guide
    place = place_after(rest, edit.after, edit.ahead_of)
    if place == start:
        return guide
    above = rest[place - 1] if place else None
    below = rest[place] if place < len(rest) else None
    block = shifted(block, fitting(block[0].level, above, below) - block[0].level)
    return with_steps(guide, (*rest[:place], *block, *rest[place:]))


def moving_back(guide: Guide, edit: MoveStep | PutSteps) -> PutSteps:
    """Return the edit that puts the steps back where they are now."""
    if isinstance(edit, MoveStep):
        start = place_of_step(guide, edit.step)
        end = end_of(guide.steps, start)
    else:
        start, end = _block(guide, edit)
    block, before, behind = guide.steps[start:end], guide.steps[:start], guide.steps[end:]
    return PutSteps(
        steps=tuple(step.id for step in block),
        levels=tuple(step.level for step in block),
        after=before[-1].id if before else None,
        ahead_of=behind[0].id if behind else None,
    )


def put_steps(guide: Guide, edit: PutSteps) -> Guide:
    """Return the guide with the steps where the edit says and as deep as it says.

    Sub-steps that somebody took elsewhere meanwhile stay there, those that were added go along.
    """
    start, end = _block(guide, edit)
    rest, levels = (*guide.steps[:start], *guide.steps[end:]), dict(zip(edit.steps, edit.levels, strict=True))
    block = tuple(at_level(step, levels.get(step.id, step.level)) for step in guide.steps[start:end])
    try:
        place = place_after(rest, edit.after, edit.ahead_of)
    except UnknownStepError:  # both neighbours are gone, too: they stay where they are
        place = start
    steps = (*rest[:place], *block, *rest[place:])
    return guide if steps == guide.steps else with_steps(guide, steps)


def _block(guide: Guide, edit: PutSteps) -> tuple[int, int]:
    """Return where the first of the steps that is still there begins, and where what goes along ends."""
    listed = set(edit.steps)
    first = next((each for each in edit.steps if guide.step(each)), None)
    if first is None:
        raise UnknownStepError(edit.steps[0])
    start = place_of_step(guide, first)
    end = reach = start + 1
    while reach < len(guide.steps):
        step = guide.steps[reach]
        if step.id not in listed and step.level <= guide.steps[start].level:
            break
        reach += 1
        end = reach if step.id in listed else end
    return start, end


def place_after(steps: tuple[Step, ...], after: str | None, ahead_of: str | None) -> int:
    """Return the place right after that step, or right before the other where the first is gone."""
    if after is None:
        return 0
    ids = [step.id for step in steps]
    if after in ids:
        return ids.index(after) + 1
    if ahead_of in ids:
        return ids.index(ahead_of)
    raise UnknownStepError(after)
