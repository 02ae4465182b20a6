"""Handing out links: what `handrail share` and `handrail serve --share` do, in a running server at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server import clock
from server.base import KnowledgeBase
from server.errors import ServerError
from server.links import Link, Role, hash_token, new_token
from server.storage import links as kept
from server.visitors import clean_name

FIRST: Final[tuple[tuple[str, Role], ...]] = (("Readers", "reader"), ("Editors", "editor"))
_REACHED = "reached at"


class LinkNamelessError(ServerError):
    """A link was to be made without a name."""

    status = 422


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link just made, with the token that is shown this once and kept nowhere."""

    name: str
    role: Role
    token: str


def current_links(base: KnowledgeBase) -> tuple[Link, ...]:
    """Return the links that hold."""
    with base.database.reading() as connection:
        return kept.list_links(connection)


def add(base: KnowledgeBase, name: str, role: Role) -> Invitation:
    """Make a link for a person or a group.

    Raises:
        LinkNamelessError: the name says nothing.
        LinkNameTakenError: a link of this name holds already.
    """
    readable = clean_name(name)
    if not readable:
        raise LinkNamelessError("A link needs a name: for whom it is, such as Warehouse.")
    invitation = Invitation(readable, role, new_token())
    with base.database.writing() as connection:
        kept.add_link(connection, readable, role, hash_token(invitation.token), clock.now())
    return invitation


def add_first(base: KnowledgeBase) -> tuple[Invitation, ...]:
    """Make the readers' and the editors' link, if there never was any."""
    made = tuple(Invitation(name, role, new_token()) for name, role in FIRST)
    with base.database.writing() as connection:
        if kept.were_any(connection):
            return ()
        for each in made:
            kept.add_link(connection, each.name, each.role, hash_token(each.token), clock.now())
    return made


def renew(base: KnowledgeBase, name: str) -> Invitation:
    """Give a link a new token; all who opened the old one are out.

    Raises:
        NoSuchLinkError: no link of this name holds.
    """
    token = new_token()
    with base.database.writing() as connection:
        link = kept.renew_link(connection, name, hash_token(token), clock.now())
    return Invitation(link.name, link.role, token)


def end(base: KnowledgeBase, name: str) -> Link:
    """End a link; all who opened it are out. Return it as it was.

    Raises:
        NoSuchLinkError: no link of this name holds.
    """
    with base.database.writing() as connection:
        return kept.end_link(connection, name, clock.now())


def note_addresses(base: KnowledgeBase, addresses: Sequence[str]) -> None:
    """Keep where the server is reached, for links made while it runs."""
    with base.database.writing() as connection:
        kept.keep_fact(connection, _REACHED, "\n".join(addresses))


def noted_addresses(base: KnowledgeBase) -> tuple[str, ...]:
    """Return where the server was reached last; empty if it was never shared."""
    with base.database.reading() as connection:
        return tuple((kept.read_fact(connection, _REACHED) or "").splitlines())
