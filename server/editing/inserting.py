"""Edits that bring a step in: a new one, a copy of another, or one that a rule left out while recording."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo

from recorder.document.guide import Guide, Id, Step
from server.editing.base import KEPT, BaseEdit, Seen, same_words, tidy
from server.editing.deleting import RemoveStep
from server.editing.errors import ConflictError, UsedIdError, WordlessError
from server.editing.moving import place_after
from server.editing.nesting import at_level
from server.editing.steps import find_step, place_of_step, with_steps
from server.editing.texts import says_something
from server.levels import end_of, fitting


def _tidied(step: Step, info: ValidationInfo) -> Step:
    if info.context == KEPT:
        return step
    texts = {name: tidy(getattr(step, name)) for name in ("caption", "short", "detail", "when")}
    if step.callout:
        callout = step.callout.model_copy(update={"text": tidy(step.callout.text)})
        return step.model_copy(update={**texts, "callout": callout})
    return step.model_copy(update=texts)


class InsertStep(BaseEdit):
    """Put a new step, whose id the sender makes, right after another, or first where `after` is null.

    Where that one is gone, it is put right before `ahead_of`, if that is given. Between a step and
    its sub-steps it becomes one of them. Sent again it changes nothing.
    """

    kind: Literal["insert_step"] = "insert_step"
    after: Id | None
    ahead_of: Id | None = None
    content: Annotated[Step, AfterValidator(_tidied)]


class DuplicateStep(BaseEdit):
    """Put a copy of a step, with its picture and marks, right after it and its sub-steps.

    `copy` is the id of the new step, `before` the caption that was seen.
    """

    kind: Literal["duplicate_step"] = "duplicate_step"
    step: Id
    before: Seen
    twin: Annotated[Id, Field(alias="copy")]


class AskBack(BaseEdit):
    """Ask for the step that a rule left out while recording, by its id among what was left out."""

    kind: Literal["bring_back"] = "bring_back"
    step: Id


class BringBack(BaseEdit):
    """Put a step that a rule left out where it was done, right after another, or first."""

    kind: Literal["bring_back"] = "bring_back"
    content: Step
    after: Id | None


def insert_step(guide: Guide, edit: InsertStep) -> Guide:
    """Return the guide with the new step; the same where it is there already."""
    if _is_there(guide, edit.content):
        return guide
    return _placed(guide, edit.content, place_after(guide.steps, edit.after, edit.ahead_of))


def duplicate_step(guide: Guide, edit: DuplicateStep) -> Guide:
    """Return the guide with a copy of the step; the same where it is there already."""
    step = find_step(guide, edit.step)
    twin = step.model_copy(update={"id": edit.twin})
    if _is_there(guide, twin):
        return guide
    if not same_words(step.caption, edit.before):
        raise ConflictError(edit, before=edit.before, mine=edit.before, theirs=step.caption)
    return _placed(guide, twin, end_of(guide.steps, place_of_step(guide, step.id)))


def bring_back(guide: Guide, edit: BringBack) -> Guide:
    """Return the guide with the step right after its neighbour, or last where that is gone."""
    if guide.step(edit.content.id):
        return guide
    ids = [step.id for step in guide.steps]
    place = 0 if edit.after is None else ids.index(edit.after) + 1 if edit.after in ids else len(ids)
    return _placed(guide, edit.content, place)


def removing_again(guide: Guide, edit: InsertStep | DuplicateStep | BringBack) -> RemoveStep:
    """Return the edit that takes the step out again, which the guide with the edit made knows."""
    return RemoveStep(content=find_step(guide, new_id(edit)))


def new_id(edit: InsertStep | DuplicateStep | BringBack) -> str:
    """Return the id of the step that the edit brings in."""
    return edit.twin if isinstance(edit, DuplicateStep) else edit.content.id


def require_caption(edit: BaseEdit) -> None:
    """Refuse a new step without words."""
    if isinstance(edit, InsertStep) and not says_something(edit.content.caption):
        raise WordlessError("A step needs words; say what is to be done.")


def _is_there(guide: Guide, wanted: Step) -> bool:
    """Tell whether the step is there already, as it is wanted; UsedIdError where another has its id."""
    step = guide.step(wanted.id)
    if step and at_level(wanted, step.level) != step:
        raise UsedIdError(wanted.id)
    return step is not None


def _placed(guide: Guide, step: Step, place: int) -> Guide:
    above = guide.steps[place - 1] if place else None
    below = guide.steps[place] if place < len(guide.steps) else None
    fitted = at_level(step, fitting(step.level, above, below))
    return with_steps(guide, (*guide.steps[:place], fitted, *guide.steps[place:]))
