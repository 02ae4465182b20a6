"""Find and replace for programs and for the editor: in a guide, and in all guides of a process.

What is found is told first, text by text; what is chosen of it is then replaced in each guide's draft: all of
a guide in one call, which can be undone, or nothing of it.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from recorder.document.guide import Guide, Id, Line
from server.access import Author, Editor
from server.base import Base, KnowledgeBase
from server.changing import change
from server.editing.edits import AnyEdit
from server.editing.finding import Match, Wish
from server.editing.replacing import Chosen, Found, find, replacing
from server.editing.said import Translate, place_name
from server.errors import NotFoundError, ServerError
from server.guide_page import numbers_of
from server.model import Person
from server.rendering import catalogue
from server.routes.api_edits import CALL
from server.storage import edits, processes
from server.strict_json import StrictRoute

router = APIRouter(prefix="/api", tags=["find and replace"], route_class=StrictRoute)

MOST_PLACES = 5_000
SEEN = 2_000_000

TextField = Literal[
    "title", "purpose", "covers", "excludes", "inputs", "result", "role",
    "caption", "detail", "when", "callout", "value",
]  # fmt: skip


class Sought(BaseModel):
    """What is looked for and what shall stand there; case and parts of words are told apart where wished."""

    model_config = ConfigDict(extra="forbid")

    words: Annotated[Line, Field(min_length=1)]
    instead: Line = ""
    whole_words: bool = True
    match_case: bool = False

    def wish(self) -> Wish:
        """Return it as the search takes it."""
        return Wish(self.words, " ".join(self.instead.splitlines()), self.whole_words, self.match_case)


class ChosenText(BaseModel):
    """A text in which to replace: the places of these numbers, from 0, or all; `before` is what was seen."""

    model_config = ConfigDict(extra="forbid")

    step: Id | None = None
    field: TextField
    name: Line | None = None
    before: Annotated[str, Field(max_length=SEEN)]
    numbers: Annotated[tuple[int, ...], Field(max_length=MOST_PLACES)] | None = None

    def chosen(self) -> Chosen:
        """Return it as the replacing takes it."""
        return Chosen(self.step, self.field, self.name, self.before, self.numbers)


Texts = Annotated[list[ChosenText], Field(max_length=MOST_PLACES)] | None
Call = Annotated[Id | None, Field(description=CALL)]


class Replacing(Sought):
    """What is to be replaced in a guide: the chosen texts, or all."""

    texts: Texts = None
    call: Call = None


class ChosenGuide(BaseModel):
    """A guide in which to replace: the chosen texts, or all."""

    model_config = ConfigDict(extra="forbid")

    guide: Id
    texts: Texts = None


class ReplacingInGuides(Sought):
    """What is to be replaced in the guides of a process: in the chosen ones, or in all."""

    guides: Annotated[list[ChosenGuide], Field(max_length=1_000)] | None = None
    call: Call = None


@router.get("/guides/{guide_id}/find")
def get_found(base: Base, _editor: Editor, guide_id: str, sought: Annotated[Sought, Query()]) -> JSONResponse:
    """Tell every place of the words in a guide's draft, and what each text would say with all replaced."""
    return _found(base, [guide_id], sought.wish())


@router.post("/guides/{guide_id}/find")
def post_found(base: Base, _editor: Editor, guide_id: str, sought: Sought) -> JSONResponse:
    """Tell the same."""
    return _found(base, [guide_id], sought.wish())


@router.get("/processes/{process_id}/find")
def get_found_in_process(
    base: Base, _editor: Editor, process_id: str, sought: Annotated[Sought, Query()]
) -> JSONResponse:
    """Tell every place of the words in the drafts of a process's guides; guides without any are left out."""
    return _found(base, _guides_of(base, process_id), sought.wish())


@router.post("/processes/{process_id}/find")
def post_found_in_process(base: Base, _editor: Editor, process_id: str, sought: Sought) -> JSONResponse:
    """Tell the same."""
    return _found(base, _guides_of(base, process_id), sought.wish())


@router.post("/guides/{guide_id}/replace")
def replace_in_guide(base: Base, person: Author, guide_id: str, wanted: Replacing) -> JSONResponse:
    """Replace the chosen places in a guide's draft, in one call; 409 where a text was changed meanwhile."""
    with base.database.writing() as connection:
        told = _replace(connection, person, guide_id, wanted, wanted.texts)
    base.to_paint.ring()
    return JSONResponse({"replaced": told["replaced"], "guides": [told]})


@router.post("/processes/{process_id}/replace")
def replace_in_process(
    base: Base, person: Author, process_id: str, wanted: ReplacingInGuides
) -> JSONResponse:
    """Replace the chosen places in the drafts of a process's guides, one call a guide.

    Where a guide's texts were changed meanwhile nothing of it is replaced, and its `problem` says why.
    """
    known = _guides_of(base, process_id)
    chosen = [ChosenGuide(guide=each) for each in known] if wanted.guides is None else wanted.guides
    told = [_replace_or_tell(base, person, each, wanted, known) for each in chosen]
    base.to_paint.ring()
    return JSONResponse({"replaced": sum(each["replaced"] for each in told), "guides": told})


def _replace_or_tell(
    base: KnowledgeBase, person: Person, chosen: ChosenGuide, wanted: ReplacingInGuides, known: Sequence[str]
) -> dict[str, Any]:
    try:
        if chosen.guide not in known:
            raise NotFoundError("This guide does not belong to this process, or no longer; look once more.")
        with base.database.writing() as connection:
            return _replace(connection, person, chosen.guide, wanted, chosen.texts)
    except ServerError as error:
        sentence = catalogue(base.settings.language).gettext(str(error))
        problem = {**error.more, "status": error.status, "detail": sentence}
        return {"guide": chosen.guide, "replaced": 0, "serial": None, "problem": problem}


def _replace(
    connection: Connection,
    person: Person,
    guide_id: str,
    wanted: Replacing | ReplacingInGuides,
    texts: Iterable[ChosenText] | None,
) -> dict[str, Any]:
    made: list[AnyEdit] = []
    chosen = None if texts is None else [each.chosen() for each in texts]

    def edits_of(draft: Guide) -> Sequence[AnyEdit]:
        made.extend(replacing(draft, wanted.wish(), chosen))
        return made

    changed = change(connection, guide_id, edits_of, person, name=wanted.call)
    return {"guide": guide_id, "replaced": len(made), "serial": changed.serial, "problem": None}


def _guides_of(base: KnowledgeBase, process_id: str) -> list[str]:
    with base.database.reading() as connection:
        process = processes.process(connection, process_id)
    if process is None:
        raise NotFoundError("There is no such process; look for it from the home page.")
    staged = (guide.id for stage in process.stages for guide in stage.guides)
    return list(dict.fromkeys((*staged, *(guide.id for guide in process.guides))))


def _found(base: KnowledgeBase, guide_ids: Sequence[str], wish: Wish) -> JSONResponse:
    translate, left, told = catalogue(base.settings.language).gettext, MOST_PLACES, []
    with base.database.reading() as connection:
        for guide_id in guide_ids:
            draft = edits.draft(connection, guide_id)
            if draft is None:
                raise NotFoundError("There is no such guide; look for it from the home page.")
            found = find(draft[0], wish)
            if found and left > 0:
                told.append(_guide(draft[0], draft[1], found, translate))
            left -= sum(len(each.places) for each in found)
    return JSONResponse({"count": MOST_PLACES - left, "more": left < 0, "guides": told})


def _guide(guide: Guide, serial: int, found: Sequence[Found], translate: Translate) -> dict[str, Any]:
    numbers = dict(zip((step.id for step in guide.steps), numbers_of(guide), strict=True))
    return {
        "guide": guide.id,
        "title": guide.title,
        "serial": serial,
        "count": sum(len(each.places) for each in found),
        "texts": [_text(guide, each, numbers.get(each.words.step or "", ""), translate) for each in found],
    }


def _text(guide: Guide, found: Found, number: str, translate: Translate) -> dict[str, Any]:
    words = found.words
    return {
        "step": words.step,
        "number": number,
        "field": words.field,
        "name": words.name,
        "said": place_name(words.step, words.field, guide, translate),
        "before": words.text,
        "after": found.after,
        "places": [_place(each) for each in found.places],
    }


def _place(match: Match) -> dict[str, Any]:
    return {"lead": match.lead, "found": match.found, "instead": match.instead, "rest": match.rest}
