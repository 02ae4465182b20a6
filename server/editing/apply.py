"""`apply` turns a guide and an edit into a guide; `inverse` says how to take the edit back."""

from collections.abc import Callable, Mapping
from typing import Any

from recorder.document.guide import Guide
from server.editing import merging, moments, places, steps, texts, values
from server.editing.edits import (
    AnyEdit,
    BaseEdit,
    BringBack,
    DeleteStep,
    MergeSteps,
    MoveStep,
    RestoreStep,
    SetCaption,
    SetDetail,
    SetMoment,
    SetPlace,
    SetScope,
    SetTitle,
    SetValueShow,
    SplitSteps,
)

Do = Callable[[Guide, Any], Guide]
Back = Callable[[Guide, Any], AnyEdit]

_WAYS: Mapping[type[BaseEdit], tuple[Do, Back]] = {
    **dict.fromkeys((SetTitle, SetCaption, SetDetail, SetScope), (texts.set_text, texts.unset_text)),
    MoveStep: (steps.move_step, steps.move_back),
    DeleteStep: (steps.delete_step, steps.restoring),
    RestoreStep: (steps.restore_step, lambda _guide, edit: steps.deleting(edit)),
    BringBack: (steps.restore_step, lambda _guide, edit: steps.deleting(edit)),
    MergeSteps: (merging.merge_steps, merging.splitting),
    SplitSteps: (merging.split_steps, lambda _guide, edit: merging.merging(edit)),
    SetValueShow: (values.set_value_show, values.show_as_before),
    SetPlace: (places.set_place, places.placing_as_before),
    SetMoment: (moments.set_moment, moments.moment_as_before),
}
"""How each kind of edit is made, and which edit leads back."""


def apply(guide: Guide, edit: AnyEdit) -> Guide:
    """Return the guide with the edit made, the same object where it changes nothing.

    Raises ConflictError where the text is no longer what the edit saw, UnknownStepError and
    UnknownValueError where there is nothing to edit, CannotMergeError where two steps do not make one.
    """
    return _WAYS[type(edit)][0](guide, edit)


def inverse(guide: Guide, edit: AnyEdit) -> AnyEdit:
    """Return the edit that leads back from `apply(guide, edit)` to `guide`, others' edits left alone."""
    return _WAYS[type(edit)][1](guide, edit)
