"""The processes: all of them, and one with its map and its stages."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from server.access import Asks
from server.asked_for import asked_for
from server.base import Base, KnowledgeBase
from server.errors import NotFoundError
from server.model import Process
from server.process_making import refuse_deleted
from server.rendering import catalogue
from server.routes.pages.page import kept_page
from server.storage import guides, processes
from server.trust import of_process

router = APIRouter()


@router.get("/processes")
def all_processes(request: Request, base: Base, visitor: Asks) -> Response:
    """Show every process, and the guides that belong to none."""
    return kept_page(request, base, visitor, "processes/index.html", lambda: all_gathered(base))


@router.get("/processes/{process_id}")
def one_process(process_id: str, request: Request, base: Base, visitor: Asks) -> Response:
    """Show one process."""
    return kept_page(request, base, visitor, "processes/process.html", lambda: one_gathered(base, process_id))


def all_gathered(base: KnowledgeBase) -> Mapping[str, Any]:
    """Return what the page of all processes shows."""
    with base.database.reading() as connection:
        return {
            "processes": processes.all_processes(connection),
            "unplaced": guides.unplaced(connection),
        }


def one_gathered(base: KnowledgeBase, process_id: str) -> Mapping[str, Any]:
    """Return what a process's page shows; NotFoundError where there is no such process."""
    with base.database.reading() as connection:
        found = processes.process(connection, process_id)
        if found is None:
            refuse_deleted(connection, process_id)
        asked = asked_for(connection, found) if found else {}
        trust = of_process(connection, process_id, base.settings.rhythm)
    if found is None:
        raise NotFoundError("There is no such process, or no longer; look for it from the home page.")
    facts = facts_of(found, catalogue(base.settings.language).gettext)
    return {"process": found, "trust": trust, "facts": facts, "asked": asked}


def facts_of(process: Process, translate: Callable[[str], str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is known of a process beside its stages, name by name, leaving out what is empty."""
    known = (
        (translate("In"), process.inputs),
        (translate("Out"), process.outputs),
        (translate("Outcome"), (process.outcome,) if process.outcome else ()),
        (translate("People"), process.stakeholders),
    )
    return tuple((name, lines) for name, lines in known if lines)
