"""Where a finished take lands: in the knowledge base, as this machine's user's draft, or beside a guide."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from server.answering import EnoughError, take_answer
from server.base import KnowledgeBase
from server.importing import take_in
from server.laying import EmptyTakeError, lay_beside
from server.model import Person
from server.recording.port import RecorderPort
from server.recording.take import Into, Landed
from server.storage import asks, guides
from server.storage.people import machine_user
from server.storage.takes import Asked


def land(base: KnowledgeBase, file: Path, into: Into | None = None) -> Landed:
    """Take a guide's file in as a draft, lay it beside the guide that it was recorded for, or answer an ask.

    Where that is gone meanwhile it becomes a guide of its own: nothing is lost.
    """
    with base.database.writing() as connection:
        person = machine_user(connection)
        is_there = into is not None and guides.exists(connection, into.guide)
        is_asked = into is not None and asks.ask(connection, into.ask) is not None
    if into is not None and into.mode == "ask" and is_asked:
        return _answer(base, file, into.ask, person)
    if into is not None and into.mode != "ask" and is_there:
        try:
            number = lay_beside(base, into.guide, file, Asked(into.mode, into.step), person)
        except EmptyTakeError:  # there is nothing to keep, and the page where it began says so
            name = "again" if into.mode == "again" else "after" if into.step else "first"
            query = urlencode({name: into.step or 1, "empty": 1})
            return Landed(into.guide, f"/guides/{into.guide}/record?{query}")
        return Landed(into.guide, f"/guides/{into.guide}/takes/{number}")
    return _as_draft(base, file, person)


def _as_draft(base: KnowledgeBase, file: Path, person: Person) -> Landed:
    arrival = take_in(base, file, person, as_draft=True)
    base.to_paint.ring()
    return Landed(arrival.guide, f"/guides/{arrival.guide}/trim")


def _answer(base: KnowledgeBase, file: Path, number: int, person: Person) -> Landed:
    """Let the take answer an ask; where it is empty, or so much came already, it is a guide of its own."""
    try:
        guide = take_answer(base, number, file, person).guide
    except (EmptyTakeError, EnoughError):
        return _as_draft(base, file, person)
    return Landed(guide, f"/guides/{guide}/trim")


@contextmanager
def taking(base: KnowledgeBase, recorder: RecorderPort | None) -> Iterator[None]:
    """Let the recorder, if there is one, be started as long as the context lasts."""
    if recorder is None:
        yield
        return
    recorder.open(partial(land, base))
    try:
        yield
    finally:
        recorder.close()
