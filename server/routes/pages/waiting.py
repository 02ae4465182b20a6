"""What waits for whoever asks, as a page of its own: home and the bar fetch the same by script."""

from fastapi import APIRouter
from fastapi.responses import Response

from server.access import Asks
from server.base import Base
from server.routes.api_waiting import MANY
from server.routes.pages.page import page
from server.waiting.gathering import sentence, waiting_for

router = APIRouter()


@router.get("/waiting")
def show(base: Base, visitor: Asks) -> Response:
    """Show what waits for whoever asks."""
    found = waiting_for(base, visitor.person)
    told = [(each, sentence(base, each)) for each in found[:MANY]]
    is_named = visitor.person is not None
    return page(base, visitor, "waiting/index.html", waiting=told, count=len(found), named=is_named)
