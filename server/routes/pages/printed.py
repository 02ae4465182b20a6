"""A guide on paper: its PDF, the code that leads back to it, and the foot of pages that a browser prints."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from server.access import Asks
from server.answers import has
from server.base import Base, KnowledgeBase
from server.exporters.pdf.sheet import Sheet
from server.model import Version
from server.press import the_press
from server.printing import set_sheet, sheet_for
from server.reachable import qr_svg, reached_at
from server.rendering import render
from server.routes.pages.guides import published
from server.storage import guides
from server.trust import of_guide

MOST = 2**31 - 1  # as far as versions are counted

router = APIRouter(prefix="/guides/{guide_id}")

Paper = Annotated[Literal["a4", "letter"] | None, Query()]


@router.get("/pdf", response_class=Response)
async def read_pdf(
    guide_id: str, request: Request, base: Base, _visitor: Asks, paper: Paper = None
) -> Response:
    """Return the guide as a PDF, made once for all who ask."""
    reached = await run_in_threadpool(reached_at, base, request.base_url)
    sheet, version = await run_in_threadpool(_sheet, base, guide_id, reached, paper)
    headers = {"ETag": f'"{sheet.digest[:32]}"', "Cache-Control": "private, no-cache", "Vary": "Cookie"}
    if has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    body = await the_press(request).pdf(sheet.digest, lambda stop: set_sheet(base, sheet, version, stop))
    name = quote(f"{version.document.title[:80]}.pdf", safe="")
    headers["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    return Response(body, media_type="application/pdf", headers=headers)


@router.get("/qr.svg", response_class=Response)
def read_code(guide_id: str, request: Request, base: Base, _visitor: Asks) -> Response:
    """Return a code that leads a phone to the guide."""
    published(base, guide_id)
    drawn = qr_svg(f"{reached_at(base, request.base_url)}/guides/{guide_id}")
    return Response(drawn, media_type="image/svg+xml", headers={"Cache-Control": "private, no-cache"})


@router.get("/print.css", response_class=Response)
def read_foot(
    guide_id: str, base: Base, _visitor: Asks, version: Annotated[int, Query(ge=0, le=MOST)] = 0
) -> Response:
    """Return the style of printed pages: at the foot of each stands which version it is a copy of."""
    title = published(base, guide_id).document.title
    style = render(
        "guides/print.css", base.settings.language, version=version, title=title, guide_id=guide_id
    )
    return Response(style, media_type="text/css", headers={"Cache-Control": "private, max-age=3600"})


def _sheet(base: KnowledgeBase, guide_id: str, reached: str, paper: str | None) -> tuple[Sheet, Version]:
    version = published(base, guide_id)
    with base.database.reading() as connection:
        places = guides.places_of(connection, [guide_id]).get(guide_id, ())
        trust = of_guide(connection, guide_id, base.settings.rhythm)
    return sheet_for(base, version, trust=trust, places=places, reached=reached, paper=paper), version
