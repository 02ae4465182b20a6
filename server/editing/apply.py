"""`apply` turns a guide and an edit into a guide; `inverse` says how to take the edit back."""

from recorder.document.guide import Guide
from server.editing import steps, texts, values
from server.editing.edits import AnyEdit, DeleteStep, MoveStep, RestoreStep, SetValueShow


def apply(guide: Guide, edit: AnyEdit) -> Guide:
    """Return the guide with the edit made, the same object where it changes nothing.

    Raises ConflictError where the text is no longer what the edit saw, UnknownStepError and
    UnknownValueError where there is nothing to edit.
    """
    match edit:
        case MoveStep():
            return steps.move_step(guide, edit)
        case DeleteStep():
            return steps.delete_step(guide, edit)
        case RestoreStep():
            return steps.restore_step(guide, edit)
        case SetValueShow():
            return values.set_value_show(guide, edit)
        case _:
            return texts.set_text(guide, edit)


def inverse(guide: Guide, edit: AnyEdit) -> AnyEdit:
    """Return the edit that leads back from `apply(guide, edit)` to `guide`, others' edits left alone."""
    match edit:
        case MoveStep():
            return steps.move_back(guide, edit)
        case DeleteStep():
            return steps.restoring(guide, edit)
        case RestoreStep():
            return steps.deleting(edit)
        case SetValueShow():
            return values.show_as_before(guide, edit)
        case _:
            return texts.unset_text(guide, edit)
