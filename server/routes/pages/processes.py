"""The processes: all of them, and one with its map and its stages."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from server.access import Asks
from server.asked_for import asked_for
from server.base import Base, KnowledgeBase
from server.errors import NoSuchProcessError
from server.model import Process
from server.processes.making import refuse_deleted
from server.processes.page import process_view
from server.rendering import catalogue
from server.routes.pages.page import kept_page, page
from server.routes.pages.pager import Pager
from server.storage import guide_lists, process_cards
from server.trust import of_process

CARDS = 48
UNPLACED = 12

router = APIRouter()


@router.get("/processes")
def all_processes(
    request: Request,
    base: Base,
    visitor: Asks,
    q: Annotated[str, Query(max_length=200)] = "",
    part: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Show every process, and the guides that belong to none; `q` keeps those that say it."""
    words = " ".join(q.split())
    if words or part > 1:
        return page(base, visitor, "processes/index.html", **all_gathered(base, words, part))
    return kept_page(request, base, visitor, "processes/index.html", lambda: all_gathered(base))


@router.get("/processes/{process_id}")
def one_process(process_id: str, request: Request, base: Base, visitor: Asks) -> Response:
    """Show one process."""
    return kept_page(request, base, visitor, "processes/process.html", lambda: one_gathered(base, process_id))


def all_gathered(base: KnowledgeBase, words: str = "", part: int = 1) -> Mapping[str, Any]:
    """Return what the page of all processes shows."""
    unplaced = guide_lists.Wanted(unplaced=True)
    with base.database.reading() as connection:
        pager = Pager(process_cards.count(connection, words), CARDS, part)
        first = not words and part == 1
        return {
            "words": words,
            "pager": pager,
            "total": process_cards.count(connection),
            "processes": process_cards.by_name(connection, words, CARDS, pager.offset),
            "unplaced": guide_lists.part(connection, unplaced, UNPLACED) if first else (),
            "total_unplaced": guide_lists.count(connection, unplaced) if first else 0,
        }


def one_gathered(base: KnowledgeBase, process_id: str) -> Mapping[str, Any]:
    """Return what a process's page shows; NotFoundError where there is no such process."""
    known = catalogue(base.settings.language)
    with base.database.reading() as connection:
        view = process_view(connection, process_id, known)
        if view is None:
            refuse_deleted(connection, process_id)
        asked = asked_for(connection, view.process) if view else {}
        trust = of_process(connection, process_id, base.settings.rhythm)
    if view is None:
        raise NoSuchProcessError
    facts = facts_of(view.process, known.gettext)
    return {"view": view, "process": view.process, "trust": trust, "facts": facts, "asked": asked}


def facts_of(process: Process, translate: Callable[[str], str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is known of a process beside its stages, name by name, leaving out what is empty."""
    known = (
        (translate("Start"), (process.begins,) if process.begins else ()),
        (translate("End"), (process.ends,) if process.ends else ()),
        (translate("In"), process.inputs),
        (translate("Out"), process.outputs),
        (translate("Outcome"), (process.outcome,) if process.outcome else ()),
        (translate("Roles"), process.roles),
        (translate("People"), process.stakeholders),
    )
    return tuple((name, lines) for name, lines in known if lines)
