"""Feeds for programs that send no cookies: an address holds a token that reads this feed and no more."""

import hashlib
from datetime import datetime, time
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from server import clock
from server.answers import has
from server.base import Base, KnowledgeBase
from server.errors import NotFoundError
from server.model import Person
from server.reminding.calendar import calendar
from server.reminding.feeds import entries, events
from server.reminding.news import Feed, atom
from server.reminding.tokens import base_id, feed_token, is_token, named
from server.rendering import catalogue
from server.storage import people, reminders
from server.storage.edits import LAST_SERIAL
from server.visitors import Known
from server.zones import day_of

router = APIRouter(prefix="/feeds/{person}/{token}", include_in_schema=False)

Number = Annotated[int, Path(ge=1, le=LAST_SERIAL)]


@router.get("/reviews.ics")
def reviews_of(person: Number, token: str, request: Request, base: Base, known: Known) -> Response:
    """Return the reviews that a person answers for as a calendar."""
    whose, home = holder(base, known.key, person, token), home_of(request)
    name = catalogue(base.settings.language).gettext("Reviews · Handrail")
    made = calendar(name, events(base, whose, base_id(known.key), home))
    return answer(request, made.encode(), "text/calendar; charset=utf-8")


@router.get("/news.atom")
def news_of(person: Number, token: str, request: Request, base: Base, known: Known) -> Response:
    """Return what waits for a person and what was published as a feed."""
    whose, home = holder(base, known.key, person, token), home_of(request)
    identity = base_id(known.key)
    zone = base.settings.zone
    today = datetime.combine(day_of(clock.now(), zone), time(), zone)
    title = catalogue(base.settings.language).gettext("Handrail: what waits and what is new")
    feed = Feed(named(identity, "feed", person), title, f"{home}{request.url.path}", f"{home}/", today)
    made = atom(feed, tuple(entries(base, whose, identity, home)))
    return answer(request, made, "application/atom+xml; charset=utf-8")


def holder(base: KnowledgeBase, key: bytes, person: int, token: str) -> Person:
    """Return whose feed it is; NotFoundError where the address has ended, or its person may not read."""
    with base.database.reading() as connection:
        kept = reminders.of(connection, person)
        found = people.person(connection, person)
        may_read = people.may_read(connection, person)
    if not is_token(key, person, kept.feed, token) or found is None or not may_read:
        raise NotFoundError("This address has ended; its owner finds the new one under Reminders.")
    return found


def paths_of(key: bytes, person: int, generation: int) -> tuple[str, str]:
    """Return where the calendar and the feed of a person are."""
    start = f"/feeds/{person}/{feed_token(key, person, generation)}"
    return f"{start}/reviews.ics", f"{start}/news.atom"


def home_of(request: Request) -> str:
    """Return the address under which this request came, without a slash at its end."""
    return str(request.base_url).rstrip("/")


def answer(request: Request, body: bytes, media_type: str) -> Response:
    """Return the feed, or 304 to whoever has it just so."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if has(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)
