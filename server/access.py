"""Who asks and what may they do: one answer for the whole web. Routes take `Asks`, `Editor` or `Author`.

Nothing is open by default. The gate asks `check_right` before every address. Open to all are only the way in,
what a page for people without access is made of, feeds, whose addresses hold a token, and whether the
server is well. Anything but reading needs the editor's right and a name, except for what readers may say of a
guide (`_READERS_MAY`); reading that needs the editor's right takes `Editor`.

The link of an ask opens its own page and takes what is sent there, and nothing else. Those few addresses have
its token in them; the gate lets them through for an ask that holds, which they take as `Asked`.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Depends, Request

from server.asks import Ask, State
from server.errors import ServerError
from server.links import Ticket
from server.model import Person

_OPEN = {"/healthz", "/join", "/opensearch.xml"}
_OPEN_UNDER = ("/static/", "/join/", "/feeds/")
_NAMELESS = {"/name", "/api/name"}
_READING = {"GET", "HEAD"}
_ASKED_UNDER = ("/ask/", "/api/ask/")
_READERS_MAY = tuple(
    (method, re.compile(pattern))
    for method, pattern in (
        ("POST", r"/guides/[^/]+/feedback"),
        ("POST", r"/guides/[^/]+/feedback/[^/]+/(take-back|resolve)"),
        ("POST", r"/api/guides/[^/]+/feedback"),
        ("DELETE", r"/api/guides/[^/]+/feedback/[^/]+"),
        ("POST", r"/api/guides/[^/]+/feedback/[^/]+/resolve"),
    )
)
"""All that readers may write, without a name too: what they say of a guide, and taking that back."""


class NoAccessError(ServerError):
    """Nobody we know asks."""

    status = 401


class AskOverError(ServerError):
    """The link of an ask that holds no more."""

    status = 410


class EditorsOnlyError(ServerError):
    """A reader asks for what needs the editor's right."""

    status = 403


class NameNeededError(ServerError):
    """An editor without a name wants to change something."""

    status = 403


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks. The person is None until a visitor said a name; the owner of this machine shows no ticket."""

    role: Literal["reader", "editor", "owner"]
    person: Person | None = None
    ticket: Ticket | None = None
    seen_at: datetime | None = None

    @property
    def may_edit(self) -> bool:
        """Whether they may change guides and see what readers must not."""
        return self.role in ("editor", "owner")


def is_open(path: str) -> bool:
    """Tell whether everybody may ask for a path."""
    return path in _OPEN or path.startswith(_OPEN_UNDER)


def readers_may(method: str, path: str) -> bool:
    """Tell whether readers may do more at a path than read it."""
    return any(method == verb and pattern.fullmatch(path) for verb, pattern in _READERS_MAY)


def check_right(visitor: Visitor | None, method: str, path: str) -> None:
    """Refuse what a visitor may not do.

    Raises:
        NoAccessError: there is no visitor.
        EditorsOnlyError: a reader wants to change something.
        NameNeededError: an editor who gave no name yet wants to.
    """
    if is_open(path):
        return
    known = require_visitor(visitor)
    if method in _READING or (not known.may_edit and readers_may(method, path)):
        return
    require_editor(known)
    if known.person is None and path not in _NAMELESS:
        raise NameNeededError(
            "Say your name once, so that others see who made the change.", type="name-needed"
        )


def is_asked(path: str) -> bool:
    """Tell whether an address belongs to the link of an ask, whoever asks for it."""
    return path.startswith(_ASKED_UNDER)


def check_ask(ask: Ask | None, state: State) -> None:
    """Refuse whoever shows no link of an ask, or one that holds no more.

    Raises:
        NoAccessError: there is no such link.
        AskOverError: its ask was ended, or is over.
    """
    if ask is None:
        raise NoAccessError("This link has ended; whoever sent it can give you a new one.", type="link-ended")
    if state == "ended":
        sentence = f"{ask.asker.name} does not wait for this recording any more; nothing is left to do."
        raise AskOverError(sentence, type="ask-over")
    if state == "over":
        sentence = f"This link held for thirty days; ask {ask.asker.name} to renew it, then it opens again."
        raise AskOverError(sentence, type="ask-over")


def require_visitor(visitor: Visitor | None) -> Visitor:
    """Return the visitor, whom there must be."""
    if visitor is None:
        sentence = "This knowledge base opens with a link; ask the person who runs it for one."
        raise NoAccessError(sentence, type="no-access")
    return visitor


def require_editor(visitor: Visitor) -> Visitor:
    """Return the visitor, who must have the editor's right."""
    if not visitor.may_edit:
        sentence = "Your link is for reading; to change guides, ask for the editor's link."
        raise EditorsOnlyError(sentence, type="editors-only")
    return visitor


async def the_visitor(request: Request) -> Visitor:
    """Return who asks."""
    return require_visitor(request.state.visitor)


Asks = Annotated[Visitor, Depends(the_visitor)]


async def the_ask(request: Request) -> Ask:
    """Return the ask whose link was opened; the gate lets nobody through without one."""
    ask: Ask = request.state.ask
    return ask


Asked = Annotated[Ask, Depends(the_ask)]


async def the_editor(visitor: Asks) -> Visitor:
    """Return who asks, if they have the editor's right."""
    return require_editor(visitor)


Editor = Annotated[Visitor, Depends(the_editor)]


async def the_author(visitor: Editor) -> Person:
    """Return the person in whose name a change is kept; the gate lets no nameless change through."""
    assert visitor.person is not None
    return visitor.person


Author = Annotated[Person, Depends(the_author)]
