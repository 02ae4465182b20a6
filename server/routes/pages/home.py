"""The home page: one question, the processes, and what is new; an empty base teaches how to begin."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from server.access import Asks
from server.base import Base, KnowledgeBase
from server.routes.pages.page import kept_page
from server.storage import guides, processes

CARDS = 6

router = APIRouter()


@router.get("/")
def home(request: Request, base: Base, visitor: Asks) -> Response:
    """Show where to begin."""
    return kept_page(request, base, visitor, "home/index.html", lambda: gathered(base))


def gathered(base: KnowledgeBase) -> Mapping[str, Any]:
    """Return what the home page shows."""
    with base.database.reading() as connection:
        known = processes.all_processes(connection)
        recent = guides.newest(connection)
        waiting = guides.unpublished(connection)
    return {"recent": recent, "waiting": waiting, "processes": known[:CARDS], "total_processes": len(known)}
