"""Search for programs, and for the search box as it is typed in."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from server.access import Asks
from server.base import Base
from server.model import Found
from server.routes.api_guides import guide_url
from server.storage import search

router = APIRouter(prefix="/api/search", tags=["search"])


@router.get("")
def find(
    base: Base,
    _visitor: Asks,
    q: Annotated[str, Query(max_length=500)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> dict[str, list[dict[str, Any]]]:
    """Return the guides that hold the words, best first, each with its matching step."""
    with base.database.reading() as connection:
        return {"results": [_result(found) for found in search.find(connection, q, limit)]}


def _result(found: Found) -> dict[str, Any]:
    guide = found.guide
    return {
        "guide": {"id": guide.id, "title": guide.title, "url": guide_url(guide.id)},
        "step": found.step,
        "snippet": found.snippet,
    }
