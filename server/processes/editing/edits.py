"""The edits a process knows: what pages and programs send, and what is kept besides as the way back."""

from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from server.editing.base import KEPT
from server.processes.editing.fields import SetProcess, SetSlot, SetStage
from server.processes.editing.guides import PutGuide, TakeGuide
from server.processes.editing.slots import DeleteSlot, InsertSlot, RestoreSlot
from server.processes.editing.stages import DeleteStage, InsertStage, MoveStage, RestoreStage

_Plain = (
    SetProcess
    | SetStage
    | SetSlot
    | InsertStage
    | MoveStage
    | DeleteStage
    | PutGuide
    | TakeGuide
    | InsertSlot
    | DeleteSlot
)

PublicProcessEdit = Annotated[_Plain, Field(discriminator="kind")]
"""What pages and programs send."""

AnyProcessEdit = Annotated[_Plain | RestoreStage | RestoreSlot, Field(discriminator="kind")]
"""What is kept."""

_parse: TypeAdapter[AnyProcessEdit] = TypeAdapter(AnyProcessEdit)


def kept_process_edit(payload: Any) -> AnyProcessEdit:
    """Return an edit as it was kept, its words as they stand."""
    return _parse.validate_python(payload, context=KEPT)
