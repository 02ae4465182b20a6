"""Tells browsers how to search here, so that their address bar can."""

from fastapi import APIRouter, Request, Response

from server.base import Base
from server.rendering import render

router = APIRouter()


@router.get("/opensearch.xml")
def describe(request: Request, base: Base) -> Response:
    """Return the description; browsers fetch it without saying who asks, so it is open to all."""
    here = str(request.base_url).rstrip("/")
    body = render("search/opensearch.xml", base.settings.language, base.settings.zone, here=here)
    return Response(body, media_type="application/opensearchdescription+xml")
