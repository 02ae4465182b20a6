"""Redacting for good, as pages that need no script and no drag: mark, look at what goes with it, confirm.

The editor shows the same pages in a dialog. A region is written `left,top,width,height`, a place
`file|region`.
"""

from dataclasses import dataclass, replace
from http import HTTPStatus
from io import BytesIO
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from PIL import Image, ImageDraw
from pydantic import BaseModel, ConfigDict, Field

from recorder.document.geometry import Box
from recorder.document.guide import Guide
from recorder.document.paint import MEDIA_TYPE, encode
from server.access import Author, Editor, Visitor
from server.base import Base, KnowledgeBase
from server.checking.personal import seen_in
from server.errors import NotFoundError, ServerError
from server.guide_page import numbers_of
from server.recorded import kept_files
from server.redacting.offers import Offers, known_boxes, offers, ticked
from server.redacting.starting import INSTEAD, BadRedactionError, Place, Wish, begin
from server.redacting.words import spellings
from server.routes.api_redactions import told
from server.routes.pages.guides import present
from server.routes.pages.page import page
from server.storage import pictures, redactions

router = APIRouter(prefix="/guides/{guide_id}/redact")

AROUND = 48
SMALL = 480
MOST_ALSO = 12
FRAME: tuple[int, int, int] = (255, 90, 31)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page was asked for: a picture, a region of it, words, and what stands in their place."""

    file: str = ""
    box: Box | None = None
    words: tuple[str, ...] = ()
    instead: str = ""

    @property
    def place(self) -> Place | None:
        """The region that was marked, if one was."""
        return Place(self.file, self.box) if self.file and self.box else None


class Looked(BaseModel):
    """What is looked at: a region in one text, or in four as fields of a form send it; words one a line."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    file: Annotated[str, Field(max_length=100)] = ""
    box: Annotated[str, Field(max_length=100)] = ""
    side: list[Annotated[str, Field(max_length=20)]] = []
    words: Annotated[str, Field(max_length=50_000)] | None = None
    instead: Annotated[str, Field(max_length=1_000)] = ""
    also: Annotated[str, Field(max_length=1_000)] = ""


class Sent(BaseModel):
    """What is confirmed: the places and words that go, and whether the words go in all guides."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    place: list[Annotated[str, Field(max_length=200)]] = []
    words: Annotated[str, Field(max_length=50_000)] = ""
    instead: Annotated[str, Field(max_length=1_000)] = ""
    everywhere: Annotated[str, Field(max_length=10)] = ""
    listed: Annotated[str, Field(max_length=1_000_000)] = ""
    text: list[Annotated[str, Field(max_length=40)]] = []
    guides: Annotated[str, Field(max_length=10_000)] = ""
    other: list[Annotated[str, Field(max_length=64)]] = []


@router.get("")
def show_redaction(
    guide_id: str,
    base: Base,
    visitor: Editor,
    looked: Annotated[Looked, Query()],
) -> HTMLResponse:
    """Show what can be redacted; with a region or words, all that would go with it."""
    guide = present(base, guide_id)
    asked = Asked(looked.file, None, _lines("\n".join((looked.words or "", looked.also))), looked.instead)
    try:
        region = _box(looked.box or ",".join(looked.side)) if looked.file else None
        words = asked.words if looked.words is not None else _standing_in(guide, looked.file, region)
        return _page(base, visitor, guide, replace(asked, box=region, words=words))
    except BadRedactionError as error:
        return _page(base, visitor, guide, asked, error)


@router.post("")
def redact(
    guide_id: str,
    base: Base,
    visitor: Editor,
    person: Author,
    sent: Annotated[Sent, Form()],
) -> Response:
    """Begin the redaction and show how far it is; what cannot be is said on the same page."""
    said, instead = _lines(sent.words), sent.instead
    try:
        made = begin(base, guide_id, person, _wish(present(base, guide_id), sent))
    except NotFoundError:
        raise
    except ServerError as error:
        return _page(base, visitor, present(base, guide_id), Asked(words=said, instead=instead), error)
    return RedirectResponse(f"/guides/{guide_id}/redact/{made}", HTTPStatus.SEE_OTHER)


@router.get("/region.webp", response_class=Response)
def read_region(
    guide_id: str,
    base: Base,
    _editor: Editor,
    file: Annotated[str, Query(max_length=100)],
    box: Annotated[str, Query(max_length=100)],
) -> Response:
    """Return a region of a picture as it is now, framed, with a little around it."""
    with base.database.reading() as connection:
        name = file.rpartition("/")[2]
        kept = name in kept_files(connection, guide_id) and not redactions.withheld(connection, [name])
    data = base.objects.get(pictures.object_name(file)) if kept else None
    region = _box(box)
    if data is None or region is None:
        raise NotFoundError("There is no such picture; reload the page to see the guide as it is now.")
    with Image.open(BytesIO(data)) as opened:
        body = encode(_framed(opened.convert("RGB"), region))
    return Response(body, media_type=MEDIA_TYPE, headers={"Cache-Control": "private, no-store"})


@router.get("/{redaction_id}")
def show_progress(guide_id: str, redaction_id: str, base: Base, visitor: Editor) -> HTMLResponse:
    """Show how far a redaction is."""
    with base.database.reading() as connection:
        found = redactions.redaction(connection, redaction_id)
    if found is None or found.guide != guide_id:
        raise NotFoundError("There is no such redaction of this guide.")
    guide = present(base, guide_id)
    return page(base, visitor, "redacting/progress.html", guide=guide, progress=told(found))


def _page(
    base: KnowledgeBase, visitor: Visitor, guide: Guide, asked: Asked, problem: ServerError | None = None
) -> HTMLResponse:
    known = _known(base, guide.id, asked.file)
    found = Offers()
    if problem is None and (asked.place or asked.words):
        found = offers(base, guide, asked.place, asked.words, asked.instead or INSTEAD)
    values: dict[str, Any] = {
        "guide": guide,
        "asked": asked,
        "offers": found,
        "size": known,
        "controls": known_boxes(guide, asked.file),
        "pictured": [
            (step, number)
            for step, number in zip(guide.steps, numbers_of(guide), strict=True)
            if step.picture
        ],
        "problem": problem,
        "again": _query(asked),
        "also": [each for each in _also(asked.words) if each not in asked.words],
        "instead": asked.instead or INSTEAD,
    }
    status = problem.status if problem else HTTPStatus.OK
    answer = page(base, visitor, "redacting/redact.html", status, **values)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _wish(guide: Guide, sent: Sent) -> Wish:
    """Return what is confirmed; whoever leaves out a text or a guide bans nothing."""
    texts = ticked(guide, sent.listed.split(), sent.text)
    is_everywhere = bool(sent.everywhere)
    chosen = tuple(sent.other) if is_everywhere else ()
    left_out = is_everywhere and not set(sent.guides.split()) <= set(chosen)
    others = chosen if left_out or texts is not None else None
    places = [_place(each) for each in sent.place]
    return Wish(places, _lines(sent.words), sent.instead, is_everywhere, texts, others)


def _query(asked: Asked) -> str:
    """Return what asks for the same once more."""
    box = ",".join(map(str, asked.box)) if asked.box else ""
    values = {"file": asked.file if box else "", "box": box, "words": "\n".join(asked.words)}
    return urlencode({**values, "instead": asked.instead})


def _also(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for each in words for other in spellings(each)))[:MOST_ALSO]


def _known(base: KnowledgeBase, guide_id: str, file: str) -> tuple[int, int]:
    """Return the size of the picture that is to be marked; NotFoundError where the guide has none such."""
    if not file:
        return (0, 0)
    with base.database.reading() as connection:
        kept = file.rpartition("/")[2] in kept_files(connection, guide_id)
    data = base.objects.get(pictures.object_name(file)) if kept else None
    if data is None:
        raise NotFoundError("The guide has no such picture; reload the page to see it as it is now.")
    with Image.open(BytesIO(data)) as opened:
        return opened.size


def _framed(picture: Image.Image, region: Box) -> Image.Image:
    shown = region.grown(AROUND).meet(Box(0, 0, *picture.size)) or Box(0, 0, *picture.size)
    part = picture.crop((shown.x, shown.y, shown.right, shown.bottom))
    at = region.moved(-shown.x, -shown.y).grown(2)
    ImageDraw.Draw(part).rectangle((at.x, at.y, at.right, at.bottom), outline=FRAME, width=3)
    part.thumbnail((SMALL, SMALL))
    return part


def _standing_in(guide: Guide, file: str, region: Box | None) -> tuple[str, ...]:
    """Return what looks personal in a region, for whoever marked it and said no words yet."""
    steps = [step for step in guide.steps if step.picture and step.picture.file == file]
    found = (
        seen for step in steps for seen in seen_in(step) if seen.box and region and seen.box.meet(region)
    )
    return tuple(dict.fromkeys(seen.words for seen in found))


def _place(written: str) -> Place:
    file, _, box = written.partition("|")
    region = _box(box)
    if region is None:
        raise BadRedactionError("A region needs a width and a height; mark it anew.")
    return Place(file, region)


def _box(written: str) -> Box | None:
    """Return the region that is written, None for nothing; BadRedactionError where it is no region."""
    if not written.strip(", "):
        return None
    try:
        x, y, width, height = (round(float(each)) for each in written.split(","))
    except (ValueError, OverflowError) as error:
        raise BadRedactionError("A region is four numbers: left, top, width and height.") from error
    if width <= 0 or height <= 0:
        raise BadRedactionError("A region needs a width and a height; mark it anew.")
    return Box(x, y, width, height)


def _lines(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in words.splitlines() if line.strip()))
