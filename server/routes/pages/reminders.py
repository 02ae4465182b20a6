"""The page on which people say how they are reminded: by calendar, by feed, by mail."""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from server.access import Author, Editor, Visitor
from server.base import Base
from server.reminding.mailing import NotAnAddressError
from server.reminding.setting import remind, renew
from server.rendering import catalogue
from server.routes.feeds import home_of, paths_of
from server.routes.pages.page import page
from server.storage import reminders
from server.visitors import Known, Visitors

router = APIRouter(prefix="/reminders")


class Sent(BaseModel):
    """Where mail is to go and how often."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    email: Annotated[str, StringConstraints(strip_whitespace=True, max_length=320)] = ""
    often: Literal["never", "daily", "weekly"] = "weekly"


@router.get("")
def show(request: Request, known: Known, visitor: Editor) -> Response:
    """Show how whoever asks is reminded."""
    return shown(request, known, visitor)


@router.post("")
def save(
    request: Request, known: Known, visitor: Editor, author: Author, sent: Annotated[Sent, Form()]
) -> Response:
    """Keep where mail goes and how often."""
    try:
        remind(known.base, author, sent.email, sent.often)
    except NotAnAddressError as error:
        return shown(request, known, visitor, sent, error)
    return RedirectResponse("/reminders", HTTPStatus.SEE_OTHER)


@router.post("/renew")
def renew_addresses(base: Base, author: Author) -> Response:
    """End the addresses of the feeds and show the new ones."""
    renew(base, author)
    return RedirectResponse("/reminders#feeds", HTTPStatus.SEE_OTHER)


def shown(
    request: Request,
    known: Visitors,
    visitor: Visitor,
    sent: Sent | None = None,
    problem: NotAnAddressError | None = None,
) -> Response:
    """Return the page, with what was wrong if anything was."""
    base, person = known.base, visitor.person
    said = catalogue(base.settings.language).gettext(str(problem)) if problem else ""
    status = problem.status if problem else HTTPStatus.OK
    if person is None:
        return page(base, visitor, "reminders/index.html", person=None, problem="")
    with base.database.reading() as connection:
        kept = reminders.of(connection, person.id)
    calendar, feed = (home_of(request) + path for path in paths_of(known.key, person.id, kept.feed))
    return page(
        base,
        visitor,
        "reminders/index.html",
        status,
        person=person,
        kept=kept,
        email=sent.email if sent else kept.email,
        often=sent.often if sent else kept.often if kept.email else "weekly",
        calendar=calendar,
        feed=feed,
        sends_mail=bool(base.settings.smtp_host),
        problem=said,
    )
