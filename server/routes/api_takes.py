"""Takes for a guide that is there already, for programs: hand one in, look at it step by step, place it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Path, Query, Request, Response, UploadFile, status
from pydantic import BaseModel, ConfigDict, Field

from recorder.document.guide import Id
from server.access import Author, Editor
from server.base import Base
from server.laying import lay_beside, lay_out, lay_out_once, leave, place
from server.placing import Choice
from server.routes.api_recorded import drawn
from server.storage.edits import LAST_SERIAL
from server.storage.takes import Asked
from server.takes_page import WIDE, RowShown, Side, rows_shown

router = APIRouter(prefix="/api/guides/{guide_id}/takes", tags=["takes"])

Number = Annotated[int, Path(ge=0, le=LAST_SERIAL)]


class Chosen(BaseModel):
    """What is chosen for rows by their keys; for all others it is what their `first` says."""

    model_config = ConfigDict(extra="forbid")

    rows: dict[Id, Choice] = Field(default_factory=dict)
    call: Annotated[Id | None, Field(default=None)]


class Spot(BaseModel):
    """Where a take is to go: `after` a step, `first`, or for a step done `again`; else over the whole."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    after: Id | None = None
    again: Id | None = None
    first: bool = False

    @property
    def step(self) -> str | None:
        """The step that it names."""
        return self.again or self.after

    @property
    def asked(self) -> Asked:
        """The same as it is kept with the take."""
        if self.again:
            return Asked("again", self.again)
        return Asked("here", self.after) if self.after or self.first else Asked()


def spot_in_form(
    after: Annotated[Id | None, Form()] = None,
    again: Annotated[Id | None, Form()] = None,
    *,
    first: Annotated[bool, Form()] = False,
) -> Spot:
    """Return the place that a form with a file names."""
    return Spot(after=after, again=again, first=first)


@router.post("", status_code=status.HTTP_201_CREATED)
def hand_in_take(
    base: Base,
    person: Author,
    guide_id: str,
    file: Annotated[UploadFile, File()],
    spot: Annotated[Spot, Depends(spot_in_form)],
) -> dict[str, Any]:
    """Lay a `.guide` file beside the guide's draft, for a place in it or to be compared with the whole.

    Nothing changes until it is placed.
    """
    number = lay_beside(base, guide_id, file.file, spot.asked, person)
    return {"take": number, "url": take_url(guide_id, number)}


@router.get("/{number}")
def read_take(base: Base, _editor: Editor, guide_id: str, number: Number) -> dict[str, Any]:
    """Return the take beside the guide as it stands; 0 is the guide's newest arrival that waits."""
    with base.database.reading() as connection:
        laid = lay_out(connection, guide_id, number)
    return {"take": number, "mode": laid.beside.mode, "rows": [_row(each) for each in rows_shown(laid)]}


@router.get("/{number}/rows/{key}.webp", response_class=Response)
def read_row(
    base: Base,
    _editor: Editor,
    request: Request,
    guide_id: str,
    number: Number,
    key: str,
    *,
    now: Annotated[bool, Query(description="as the step is, not as it would be")] = False,
) -> Response:
    """Return a small drawing of a step as it would be."""
    with base.database.reading() as connection:
        laid = lay_out_once(connection, guide_id, number)
    row = next((row for row in laid.rows if row.key == key), None)
    step = (row.pair.old if now else row.would_be) if row else None
    return drawn(base, request, step, WIDE)


@router.post("/{number}/place")
def place_take(base: Base, person: Author, guide_id: str, number: Number, chosen: Chosen) -> dict[str, Any]:
    """Make what was chosen, as one call that one undo takes back."""
    with base.database.writing() as connection:
        rows = chosen.rows
        changed = place(base, connection, guide_id, number, rows, person=person, call=chosen.call)
    base.to_paint.ring()
    return {"serial": changed.serial, "version": changed.version}


@router.delete("/{number}", status_code=status.HTTP_204_NO_CONTENT)
def leave_take(base: Base, _author: Author, guide_id: str, number: Number) -> None:
    """Let the take wait no longer."""
    with base.database.writing() as connection:
        leave(connection, guide_id, number)


def take_url(guide_id: str, number: Number) -> str:
    """Return the address of the sheet on which a take is compared."""
    return f"/guides/{guide_id}/takes/{number}"


def _row(shown: RowShown) -> dict[str, Any]:
    row = shown.row
    return {
        "key": row.key,
        "kind": row.pair.kind,
        "moved": row.pair.has_moved,
        "differs": row.pair.differs,
        "first": row.first,
        "why": row.why,
        "now": _side(shown.now, row.pair.old.caption if row.pair.old else ""),
        "would_be": _side(shown.would_be, row.would_be.caption if row.would_be else ""),
        "new_words": row.pair.new.caption if row.pair.new and row.has_other_words else None,
    }


def _side(side: Side | None, caption: str) -> dict[str, Any] | None:
    if side is None:
        return None
    return {"caption": caption, "picture": side.image.address if side.image else None}
