"""Asking for a recording: the ask is made with one call, said more of, renewed, handed on and ended."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from server import clock
from server.asks import HOLDS, Ask, Wanted
from server.base import KnowledgeBase
from server.errors import NotFoundError, ServerError
from server.links import hash_token, new_token
from server.model import Person
from server.processes.making import open_slot
from server.storage import asks, counters, missed, processes, redactions, slots
from server.visitors import person_called

LONGEST_TITLE = 200


class NoSuchAskError(NotFoundError):
    """There is no such ask."""

    def __init__(self) -> None:
        super().__init__("There is no such ask; look for it in the list of what is asked for.")


class TitlelessError(ServerError):
    """Something is asked for without saying what."""

    status = 422

    def __init__(self) -> None:
        super().__init__("Say what is to be recorded, in a few words; whoever opens the link sees only that.")


@dataclass(frozen=True, slots=True)
class Made:
    """An ask just made, or one with a new link, and the token that is shown and kept nowhere."""

    number: int
    token: str


def make(base: KnowledgeBase, wanted: Wanted, asker: Person) -> Made:
    """Make an ask with a link that holds for thirty days; TitlelessError where nothing is said."""
    now, token = clock.now(), new_token()
    with base.database.writing() as connection:
        said = _with_slot(connection, _said(connection, wanted), asker)
        number = asks.add(connection, said, asker, hash_token(token), at=now, until=now + HOLDS)
        if said.slot:
            slots.ask(connection, said.slot, None)
        counters.bump(connection)  # readers see that the slot was asked for
    return Made(number, token)


def say_more(
    base: KnowledgeBase,
    number: int,
    wanted: Wanted,
    person: Person,
    *,
    asked: str,
    place: tuple[str, str] | None = None,
) -> None:
    """Change what an ask says and whom it is for: a person who is known by that name, a new one, or nobody.

    With the names of a place it is for that: a new slot opens there, and the old one waits on its own.
    Raises NoSuchAskError and TitlelessError.
    """
    with base.database.writing() as connection:
        ask = require(connection, number)
        said = _said(connection, wanted)
        called = person_called(connection, asked)
        values = {"title": said.title, "note": said.note, "asked": called.id if called else None}
        asks.change(connection, number, **values)
        slot = ask.slot
        if place is not None:
            slot = _move(connection, number, said, place, person)
        if slot:
            slots.ask(connection, slot, called)
        counters.bump(connection)


def renew(base: KnowledgeBase, number: int) -> None:
    """Let an ask's link, the same as before, hold for thirty days from now, also if it was over or ended."""
    _change(base, number, until=clock.now() + HOLDS, ended_at=None)


def give_new_link(base: KnowledgeBase, number: int) -> Made:
    """Give an ask another link in place of the one it had, which opens no more."""
    token = new_token()
    _change(base, number, token=hash_token(token), until=clock.now() + HOLDS, ended_at=None)
    return Made(number, token)


def end(base: KnowledgeBase, number: int) -> None:
    """End an ask: its link opens no more, and nobody waits for it. What came for it stays."""
    _change(base, number, ended_at=clock.now())


def hand_over(base: KnowledgeBase, number: int, person: Person) -> None:
    """Let another person be the one who asked: they are told what comes, and the page names them."""
    _change(base, number, asker=person.id)


def require(connection: Connection, number: int) -> Ask:
    """Return an ask; NoSuchAskError where there is none."""
    found = asks.ask(connection, number)
    if found is None:
        raise NoSuchAskError
    return found


def _change(base: KnowledgeBase, number: int, **values: object) -> None:
    with base.database.writing() as connection:
        require(connection, number)
        asks.change(connection, number, **values)
        counters.bump(connection, counters.DRAFTS)


def _said(connection: Connection, wanted: Wanted) -> Wanted:
    """Return what is wanted as it is kept: on one line, and without what was redacted here."""
    rewriter = redactions.rewriter(connection, None)
    title = rewriter.text(" ".join(wanted.title.split())[:LONGEST_TITLE].strip())
    if not title:
        raise TitlelessError
    note, question = rewriter.text(wanted.note.strip()), missed.folded(rewriter.text(wanted.question))
    return Wanted(title, note, wanted.process, wanted.stage, wanted.slot, question)


def _with_slot(connection: Connection, wanted: Wanted, person: Person) -> Wanted:
    """Return what is wanted with the slot that waits for it: a stage that is named without one gets one."""
    if wanted.slot or not wanted.stage:
        return wanted
    return replace(wanted, slot=open_slot(connection, wanted.stage, wanted.title, wanted.note, person))


def _move(connection: Connection, number: int, said: Wanted, place: tuple[str, str], person: Person) -> str:
    """Let what is asked for go to the place of those names, made where it is missing; return its slot."""
    there = processes.find_or_make(connection, *place)
    said = replace(said, process=there.process if there else "", stage=(there and there.stage) or "", slot="")
    said = _with_slot(connection, said, person)
    asks.move(connection, number, said)
    return said.slot
