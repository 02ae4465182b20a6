"""What needs tidying up in the whole base: every group with its first lines, and each with all of them."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Connection
from starlette import status

from server import places, tidying
from server.access import Author, Editor, Visitor
from server.base import Base, KnowledgeBase
from server.errors import NotFoundError, ServerError
from server.keeping import Keeping, keep_guide
from server.routes.pages.page import kept_page, page
from server.routes.pages.places import Hint
from server.storage import people
from server.tidying import Counted

router = APIRouter(prefix="/tidy")

Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
LAST_PAGE = 10_000


class Asked(BaseModel):
    """Which page of a group is asked for, and what was just done to how many guides, or archived."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1
    done: Annotated[int | None, Field(ge=0)] = None
    archived: Name = ""


class Ticked(BaseModel):
    """The guides that are ticked, and who is to keep them true."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    guide: tuple[Name, ...] = ()
    owner: Name = ""


@router.get("")
def overview(request: Request, base: Base, visitor: Editor) -> Response:
    """Show every group with its first lines."""
    return kept_page(request, base, visitor, "tidy/index.html", lambda: _all(base))


@router.get("/{group}")
def one_group(
    group: str,
    base: Base,
    visitor: Editor,
    asked: Annotated[Asked, Query()],
) -> Response:
    """Show all of one group, a page at a time, and what was just done about it."""
    told = _one(base, group, asked.page) | {"done": asked.done, "archived": asked.archived}
    return page(base, visitor, "tidy/group.html", **told)


@router.post("/owner")
def give_owner(base: Base, visitor: Editor, _author: Author, sent: Annotated[Ticked, Form()]) -> Response:
    """Let one person keep the ticked guides true."""
    if not sent.owner or not sent.guide:
        return _asked_again(base, visitor, "owner")
    kept = Keeping(owner=sent.owner)
    deeds = (partial(keep_guide, guide_id=each, wanted=kept) for each in sent.guide)
    return back("owner", done=_done(base, deeds))


@router.post("/place")
def put_all(base: Base, visitor: Editor, author: Author, sent: Annotated[Ticked, Form()]) -> Response:
    """Put the ticked guides where they are suggested to belong: each is said as guide, process and stage."""
    if not sent.guide:
        return _asked_again(base, visitor, "place")
    wanted = [(*each.split(" "), "", "")[:3] for each in sent.guide]
    deeds = (
        partial(places.put, guide_id=guide, key=(process, stage or None), person=author)
        for guide, process, stage in wanted
    )
    return back("place", done=_done(base, deeds))


def _all(base: KnowledgeBase) -> dict[str, Any]:
    with base.database.reading() as connection:
        groups = tidying.overview(connection)
    return {"groups": groups, "hints": _hints(base, groups)}


def _one(base: KnowledgeBase, name: str, number: int = 1) -> dict[str, Any]:
    """Return what a page of one group shows; NotFoundError where there is no such group."""
    with base.database.reading() as connection:
        found = tidying.one_group(connection, name, number)
        known = [each.person.name for each in people.known(connection)] if name == "owner" else []
    if found is None:
        raise NotFoundError("There is nothing of that name to tidy up; look for it on the tidy-up page.")
    pages = max(1, -(-found.count // tidying.PAGE))
    more = {"number": number, "pages": pages, "known": known, "hints": _hints(base, (found,))}
    return {"group": found, "asked_again": False, "done": None, "archived": "", **more}


def _hints(base: KnowledgeBase, groups: tuple[Counted, ...]) -> dict[str, Hint]:
    """Return the suggested place of each guide without one, as it is shown."""
    lines = (line for group in groups if group.name == "place" for line in group.lines)
    return {
        line.guide.id: Hint.of(line.guide.id, line.found, base.settings.language)
        for line in lines
        if line.found
    }


def _asked_again(base: KnowledgeBase, visitor: Visitor, group: str) -> Response:
    """Show the group once more, and say what the form lacked."""
    told = _one(base, group) | {"asked_again": True}
    return page(base, visitor, "tidy/group.html", status.HTTP_422_UNPROCESSABLE_CONTENT, **told)


def _done(base: KnowledgeBase, deeds: Iterable[Callable[[Connection], object]]) -> int:
    """Do what is to be done to each guide; return to how many it was, for others may have come before."""
    count = 0
    for deed in deeds:
        try:
            with base.database.writing() as connection:
                deed(connection)
        except ServerError:
            continue
        count += 1
    return count


def back(group: str, **told: object) -> Response:
    """Return the way back to a group, and what to say there."""
    address = f"/tidy/{group}" + (f"?{urlencode(told)}" if told else "")
    return RedirectResponse(address, status.HTTP_303_SEE_OTHER)
