"""The trim sheet's page: drop, merge and reword the steps of a draft, then name it, place it and publish it.

All of it are plain forms that make the same edits as everywhere; a script sends them and keeps the place.
"""

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict

from recorder.document.guide import Id, Line, Text
from server import trimming
from server.access import Author, Editor, Visitor
from server.base import Base, KnowledgeBase
from server.changing import change
from server.dropped import KINDS
from server.editing.edits import AnyEdit, DeleteStep, MergeSteps, SetPlace, SetTitle, SetValueShow
from server.editing.errors import ConflictError, WordlessError
from server.errors import ServerError
from server.guide_page import illustrate_by
from server.meant import to_be_told
from server.model import Person
from server.publishing import publish_draft
from server.rendering import catalogue
from server.routes.pages.guides import from_recording, is_unpublished, present
from server.routes.pages.page import page
from server.routes.pages.places import hint
from server.storage import calls, edits
from server.storage.process_names import known_names
from server.undoing import undo, undo_edit

router = APIRouter(prefix="/guides/{guide_id}/trim")

Show = Literal["never", "example", "fixed"]


class Sent(BaseModel):
    """The base of the forms: frozen, and deaf to a visitor's name that came along."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Dropped(Sent):
    """The step to be dropped, and its caption as it was seen."""

    step: Id
    before: Text

    def edit(self) -> DeleteStep:
        """Return the edit that the form asks for."""
        return DeleteStep(step=self.step, before=self.before)


class Merged(Sent):
    """A step and the one after it, and their captions as they were seen."""

    step: Id
    following: Id
    before: Text
    before_next: Text

    def edit(self) -> MergeSteps:
        """Return the edit that the form asks for."""
        return MergeSteps(
            step=self.step, next=self.following, before=self.before, before_next=self.before_next
        )


class Shown(Sent):
    """How readers see a value from now on; its name is not in `name`, which is the visitor's."""

    step: Id
    value: Line
    before: Show
    show: Show

    def edit(self) -> SetValueShow:
        """Return the edit that the form asks for."""
        return SetValueShow(step=self.step, name=self.value, before=self.before, show=self.show)


class Named(Sent):
    """Title and place, and what the button does then."""

    title: Line = ""
    before_title: Line = ""
    process: Line = ""
    before_process: Line = ""
    stage: Line = ""
    before_stage: Line = ""
    then: Literal["draft", "edit", "publish"] = "draft"

    def edits(self) -> tuple[SetTitle | SetPlace, ...]:
        """Return the edits that the form asks for."""
        title, *place = (" ".join(each.split()) for each in (self.title, self.process, self.stage))
        before = [self.before_process, self.before_stage]
        titled = (SetTitle(before=self.before_title, title=title),) if title != self.before_title else ()
        if place == before:
            return titled
        placed = SetPlace(before=before[0], before_stage=before[1], process=place[0], stage=place[1])
        return (*titled, placed)


@router.get("")
def show(guide_id: str, base: Base, visitor: Editor) -> Response:
    """Show the sheet; a guide that readers have is no take any more."""
    if base.recorder is not None:
        base.recorder.landed(guide_id)
    if not is_unpublished(base, guide_id):
        present(base, guide_id)
        return RedirectResponse(f"/guides/{guide_id}", HTTPStatus.SEE_OTHER)
    return sheet(base, visitor, guide_id)


@router.post("/drop")
def drop(guide_id: str, base: Base, author: Author, sent: Annotated[Dropped, Form()]) -> Response:
    """Drop a step."""
    return changed(base, guide_id, author, sent.edit())


@router.post("/merge")
def merge(guide_id: str, base: Base, author: Author, sent: Annotated[Merged, Form()]) -> Response:
    """Make one step of this and the next."""
    return changed(base, guide_id, author, sent.edit())


@router.post("/value")
def show_value(guide_id: str, base: Base, author: Author, sent: Annotated[Shown, Form()]) -> Response:
    """Let readers see a typed value as an example, as fixed, or never."""
    return changed(base, guide_id, author, sent.edit())


@router.post("/undo")
def take_back(
    guide_id: str, base: Base, author: Author, serial: Annotated[int | None, Form(ge=1)] = None
) -> Response:
    """Take back one edit of one's own: that of the number, else the last call."""
    with base.database.writing() as connection:
        if serial is not None:
            undo_edit(connection, guide_id, serial, author)
        elif calls.last_made(connection, guide_id, author):
            undo(connection, guide_id, author)
    return back_to_sheet(guide_id)


@router.post("/save")
def save(
    guide_id: str, base: Base, visitor: Editor, author: Author, named: Annotated[Named, Form()]
) -> Response:
    """Name and place the guide, and publish it if that was the button; else the form says what is wrong."""
    try:
        with base.database.writing() as connection:
            if wanted := named.edits():
                change(connection, guide_id, wanted, author)
            if named.then == "publish":
                publish_draft(connection, guide_id, author)
    except (WordlessError, ConflictError) as error:
        return sheet(base, visitor, guide_id, named, error)
    base.to_paint.ring()
    ways = {"draft": "/", "edit": f"/guides/{guide_id}/edit", "publish": f"/guides/{guide_id}"}
    return RedirectResponse(ways[named.then], HTTPStatus.SEE_OTHER)


def changed(base: KnowledgeBase, guide_id: str, author: Person, wanted: AnyEdit) -> Response:
    """Make an edit and go back to the sheet."""
    with base.database.writing() as connection:
        change(connection, guide_id, [wanted], author)
    return back_to_sheet(guide_id)


def back_to_sheet(guide_id: str) -> Response:
    """Return the way back to the sheet."""
    return RedirectResponse(f"/guides/{guide_id}/trim", HTTPStatus.SEE_OTHER)


def sheet(
    base: KnowledgeBase,
    visitor: Visitor,
    guide_id: str,
    named: Named | None = None,
    problem: ServerError | None = None,
) -> Response:
    """Return the sheet as it is now; after a problem with what was written, and what is there now."""
    guide = present(base, guide_id)
    with base.database.reading() as connection:
        dropping = edits.of_kinds(connection, guide_id, KINDS)
        known = known_names(connection)
        undoable = visitor.person and calls.last_made(connection, guide_id, visitor.person)
        lost = to_be_told(connection, guide)
    translate = catalogue(base.settings.language).gettext
    now = Named(
        title=guide.title,
        before_title=guide.title,
        process=guide.process,
        before_process=guide.process,
        stage=guide.stage,
        before_stage=guide.stage,
    )
    if named is not None:
        now = now.model_copy(update={each: getattr(named, each) for each in ("title", "process", "stage")})
    return page(
        base,
        visitor,
        "trimming/sheet.html",
        problem.status if problem else HTTPStatus.OK,
        guide=guide,
        cards=trimming.cards(guide, dropping, visitor.person, illustrate_by(lambda drawing: drawing.url)),
        named=now,
        known=known,
        **hint(base, guide_id),
        problem=translate(str(problem)) if problem else "",
        undoable=bool(undoable),
        lost_place=lost.told(translate),
        left_out=from_recording(base, guide_id)["left_out"],
    )
