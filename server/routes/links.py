"""Opening a link, and the name that an editor gives once."""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel

from server.access import Asks, Editor, NoAccessError, Visitor
from server.error_pages import name_page
from server.errors import ServerError
from server.links import Ticket, own_path, sign_ticket
from server.model import Person
from server.security.gate import WANTED
from server.visitors import Known, Visitors, clean_name

COOKIE_SECONDS = 400 * 24 * 3_600  # as long as browsers keep any

router = APIRouter()


class NoNameError(ServerError):
    """A name was asked for and nothing readable came."""

    status = 422


class Name(BaseModel):
    """The name that a visitor gives."""

    name: str


class Who(BaseModel):
    """Who asks, as scripts show it."""

    role: str
    name: str | None
    may_edit: bool


@router.get("/join/{token}", include_in_schema=False)
def join(
    token: str, request: Request, known: Known, wanted: Annotated[str, Query(alias="next")] = ""
) -> Response:
    """Open a link: the token becomes a cookie and leaves the address."""
    link = known.find_link(token)
    if link is None:
        raise NoAccessError("This link has ended; whoever sent it can give you a new one.", type="link-ended")
    target = own_path(wanted) or own_path(unquote(request.cookies.get(WANTED, ""))) or "/"
    response = RedirectResponse(
        target, status_code=HTTPStatus.SEE_OTHER, headers={"Cache-Control": "no-store"}
    )
    response.delete_cookie(WANTED, path="/join")
    ticket = known.open_link(link, request.state.visitor)
    if ticket is not None:
        hand_out(response, known, ticket, secure=request.url.scheme == "https")
    return response


@router.get("/name", include_in_schema=False)
def ask_name(
    visitor: Editor, known: Known, wanted: Annotated[str, Query(alias="next")] = "/"
) -> HTMLResponse:
    """Show the question for the visitor's name."""
    language = known.base.settings.language
    return HTMLResponse(name_page(wanted, language, name=visitor.person.name if visitor.person else ""))


@router.post("/name", include_in_schema=False)
def answer_name(
    visitor: Editor,
    known: Known,
    name: Annotated[str, Form()] = "",
    wanted: Annotated[str, Form(alias="next")] = "/",
) -> Response:
    """Keep the visitor's name and go on; ask again if nothing readable came."""
    if not clean_name(name):
        language = known.base.settings.language
        return HTMLResponse(
            name_page(wanted, language, wrong=True), status_code=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    known.keep_name(visitor, clean_name(name))
    return RedirectResponse(own_path(wanted) or "/", status_code=HTTPStatus.SEE_OTHER)


@router.put("/api/name")
def put_name(given: Name, visitor: Editor, known: Known) -> Who:
    """Keep the visitor's name, once a device.

    A change by a visitor without a name is answered with 403 and the problem type `name-needed`: ask for the
    name, put it here, then send the change again.
    """
    if not clean_name(given.name):
        raise NoNameError("A name needs at least one letter.")
    return _who(visitor, known.keep_name(visitor, clean_name(given.name)))


@router.get("/api/visitor")
def get_visitor(visitor: Asks) -> Who:
    """Say who asks and what they may do."""
    return _who(visitor, visitor.person)


def hand_out(response: Response, known: Visitors, ticket: Ticket, *, secure: bool) -> None:
    """Put a ticket into the browser's cookie; `Secure` over https only, since offices have plain http."""
    value = sign_ticket(ticket, known.key)
    response.set_cookie(
        known.cookie, value, max_age=COOKIE_SECONDS, httponly=True, samesite="lax", secure=secure
    )


def _who(visitor: Visitor, person: Person | None) -> Who:
    return Who(role=visitor.role, name=person.name if person else None, may_edit=visitor.may_edit)
