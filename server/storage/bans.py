"""The redactions as people look at them, and the end of a ban; what words are banned nobody can tell."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from server.storage.redactions import PHASES
from server.storage.tables import guides, people, redacted_words, redactions

MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One redaction: by whom, when, from which guide's page if that is still there, and how much it took."""

    id: str
    person: str
    at: datetime
    guide: str
    title: str | None
    pictures: int
    words: int
    banned: int
    is_done: bool


def entries(connection: Connection) -> tuple[Entry, ...]:
    """Return the latest redactions, the newest first."""
    banned = select(func.count()).where(redacted_words.c.redaction == redactions.c.id).scalar_subquery()
    statement = (
        select(redactions, people.c.name, guides.c.title, banned.label("banned"))
        .join(people, people.c.id == redactions.c.person)
        .outerjoin(guides, guides.c.id == redactions.c.guide)
        .order_by(redactions.c.at.desc(), redactions.c.id)
        .limit(MOST_SHOWN)
    )
    return tuple(
        Entry(
            id=row.id,
            person=row.name,
            at=row.at,
            guide=row.guide,
            title=row.title,
            pictures=row.pictures,
            words=row.words,
            banned=row.banned,
            is_done=row.phase == PHASES[-1],
        )
        for row in connection.execute(statement)
    )


def lift(connection: Connection, redaction_id: str) -> None:
    """Let the words of a redaction be written again, as far as no other one bans them."""
    connection.execute(delete(redacted_words).where(redacted_words.c.redaction == redaction_id))
