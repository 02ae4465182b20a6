"""The edits a guide knows, as they arrive from a page or a program, and as they are kept.

Each says what it saw (`before`), so that nobody's change is overwritten unseen. Each kind is in the file of
what it changes.
"""

from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from server.editing.abouts import SetAbout
from server.editing.base import KEPT, BaseEdit
from server.editing.callouts import SetCallout
from server.editing.conditions import SetOptional, SetWhen
from server.editing.deleting import DeleteStep, RemoveStep, RestoreStep
from server.editing.fields import PutFields, TakeStep
from server.editing.inserting import AskBack, BringBack, DuplicateStep, InsertStep
from server.editing.kinds import SetStepKind
from server.editing.links import SetLinks
from server.editing.merging import JoinSteps, MergeSteps, SplitSteps
from server.editing.moments import AskMoment, SetMoment
from server.editing.moving import MoveStep, PutSteps
from server.editing.nesting import SetLevel
from server.editing.pictures import SetCrop, SetMarks, SetPicture
from server.editing.places import SetPlace
from server.editing.splitting import SplitStep
from server.editing.texts import SetCaption, SetDetail, SetScope, SetTitle
from server.editing.values import SetValue, SetValueShow

__all__ = [
    "AnyEdit", "AskBack", "AskMoment", "BaseEdit", "BringBack", "DeleteStep", "DuplicateStep", "InsertStep",
    "JoinSteps", "MergeSteps", "MoveStep", "PublicEdit", "PutFields", "PutSteps", "RemoveStep", "RestoreStep",
    "SetAbout", "SetCallout", "SetCaption", "SetCrop", "SetDetail", "SetLevel", "SetLinks", "SetMarks",
    "SetMoment", "SetOptional", "SetPicture", "SetPlace", "SetScope", "SetStepKind", "SetTitle", "SetValue",
    "SetValueShow", "SetWhen", "SplitStep", "SplitSteps", "TakeStep", "kept_edit", "parse_edit", "step_of",
]  # fmt: skip

_Plain = (
    SetTitle
    | SetCaption
    | SetDetail
    | SetScope
    | SetAbout
    | SetPlace
    | SetCallout
    | SetValue
    | SetValueShow
    | SetWhen
    | SetOptional
    | SetLinks
    | SetStepKind
    | SetLevel
    | SetCrop
    | SetMarks
    | SetPicture
    | MoveStep
    | InsertStep
    | DuplicateStep
    | SplitStep
    | MergeSteps
    | DeleteStep
)

PublicEdit = Annotated[_Plain | AskBack | AskMoment, Field(discriminator="kind")]
"""What pages and programs send. What asks for something of the recording is resolved (`recorded.py`)."""

AnyEdit = Annotated[
    _Plain
    | BringBack
    | SetMoment
    | TakeStep
    | PutFields
    | PutSteps
    | RestoreStep
    | RemoveStep
    | SplitSteps
    | JoinSteps,
    Field(discriminator="kind"),
]
"""What is kept, and can be made without the recording."""

parse_edit: TypeAdapter[AnyEdit] = TypeAdapter(AnyEdit)


def kept_edit(payload: Any) -> AnyEdit:
    """Return an edit as it was kept, its words as they stand."""
    return parse_edit.validate_python(payload, context=KEPT)


def step_of(edit: AnyEdit) -> str | None:
    """Return the id of the step that the edit is about, or None for the guide as a whole."""
    if isinstance(edit, InsertStep | RestoreStep | RemoveStep | BringBack):
        return edit.content.id
    if isinstance(edit, PutSteps):
        return edit.steps[0]
    return getattr(edit, "step", None)


def other_of(edit: AnyEdit) -> str | None:
    """Return the id of the second step that the edit is about, if there is one."""
    if isinstance(edit, MergeSteps):
        return edit.next
    if isinstance(edit, DuplicateStep | SplitStep):
        return edit.twin
    return edit.second.id if isinstance(edit, SplitSteps | JoinSteps) else None
