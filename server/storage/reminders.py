"""How each person is reminded, and which mail went out, so that several processes send none twice."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from server.model import Person
from server.reminding.slots import Often
from server.storage.tables import people, reminders
from server.storage.writing import insert_missing


@dataclass(frozen=True, slots=True)
class Reminders:
    """Where mail goes and how often, which addresses of feeds hold, and for which day mail last went out."""

    email: str = ""
    often: Often = "never"
    feed: int = 1
    done_for: date | None = None
    trouble: str = ""


def of(connection: Connection, person: int) -> Reminders:
    """Return how the person is reminded."""
    row = connection.execute(select(reminders).where(reminders.c.person == person)).first()
    return Reminders(row.email, row.rhythm, row.feed, row.done_for, row.trouble) if row else Reminders()


def put(connection: Connection, person: int, email: str, often: Often, done_for: date | None) -> None:
    """Let mail go there so often, the next after that day."""
    _make(connection, person)
    values = {"email": email, "rhythm": often, "done_for": done_for, "trouble": "", "claimed_until": None}
    connection.execute(update(reminders).where(reminders.c.person == person).values(values))


def renew(connection: Connection, person: int) -> None:
    """Let the addresses of the person's feeds hold no longer; there are new ones."""
    _make(connection, person)
    more = update(reminders).where(reminders.c.person == person).values(feed=reminders.c.feed + 1)
    connection.execute(more)


def wanted(connection: Connection) -> tuple[tuple[Person, Reminders], ...]:
    """Return who gets mail."""
    rows = connection.execute(
        select(reminders, people.c.name, people.c.kind)
        .join_from(reminders, people, reminders.c.person == people.c.id)
        .where(reminders.c.email != "", reminders.c.rhythm != "never")
        .order_by(reminders.c.person)
    ).all()
    return tuple(
        (
            Person(row.person, row.name, row.kind),
            Reminders(row.email, row.rhythm, row.feed, row.done_for, row.trouble),
        )
        for row in rows
    )


def claim(connection: Connection, person: int, day: date, now: datetime, until: datetime) -> bool:
    """Take it on to send the mail of a day; False where that is done, or another process is at it."""
    mine = (
        reminders.c.person == person,
        reminders.c.done_for.is_(None) | (reminders.c.done_for < day),
        reminders.c.claimed_until.is_(None) | (reminders.c.claimed_until <= now),
    )
    return connection.execute(update(reminders).where(*mine).values(claimed_until=until)).rowcount > 0


def done(connection: Connection, person: int, day: date, trouble: str = "") -> None:
    """Keep that nothing is left to do for a day."""
    values = {"done_for": day, "claimed_until": None, "trouble": trouble}
    connection.execute(update(reminders).where(reminders.c.person == person).values(values))


def failed(connection: Connection, person: int, trouble: str) -> None:
    """Keep why the mail did not go out; it is tried again when the claim ends."""
    connection.execute(update(reminders).where(reminders.c.person == person).values(trouble=trouble))


def _make(connection: Connection, person: int) -> None:
    row = {"person": person, "email": "", "rhythm": "never", "feed": 1, "trouble": ""}
    insert_missing(connection, reminders, [row])
