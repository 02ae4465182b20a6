"""The edit that makes a note of an action, a heading of a note, and so on."""

from typing import Literal

from recorder.document.guide import Guide, Id
from server.editing.base import BaseEdit
from server.editing.steps import set_field

StepKind = Literal["action", "note", "heading", "result"]


class SetStepKind(BaseEdit):
    """Let a step be an action, a note, a heading or the result; all else of it stays for the way back."""

    kind: Literal["set_step_kind"] = "set_step_kind"
    step: Id
    before: StepKind
    to: StepKind


def set_step_kind(guide: Guide, edit: SetStepKind) -> Guide:
    """Return the guide whose step is of that kind."""
    return set_field(guide, edit, "kind", edit.to)
