"""The page on which an editor sees what readers will see anew, and lets them; a plain form."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from recorder.document.guide import CaseValue, Guide, Line
from server.access import Author, Editor, Visitor
from server.base import Base, KnowledgeBase
from server.checking.check import remarks_on
from server.comparing import compare
from server.comparison_page import groups, offered_note
from server.errors import NoSuchGuideError
from server.feedback.asking import sayer_of
from server.feedback.mending import mended_by, waiting_reports
from server.feedback.settling import mend
from server.meant import to_be_told
from server.publishing import DraftMovedError, publish_draft
from server.rendering import catalogue
from server.routes.pages.page import page
from server.routes.pages.places import hint
from server.storage import edits, let_stand, redactions, versions
from server.storage.edits import LAST_SERIAL
from server.taking_over import leave, take_over

router = APIRouter(prefix="/guides/{guide_id}")


class Sent(BaseModel):
    """What the form says: a line about the changes, the last edit that was looked at, and what it mends."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    note: Annotated[Line, StringConstraints(strip_whitespace=True)] = ""
    serial: Annotated[int, Field(ge=0, le=LAST_SERIAL)] | None = None
    mends: tuple[int, ...] = ()


@router.get("/publish")
def show(guide_id: str, base: Base, visitor: Editor) -> Response:
    """Show what publishing would change for readers."""
    return asked(base, visitor, guide_id)


@router.post("/publish")
def let_readers_see(
    guide_id: str, base: Base, visitor: Editor, author: Author, sent: Annotated[Sent, Form()]
) -> Response:
    """Publish the guide and go to it; if the draft moved on, show what would be published now."""
    try:
        with base.database.writing() as connection:
            version = publish_draft(connection, guide_id, author, note=sent.note, seen=sent.serial)
            mend(connection, guide_id, sent.mends, version.number, author)
    except DraftMovedError as error:
        return asked(base, visitor, guide_id, sent, error)
    base.to_paint.ring()
    return RedirectResponse(f"/guides/{guide_id}", HTTPStatus.SEE_OTHER)


@router.post("/arrival/publish")
def take_it_over(guide_id: str, base: Base, author: Author) -> RedirectResponse:
    """Publish the newer recording that waits and go to the guide."""
    with base.database.writing() as connection:
        take_over(connection, guide_id, author)
    base.to_paint.ring()
    return RedirectResponse(f"/guides/{guide_id}", HTTPStatus.SEE_OTHER)


@router.post("/arrival/leave")
def leave_it(guide_id: str, base: Base, _author: Author) -> RedirectResponse:
    """Leave the newer recording that waits and go back to the guide."""
    with base.database.writing() as connection:
        leave(connection, guide_id)
    return RedirectResponse(f"/guides/{guide_id}", HTTPStatus.SEE_OTHER)


def asked(
    base: KnowledgeBase,
    visitor: Visitor,
    guide_id: str,
    sent: Sent | None = None,
    problem: DraftMovedError | None = None,
) -> Response:
    """Return the page that shows the changes, with the line that was written and what was wrong, if any."""
    with base.database.reading() as connection:
        found = edits.draft(connection, guide_id)
        version = versions.published(connection, guide_id)
        may_stay = let_stand.keys(connection, guide_id)
        redacted = redactions.since(connection, guide_id, version.published_at) if version else (0, 0)
        if found is None:
            raise NoSuchGuideError
        guide, serial = found
        reported = waiting_reports(connection, guide, sayer_of(visitor)) if version else ()
        gone = to_be_told(connection, guide)
    translations = catalogue(base.settings.language)
    changes = compare(version.document, guide) if version else ()
    return page(
        base,
        visitor,
        "publishing/page.html",
        problem.status if problem else HTTPStatus.OK,
        guide=guide,
        serial=serial,
        version=version,
        groups=groups(version.document, guide) if version else (),
        to_be_seen=to_be_seen(guide),
        remarks=remarks_on(guide, translations.gettext, may_stay),
        redacted=redacted,
        unseen=len(changes),
        reported=reported,
        lost_place=gone.told(translations.gettext),
        **hint(base, guide_id),
        mends=sent.mends if sent else mended_by(changes, reported),
        offered=offered_note(changes, translations.ngettext),
        note=sent.note if sent else "",
        problem=translations.gettext(str(problem)) if problem else "",
    )


def to_be_seen(guide: Guide) -> tuple[CaseValue, ...]:
    """Return the values that readers of the guide see."""
    return tuple(value for step in guide.steps for value in step.values if value.show != "never")
