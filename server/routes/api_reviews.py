"""Keeping guides and processes true for programs: how each stands, who keeps it, and every move of it."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Query, status
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from recorder.document.guide import Line
from server import clock, keeping, reviews
from server.access import Author, Editor
from server.base import Base, KnowledgeBase
from server.keeping import LONGEST_DAYS, Keeping
from server.publishing import publish_draft
from server.reviews_page import Shown, of_person, sorted_out
from server.standing import Moved, Standing
from server.storage import process_reviews
from server.storage import reviews as kept
from server.storage.edits import LAST_SERIAL

router = APIRouter(prefix="/api", tags=["reviews"])

Words = Annotated[Line, StringConstraints(strip_whitespace=True, max_length=1_000)]
Name = Annotated[str, StringConstraints(max_length=200)]
MOST = 2**31 - 1


class Said(BaseModel):
    """A few words, which some moves need."""

    model_config = ConfigDict(extra="forbid")

    words: Words = ""


class Approving(Said):
    """Words about the change, and the last edit of the draft that was looked at."""

    serial: Annotated[int, Field(ge=0, le=LAST_SERIAL)] | None = None


class Verifying(BaseModel):
    """The version that was looked at."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=1, le=MOST)]


class Kept(BaseModel):
    """Who keeps it true and in which rhythm: null leaves as it is, an empty name or 0 takes away."""

    model_config = ConfigDict(extra="forbid")

    owner: Name | None = None
    reviewer: Name | None = None
    days: Annotated[int, Field(ge=0, le=LONGEST_DAYS)] | None = None

    @property
    def keeping(self) -> Keeping:
        """The same as a value."""
        return Keeping(self.owner, self.reviewer, self.days)


class Handing(BaseModel):
    """Whose guides and processes go to whom."""

    model_config = ConfigDict(extra="forbid")

    giver: Annotated[str, Field(alias="from", max_length=200)]
    taker: Annotated[str, Field(alias="to", max_length=200)]


NOTHING_SAID, ALL_SEEN = Said(), Approving()


@router.get("/reviews")
def list_reviews(
    base: Base,
    _editor: Editor,
    person: Annotated[str, Query(max_length=200)] = "",
    show: Annotated[Shown | None, Query()] = None,
) -> dict[str, list[dict[str, Any]]]:
    """List what is in review, needs an update, is overdue or due soon, kept by nobody, or archived."""
    with base.database.reading() as connection:
        found = (*kept.standings(connection), *process_reviews.standings(connection))
        able = reviews.editors(connection)
    lists = sorted_out(of_person(found, person), base.settings.rhythm, clock.now(), able)
    return {
        name: [_stood(base, line.standing) for line in lines]
        for name, lines in lists.items()
        if show in (None, name)
    }


@router.get("/guides/{guide_id}/review")
def get_review(base: Base, _editor: Editor, guide_id: str) -> dict[str, Any]:
    """Tell how the guide stands, who keeps it true, when it is due, and how it came there."""
    with base.database.reading() as connection:
        standing = reviews.stands(connection, guide_id)
        history = kept.history(connection, guide_id)
    return _stood(base, standing) | {"history": [_moved(each) for each in history]}


@router.put("/guides/{guide_id}/review")
def put_review(base: Base, _person: Author, guide_id: str, wanted: Kept) -> dict[str, Any]:
    """Set owner, reviewer and the days between reviews; a name that nobody has yet is a new person."""
    with base.database.writing() as connection:
        keeping.keep_guide(connection, guide_id, wanted.keeping)
    return _now(base, guide_id)


@router.post("/guides/{guide_id}/review/{what}")
def post_review(
    base: Base,
    person: Author,
    guide_id: str,
    what: Literal["ask", "withdraw", "changes"],
    sent: Annotated[Said, Body()] = NOTHING_SAID,
) -> dict[str, Any]:
    """Ask for the review of the draft, withdraw that, or ask its author for changes, with words."""
    with base.database.writing() as connection:
        if what == "ask":
            reviews.ask(connection, guide_id, person, words=sent.words)
        elif what == "withdraw":
            reviews.withdraw(connection, guide_id, person)
        else:
            reviews.want_changes(connection, guide_id, person, words=sent.words)
    return _now(base, guide_id)


@router.post("/guides/{guide_id}/approve")
def post_approval(
    base: Base, person: Author, guide_id: str, sent: Annotated[Approving, Body()] = ALL_SEEN
) -> dict[str, Any]:
    """Approve the draft in review: it is published, and verified by whoever approves.

    With a `serial`, 409 where the draft has moved on since.
    """
    with base.database.writing() as connection:
        publish_draft(connection, guide_id, person, note=sent.words, seen=sent.serial, approved=True)
    base.to_paint.ring()
    return _now(base, guide_id)


@router.post("/guides/{guide_id}/verify")
def post_verified(base: Base, person: Author, guide_id: str, seen: Verifying) -> dict[str, Any]:
    """Say that the published version is still right; 409 where readers see another by now."""
    with base.database.writing() as connection:
        reviews.verify(connection, guide_id, person, version=seen.version)
    return _now(base, guide_id)


@router.post("/guides/{guide_id}/needs-update")
def post_needs_update(base: Base, person: Author, guide_id: str, sent: Said) -> dict[str, Any]:
    """Say that the guide needs an update, and why."""
    with base.database.writing() as connection:
        reviews.need_update(connection, guide_id, person, words=sent.words)
    return _now(base, guide_id)


@router.post("/guides/{guide_id}/archive")
def post_archive(
    base: Base, person: Author, guide_id: str, sent: Annotated[Said, Body()] = NOTHING_SAID
) -> dict[str, Any]:
    """Take the guide out of use: out of lists and search, and still there at its address."""
    with base.database.writing() as connection:
        reviews.archive(connection, guide_id, person, words=sent.words)
    return _now(base, guide_id)


@router.post("/guides/{guide_id}/bring-back")
def post_bring_back(base: Base, person: Author, guide_id: str) -> dict[str, Any]:
    """Let an archived guide be in use again."""
    with base.database.writing() as connection:
        reviews.bring_back(connection, guide_id, person)
    return _now(base, guide_id)


@router.get("/processes/{process_id}/review")
def get_process_review(base: Base, _editor: Editor, process_id: str) -> dict[str, Any]:
    """Tell who keeps the process true and when it is due."""
    with base.database.reading() as connection:
        return _stood(base, keeping.process_stands(connection, process_id))


@router.put("/processes/{process_id}/review")
def put_process_review(base: Base, _person: Author, process_id: str, wanted: Kept) -> dict[str, Any]:
    """Set owner, reviewer and the days between reviews of a process."""
    with base.database.writing() as connection:
        keeping.keep_process(connection, process_id, wanted.keeping)
        return _stood(base, keeping.process_stands(connection, process_id))


@router.post("/processes/{process_id}/verify")
def post_process_verified(base: Base, person: Author, process_id: str) -> dict[str, Any]:
    """Say that the process is still right."""
    with base.database.writing() as connection:
        keeping.verify_process(connection, process_id, person)
        return _stood(base, keeping.process_stands(connection, process_id))


@router.post("/people/hand-over", status_code=status.HTTP_200_OK)
def post_hand_over(base: Base, _person: Author, sent: Handing) -> dict[str, int]:
    """Let all that one person owns or reviews be another's; the answer says how much that is."""
    with base.database.writing() as connection:
        return {"handed_over": keeping.hand_over(connection, sent.giver, sent.taker)}


def _now(base: KnowledgeBase, guide_id: str) -> dict[str, Any]:
    with base.database.reading() as connection:
        return _stood(base, reviews.stands(connection, guide_id))


def _stood(base: KnowledgeBase, standing: Standing) -> dict[str, Any]:
    rhythm = base.settings.rhythm
    due = rhythm.due(standing) if standing.is_read else None
    at, by = standing.verified_at, standing.verified_by
    return {
        "kind": standing.kind,
        "id": standing.id,
        "title": standing.title,
        "url": standing.url,
        "state": standing.state,
        "version": standing.version,
        "risk": standing.risk,
        "owner": standing.owner.name if standing.owner else None,
        "reviewer": standing.reviewer.name if standing.reviewer else None,
        "days": rhythm.days_for(standing),
        "due": due.isoformat() if due else None,
        "turn": rhythm.turn(standing, clock.now()) if due else "",
        "verified": {"by": by.name, "at": at.isoformat(), "version": standing.verified_version}
        if at and by
        else None,
        "is_verified": standing.is_verified,
        "reasons": standing.reason.splitlines(),
    }


def _moved(move: Moved) -> dict[str, Any]:
    return {
        "kind": move.kind,
        "from": move.was,
        "to": move.state,
        "version": move.version,
        "words": move.words,
        "by": move.person.name,
        "at": move.at.isoformat(),
    }
