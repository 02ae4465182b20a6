"""Makes a version of a guide, and lets it be listed, found and seen at once."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.drawings import drawings_of
from server.model import Person, Version
from server.storage import counters, drawings, guides, search, versions


def publish(
    connection: Connection, guide: Guide, person: Person, *, through: int = 0, note: str = ""
) -> Version:
    """Keep the guide as its next version, which holds the edits up to `through`, and return it."""
    last = versions.last_number(connection, guide.id)
    version = Version(guide.id, last + 1, guide, datetime.now(UTC), person, note, through)
    versions.add(connection, version)
    drawings.want(connection, guide)
    guides.show(connection, version, thumb_of(guide))
    search.index(connection, guide)
    counters.bump(connection)
    return version


def thumb_of(guide: Guide) -> str | None:
    """Return the key of the drawing that stands for the guide in lists: of its result, or else its last."""
    pictured = [step for step in guide.steps if step.picture]
    return drawings_of(pictured[-1])["thumb"].key if pictured else None
