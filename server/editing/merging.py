"""Edits that make one step of two neighbours, and two of one again.

The second's sub-steps come to stand below the merged step. Two that were made one come back as they were, and
one that was made two becomes what it was, as long as nobody changed them in between.
"""

from typing import Literal

from recorder.document.guide import Guide, Id, Step
from server.editing.base import BaseEdit, Seen, same_words
from server.editing.deleting import require_as_it_was
from server.editing.errors import CannotMergeError, ConflictError, UsedIdError
from server.editing.lifting import Lifted, lift, lifts, lower
from server.editing.merged import merge
from server.editing.steps import find_step, place_of_step, step_before, with_step, with_steps


class MergeSteps(BaseEdit):
    """Make one step of two neighbours; `before` and `before_next` are the captions that were seen.

    Null takes the step as it stands, which whoever merges several in one call cannot foresee.
    """

    kind: Literal["merge_steps"] = "merge_steps"
    step: Id
    next: Id
    before: Seen | None = None
    before_next: Seen | None = None


class SplitSteps(BaseEdit):
    """Put two steps in place of the one they were made of, or that is made of them.

    `merged` is that one as it must still be; edits of older releases do not say it.
    """

    kind: Literal["split_steps"] = "split_steps"
    step: Id
    before: Seen
    first: Step
    second: Step
    merged: Step | None = None
    lifted: tuple[Lifted, ...] = ()


class JoinSteps(BaseEdit):
    """Put one step in place of two that nobody changed since; only an undo makes this edit."""

    kind: Literal["join_steps"] = "join_steps"
    step: Id
    first: Step
    second: Step
    whole: Step
    lifted: tuple[Lifted, ...] = ()


def merge_steps(guide: Guide, edit: MergeSteps) -> Guide:
    """Return the guide with one step in place of the two; ConflictError where their words are not as seen."""
    first, second = find_step(guide, edit.step), find_step(guide, edit.next)
    if step_before(guide, second.id) != first.id:
        raise CannotMergeError(neighbours=False)
    for step, before in ((first, edit.before), (second, edit.before_next)):
        if before is not None and not same_words(step.caption, before):
            raise ConflictError(edit, before=before, mine="", theirs=step.caption)
    return _joined(guide, merge(first, second, guide.language), second, _lifted(guide, first, second))


def splitting(guide: Guide, edit: MergeSteps) -> SplitSteps:
    """Return the edit that puts the two steps back as they are now."""
    first, second = find_step(guide, edit.step), find_step(guide, edit.next)
    merged = merge(first, second, guide.language)
    return SplitSteps(
        step=first.id,
        before=merged.caption,
        first=first,
        second=second,
        merged=merged,
        lifted=_lifted(guide, first, second),
    )


def split_steps(guide: Guide, edit: SplitSteps) -> Guide:
    """Return the guide with the two steps in place of the merged one."""
    merged = find_step(guide, edit.step)
    if not same_words(merged.caption, edit.before) or (edit.merged and edit.merged != merged):
        raise ConflictError(edit, before=edit.before, mine=edit.first.caption, theirs=merged.caption)
    if guide.step(edit.second.id):
        raise UsedIdError(edit.second.id)
    place = guide.steps.index(merged)
    steps = (*guide.steps[:place], edit.first, edit.second, *guide.steps[place + 1 :])
    return lower(with_steps(guide, steps), edit.lifted)


def joining(guide: Guide, edit: SplitSteps) -> JoinSteps:
    """Return the edit that puts the one step back as it is now."""
    whole = find_step(guide, edit.step)
    return JoinSteps(step=whole.id, first=edit.first, second=edit.second, whole=whole, lifted=edit.lifted)


def join_steps(guide: Guide, edit: JoinSteps) -> Guide:
    """Return the guide with the one step in place of the two; ConflictError where one changed."""
    for part in (edit.first, edit.second):
        require_as_it_was(guide, edit, part)
    if place_of_step(guide, edit.second.id) != place_of_step(guide, edit.first.id) + 1:
        raise CannotMergeError(neighbours=False)
    return _joined(guide, edit.whole, edit.second, edit.lifted)


def parting(guide: Guide, edit: JoinSteps) -> SplitSteps:
    """Return the edit that puts the two steps back."""
    del guide
    return SplitSteps(
        step=edit.step,
        before=edit.whole.caption,
        first=edit.first,
        second=edit.second,
        merged=edit.whole,
        lifted=edit.lifted,
    )


def _lifted(guide: Guide, first: Step, second: Step) -> tuple[Lifted, ...]:
    return lifts(guide.steps, guide.steps.index(second), second.level - first.level)


def _joined(guide: Guide, one: Step, second: Step, lifted: tuple[Lifted, ...]) -> Guide:
    rest = tuple(step for step in guide.steps if step.id != second.id)
    return lift(with_step(with_steps(guide, rest), one), lifted)
