"""Makes a version of a guide, and lets it be listed, found and seen at once.

Where new guides are reviewed first (`HANDRAIL_REVIEW_FIRST`), they wait until an editor publishes them.
"""

from dataclasses import replace

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server import clock, reviews
from server.drawings import drawings_of
from server.editing.places import place_of
from server.errors import NotFoundError, ServerError
from server.filling import settle
from server.keeping import Keeping, keep_guide
from server.meant import is_settled, meant
from server.model import Person, Version
from server.storage import counters, drawings, edits, feedback, guides, processes, search, traits, versions
from server.trash import refuse_trashed


class DraftMovedError(ServerError):
    """What was to be published is not what was looked at: somebody changed the draft meanwhile."""

    status = 409

    def __init__(self, serial: int) -> None:
        super().__init__(
            "Somebody changed the guide after you looked at it, so nothing was published; "
            "look at what would be published now.",
            type="draft-moved",
            serial=serial,
        )


def publish(
    connection: Connection,
    guide: Guide,
    person: Person,
    *,
    through: int = 0,
    note: str = "",
    approved: bool = False,
) -> Version:
    """Keep the guide as its next version, which holds the edits up to `through`, and return it.

    If it was approved, the person is who was to look at it, and it is verified by that.
    """
    last = versions.last_number(connection, guide.id)
    version = Version(guide.id, last + 1, guide, clock.now(), person, note, through)
    reviews.note_published(connection, version, approved=approved)
    versions.add(connection, version)
    drawings.want(connection, guide)
    guides.show(connection, version, thumb_of(guide))
    search.index(connection, guide)
    feedback.publish_taken(connection, guide.id, version.number)
    traits.note(connection, guide)
    counters.bump(connection)
    return version


def publish_draft(
    connection: Connection,
    guide_id: str,
    person: Person,
    *,
    note: str = "",
    seen: int | None = None,
    approved: bool = False,
) -> Version:
    """Let readers see the guide as it says now and return that version, which may be the present one.

    With `seen`, the last edit of what was looked at, nothing else is published: DraftMovedError.
    """
    found = edits.draft(connection, guide_id) if guides.lock(connection, guide_id) else None
    if found is None:
        raise NotFoundError("There is no such guide; look for it from the home page.")
    refuse_trashed(connection, guide_id)
    document, through = found
    if seen is not None and seen != through:
        raise DraftMovedError(through)
    version = versions.published(connection, guide_id)
    if version is not None and version.document == document:
        if approved:
            reviews.note_published(
                connection, replace(version, published_by=person, note=note), approved=True
            )
        return version
    if version is None:
        settle(connection, document)
    _settle(connection, version.document if version else None, document)
    _hand_to_owner(connection, version.document if version else None, document)
    return publish(connection, document, person, through=through, note=note, approved=approved)


def _settle(connection: Connection, before: Guide | None, guide: Guide) -> None:
    """Let the guide belong where its document says now, if it says otherwise than readers saw so far.

    What was renamed since it was said is found, what was deleted is not made anew.
    """
    if is_settled(connection, before, guide):
        return
    there = meant(connection, guide)
    place = processes.find_or_make(connection, there.process, there.stage)
    was = meant(connection, guide, place_of(before)) if before else None
    processes.rehome(connection, guide.id, (was.process, was.stage) if was else None, place)


def _hand_to_owner(connection: Connection, before: Guide | None, guide: Guide) -> None:
    """Let whom its document names now keep the guide true, unless somebody was chosen already."""
    is_told = guide.owner != before.owner if before else reviews.stands(connection, guide.id).owner is None
    if guide.owner and is_told:
        keep_guide(connection, guide.id, Keeping(owner=guide.owner))


def thumb_of(guide: Guide) -> str | None:
    """Return the key of the drawing that stands for the guide in lists: of its result, or else its last."""
    pictured = [step for step in guide.steps if step.picture]
    return drawings_of(pictured[-1])["thumb"].key if pictured else None
