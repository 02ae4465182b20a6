"""Programs that changed, for programs: tell of one, see what was told, and take it back."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, status
from pydantic import BaseModel, ConfigDict, StringConstraints

from recorder.document.guide import Line
from server import program_changes
from server.access import Author, Editor
from server.base import Base
from server.standing import ProgramChange
from server.storage import program_changes as kept
from server.storage.edits import LAST_SERIAL

router = APIRouter(prefix="/api/program-changes", tags=["reviews"])


class Told(BaseModel):
    """Which program changed, as guides call it, and what changed."""

    model_config = ConfigDict(extra="forbid")

    program: Annotated[str, StringConstraints(max_length=200)]
    words: Annotated[Line, StringConstraints(strip_whitespace=True, max_length=1_000)]


@router.get("")
def list_changes(base: Base, _editor: Editor) -> dict[str, list[dict[str, Any]]]:
    """List the changes told last, and how many of their guides nobody has looked at since."""
    with base.database.reading() as connection:
        return {"changes": [_listed(each) for each in kept.newest(connection)]}


@router.post("", status_code=status.HTTP_201_CREATED)
def post_change(base: Base, person: Author, told: Told) -> dict[str, Any]:
    """Let every guide that uses the program need an update, and ask its owner to see to it."""
    with base.database.writing() as connection:
        return _listed(program_changes.tell(connection, told.program, told.words, person))


@router.delete("/{change}")
def delete_change(
    base: Base, person: Author, change: Annotated[int, Path(ge=1, le=LAST_SERIAL)]
) -> dict[str, Any]:
    """Take it back for all its guides at once; other reasons for an update stay."""
    with base.database.writing() as connection:
        return _listed(program_changes.take_back(connection, change, person))


def _listed(change: ProgramChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "program": change.program,
        "words": change.words,
        "by": change.person.name,
        "at": change.at.isoformat(),
        "taken_back": change.taken_back_at is not None,
        "guides": change.guides,
        "open": change.open,
    }
