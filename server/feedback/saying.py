"""Saying something of a guide and taking it back: what fits is kept, as much as one browser may say."""

from dataclasses import dataclass, replace
from datetime import timedelta

from pydantic import ValidationError
from sqlalchemy import Connection

from recorder.document.guide import Guide, Step
from server import clock
from server.editing.base import tidy
from server.editing.texts import SetCaption, SetDetail, says_something
from server.errors import NoSuchGuideError, NotFoundError
from server.feedback.base import (
    LONGEST,
    TAKEN_BACK_WITHIN,
    TOPICS,
    Feedback,
    Kind,
    Sayer,
    TooLateError,
    TooMuchError,
    UnfitError,
)
from server.storage import feedback as kept
from server.storage import guides, redactions, versions
from server.trash import refuse_trashed

AT_ONCE, AT_ONCE_WITHIN = 12, timedelta(minutes=10)
A_DAY, DAY = 80, timedelta(days=1)
OF_A_GUIDE = 500
MOST_REPLIES = 50
SAME_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wants to say. `version` is what they read, 0 where that is not known."""

    kind: Kind
    step: str | None = None
    version: int = 0
    topic: str = ""
    words: str = ""
    of: int | None = None


def say(connection: Connection, guide_id: str, said: Said, by: Sayer) -> Feedback:
    """Keep what somebody says and return it; the same said again within a minute is kept once.

    Raises UnfitError where it cannot be kept as it is, TooMuchError where it is one too many.
    """
    words = _fit(said)
    current = versions.published(connection, guide_id) if guides.lock(connection, guide_id) else None
    if current is None:
        raise NoSuchGuideError
    refuse_trashed(connection, guide_id)
    if not by.may_edit:
        _refuse_too_much(connection, guide_id, by)
    rewriter = redactions.rewriter(connection, guide_id)
    words = rewriter.text(words) if rewriter else words
    number = said.version if 0 < said.version < current.number else current.number
    read = versions.numbered(connection, guide_id, number) if number != current.number else current
    step = _step_of((read or current).document, current.document, said)
    if said.kind == "suggestion" and step is not None:
        _refuse_outdated(current.document, step, said.topic)
    new = Feedback(
        id=0,
        guide=guide_id,
        step=step.id if step else None,
        of=said.of,
        kind=said.kind,
        topic=said.topic,
        version=number,
        words=words,
        before=getattr(step, said.topic) if step and said.kind == "suggestion" else "",
        state="open",
        answer="",
        person=by.person,
        device=by.device,
        at=clock.now(),
    )
    new = _replying(connection, new, by) if said.kind == "reply" else new
    _refuse_unchanged(new)
    return _said_just_now(connection, new, by) or kept.add(connection, new)


def take_back(connection: Connection, guide_id: str, number: int, by: Sayer) -> Feedback:
    """Take back what somebody said, and return it; editors may remove anything at any time.

    Raises TooLateError where others have dealt with it, or half an hour has passed.
    """
    said = find(connection, guide_id, number, by)
    answered = bool(kept.replies(connection, [said.id]).get(said.id))
    if not by.may_edit:
        if not by.owns(said):
            raise NotFoundError("You said nothing like that here; reload the page to see what was said.")
        if not may_take_back(said, by, is_answered=answered):
            raise TooLateError(
                "It is too late to take this back: somebody has dealt with it, or half an hour has passed. "
                "Say in a comment what is to be known of it."
            )
    kept.withdraw(connection, said.id, clock.now() - DAY)
    return said


def may_take_back(said: Feedback, by: Sayer, *, is_answered: bool) -> bool:
    """Tell whether whoever said it may still take it back."""
    is_fresh = clock.now() - said.at <= TAKEN_BACK_WITHIN
    return by.owns(said) and said.is_open and is_fresh and not is_answered


def find(connection: Connection, guide_id: str, number: int, by: Sayer) -> Feedback:
    """Return what was said under that number, if that person may see it; NotFoundError else."""
    said = kept.one(connection, guide_id, number) if guides.lock(connection, guide_id) else None
    root = kept.one(connection, guide_id, said.of) if said and said.of else said
    if said is None or root is None or not may_see(root, by):
        raise NotFoundError("This was taken back, or is not here; reload the page to see what was said.")
    return said


def may_see(said: Feedback, by: Sayer) -> bool:
    """Tell whether somebody may see it, as the lists of storage have it."""
    return by.may_edit or said.kind == "comment" or by.owns(said)


def _fit(said: Said) -> str:
    """Return the words as they are kept; UnfitError where they cannot be."""
    if said.topic not in TOPICS[said.kind]:
        raise UnfitError("Choose what is wrong with the step, or which of its words you would change.")
    words = tidy(said.words)
    longest = LONGEST[said.kind]
    if len(words) > longest:
        raise UnfitError(f"That is {len(words):,} letters, and at most {longest:,} fit; shorten it a little.")
    if said.kind in ("comment", "reply") and not says_something(words):
        raise UnfitError("Write a few words first.")
    if said.kind != "suggestion":
        return words
    try:
        if said.topic == "detail":
            return SetDetail(step="any", before="", detail=words).detail
        words = SetCaption(step="any", before="", caption=" ".join(words.split())).caption
    except ValidationError as error:
        raise UnfitError(f"These words cannot be a step's: {error.errors()[0]['msg']}.") from error
    if not says_something(words):
        raise UnfitError("A step needs words; to say that it is not needed, write a comment.")
    return words


def _step_of(read: Guide, now: Guide, said: Said) -> Step | None:
    """Return the step that is meant, as it was read; UnfitError where no such step was there to be read."""
    if not said.step:
        if said.kind in ("report", "suggestion"):
            raise UnfitError("Choose the step that this is about.")
        return None
    found = next((step for guide in (read, now) for step in guide.steps if step.id == said.step), None)
    if found is None:
        raise UnfitError(
            "This step is not in the guide any more; say it about the guide as a whole, in a comment."
        )
    return found


def _refuse_outdated(now: Guide, step: Step, topic: str) -> None:
    """Refuse a wording for other words than stand there now: nobody is told what an older version said."""
    if not any(each.id == step.id and getattr(each, topic) == getattr(step, topic) for each in now.steps):
        raise UnfitError(
            "These words were changed since you opened the guide; look at them once more, then suggest yours."
        )


def _replying(connection: Connection, new: Feedback, by: Sayer) -> Feedback:
    root = kept.one(connection, new.guide, new.of) if new.of else None
    if root is None or root.of is not None or not may_see(root, by):
        raise UnfitError("What you reply to was taken back; write a comment of your own.")
    if len(kept.replies(connection, [root.id]).get(root.id, ())) >= MOST_REPLIES:
        raise UnfitError(f"There are {MOST_REPLIES} replies already; begin a comment of its own.")
    return replace(new, step=root.step)


def _refuse_unchanged(new: Feedback) -> None:
    if new.kind == "suggestion" and new.words == new.before:
        raise UnfitError("These are the words that stand there now; change them, then send them.")


def _refuse_too_much(connection: Connection, guide_id: str, by: Sayer) -> None:
    now = clock.now()
    mine = by.device
    if (
        kept.said_since(connection, now - AT_ONCE_WITHIN, device=mine) >= AT_ONCE
        or kept.said_since(connection, now - DAY, device=mine) >= A_DAY
    ):
        raise TooMuchError("That is a lot at once; your words are still here, so send them in ten minutes.")
    if kept.said_since(connection, now - DAY, guide_id=guide_id) >= OF_A_GUIDE:
        raise TooMuchError("This guide got very many comments today; send yours tomorrow, or tell its owner.")


def _said_just_now(connection: Connection, new: Feedback, by: Sayer) -> Feedback | None:
    """Return the same thing if this browser said it a moment ago: a form that was sent twice."""
    names = ("step", "of", "kind", "topic", "words")
    recent = kept.recent(connection, new.guide, by.device, clock.now() - SAME_WITHIN)
    return next((each for each in recent if _alike(each, new, names)), None)


def _alike(one: Feedback, other: Feedback, names: tuple[str, ...]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in names)
