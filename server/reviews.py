"""Keeping guides true: who may move a guide between its states, and what else each move does.

*Verified* always means that a named person looked at just the version that readers see. The table of moves is
`states.py`; when a review is due says `rhythm.py`.
"""

from sqlalchemy import Connection

from server import clock
from server.errors import NoSuchGuideError, ServerError
from server.model import Person, Version
from server.standing import Standing
from server.states import MOVES, SETTLING, Kind, moved
from server.storage import counters, guides, people
from server.storage import reviews as kept
from server.storage.reviews import Moving
from server.trash import refuse_trashed


class NotTheReviewerError(ServerError):
    """Somebody else was asked to look at the guide."""

    status = 403


class NotWhatWasSeenError(ServerError):
    """Readers see another version than the one that was looked at."""

    status = 409


class NoWordsError(ServerError):
    """Something is to be changed, and nobody says what."""

    status = 422


def stands(connection: Connection, guide_id: str) -> Standing:
    """Hold the guide and return how it stands; NotFoundError where there is none."""
    found = kept.standing(connection, guide_id) if guides.lock(connection, guide_id) else None
    if found is None:
        refuse_trashed(connection, guide_id)
        raise NoSuchGuideError
    return found


def move(
    connection: Connection,
    standing: Standing,
    kind: Kind,
    person: Person,
    *,
    words: str = "",
    reason: str | None = None,
    version: int | None = None,
) -> None:
    """Move the guide and keep that in its log; `reason` is why it needs an update from then on.

    Raises:
        CannotMoveError: no such move starts where the guide stands.
        NotTheReviewerError: another person was asked.
    """
    made = moving(standing, kind, words=words, reason=reason, version=version)
    if MOVES[kind].by == "reviewer":
        refuse_others(connection, standing, person)
    kept.log(connection, [made], person)
    counters.bump(connection)


def moving(
    standing: Standing, kind: Kind, *, words: str = "", reason: str | None = None, version: int | None = None
) -> Moving:
    """Return the move that a guide makes from how it stands; CannotMoveError where it makes none."""
    now = standing.version if version is None else version
    why = "" if kind in SETTLING else standing.reason if reason is None else reason
    return Moving(standing, kind, moved(kind, standing.state, now, why), why, now, words)


def ask(connection: Connection, guide_id: str, person: Person, *, words: str = "") -> None:
    """Ask for the review of the guide's draft."""
    move(connection, stands(connection, guide_id), "asked", person, words=words)


def withdraw(connection: Connection, guide_id: str, person: Person) -> None:
    """Ask for the review no longer; the draft stays as it is."""
    move(connection, stands(connection, guide_id), "withdrawn", person)


def want_changes(connection: Connection, guide_id: str, person: Person, *, words: str) -> None:
    """Give the draft back to whoever asked, with what is to be changed."""
    what = said(words, "Say in a few words what is to be changed, so that the author can.")
    move(connection, stands(connection, guide_id), "changes_wanted", person, words=what)


def note_published(connection: Connection, version: Version, *, approved: bool = False) -> None:
    """Keep that a version was published; if it was approved, a named person looked at it."""
    standing, person = stands(connection, version.guide), version.published_by
    kind: Kind = "approved" if approved else "published"
    move(connection, standing, kind, person, words=version.note, version=version.number)
    if standing.review_from is None:
        kept.put(connection, version.guide, review_from=version.published_at)
    if approved:
        _verified(connection, version.guide, person, version.number)


def verify(connection: Connection, guide_id: str, person: Person, *, version: int) -> None:
    """Keep that the person looked at the published version and found it right.

    Raises:
        NotWhatWasSeenError: readers see another version by now.
    """
    standing = stands(connection, guide_id)
    if standing.version != version:
        raise NotWhatWasSeenError(
            "Another version was published meanwhile, so nothing was verified; look at that one now.",
            type="not-what-was-seen",
            version=standing.version,
        )
    move(connection, standing, "verified", person)
    _verified(connection, guide_id, person, version)


def _verified(connection: Connection, guide_id: str, person: Person, version: int) -> None:
    now = clock.now()
    seen = {"verified_at": now, "verified_by": person.id, "verified_version": version}
    kept.put(connection, guide_id, **seen, review_from=now)


def need_update(connection: Connection, guide_id: str, person: Person, *, words: str) -> None:
    """Say that the guide is right no longer, and why; its owner is asked to see to it."""
    what = said(words, "Say in a few words what is no longer right, so that its owner can mend it.")
    kept.log(connection, [needing_update(stands(connection, guide_id), what)], person)
    counters.bump(connection)


def needing_update(standing: Standing, what: str) -> Moving:
    """Return the move of a guide that needs an update for one more reason."""
    reasons = dict.fromkeys([*standing.reason.splitlines(), what])
    return moving(standing, "needs_update", words=what, reason="\n".join(reasons))


def archive(connection: Connection, guide_id: str, person: Person, *, words: str = "") -> None:
    """Take the guide out of use: out of lists, found only by its state, still there at its address."""
    move(connection, stands(connection, guide_id), "archived", person, words=words)


def bring_back(connection: Connection, guide_id: str, person: Person) -> None:
    """Let the guide be in use again as it was."""
    move(connection, stands(connection, guide_id), "brought_back", person)


def refuse_others(connection: Connection, standing: Standing, person: Person) -> None:
    """Raise NotTheReviewerError if another person is to answer, one who still can."""
    asked = answerer(standing, editors(connection))
    if asked is not None and asked.name != person.name:
        raise NotTheReviewerError(
            f"{asked.name} was asked to review this guide; choose another reviewer if they cannot.",
            type="not-the-reviewer",
            reviewer=asked.name,
        )


def editors(connection: Connection) -> frozenset[str]:
    """Return the names of those who may edit."""
    return frozenset(each.person.name for each in people.known(connection) if each.may_edit)


def answerer(standing: Standing, able: frozenset[str]) -> Person | None:
    """Return who answers for a review: the reviewer, or else the owner, of those who may still edit."""
    wanted = (standing.reviewer, standing.owner)
    return next((each for each in wanted if each is not None and each.name in able), None)


def said(words: str, otherwise: str) -> str:
    """Return the words on one line; NoWordsError with the sentence where there are none."""
    line = " ".join(words.split())
    if not line:
        raise NoWordsError(otherwise)
    return line
