"""The search page: matching steps with their pictures, the words found marked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from markupsafe import Markup, escape
from starlette.background import BackgroundTask

from recorder.document.guide import Guide
from server.access import Asks
from server.base import Base
from server.drawings import drawings_of
from server.guide_page import numbers_of
from server.missing import note_miss
from server.model import Found, Place
from server.routes.pages.page import page
from server.storage import search, versions

LONGEST_QUESTION = 200

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


@router.get("/search")
def find(base: Base, visitor: Asks, q: str = "") -> HTMLResponse:
    """Show the guides found."""
    question = q.strip()[:LONGEST_QUESTION]
    with base.database.reading() as connection:
        found = search.find(connection, question)
        documents = {
            each.guide.id: version.document
            for each in found
            if (version := versions.published(connection, each.guide.id))
        }
    hits = [hit(each, documents, question) for each in found if each.guide.id in documents]
    answer = page(base, visitor, "search/index.html", query=question, hits=hits)
    if question and not hits:
        answer.background = BackgroundTask(note_miss, base, question)
    return answer


def hit(found: Found, documents: Mapping[str, Guide], question: str) -> Hit:
    """Return the result as the page shows it: at its step, with that step's picture."""
    guide = documents[found.guide.id]
    step = guide.step(found.step) if found.step else None
    number = dict(zip((each.id for each in guide.steps), numbers_of(guide), strict=True))
    pictured = [step] if step and step.picture else [each for each in guide.steps if each.picture][-1:]
    return Hit(
        url=f"/guides/{guide.id}" + (f"#step-{step.id}" if step else ""),
        title=marked(found.guide.title, places_of(question, found.guide.title)),
        place=found.guide.places[0] if found.guide.places else None,
        number=number[step.id] if step else "",
        words=marked(found.snippet, found.marks) if step else Markup(),
        thumb=next((drawings_of(each)["thumb"].url for each in pictured), None),
    )


def places_of(question: str, text: str) -> list[tuple[int, int]]:
    """Return where words of the text begin with one of the question, as (start, end)."""
    words = "|".join(re.escape(word) for word in re.findall(r"\w+", question))
    return [each.span() for each in re.finditer(rf"\b(?:{words})\w*", text, re.IGNORECASE)] if words else []


def marked(words: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """Return the words as HTML with the found ones marked."""
    pieces, at = [], 0
    for start, end in marks:
        pieces += [escape(words[at:start]), Markup("<mark>%s</mark>") % words[start:end]]
        at = end
    return Markup().join([*pieces, escape(words[at:])])
