"""The edits a guide knows, as they arrive from a page or a program.

Each says the text it saw (`before`), so that nobody's change is overwritten unseen.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from recorder.document.guide import Id, ImageName, Line, Picture, Step, Text

Heading = Annotated[Line, StringConstraints(strip_whitespace=True)]
Words = Annotated[Text, StringConstraints(strip_whitespace=True)]


class BaseEdit(BaseModel):
    """The base of all edits: frozen, and refusing what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SetTitle(BaseEdit):
    """Give the guide another title."""

    kind: Literal["set_title"] = "set_title"
    before: str
    title: Heading


class SetCaption(BaseEdit):
    """Give a step another caption, in Markdown."""

    kind: Literal["set_caption"] = "set_caption"
    step: Id
    before: str
    caption: Words


class SetDetail(BaseEdit):
    """Say more, or nothing more, below a step's caption."""

    kind: Literal["set_detail"] = "set_detail"
    step: Id
    before: str
    detail: Words


class SetScope(BaseEdit):
    """Say what the guide is for and where it ends; `inputs` has one a line."""

    kind: Literal["set_scope"] = "set_scope"
    field: Literal["purpose", "covers", "excludes", "inputs", "result", "role"]
    before: str
    text: Words


class SetValueShow(BaseEdit):
    """Let readers see a value of a step as an example, as fixed, or never."""

    kind: Literal["set_value_show"] = "set_value_show"
    step: Id
    name: Line
    before: Literal["never", "example", "fixed"]
    show: Literal["never", "example", "fixed"]


class MoveStep(BaseEdit):
    """Put a step right after another, or first where `after` is null."""

    kind: Literal["move_step"] = "move_step"
    step: Id
    after: Id | None


class DeleteStep(BaseEdit):
    """Take a step out; `before` is the caption that was seen."""

    kind: Literal["delete_step"] = "delete_step"
    step: Id
    before: str


class RestoreStep(BaseEdit):
    """Put a deleted step back between its old neighbours; only an undo makes this edit."""

    kind: Literal["restore_step"] = "restore_step"
    content: Step
    after: Id | None
    ahead_of: Id | None = None


class SetPlace(BaseEdit):
    """Let the guide belong to a process and a stage of it, by name; `before` are those that were seen."""

    kind: Literal["set_place"] = "set_place"
    before: str
    before_stage: str = ""
    process: Heading
    stage: Heading = ""


class MergeSteps(BaseEdit):
    """Make one step of two neighbours; `before` and `before_next` are the captions that were seen."""

    kind: Literal["merge_steps"] = "merge_steps"
    step: Id
    next: Id
    before: str
    before_next: str


class SplitSteps(BaseEdit):
    """Put two merged steps back as they were; only an undo makes this edit."""

    kind: Literal["split_steps"] = "split_steps"
    step: Id
    before: str
    first: Step
    second: Step


class AskBack(BaseEdit):
    """Ask for the step that a rule left out while recording, by its id among what was left out."""

    kind: Literal["bring_back"] = "bring_back"
    step: Id


class BringBack(BaseEdit):
    """Put a step that a rule left out where it was done, right after another, or first."""

    kind: Literal["bring_back"] = "bring_back"
    content: Step
    after: Id | None


class AskMoment(BaseEdit):
    """Ask for another moment in a step's picture; `before` is the file that was seen."""

    kind: Literal["set_moment"] = "set_moment"
    step: Id
    before: ImageName
    moment: Literal["before", "at", "after"]


class SetMoment(AskMoment):
    """Show that moment in the step's picture: `picture` says what the recording knows of it."""

    picture: Picture


PublicEdit = Annotated[
    SetTitle
    | SetCaption
    | SetDetail
    | SetScope
    | SetValueShow
    | SetPlace
    | MoveStep
    | MergeSteps
    | DeleteStep
    | AskBack
    | AskMoment,
    Field(discriminator="kind"),
]
"""What pages and programs send. What asks for something of the recording is resolved (`recorded.py`)."""

AnyEdit = Annotated[
    SetTitle
    | SetCaption
    | SetDetail
    | SetScope
    | SetValueShow
    | SetPlace
    | MoveStep
    | MergeSteps
    | DeleteStep
    | RestoreStep
    | SplitSteps
    | BringBack
    | SetMoment,
    Field(discriminator="kind"),
]
"""What is kept, and can be made without the recording."""

parse_edit: TypeAdapter[AnyEdit] = TypeAdapter(AnyEdit)


def step_of(edit: AnyEdit) -> str | None:
    """Return the id of the step that the edit is about, or None for the guide as a whole."""
    if isinstance(edit, RestoreStep | BringBack):
        return edit.content.id
    return getattr(edit, "step", None)
