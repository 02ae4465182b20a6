"""Who edits which guide at the moment: one row a page, gone soon after the page is."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, func, insert, select, update

from server import clock
from server.model import Person
from server.storage import counters
from server.storage.tables import edits, guides, people, presence

LASTS = timedelta(seconds=45)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody's open page, and the step they are in, if in any."""

    client: str
    name: str
    step: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a guide stands: the serial of its last edit, its published version, and who is here.

    `redacted` grows when a redaction has changed a guide, be it this one: what pages hold may be no more.
    """

    serial: int = 0
    version: int = 0
    present: tuple[Present, ...] = ()
    redacted: int = 0


def note(connection: Connection, guide_id: str, client: str, person: Person, step: str | None) -> None:
    """Keep that the page is here and where in the guide; rows of pages that went silent go."""
    now = clock.now()
    where = (presence.c.guide == guide_id) & (presence.c.client == client)
    values = {"person": person.id, "step": step, "seen_at": now}
    connection.execute(delete(presence).where(presence.c.seen_at < now - LASTS))
    if not connection.execute(update(presence).where(where).values(values)).rowcount:
        connection.execute(insert(presence).values(guide=guide_id, client=client, **values))


def refresh(connection: Connection, guide_id: str, client: str) -> None:
    """Keep that the page is still here, if it was."""
    where = (presence.c.guide == guide_id) & (presence.c.client == client)
    connection.execute(update(presence).where(where).values(seen_at=clock.now()))


def leave(connection: Connection, guide_id: str, client: str) -> None:
    """Forget the page."""
    connection.execute(delete(presence).where(presence.c.guide == guide_id, presence.c.client == client))


def standings(connection: Connection, guide_ids: Collection[str]) -> Mapping[str, Standing]:
    """Return how each of these guides stands; three short questions, however many they are."""
    serial = select(func.max(edits.c.serial)).where(edits.c.guide == guides.c.id).scalar_subquery()
    rows = connection.execute(
        select(guides.c.id, guides.c.version, serial.label("serial")).where(guides.c.id.in_(guide_ids))
    ).all()
    present, redacted = _present(connection, guide_ids), counters.read(connection, counters.REDACTED)
    return {
        row.id: Standing(row.serial or 0, row.version, tuple(present.get(row.id, ())), redacted)
        for row in rows
    }


def _present(connection: Connection, guide_ids: Collection[str]) -> Mapping[str, list[Present]]:
    statement = (
        select(presence.c.guide, presence.c.client, presence.c.step, people.c.name)
        .join(people, presence.c.person == people.c.id)
        .where(presence.c.guide.in_(guide_ids), presence.c.seen_at >= clock.now() - LASTS)
        .order_by(people.c.name, presence.c.client)
    )
    found: dict[str, list[Present]] = defaultdict(list)
    for row in connection.execute(statement):
        found[row.guide].append(Present(row.client, row.name, row.step))
    return found
