"""Edits to the order of steps. They name a neighbour's id, never an index, so that they survive others."""

from recorder.document.guide import Guide, Step
from server.editing.edits import BringBack, DeleteStep, MoveStep, RestoreStep
from server.editing.errors import ConflictError, UnknownStepError


def move_step(guide: Guide, edit: MoveStep) -> Guide:
    """Return the guide with the step right after its new neighbour, or first."""
    step = find_step(guide, edit.step)
    if edit.after == edit.step or step_before(guide, edit.step) == edit.after:
        return guide
    return _insert(_without(guide, edit.step), step, edit.after)


def move_back(guide: Guide, edit: MoveStep) -> MoveStep:
    """Return the edit that puts the step back where it is now."""
    return MoveStep(step=edit.step, after=step_before(guide, edit.step))


def delete_step(guide: Guide, edit: DeleteStep) -> Guide:
    """Return the guide without the step; ConflictError where its caption is not what was seen."""
    step = find_step(guide, edit.step)
    if step.caption != edit.before:
        raise ConflictError(edit, before=edit.before, mine="", theirs=step.caption)
    return _without(guide, edit.step)


def restoring(guide: Guide, edit: DeleteStep) -> RestoreStep:
    """Return the edit that brings the step back to where it is now."""
    step = find_step(guide, edit.step)
    later = guide.steps[guide.steps.index(step) + 1 :]
    after, ahead_of = step_before(guide, edit.step), later[0].id if later else None
    return RestoreStep(content=step, after=after, ahead_of=ahead_of)


def restore_step(guide: Guide, edit: RestoreStep | BringBack) -> Guide:
    """Return the guide with the step back between its old neighbours, or last if both are gone too.

    What came to stand between them meanwhile, such as a neighbour deleted before and put back sooner,
    keeps the order in which it was done. What is brought back stands right after its neighbour.
    """
    if guide.step(edit.content.id):
        return guide
    ids = [step.id for step in guide.steps]
    ahead_of = edit.ahead_of if isinstance(edit, RestoreStep) else None
    end = ids.index(ahead_of) if ahead_of in ids else len(ids)
    start = 0 if edit.after is None else ids.index(edit.after) + 1 if edit.after in ids else end
    between = guide.steps[start:end] if isinstance(edit, RestoreStep) else ()
    earlier = [step.id for step in between if _time(step) < _time(edit.content)]
    place = ids.index(earlier[-1]) + 1 if earlier else start
    return guide.model_copy(update={"steps": (*guide.steps[:place], edit.content, *guide.steps[place:])})


def deleting(edit: RestoreStep | BringBack) -> DeleteStep:
    """Return the edit that takes the step out again."""
    return DeleteStep(step=edit.content.id, before=edit.content.caption)


def find_step(guide: Guide, step_id: str) -> Step:
    """Return the step of that id; UnknownStepError if there is none."""
    step = guide.step(step_id)
    if step is None:
        raise UnknownStepError(step_id)
    return step


def with_step(guide: Guide, step: Step) -> Guide:
    """Return the guide with this step in place of the one with its id."""
    steps = tuple(step if each.id == step.id else each for each in guide.steps)
    return guide.model_copy(update={"steps": steps})


def step_before(guide: Guide, step_id: str) -> str | None:
    """Return the id of the step right before that one, or None for the first."""
    ids = [None, *(step.id for step in guide.steps)]
    return ids[ids.index(step_id) - 1]


def _time(step: Step) -> float:
    return step.action.time if step.action else 0.0


def _without(guide: Guide, step_id: str) -> Guide:
    return guide.model_copy(update={"steps": tuple(each for each in guide.steps if each.id != step_id)})


def _insert(guide: Guide, step: Step, after: str | None) -> Guide:
    steps = list(guide.steps)
    place = 0 if after is None else steps.index(find_step(guide, after)) + 1
    return guide.model_copy(update={"steps": (*steps[:place], step, *steps[place:])})
