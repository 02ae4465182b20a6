"""Tells visitors apart: this machine's user without `--share`, the holders of links with it, here too."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Annotated
from urllib.parse import unquote

from fastapi import Depends, Request
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from server import clock, links
from server.access import Visitor
from server.asks import Ask
from server.base import KnowledgeBase
from server.errors import ServerError
from server.links import Link, Ticket
from server.model import Person
from server.storage import asks, people
from server.storage import links as kept

log = logging.getLogger(__name__)

NOTED_EVERY = timedelta(minutes=10)
LONGEST_NAME = 80
_HANDED_ON = ("forwarded", "x-forwarded-for", "via")


class TooOftenError(ServerError):
    """More was sent with one link than a person sends."""

    status = 429

    def __init__(self) -> None:
        super().__init__("So much was sent with this link that it rests for an hour; send the file then.")


@dataclass(frozen=True, slots=True)
class Visitors:
    """What telling visitors apart needs: the base, what signs its cookies, and this machine's user."""

    base: KnowledgeBase
    key: bytes
    owner: Person

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds a ticket."""
        return links.cookie_name(self.key)

    def identify(self, request: Request) -> Visitor | None:
        """Return who is behind a request, or None if it shows nothing that holds."""
        if not self.base.settings.share:
            return Visitor("owner", self.owner) if _is_here(request) else None
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme:
            return self._program(request, token.strip()) if scheme.lower() == "bearer" else None
        ticket = self.ticket_of(request)
        return self._holder(ticket) if ticket else None

    def ticket_of(self, request: Request) -> Ticket | None:
        """Return the ticket in a request's cookie, whether or not its link still holds."""
        return links.read_ticket(request.cookies.get(self.cookie, ""), self.key)

    def find_link(self, token: str) -> Link | None:
        """Return the link that a token opens."""
        with self.base.database.reading() as connection:
            return kept.find_link_of_token(connection, links.hash_token(token))

    def find_ask(self, token: str) -> Ask | None:
        """Return the ask that a link's token opens, however it stands."""
        with self.base.database.reading() as connection:
            return asks.of_token(connection, links.hash_token(token))

    def count_try(self, ask: Ask) -> None:
        """Count that something is sent with an ask's link; TooOftenError."""
        with self.base.database.writing() as connection:
            if not asks.try_once(connection, ask.id, clock.now()):
                raise TooOftenError

    def open_link(self, link: Link, visitor: Visitor | None) -> Ticket | None:
        """Return the ticket for whoever opens a link; None if they keep what they have.

        A reader's link takes an editor's right from nobody, and who gave a name keeps it.
        """
        held = visitor.ticket if visitor else None
        if visitor is not None and visitor.may_edit and (link.role == "reader" or held is None):
            return None
        if held is not None and (held.link, held.generation) == (link.id, link.generation):
            return held
        ticket = Ticket(link.id, link.generation, links.new_device())
        if visitor is not None and visitor.person is not None:
            with self.base.database.writing() as connection:
                _name_device(connection, ticket, visitor.person)
        return ticket

    def keep_name(self, visitor: Visitor, name: str) -> Person:
        """Return the person of a visitor: who they are already, else one of that name."""
        if visitor.person is not None:
            return visitor.person
        assert visitor.ticket is not None
        return self._name(visitor.ticket, name)

    def note(self, visitor: Visitor | None) -> None:
        """Keep now and then that a device was here. Called after its answer, so nobody waits for it."""
        if visitor is None or visitor.ticket is None or not _is_due(visitor.seen_at, clock.now()):
            return
        try:
            with self.base.database.writing() as connection:
                kept.note_use(connection, visitor.ticket, clock.now())
        except DatabaseError as error:  # a full disk must not turn an answer that is out into a failure
            log.warning("The use of a link could not be noted: %s", error.orig)

    def _holder(self, ticket: Ticket) -> Visitor | None:
        with self.base.database.reading() as connection:
            found = kept.find_link_of_ticket(connection, ticket)
        if found is None:
            return None
        link, person, seen_at = found
        return Visitor(link.role, person, ticket, seen_at)

    def _program(self, request: Request, token: str) -> Visitor | None:
        """Return the program that shows a link's token: a device of its own for each person it works for."""
        link = self.find_link(token)
        if link is None:
            return None
        name = clean_name(unquote(request.headers.get("handrail-name", ""))) or link.name
        ticket = Ticket(link.id, link.generation, links.hash_token(f"{token} {name}"))
        visitor = self._holder(ticket)
        if visitor is None or visitor.person or not visitor.may_edit:
            return visitor
        return Visitor(visitor.role, self._name(ticket, name), ticket, clock.now())

    def _name(self, ticket: Ticket, name: str) -> Person:
        with self.base.database.writing() as connection:
            person = people.claim(connection, name)
            _name_device(connection, ticket, person)
        return person


def open_visitors(base: KnowledgeBase) -> Visitors:
    """Return what telling visitors apart needs, made on first use."""
    with base.database.writing() as connection:
        return Visitors(base, kept.keep_signing_key(connection), people.machine_user(connection))


def the_visitors(request: Request) -> Visitors:
    """Return what this application tells visitors apart with."""
    visitors: Visitors = request.app.state.visitors
    return visitors


async def _given(request: Request) -> Visitors:  # async, so that no thread is taken for it
    return the_visitors(request)


Known = Annotated[Visitors, Depends(_given)]


def clean_name(text: str) -> str:
    """Return a name on one line and of a length that fits a page; empty if nothing can be read of it."""
    readable = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(readable.split())[:LONGEST_NAME].strip()


def person_called(connection: Connection, name: str) -> Person | None:
    """Return the person whom others call so, ignoring case, made where there is none; None for no name."""
    readable = clean_name(name)
    return people.called(connection, readable) if readable else None


def _is_here(request: Request) -> bool:
    """Tell whether a request comes from this machine; one without an address came through a local socket.

    What a proxy on this machine hands on comes from elsewhere; most say so.
    """
    if any(name in request.headers for name in _HANDED_ON):
        return False
    try:
        address = ip_address(request.client.host if request.client else "")
    except ValueError:
        return True
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def _name_device(connection: Connection, ticket: Ticket, person: Person) -> None:
    kept.note_use(connection, ticket, clock.now())
    kept.name_device(connection, ticket.device, person.id)


def _is_due(seen_at: datetime | None, now: datetime) -> bool:
    return seen_at is None or now - seen_at > NOTED_EVERY
