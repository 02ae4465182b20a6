"""The plain form that edits a guide's words without scripts; it makes the same edits as they do."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from recorder.document.guide import Guide
from server.access import Author, Editor, Visitor
from server.base import Base, KnowledgeBase
from server.changing import change
from server.editing.edits import SetCaption, SetTitle
from server.editing.errors import ConflictError, TooLongError, WordlessError
from server.errors import ServerError
from server.guide_page import illustrate_by, numbers, steps_shown
from server.publishing import publish_draft
from server.rendering import catalogue
from server.routes.pages.guides import for_editors, from_recording, is_unpublished, newer_waits, present
from server.routes.pages.page import page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Field:
    """One text of the guide in the form: what was seen, what is written now, and what is wrong with it."""

    name: str
    label: str
    before: str
    words: str
    limit: int = 20_000
    wrong: str = ""
    theirs: str | None = None

    @property
    def is_too_long(self) -> bool:
        """Whether more is written than fits; browsers heed the limit, programs may not."""
        return len(self.words) > self.limit

    def edit(self) -> SetTitle | SetCaption:
        """Return the edit that this field asks for; TooLongError where its words do not fit."""
        if self.is_too_long:
            raise TooLongError
        if self.name == "title":
            return SetTitle(before=self.before, title=self.words)
        return SetCaption(step=self.name.removeprefix("step-"), before=self.before, caption=self.words)


@router.get("/guides/{guide_id}/words")
def show_form(guide_id: str, base: Base, visitor: Editor) -> HTMLResponse:
    """Show every text of the guide in a field."""
    guide = present(base, guide_id)
    fields = tuple(fields_of(guide, catalogue(base.settings.language).gettext))
    return form(base, visitor, guide, fields)


async def sent_form(request: Request) -> FormData:
    """Return the form as it was sent."""
    return await request.form()


@router.post("/guides/{guide_id}/words")
def save(
    guide_id: str,
    base: Base,
    visitor: Editor,
    author: Author,
    sent: Annotated[FormData, Depends(sent_form)],
) -> Response:
    """Keep the edits in the draft, or publish it too; where one cannot be made, the form says why."""
    guide = present(base, guide_id)
    translate = catalogue(base.settings.language).gettext
    fields = tuple(filled(field, sent) for field in fields_of(guide, translate))
    problem: ServerError
    try:
        edits = [field.edit() for field in fields if field.words != field.before]
        with base.database.writing() as connection:
            if edits:
                change(connection, guide_id, edits, author)
            if sent.get("then") == "publish":
                publish_draft(connection, guide_id, author)
    except WordlessError as error:
        problem, fields = error, tuple(asked_for_words(field, translate) for field in fields)
    except TooLongError as error:
        problem, fields = error, tuple(asked_for_fewer(field, translate) for field in fields)
    except ConflictError as error:
        problem, fields = error, tuple(set_beside(field, error.more) for field in fields)
    else:
        base.to_paint.ring()
        return RedirectResponse(f"/guides/{guide_id}", HTTPStatus.SEE_OTHER)
    return form(base, visitor, guide, fields, problem)


def form(
    base: KnowledgeBase,
    visitor: Visitor,
    guide: Guide,
    fields: tuple[Field, ...],
    problem: ServerError | None = None,
) -> HTMLResponse:
    """Return the page with the fields, and with the problem of what was sent, if there was one."""
    status = problem.status if problem else HTTPStatus.OK
    said = catalogue(base.settings.language).gettext(str(problem)) if problem else ""
    unpublished = is_unpublished(base, guide.id)
    return page(
        base,
        visitor,
        "guides/words.html",
        status,
        guide=guide,
        fields=fields,
        problem=said,
        unpublished=unpublished,
        steps=steps_shown(guide, illustrate_by(lambda drawing: drawing.url)),
        **from_recording(base, guide.id),
        **({"newer_waits": newer_waits(base, guide.id)} if unpublished else for_editors(base, guide.id)),
    )


def filled(field: Field, sent: FormData) -> Field:
    """Return the field with what was sent for it; a step that came meanwhile keeps its own words."""
    words, before = (sent.get(name) for name in (field.name, f"before-{field.name}"))
    if not isinstance(words, str) or not isinstance(before, str):
        return field
    return replace(field, words=" ".join(words.split()), before=before)


def asked_for_words(field: Field, translate: Callable[[str], str]) -> Field:
    """Return the field, saying so if it is empty."""
    return field if field.words else replace(field, wrong=translate("Some words are needed here."))


def asked_for_fewer(field: Field, translate: Callable[[str], str]) -> Field:
    """Return the field, saying so if more is written than fits."""
    wrong = translate("At most {limit} letters fit here; shorten the words.").format(limit=field.limit)
    return replace(field, wrong=wrong) if field.is_too_long else field


def set_beside(field: Field, conflict: Mapping[str, Any]) -> Field:
    """Return the field with the others' words beside one's own if it is the one in conflict."""
    name = f"step-{conflict['step']}" if conflict["step"] else "title"
    theirs = conflict.get("theirs", "")
    return replace(field, theirs=theirs, before=theirs) if field.name == name else field


def fields_of(guide: Guide, translate: Callable[[str], str]) -> Iterator[Field]:
    """Give a field for the title and for each step's caption."""
    yield Field("title", translate("Title"), guide.title, guide.title, 1_000)
    for step, number in zip(guide.steps, numbers(guide.steps), strict=True):
        label = (
            translate("Step {number}").format(number=number) if number else translate("Words between steps")
        )
        label = translate("Result") if step.kind == "result" else label
        yield Field(f"step-{step.id}", label, step.caption, step.caption)
