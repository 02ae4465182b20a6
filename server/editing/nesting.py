"""The edit that nests a step below the one above it, or lifts it out again.

Its sub-steps go along, as far as there are levels. A sub-step needs a step above it.
"""

from typing import Annotated, Literal

from pydantic import Field

from recorder.document.guide import Guide, Id, Step
from server.editing.base import BaseEdit
from server.editing.errors import NestingError
from server.editing.steps import is_as_wanted, place_of_step, with_steps
from server.levels import DEEPEST, end_of, fitting

Level = Annotated[int, Field(ge=0, le=DEEPEST)]


class SetLevel(BaseEdit):
    """Nest a step (1, 2) or lift it (0); its sub-steps go along."""

    kind: Literal["set_level"] = "set_level"
    step: Id
    before: Level
    level: Level


def set_level(guide: Guide, edit: SetLevel) -> Guide:
    """Return the guide with the step at that level; NestingError where nothing stands above it."""
    place = place_of_step(guide, edit.step)
    now = guide.steps[place].level
    if is_as_wanted(edit, now, edit.before, edit.level):
        return guide
    above = guide.steps[place - 1] if place else None
    if edit.level > now and fitting(edit.level, above, None) < edit.level:
        raise NestingError(edit.step)
    end = end_of(guide.steps, place)
    block = shifted(guide.steps[place:end], edit.level - now)
    return with_steps(guide, (*guide.steps[:place], *block, *guide.steps[end:]))


def shifted(steps: tuple[Step, ...], by: int) -> tuple[Step, ...]:
    """Return the steps so many levels deeper, or less deep, as far as there are levels."""
    return tuple(at_level(step, min(max(step.level + by, 0), DEEPEST)) for step in steps) if by else steps


def at_level(step: Step, level: int) -> Step:
    """Return the step at that level."""
    return step if step.level == level else step.model_copy(update={"level": level})
