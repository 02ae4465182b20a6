"""What is said of a guide, for programs: reports, comments, suggested wordings, and what becomes of them."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, status
from pydantic import BaseModel, ConfigDict, Field

from recorder.document.guide import Id
from server.access import Asks, Author, Editor
from server.base import Base
from server.errors import NoSuchGuideError
from server.feedback.asking import named, sayer_of
from server.feedback.base import Feedback, Kind
from server.feedback.saying import Said, say, take_back
from server.feedback.settling import decline, reopen, resolve, take_over
from server.storage import feedback as kept
from server.storage import versions
from server.strict_json import StrictRoute
from server.visitors import LONGEST_NAME, Known

router = APIRouter(prefix="/api/guides/{guide_id}/feedback", tags=["feedback"], route_class=StrictRoute)

MOST = 2**31 - 1
MOST_LISTED = 100
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


class Wanted(BaseModel):
    """What somebody says: `topic` is why a step is wrong, or which of its words a suggestion is for."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    step: Id | None = None
    version: Annotated[int, Field(ge=0, le=MOST)] = 0
    topic: Annotated[str, Field(max_length=20)] = ""
    words: str = ""
    of: Annotated[int | None, Field(ge=1, le=2**63 - 1)] = None
    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""


class Declined(BaseModel):
    """Why a suggestion is not taken over."""

    model_config = ConfigDict(extra="forbid")

    words: str = ""


class Taken(BaseModel):
    """Which words give way to a suggestion, where they are not those that it saw."""

    model_config = ConfigDict(extra="forbid")

    before: Annotated[str | None, Field(max_length=20_000)] = None


DECLINED, TAKEN = Declined(), Taken()


@router.post("", status_code=status.HTTP_201_CREATED)
def post_feedback(base: Base, visitor: Asks, known: Known, guide_id: str, wanted: Wanted) -> dict[str, Any]:
    """Say that a step is wrong, comment, reply, or suggest a wording; readers may, too."""
    said = Said(wanted.kind, wanted.step, wanted.version, wanted.topic, wanted.words, wanted.of)
    by = sayer_of(named(known, visitor, wanted.name))
    with base.database.writing() as connection:
        return _listed(say(connection, guide_id, said, by))


@router.get("")
def list_feedback(
    base: Base,
    visitor: Asks,
    guide_id: str,
    *,
    step: Id | None = None,
    settled: bool = False,
    before: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = MOST_LISTED,
) -> dict[str, Any]:
    """List what was said, newest first: comments, to readers also what they said, to editors all of it.

    `next` is what to hand in as `before` for those that follow.
    """
    with base.database.reading() as connection:
        if versions.published(connection, guide_id) is None:
            raise NoSuchGuideError
        found = kept.listed(
            connection,
            guide_id,
            sayer_of(visitor),
            step=step,
            is_open=not settled,
            before=before,
            limit=limit + 1,
        )
        replies = kept.replies(connection, [each.id for each in found[:limit]])
    listed = [
        _listed(each) | {"replies": [_listed(reply) for reply in replies.get(each.id, ())]}
        for each in found[:limit]
    ]
    return {"feedback": listed, "next": found[limit - 1].id if len(found) > limit else None}


@router.get("/mine")
def list_mine(base: Base, visitor: Asks, guide_id: str) -> dict[str, Any]:
    """List what was said of the guide from this browser, newest first, and what became of it."""
    with base.database.reading() as connection:
        mine = kept.of_device(connection, guide_id, sayer_of(visitor).device)
    return {"feedback": [_listed(each) for each in mine]}


@router.delete("/{number}", status_code=status.HTTP_204_NO_CONTENT)
def delete_feedback(base: Base, visitor: Asks, guide_id: str, number: Number) -> None:
    """Take back what you said, for half an hour; editors may remove anything."""
    with base.database.writing() as connection:
        take_back(connection, guide_id, number, sayer_of(visitor))


@router.post("/{number}/resolve", status_code=status.HTTP_204_NO_CONTENT)
def post_resolve(base: Base, visitor: Asks, guide_id: str, number: Number) -> None:
    """Say that it is dealt with: what you said yourself, as an editor anything."""
    with base.database.writing() as connection:
        resolve(connection, guide_id, number, sayer_of(visitor))


@router.post("/{number}/reopen", status_code=status.HTTP_204_NO_CONTENT)
def post_reopen(base: Base, visitor: Editor, _person: Author, guide_id: str, number: Number) -> None:
    """Let it wait again."""
    with base.database.writing() as connection:
        reopen(connection, guide_id, number, sayer_of(visitor))


@router.post("/{number}/take-over")
def post_take_over(
    base: Base, visitor: Editor, _person: Author, guide_id: str, number: Number, wanted: Taken = TAKEN
) -> dict[str, Any]:
    """Put a suggested wording into the draft; 409 with both texts where other words stand there now."""
    with base.database.writing() as connection:
        said, changed = take_over(connection, guide_id, number, sayer_of(visitor), instead_of=wanted.before)
    base.to_paint.ring()
    return {"id": said.id, "serial": changed.serial}


@router.post("/{number}/decline", status_code=status.HTTP_204_NO_CONTENT)
def post_decline(
    base: Base, visitor: Editor, _person: Author, guide_id: str, number: Number, wanted: Declined = DECLINED
) -> None:
    """Say that a suggested wording is not taken over, and why."""
    with base.database.writing() as connection:
        decline(connection, guide_id, number, sayer_of(visitor), wanted.words)


def _listed(said: Feedback) -> dict[str, Any]:
    return {
        "id": said.id,
        "kind": said.kind,
        "step": said.step,
        "of": said.of,
        "topic": said.topic,
        "version": said.version,
        "words": said.words,
        "before": said.before,
        "state": said.state,
        "answer": said.answer,
        "by": said.person.name if said.person else None,
        "at": said.at.isoformat(),
        "settled_in": said.settled_in,
    }
