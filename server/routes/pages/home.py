"""The home page: one question, the processes, and what is new; an empty base teaches how to begin."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection

from server.access import Asks
from server.base import Base
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

    def gather() -> Mapping[str, Any]:
        with base.database.reading() as connection:
            mine = for_editors(connection, base.settings.language, person) if visitor.may_edit else {}
            return {**for_all(connection), **mine}

    return kept_page(request, base, visitor, "home/index.html", gather, person=person)


def for_all(connection: Connection) -> Mapping[str, Any]:
    """Return what the home page shows whoever comes."""
    return {
        "recent": guides.newest(connection),
        "processes": process_cards.first(connection, CARDS),
        "total_processes": process_cards.count(connection),
    }


def for_editors(connection: Connection, language: str, person: Person | None) -> Mapping[str, Any]:
    """Return what it shows editors besides; to those who gave no name yet, no place for a guide."""
    drafts = own_first(drafting.unpublished(connection), person)
    belong = unplaced(connection, language) if person else {"unplaced": 0, "hints": []}
    return {
        "waiting": guides.unpublished(connection),
        "drafts": drafts[:DRAFTS],
        "more_drafts": max(0, len(drafts) - DRAFTS),
        "trashed": trash.count(connection),
        "misses": missed.count(connection),
        "not_well": not_well.counted(connection),
        **belong,
    }


def own_first(drafts: tuple[Drafting, ...], person: Person | None) -> tuple[Drafting, ...]:
    """Return the drafts, those that the person changed before those of others."""
    return tuple(sorted(drafts, key=lambda draft: person not in draft.people))
