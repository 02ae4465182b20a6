"""Recording more of a guide, and the sheet on which such a take is compared with it, step by step.

All of it are plain forms. Where there is a recorder it is started for the place; else the page says how to
record elsewhere and bring the take to that place.
"""

from http import HTTPStatus
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, Path, Request, UploadFile
from fastapi.params import File
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from recorder.document.guide import Guide, Step
from recorder.errors import GuideFileError
from server.access import Author, Editor, Visitor
from server.base import Base, KnowledgeBase
from server.errors import NotFoundError, ServerError
from server.guide_page import numbers_of, safe
from server.laying import EmptyTakeError, lay_beside, lay_out, leave, place
from server.placing import Choice
from server.recording.owner import Recorder, recorder_for
from server.recording.take import Into, Wishes
from server.routes.api_takes import Spot, spot_in_form, take_url
from server.routes.pages.guides import present
from server.routes.pages.page import page
from server.routes.pages.words import sent_form
from server.storage.edits import LAST_SERIAL
from server.takes_page import rows_shown, summary_of

router = APIRouter(prefix="/guides/{guide_id}")

Number = Annotated[int, Path(ge=0, le=LAST_SERIAL)]


@router.get("/record")
def ask(
    request: Request,
    base: Base,
    visitor: Editor,
    guide_id: str,
    spot: Annotated[Spot, Depends()],
    *,
    empty: bool = False,
) -> Response:
    """Show how to record more of this guide, at that place; after an empty take that it was."""
    if base.recorder is not None:
        base.recorder.landed(guide_id)
    return _ask(request, base, visitor, guide_id, spot=spot, problem=EmptyTakeError() if empty else None)


@router.post("/record")
def start(
    base: Base,
    _author: Author,
    recorder: Recorder,
    guide_id: str,
    spot: Annotated[Spot, Depends(spot_in_form)],
) -> Response:
    """Start a recording for that place and show it."""
    guide = present(base, guide_id)
    into = Into(guide_id, "again" if spot.again else "here", spot.step)
    recorder.start(Wishes(title=guide.title), into)
    return RedirectResponse("/record", HTTPStatus.SEE_OTHER)


@router.post("/takes")
def bring(
    request: Request,
    base: Base,
    visitor: Editor,
    author: Author,
    guide_id: str,
    *,
    spot: Annotated[Spot, Depends(spot_in_form)],
    file: Annotated[UploadFile, File()],
) -> Response:
    """Lay a take from a file beside the guide and show it; else say what is wrong with the file."""
    try:
        number = lay_beside(base, guide_id, file.file, spot.asked, author)
    except (GuideFileError, ServerError) as error:
        return _ask(request, base, visitor, guide_id, spot=spot, problem=error)
    return RedirectResponse(take_url(guide_id, number), HTTPStatus.SEE_OTHER)


@router.get("/takes/{number}")
def show(base: Base, visitor: Editor, guide_id: str, number: Number) -> Response:
    """Show a take beside the guide; 0 is the guide's newest arrival that waits."""
    if base.recorder is not None:
        base.recorder.landed(guide_id)
    with base.database.reading() as connection:
        laid = lay_out(connection, guide_id, number)
    values: dict[str, Any] = {
        "guide": laid.guide,
        "number": number,
        "mode": laid.beside.mode,
        "rows": rows_shown(laid),
        "summary": summary_of(laid),
        "spot": _named(laid.guide, laid.beside.step),
        "recorded": laid.beside.take.recorded,
    }
    answer = page(base, visitor, "takes/sheet.html", **values)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@router.post("/takes/{number}")
def land(
    base: Base,
    author: Author,
    guide_id: str,
    number: Number,
    sent: Annotated[FormData, Depends(sent_form)],
) -> Response:
    """Make what was chosen, and go back to the editor."""
    rows: dict[str, Choice] = {
        name.removeprefix("row-"): value  # type: ignore[misc]
        for name, value in sent.items()
        if name.startswith("row-") and value in get_args(Choice)
    }
    with base.database.writing() as connection:
        place(base, connection, guide_id, number, rows, person=author)
    base.to_paint.ring()
    return RedirectResponse(f"/guides/{guide_id}/edit", HTTPStatus.SEE_OTHER)


@router.post("/takes/{number}/leave")
def leave_it(base: Base, _author: Author, guide_id: str, number: Number) -> Response:
    """Let the take wait no longer, and go back to the editor."""
    with base.database.writing() as connection:
        leave(connection, guide_id, number)
    return RedirectResponse(f"/guides/{guide_id}/edit", HTTPStatus.SEE_OTHER)


def _ask(
    request: Request,
    base: KnowledgeBase,
    visitor: Visitor,
    guide_id: str,
    *,
    spot: Spot,
    problem: Exception | None = None,
) -> Response:
    guide = present(base, guide_id)
    if spot.again and guide.step(spot.again) is None:
        raise NotFoundError("This step is not in the guide any more; open the guide to see it as it is.")
    values: dict[str, Any] = {
        "guide": guide,
        "spot": spot,
        "named": _named(guide, spot.step),
        "records": recorder_for(request, visitor, base) is not None,
        "problem": str(problem) if problem else "",
    }
    refused = problem is not None and request.method == "POST"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return page(base, visitor, "takes/record.html", status, **values)


def _named(guide: Guide, step_id: str | None) -> dict[str, Any] | None:
    """Return number and words of the step that the take is for."""
    step: Step | None = guide.step(step_id) if step_id else None
    if step is None:
        return None
    number = dict(zip((each.id for each in guide.steps), numbers_of(guide), strict=True))[step.id]
    return {"number": number, "words": safe(step.caption)}
