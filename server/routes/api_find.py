"""Find and replace for programs and for the editor: in a guide, and in all guides of a process.

What is found is told first, place by place; what is chosen of it is then replaced in each guide's draft: all
of a guide in one call, which can be undone, or nothing of it.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from recorder.document.guide import Guide, Id, Line
from server.access import Author, Editor
from server.base import Base, KnowledgeBase
from server.changing import Changed
from server.edit_answers import answer_to
from server.editing.finding import Match, Wish
from server.editing.replacing import Found, find
from server.editing.said import Translate, place_name
from server.errors import NotFoundError, ServerError
from server.guide_page import numbers_of
from server.model import Person
from server.rendering import catalogue
from server.replacing import MOST_PLACES, place_id, replace
from server.routes.api_edits import CALL, LAST_SERIAL, Html, Since
from server.storage import edits, processes

router = APIRouter(prefix="/api", tags=["find and replace"])

Places = Annotated[list[str] | None, Field(max_length=MOST_PLACES, description="their ids; null: all")]
Serial = Annotated[
    int | None, Field(ge=0, le=LAST_SERIAL, description="the edit after which they were found")
]


class Sought(BaseModel):
    """What is looked for and what shall stand there; case and whole words are told apart where wished."""

    model_config = ConfigDict(extra="forbid")

    find: Annotated[Line, Field(min_length=1)]
    replace: Line = ""
    case: bool = False
    whole: bool = False

    def wish(self) -> Wish:
        """Return it as the search takes it."""
        instead = " ".join(self.replace.splitlines())
        return Wish(self.find, instead, whole_words=self.whole, match_case=self.case)


class Chosen(BaseModel):
    """The places that are to be replaced in a guide, and the edit after which they were found."""

    model_config = ConfigDict(extra="forbid")

    serial: Serial = None
    places: Places = None


class Replacing(Sought):
    """What is to be replaced in a guide."""

    serial: Serial = None
    places: Places = None
    call: Annotated[Id | None, Field(description=CALL)] = None


class ReplacingInGuides(Sought):
    """What is to be replaced in the guides of a process: in the chosen ones, or in all."""

    guides: Annotated[dict[Id, Chosen], Field(max_length=1_000)] | None = None
    call: Annotated[Id | None, Field(description=CALL)] = None


@router.get("/guides/{guide_id}/find")
def get_found(base: Base, _editor: Editor, guide_id: str, sought: Annotated[Sought, Query()]) -> JSONResponse:
    """Tell every place of the words in a guide's draft, and what would stand there."""
    return JSONResponse(_found(base, [guide_id], sought.wish())[0])


@router.post("/guides/{guide_id}/find")
def post_found(base: Base, _editor: Editor, guide_id: str, sought: Sought) -> JSONResponse:
    """Tell the same."""
    return JSONResponse(_found(base, [guide_id], sought.wish())[0])


@router.get("/processes/{process_id}/find")
def get_found_in_process(
    base: Base, _editor: Editor, process_id: str, sought: Annotated[Sought, Query()]
) -> JSONResponse:
    """Tell every place of the words in the drafts of a process's guides; guides without any are left out."""
    return _found_in_process(base, process_id, sought)


@router.post("/processes/{process_id}/find")
def post_found_in_process(base: Base, _editor: Editor, process_id: str, sought: Sought) -> JSONResponse:
    """Tell the same."""
    return _found_in_process(base, process_id, sought)


@router.post("/guides/{guide_id}/replace")
def replace_in_guide(
    base: Base, person: Author, guide_id: str, wanted: Replacing, *, html: Html = False, since: Since = None
) -> JSONResponse:
    """Replace the chosen places in a guide's draft, in one call; answers as edits do, with how many."""
    with base.database.writing() as connection:
        changed, count = _replace(connection, person, guide_id, wanted, wanted)
        more = {"replaced": count}
        answer = answer_to(base, connection, person, changed, html=html, since=since, more=more)
    base.to_paint.ring()
    return answer


@router.post("/processes/{process_id}/replace")
def replace_in_process(
    base: Base, person: Author, process_id: str, wanted: ReplacingInGuides
) -> JSONResponse:
    """Replace the chosen places in the drafts of a process's guides, one call a guide.

    Where a guide's texts were changed meanwhile nothing of it is replaced, and its `problem` says why.
    """
    known = _guides_of(base, process_id)
    chosen = dict.fromkeys(known, Chosen()) if wanted.guides is None else wanted.guides
    told = [_replace_or_tell(base, person, each, wanted, known) for each in chosen.items()]
    base.to_paint.ring()
    return JSONResponse({"replaced": sum(each["replaced"] for each in told), "guides": told})


def _replace_or_tell(
    base: KnowledgeBase,
    person: Person,
    chosen: tuple[str, Chosen],
    wanted: ReplacingInGuides,
    known: Iterable[str],
) -> dict[str, Any]:
    guide_id, places = chosen
    translate, told = (
        catalogue(base.settings.language).gettext,
        {"guide": guide_id, "title": "", "replaced": 0},
    )
    try:
        if guide_id not in known:
            raise NotFoundError("This guide does not belong to this process, or no longer; look once more.")
        with base.database.writing() as connection:
            changed, count = _replace(connection, person, guide_id, wanted, places)
    except ServerError as error:
        return {**told, "serial": None, "problem": translate(str(error))}
    title = changed.document.title
    return {**told, "title": title, "replaced": count, "serial": changed.serial, "problem": None}


def _replace(
    connection: Connection,
    person: Person,
    guide_id: str,
    wanted: Replacing | ReplacingInGuides,
    chosen: Replacing | Chosen,
) -> tuple[Changed, int]:
    places = (chosen.places, chosen.serial)
    return replace(connection, guide_id, wanted.wish(), places, person, name=wanted.call)


def _guides_of(base: KnowledgeBase, process_id: str) -> list[str]:
    with base.database.reading() as connection:
        process = processes.process(connection, process_id)
    if process is None:
        raise NotFoundError("There is no such process; look for it from the home page.")
    staged = (guide.id for stage in process.stages for guide in stage.guides)
    return list(dict.fromkeys((*staged, *(guide.id for guide in process.guides))))


def _found_in_process(base: KnowledgeBase, process_id: str, sought: Sought) -> JSONResponse:
    told = _found(base, _guides_of(base, process_id), sought.wish())
    return JSONResponse({"guides": [guide for guide in told if guide["places"]]})


def _found(base: KnowledgeBase, guide_ids: Sequence[str], wish: Wish) -> list[dict[str, Any]]:
    translate, left, told = catalogue(base.settings.language).gettext, MOST_PLACES, []
    with base.database.reading() as connection:
        for guide_id in guide_ids:
            draft = edits.draft(connection, guide_id)
            if draft is None:
                raise NotFoundError("There is no such guide; look for it from the home page.")
            guide, serial = draft
            places = _places(guide, find(guide, wish), translate)
            about = {"guide": guide.id, "title": guide.title, "serial": serial}
            told.append({**about, "count": len(places), "places": places[:left]})
            left = max(0, left - len(places))
    return told


def _places(guide: Guide, found: Sequence[Found], translate: Translate) -> list[dict[str, Any]]:
    numbers = dict(zip((step.id for step in guide.steps), numbers_of(guide), strict=True))
    return [
        {
            "place": place_id(each.words, number),
            "step": each.words.step,
            "number": numbers.get(each.words.step or "", ""),
            "field": each.words.field,
            "name": each.words.name,
            "said": place_name(each.words.step, each.words.field, guide, translate),
            **_told(match),
        }
        for each in found
        for number, match in enumerate(each.places)
    ]


def _told(match: Match) -> dict[str, Any]:
    return {
        "before": f"{match.lead}{match.found}{match.rest}",
        "after": f"{match.lead}{match.instead}{match.rest}",
        "start": len(match.lead),
        "length": len(match.found),
        "after_length": len(match.instead),
    }
