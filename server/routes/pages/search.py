"""The search page: matching steps with their pictures, the words found marked, and filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from markupsafe import Markup, escape
from starlette.background import BackgroundTask

from server.access import Asks
from server.base import Base
from server.missing import note_miss
from server.model import Found, Place
from server.routes.api_search import Narrowed
from server.routes.pages.page import kept_page, page
from server.searching.facets import address, facets_of
from server.searching.finding import MOST, Results
from server.searching.finding import find as find_guides
from server.searching.question import tidied
from server.searching.widening import wider
from server.searching.words import tokens

AT_ONCE = 20

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Hit:
    """One result as the page shows it."""

    url: str
    title: Markup
    place: Place | None
    number: str
    words: Markup
    thumb: str | None
    by_meaning: bool


class _NotKeptError(Exception):
    """A page that is made anew each time: what found nothing is noted, and meaning may yet be learned."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__()
        self.values = values


@router.get("/search")
def find(
    request: Request,
    base: Base,
    visitor: Asks,
    filters: Narrowed,
    q: str = "",
    *,
    handrail_typing: Annotated[str, Header()] = "",
    show: Annotated[int, Query(ge=1, le=MOST)] = AT_ONCE,
    exact: bool = False,
) -> Response:
    """Show the guides found; what is missed is noted unless the box says that somebody still types."""
    question = tidied(q)
    with base.database.reading() as connection:
        state = base.known.state(connection)

    def gather() -> Mapping[str, Any]:
        with base.database.reading() as connection:
            results = find_guides(connection, q, filters, limit=show, known=base.known, as_typed=exact)
            facets = facets_of(connection, question, filters, results.matches)
            is_narrow = bool(filters) and not results.matches
            fewer = wider(connection, q, filters, facets, base.known) if is_narrow else ()
        rest = len(results.matches) > show
        values = {
            "query": question,
            "results": results,
            "instead": mended(question, results),
            "hits": [hit(each) for each in results.found],
            "facets": facets,
            "filters": filters,
            "wider": fewer,
            "exact_url": address(question, filters, exact=1),
            "more_url": address(question, filters, show=min(MOST, show + AT_ONCE)) if rest else "",
        }
        if state is None or not results.found:
            raise _NotKeptError(values)
        return values

    template = "search/index.html"
    try:
        return kept_page(
            request, base, visitor, template, gather, asked=("search", state, q, filters, show, exact)
        )
    except _NotKeptError as missed:
        answer = page(base, visitor, template, **missed.values)
        results = missed.values["results"]
        is_final = not (results.question.is_empty or results.found or results.missing)
        if is_final and not (filters or handrail_typing):
            answer.background = BackgroundTask(note_miss, base, question)
        return answer


def mended(question: str, results: Results) -> Markup:
    """Return the question with the words that were looked for in place of those that were typed."""
    instead = dict(results.corrections)
    pieces, at = [], 0
    for start, stop, word in tokens(question) if instead else ():
        if word in instead:
            pieces += [escape(question[at:start]), Markup("<b>%s</b>") % instead[word]]
            at = stop
    return Markup().join([*pieces, escape(question[at:])]) if pieces else Markup()


def hit(found: Found) -> Hit:
    """Return the result as the page shows it: at its step, with that step's picture."""
    guide = found.guide
    return Hit(
        url=f"/guides/{guide.id}" + (f"#step-{found.step}" if found.step else ""),
        title=marked(guide.title, found.title_marks),
        place=guide.places[0] if guide.places else None,
        number=found.number,
        words=marked(found.snippet, found.marks),
        thumb=found.thumb,
        by_meaning=found.by == "meaning",
    )


def marked(words: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """Return the words as HTML with the found ones marked."""
    pieces, at = [], 0
    for start, end in marks:
        pieces += [escape(words[at:start]), Markup("<mark>%s</mark>") % words[start:end]]
        at = end
    return Markup().join([*pieces, escape(words[at:])])
