"""Links and the devices that opened them. A cookie is checked here each time, so ending one works at once."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, select, update

from server.errors import ServerError
from server.links import Link, Role, Ticket, is_same
from server.model import Person
from server.storage.tables import devices, links, people, sharing
from server.storage.writing import insert_missing

KEY_BYTES = 32


class LinkNameTakenError(ServerError):
    """A link of this name holds already."""

    status = 409


class NoSuchLinkError(ServerError):
    """No link of this name holds."""

    status = 404


def list_links(connection: Connection) -> tuple[Link, ...]:
    """Return the links that hold, oldest first."""
    used = func.count(devices.c.id).label("devices")
    current = and_(devices.c.link == links.c.id, devices.c.generation == links.c.generation)
    wanted = select(links, used).outerjoin(devices, current).where(links.c.ended_at.is_(None))
    return tuple(_link(row) for row in connection.execute(wanted.group_by(links.c.id).order_by(links.c.id)))


def were_any(connection: Connection) -> bool:
    """Tell whether a link was ever handed out, ended ones included."""
    return connection.execute(select(links.c.id).limit(1)).first() is not None


def add_link(connection: Connection, name: str, role: Role, token_hash: str, now: datetime) -> None:
    """Keep a new link; names are told apart ignoring case.

    Raises:
        LinkNameTakenError: a link of this name holds already.
    """
    folded = _fold(name)
    if connection.execute(select(links.c.id).where(links.c.folded == folded)).first():
        raise LinkNameTakenError(f'A link named "{name}" holds already; renew it, or choose another name.')
    values = {"role": role, "token": token_hash, "generation": 1, "since": now}
    connection.execute(insert(links).values(name=" ".join(name.split()), folded=folded, **values))


def renew_link(connection: Connection, name: str, token_hash: str, now: datetime) -> Link:
    """Give a link a new token, which puts all its devices out; return it as it was.

    Raises:
        NoSuchLinkError: no link of this name holds.
    """
    link = find_link(connection, name)
    values = {"token": token_hash, "generation": link.generation + 1, "since": now, "used_at": None}
    connection.execute(update(links).where(links.c.id == link.id).values(values))
    return link


def end_link(connection: Connection, name: str, now: datetime) -> Link:
    """End a link for good, with all its devices; return it as it was.

    Raises:
        NoSuchLinkError: no link of this name holds.
    """
    link = find_link(connection, name)
    connection.execute(update(links).where(links.c.id == link.id).values(folded=None, ended_at=now))
    return link


def find_link(connection: Connection, name: str) -> Link:
    """Return the link of that name.

    Raises:
        NoSuchLinkError: no link of this name holds.
    """
    row = connection.execute(select(links).where(links.c.folded == _fold(name))).first()
    if row is None:
        raise NoSuchLinkError(f'There is no link named "{name}"; `handrail share` lists those that hold.')
    return _link(row)


def find_link_of_token(connection: Connection, token_hash: str) -> Link | None:
    """Return the link that a token opens."""
    row = connection.execute(select(links).where(links.c.token == token_hash)).first()
    holds = row is not None and row.ended_at is None and is_same(row.token, token_hash)
    return _link(row) if row is not None and holds else None


def find_link_of_ticket(
    connection: Connection, ticket: Ticket
) -> tuple[Link, Person | None, datetime | None] | None:
    """Return a cookie's link if it holds, who uses the device, and when it was last noted as seen."""
    device = and_(devices.c.id == ticket.device, devices.c.link == links.c.id)
    columns = (links, devices.c.seen_at, people.c.id.label("person"), people.c.name.label("called"))
    wanted = select(*columns).select_from(links.outerjoin(devices, device).outerjoin(people))
    holds = (links.c.id == ticket.link, links.c.generation == ticket.generation, links.c.ended_at.is_(None))
    row = connection.execute(wanted.where(*holds)).first()
    if row is None:
        return None
    person = Person(row.person, row.called) if row.person is not None else None
    return _link(row), person, row.seen_at


def note_use(connection: Connection, ticket: Ticket, now: datetime) -> None:
    """Keep that a device was here."""
    values = {"id": ticket.device, "link": ticket.link, "generation": ticket.generation, "seen_at": now}
    insert_missing(connection, devices, [values])
    connection.execute(update(devices).where(devices.c.id == ticket.device).values(seen_at=now))
    connection.execute(update(links).where(links.c.id == ticket.link).values(used_at=now))


def name_device(connection: Connection, device: str, person: int) -> None:
    """Keep who uses a device."""
    connection.execute(update(devices).where(devices.c.id == device).values(person=person))


def keep_signing_key(connection: Connection) -> bytes:
    """Return what signs this base's cookies, made when first asked for."""
    kept = read_fact(connection, "signing key")
    if kept is None:
        kept = secrets.token_hex(KEY_BYTES)
        keep_fact(connection, "signing key", kept)
    return bytes.fromhex(kept)


def read_fact(connection: Connection, name: str) -> str | None:
    """Return one of the few facts about sharing."""
    value: str | None = connection.scalar(select(sharing.c.value).where(sharing.c.name == name))
    return value


def keep_fact(connection: Connection, name: str, value: str) -> None:
    """Keep one of the few facts about sharing."""
    insert_missing(connection, sharing, [{"name": name, "value": value}])
    connection.execute(update(sharing).where(sharing.c.name == name).values(value=value))


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def _link(row: Row[Any]) -> Link:
    count = row._mapping.get("devices", 0)  # noqa: SLF001 - SQLAlchemy's public way to a column that may be absent
    return Link(row.id, row.name, row.role, row.generation, row.since, row.used_at, count)
