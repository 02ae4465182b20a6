"""Edits to what readers see of a case's own values."""

from recorder.document.guide import CaseValue, Guide, Step
from server.editing.edits import SetValueShow
from server.editing.errors import ConflictError, UnknownValueError
from server.editing.steps import find_step, with_step
from server.editing.wording import reworded


def set_value_show(guide: Guide, edit: SetValueShow) -> Guide:
    """Return the guide with the value shown that way; the caption follows unless it was rewritten by hand."""
    step = find_step(guide, edit.step)
    value = _find_value(step, edit.name)
    if value.show not in {edit.before, edit.show}:
        raise ConflictError(edit, before=edit.before, mine=edit.show, theirs=value.show)
    shown = value.model_copy(update={"show": edit.show})
    values = tuple(shown if each is value else each for each in step.values)
    return with_step(guide, reworded(step, guide.language, values=values))


def show_as_before(guide: Guide, edit: SetValueShow) -> SetValueShow:
    """Return the edit that shows the value as it is shown now."""
    now = _find_value(find_step(guide, edit.step), edit.name).show
    return edit.model_copy(update={"before": edit.show, "show": now})


def _find_value(step: Step, name: str) -> CaseValue:
    value = next((each for each in step.values if each.name == name), None)
    if value is None:
        raise UnknownValueError(step.id, name)
    return value
