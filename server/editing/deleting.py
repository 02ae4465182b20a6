"""Edits that take a step out, and put it back.

The sub-steps of a step that goes stay: they are lifted into its place, and stand below
it again once it is back.
"""

from typing import Literal

from recorder.document.guide import Guide, Id, Step
from server.editing.base import BaseEdit, Seen, same_words
from server.editing.errors import ConflictError
from server.editing.lifting import Lifted, lift, lifts, lower
from server.editing.steps import find_step, place_of_step, with_steps


class DeleteStep(BaseEdit):
    """Take a step out; `before` is the caption that was seen. Its sub-steps stay, one level up."""

    kind: Literal["delete_step"] = "delete_step"
    step: Id
    before: Seen


class RestoreStep(BaseEdit):
    """Put a step back between its old neighbours; only an undo makes this edit.

    `dropped` tells whether somebody had deleted it, or only its insertion had been undone.
    """

    kind: Literal["restore_step"] = "restore_step"
    content: Step
    after: Id | None
    ahead_of: Id | None = None
    lifted: tuple[Lifted, ...] = ()
    dropped: bool = True


class RemoveStep(BaseEdit):
    """Take a step out that nobody changed since it came; only an undo makes this edit."""

    kind: Literal["remove_step"] = "remove_step"
    content: Step
    lifted: tuple[Lifted, ...] = ()
    dropped: bool = False


def delete_step(guide: Guide, edit: DeleteStep) -> Guide:
    """Return the guide without the step; ConflictError where its caption is not what was seen."""
    step = find_step(guide, edit.step)
    if not same_words(step.caption, edit.before):
        raise ConflictError(edit, before=edit.before, mine="", theirs=step.caption)
    return _without(guide, edit.step, lifts(guide.steps, guide.steps.index(step)))


def remove_step(guide: Guide, edit: RemoveStep) -> Guide:
    """Return the guide without the step; ConflictError where it is not as it came."""
    require_as_it_was(guide, edit, edit.content)
    return _without(guide, edit.content.id, edit.lifted)


def restoring(guide: Guide, edit: DeleteStep | RemoveStep) -> RestoreStep:
    """Return the edit that brings the step back to where it is now."""
    place = place_of_step(guide, edit.step if isinstance(edit, DeleteStep) else edit.content.id)
    before, later = guide.steps[:place], guide.steps[place + 1 :]
    lifted = lifts(guide.steps, place) if isinstance(edit, DeleteStep) else edit.lifted
    return RestoreStep(
        content=guide.steps[place],
        after=before[-1].id if before else None,
        ahead_of=later[0].id if later else None,
        lifted=lifted,
        dropped=isinstance(edit, DeleteStep) or edit.dropped,
    )


def restore_step(guide: Guide, edit: RestoreStep) -> Guide:
    """Return the guide with the step back between its old neighbours, or last if both are gone too.

    What came to stand between them meanwhile, such as a neighbour deleted before and put back sooner,
    keeps the order in which it was done.
    """
    if guide.step(edit.content.id):
        return guide
    ids = [step.id for step in guide.steps]
    end = ids.index(edit.ahead_of) if edit.ahead_of in ids else len(ids)
    start = 0 if edit.after is None else ids.index(edit.after) + 1 if edit.after in ids else end
    earlier = [step.id for step in guide.steps[start:end] if _time(step) < _time(edit.content)]
    place = ids.index(earlier[-1]) + 1 if earlier else start
    put = with_steps(guide, (*guide.steps[:place], edit.content, *guide.steps[place:]))
    return lower(put, edit.lifted)


def removing(guide: Guide, edit: RestoreStep) -> RemoveStep:
    """Return the edit that takes the step out again."""
    del guide
    return RemoveStep(content=edit.content, lifted=edit.lifted, dropped=edit.dropped)


def require_as_it_was(guide: Guide, edit: BaseEdit, content: Step) -> None:
    """Refuse to go on where a step is not as the edit knows it."""
    step = find_step(guide, content.id)
    if step != content:
        raise ConflictError(edit, before=content.caption, mine="", theirs=step.caption)


def _time(step: Step) -> float:
    return step.action.time if step.action else 0.0


def _without(guide: Guide, step_id: str, lifted: tuple[Lifted, ...]) -> Guide:
    rest = tuple(step for step in guide.steps if step.id != step_id)
    return lift(with_steps(guide, rest), lifted)
