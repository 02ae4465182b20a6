"""Edits to a case's own values: what they say, and what readers see of them."""

from typing import Any, Literal

from recorder.document.guide import CaseValue, Guide, Id, Line, Step
from server.editing.base import BaseEdit, Seen, Words, same_words
from server.editing.errors import UnknownValueError
from server.editing.steps import find_step, is_as_wanted, with_step
from server.editing.wording import reworded

Show = Literal["never", "example", "fixed"]


class SetValue(BaseEdit):
    """Let a value of a step say something else."""

    kind: Literal["set_value"] = "set_value"
    step: Id
    name: Line
    before: Seen
    text: Words


class SetValueShow(BaseEdit):
    """Let readers see a value of a step as an example, as fixed, or never."""

    kind: Literal["set_value_show"] = "set_value_show"
    step: Id
    name: Line
    before: Show
    show: Show


def set_value(guide: Guide, edit: SetValue) -> Guide:
    """Return the guide with the value's text; the caption follows unless it was rewritten by hand."""
    value = _find_value(find_step(guide, edit.step), edit.name)
    if is_as_wanted(edit, value.text, edit.before, edit.text, same_words):
        return guide
    return _with_value(guide, edit.step, value, text=edit.text)


def set_value_show(guide: Guide, edit: SetValueShow) -> Guide:
    """Return the guide with the value shown that way; the caption follows unless it was rewritten by hand."""
    value = _find_value(find_step(guide, edit.step), edit.name)
    if is_as_wanted(edit, value.show, edit.before, edit.show):
        return guide
    return _with_value(guide, edit.step, value, show=edit.show)


def _with_value(guide: Guide, step_id: str, value: CaseValue, **changes: Any) -> Guide:
    step, changed = find_step(guide, step_id), value.model_copy(update=changes)
    values = tuple(changed if each is value else each for each in step.values)
    return with_step(guide, reworded(step, guide.language, values=values))


def _find_value(step: Step, name: str) -> CaseValue:
    value = next((each for each in step.values if each.name == name), None)
    if value is None:
        raise UnknownValueError(step.id, name)
    return value
