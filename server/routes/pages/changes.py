"""Which guides have new versions, newest first, for those who come back after a while."""

from collections.abc import Mapping
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from server.access import Asks
from server.base import Base, KnowledgeBase
from server.routes.pages.page import kept_page, page
from server.storage import recent

LISTED = 40

router = APIRouter()


@router.get("/changes")
def show(
    request: Request, base: Base, visitor: Asks, before: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Show the versions published last, or those before one of them."""
    if before:  # older pages are asked for seldom, and each is another
        return page(base, visitor, "changes/index.html", **gathered(base, before))
    return kept_page(request, base, visitor, "changes/index.html", lambda: gathered(base, ""))


def gathered(base: KnowledgeBase, before: str) -> Mapping[str, Any]:
    """Return what the page shows, day by day."""
    with base.database.reading() as connection:
        found = recent.published(connection, LISTED + 1, recent.read_place(before))
    listed = found[:LISTED]
    zone = base.settings.zone
    by_day = groupby(listed, key=lambda line: line.at.astimezone(zone).date())
    days = [(day, tuple(lines)) for day, lines in by_day]
    return {"days": days, "older": listed[-1].place if len(found) > LISTED else "", "is_first": not before}
