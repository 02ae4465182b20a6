"""How edits find a step and put another in its place."""

from collections.abc import Callable
from operator import eq
from typing import Any, Protocol, cast

from recorder.document.guide import Guide, Step
from server.editing.base import BaseEdit
from server.editing.errors import MOST_STEPS, ConflictError, TooManyStepsError, UnknownStepError


class StepEdit(Protocol):
    """An edit that sets one field of a step."""

    @property
    def kind(self) -> str:
        """The kind of the edit."""

    @property
    def step(self) -> str:
        """The step's id."""

    @property
    def before(self) -> Any:
        """What was seen."""


def find_step(guide: Guide, step_id: str) -> Step:
    """Return the step of that id; UnknownStepError if there is none."""
    step = guide.step(step_id)
    if step is None:
        raise UnknownStepError(step_id)
    return step


def place_of_step(guide: Guide, step_id: str) -> int:
    """Return how many steps stand before that one; UnknownStepError if there is none."""
    return guide.steps.index(find_step(guide, step_id))


def with_step(guide: Guide, step: Step) -> Guide:
    """Return the guide with this step in place of the one with its id."""
    return with_steps(guide, tuple(step if each.id == step.id else each for each in guide.steps))


def with_steps(guide: Guide, steps: tuple[Step, ...]) -> Guide:
    """Return the guide with these steps; TooManyStepsError where they are more than fit."""
    if len(steps) > max(MOST_STEPS, len(guide.steps)):
        raise TooManyStepsError
    return guide.model_copy(update={"steps": steps})


def step_before(guide: Guide, step_id: str) -> str | None:
    """Return the id of the step right before that one, or None for the first."""
    place = place_of_step(guide, step_id)
    return guide.steps[place - 1].id if place else None


def set_field(
    guide: Guide, edit: "StepEdit", field: str, wanted: Any, same: Callable[[Any, Any], bool] = eq
) -> Guide:
    """Return the guide with one field of a step set to what is wanted."""
    step = find_step(guide, edit.step)
    if is_as_wanted(cast("BaseEdit", edit), getattr(step, field), edit.before, wanted, same):
        return guide
    return with_step(guide, step.model_copy(update={field: wanted}))


def is_as_wanted(
    edit: BaseEdit, present: Any, seen: Any, wanted: Any, same: Callable[[Any, Any], bool] = eq
) -> bool:
    """Tell whether what is wanted stands there already.

    Raises ConflictError where neither that stands there nor what was seen.
    """
    if same(present, wanted):
        return True
    if not same(present, seen):
        raise ConflictError(edit, before=told(seen), mine=told(wanted), theirs=told(present))
    return False


def told(value: Any) -> Any:
    """Return what an edit saw or wants as JSON."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return [told(each) for each in value]
    return value
