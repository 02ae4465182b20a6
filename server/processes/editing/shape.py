"""A process as edits see it: everything that people can change, guides by their ids and persons by theirs."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from recorder.document.guide import Id
from server.editing.base import Heading, Words

MOST_STAGES = 1_000
MOST_LINES = 100
MOST_BRANCHES = 20
MOST_SLOTS = 100

Key = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\s/?#&%<>:.,;\"'\\]+$")]
"""What a process, a stage or a slot is known by; readable, so in any script."""

Lines = Annotated[tuple[Heading, ...], Field(max_length=MOST_LINES)]


class Part(BaseModel):
    """The base of all of them: frozen, and refusing what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class BranchShape(Part):
    """One way out of a decision; `to` is a stage, or "" for the end of the process."""

    label: Heading = ""
    to: Literal[""] | Key = ""
    otherwise: bool = False


def _one_for_the_rest(branches: tuple[BranchShape, ...]) -> tuple[BranchShape, ...]:
    if sum(branch.otherwise for branch in branches) > 1:
        raise ValueError("only one branch can take every other case")
    return branches


Branches = Annotated[
    tuple[BranchShape, ...], Field(max_length=MOST_BRANCHES), AfterValidator(_one_for_the_rest)
]


class SlotShape(Part):
    """A guide that a stage needs, and who was asked for it."""

    id: Key
    title: Heading = ""
    note: Words = ""
    asked: int | None = None
    asked_at: datetime | None = None


class FilledSlot(SlotShape):
    """A guide that was wanted and came; no edit changes it, it goes and comes back with its stage."""

    filled_by: Id


class StageFacts(Part):
    """What people say of a stage."""

    name: Heading
    role: Heading = ""
    trigger: Words = ""
    deadline: Words = ""
    specification: Words = ""
    optional: bool = False
    kind: Literal["work", "decision", "process"] = "work"
    beside: bool = False
    branches: Branches = ()
    then: Literal[""] | Key | None = None
    leads_to: Key | None = None


class StageShape(StageFacts):
    """A stage with its open slots, those that were filled, and its guides, in order."""

    id: Key
    slots: tuple[SlotShape, ...] = ()
    filled: tuple[FilledSlot, ...] = ()
    guides: tuple[Id, ...] = ()


class ProcessShape(Part):
    """A process with its stages; `guides` are those that belong to no single stage."""

    id: Key
    name: Heading
    purpose: Words = ""
    begins: Words = ""
    ends: Words = ""
    outcome: Words = ""
    inputs: Lines = ()
    outputs: Lines = ()
    stakeholders: Lines = ()
    owner: int | None = None
    stages: tuple[StageShape, ...] = ()
    guides: tuple[Id, ...] = ()

    def stage(self, stage_id: str) -> StageShape | None:
        """Return the stage of that id, or None."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)
