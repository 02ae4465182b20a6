"""How to record a task and send the guide here."""

from fastapi import APIRouter, Request, Response

from server.access import Asks
from server.base import Base
from server.routes.pages.page import kept_page

router = APIRouter()


@router.get("/record")
def record(request: Request, base: Base, visitor: Asks) -> Response:
    """Say in three steps how to record and where the guide goes."""
    return kept_page(request, base, visitor, "recording/how.html", dict)
