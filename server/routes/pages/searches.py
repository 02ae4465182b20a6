"""Searches that found nothing: what would be found now, one click to ask for a recording, or to dismiss."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from recorder.document.guide import Line
from server.access import Author, Editor
from server.asked_for import AskedFor, asked_after
from server.base import Base, KnowledgeBase
from server.model import GuideSummary
from server.routes.pages.page import page
from server.searching.finding import find
from server.storage import counters, missed
from server.storage.missed import Missed

LISTED = 20
SUGGESTED = 3

router = APIRouter(prefix="/searches")


@dataclass(frozen=True, slots=True)
class Shown:
    """One search as the page shows it: what it finds by now, and what was asked for then."""

    missed: Missed
    now: tuple[GuideSummary, ...]
    found: AskedFor | None


@router.get("")
def show(base: Base, visitor: Editor) -> Response:
    """Show the searches that found nothing, most often first."""
    with base.database.reading() as connection:
        total = missed.count(connection)
        lines = _lines(connection, base)
    return page(base, visitor, "searches/index.html", lines=lines, more=total - len(lines))


@router.post("/dismiss")
def dismiss(base: Base, _author: Author, words: Annotated[Line, Form()]) -> Response:
    """List a search no more, until somebody misses it again."""
    with base.database.writing() as connection:
        missed.forget(connection, [words])
        counters.bump(connection, counters.DRAFTS)
    return RedirectResponse("/searches", HTTPStatus.SEE_OTHER)


def _lines(connection: Connection, base: KnowledgeBase) -> tuple[Shown, ...]:
    listed = missed.listed(connection, LISTED)
    asked = asked_after(connection, frozenset(each.words for each in listed))
    return tuple(Shown(each, _found_now(connection, base, each), asked.get(each.words)) for each in listed)


def _found_now(connection: Connection, base: KnowledgeBase, each: Missed) -> tuple[GuideSummary, ...]:
    found = find(connection, each.said, limit=SUGGESTED, known=base.known).found
    return tuple({each.guide.id: each.guide for each in found}.values())
