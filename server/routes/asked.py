"""What the link of an ask opens, to whoever has it: the page that says what is wanted, and takes it.

Programs send the same file under `/api/ask`: `handrail push F --to LINK` and `handrail record --push LINK`.
"""

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import APIRouter, Form, Request, UploadFile, status
from fastapi.params import File
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from recorder.errors import GuideFileError
from server.access import Asked, Visitor
from server.answering import Sent, take_answer
from server.ask_page import open_address
from server.asks import Ask
from server.base import Base, KnowledgeBase
from server.errors import ServerError
from server.model import Person
from server.recording.owner import recorder_for
from server.rendering import render
from server.storage import asks
from server.visitors import clean_name

router = APIRouter()


@router.get("/ask/{token}", include_in_schema=False)
def show(request: Request, base: Base, ask: Asked, token: str, *, thanks: bool = False) -> Response:
    """Show what is wanted, how to record it, and where to send a file."""
    return _page(request, base, ask, token, thanks=thanks)


@router.post("/ask/{token}", include_in_schema=False)
def send(
    request: Request, base: Base, ask: Asked, token: str, *, file: Annotated[UploadFile, File()],
    name: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Take a file and say thanks; else say on the same page what is wrong with it."""
    try:
        take_answer(base, ask.id, file.file, _sender(request, name))
    except (GuideFileError, ServerError) as error:
        return _page(request, base, ask, token, problem=error, name=name)
    return RedirectResponse(f"/ask/{token}?thanks=1", HTTPStatus.SEE_OTHER)


@router.get("/api/ask/{token}", tags=["asks"])
def read_ask(base: Base, ask: Asked, token: str) -> dict[str, Any]:
    """Say what is wanted, and whether the place it was for is gone: what comes waits as a draft all the same.

    The token in the address is that of an ask's link, and the only right needed.
    """
    del base, token
    said = {"title": ask.title, "note": ask.note, "asker": ask.asker.name, "until": ask.until.isoformat()}
    return {**said, "place_is_gone": ask.has_lost_its_place}


@router.post("/api/ask/{token}/guides", status_code=status.HTTP_201_CREATED, tags=["asks"])
def hand_in(
    request: Request, base: Base, ask: Asked, token: str, *, response: Response,
    file: Annotated[UploadFile, File()], name: Annotated[str, Form()] = "",
) -> dict[str, Any]:  # fmt: skip
    """Take a `.guide` file as an answer: 201, or 200 when it was here already. Only editors see it."""
    sent = take_answer(base, ask.id, file.file, _sender(request, name))
    if sent.outcome == "same":
        response.status_code = status.HTTP_200_OK
    return _told(sent, ask, f"/ask/{token}")


def _page(
    request: Request,
    base: KnowledgeBase,
    ask: Ask,
    token: str,
    *,
    thanks: bool = False,
    problem: Exception | None = None,
    name: str = "",
) -> HTMLResponse:
    visitor: Visitor | None = request.state.visitor
    with base.database.reading() as connection:
        came = asks.answers(connection, [ask.id]).get(ask.id, ())
    html = render(
        "asks/asked.html",
        base.settings.language,
        base.settings.zone,
        ask=ask,
        token=token,
        address=open_address(request, base, token),
        came=len([each for each in came if each.state != "trashed"]),
        thanks=thanks,
        problem=str(problem) if problem else "",
        name=name or _name(visitor, ask),
        records=visitor is not None and recorder_for(request, visitor, base) is not None,
        upload_limit=int(base.settings.upload_limit),
    )
    code = getattr(problem, "status", HTTPStatus.UNPROCESSABLE_ENTITY) if problem else HTTPStatus.OK
    return HTMLResponse(html, code, headers={"Cache-Control": "private, no-store"})


def _sender(request: Request, name: str) -> Person | str:
    """Return who sends: whoever the knowledge base knows, else by the name that they say."""
    visitor: Visitor | None = request.state.visitor
    if visitor is not None and visitor.person is not None:
        return visitor.person
    return clean_name(name or unquote(request.headers.get("handrail-name", "")))


def _name(visitor: Visitor | None, ask: Ask) -> str:
    """Return what whoever opens the link is called, as far as that is known."""
    person = (visitor.person if visitor else None) or ask.asked
    return person.name if person else ""


def _told(sent: Sent, ask: Ask, url: str) -> dict[str, Any]:
    return {
        "outcome": sent.outcome,
        "title": sent.title,
        "steps": sent.steps,
        "asker": ask.asker.name,
        "url": url,
    }
