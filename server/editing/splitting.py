"""The edit that makes two steps of one, each with its words and what belongs to them."""

from typing import Annotated, Literal

from pydantic import Field

from recorder.document.guide import Guide, Id
from server.editing.base import BaseEdit, Seen, Words, same_words
from server.editing.errors import ConflictError, UsedIdError, WordlessError
from server.editing.merging import JoinSteps
from server.editing.proposing import proposed_split, shared
from server.editing.steps import find_step, place_of_step, with_steps
from server.editing.texts import says_something


class SplitStep(BaseEdit):
    """Make two steps of one: `step` says `first` from now on, and a new one, `copy`, right after it `second`.

    Without words the server proposes them. A step that was merged and not changed since becomes the two that
    it was, with their own ids. What was a sub-step of the one is a sub-step of the second.
    """

    kind: Literal["split_step"] = "split_step"
    step: Id
    twin: Annotated[Id, Field(alias="copy")]
    before: Seen
    first: Words | None = None
    second: Words | None = None


def split_step(guide: Guide, edit: SplitStep) -> Guide:
    """Return the guide with the two steps; the same where the step is split so already."""
    step, (first, second) = find_step(guide, edit.step), parts(guide, edit)
    twin = guide.step(edit.twin)
    if twin is not None:
        if (step.caption, twin.caption) != (first, second):
            raise UsedIdError(edit.twin)
        return guide
    if not same_words(step.caption, edit.before):
        raise ConflictError(edit, before=edit.before, mine=first, theirs=step.caption)
    two = shared(step, edit.twin, first, second, guide.language)
    place = place_of_step(guide, edit.step)
    return with_steps(guide, (*guide.steps[:place], *two, *guide.steps[place + 1 :]))


def joining_again(guide: Guide, edit: SplitStep) -> JoinSteps:
    """Return the edit that puts the one step back as it is now."""
    step = find_step(guide, edit.step)
    first, second = shared(step, edit.twin, *parts(guide, edit), guide.language)
    return JoinSteps(step=step.id, first=first, second=second, whole=step)


def parts(guide: Guide, edit: SplitStep) -> tuple[str, str]:
    """Return what the two steps say: what the edit wants, else what is proposed."""
    first, second = proposed_split(find_step(guide, edit.step), guide.language)
    return edit.first if edit.first is not None else first, edit.second if edit.second is not None else second


def require_both(edit: BaseEdit) -> None:
    """Refuse to leave one of the two without words."""
    if not isinstance(edit, SplitStep):
        return
    if not all(says_something(each) for each in (edit.first, edit.second) if each is not None):
        raise WordlessError("Each of the two steps needs words; say what is done first, and what then.")
