"""The home page: one question, the processes, and what is new; an empty base teaches how to begin."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from server.access import Asks
from server.base import Base, KnowledgeBase
from server.model import Drafting, Person
from server.routes.pages.page import kept_page
from server.routes.pages.places import unplaced
from server.storage import drafting, guides, missed, not_well, process_cards, trash

CARDS = 6
DRAFTS = 5

router = APIRouter()


@router.get("/")
def home(request: Request, base: Base, visitor: Asks) -> Response:
    """Show where to begin, and editors what they have not published yet, their own first."""
    person = visitor.person if visitor.may_edit else None
    return kept_page(request, base, visitor, "home/index.html", lambda: gathered(base, person), person=person)


def gathered(base: KnowledgeBase, person: Person | None) -> Mapping[str, Any]:
    """Return what the home page shows."""
    with base.database.reading() as connection:
        cards = process_cards.first(connection, CARDS)
        total = process_cards.count(connection)
        recent = guides.newest(connection)
        waiting = guides.unpublished(connection)
        trashed = trash.count(connection)
        misses = missed.count(connection)
        well = not_well.counted(connection)
        drafts = own_first(drafting.unpublished(connection), person)
        belong = unplaced(connection, base.settings.language) if person else {"unplaced": 0, "hints": []}
    return {
        "recent": recent,
        "waiting": waiting,
        "drafts": drafts[:DRAFTS],
        "more_drafts": max(0, len(drafts) - DRAFTS),
        "trashed": trashed,
        "misses": misses,
        "not_well": well,
        **belong,
        "processes": cards,
        "total_processes": total,
    }


def own_first(drafts: tuple[Drafting, ...], person: Person | None) -> tuple[Drafting, ...]:
    """Return the drafts, those that the person changed before those of others."""
    return tuple(sorted(drafts, key=lambda draft: person not in draft.people))
