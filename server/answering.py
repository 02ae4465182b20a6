"""What comes for an ask: taken in as a draft at the place that it was asked for, and never over anything.

Whoever sends it may have no other right here. So it becomes a guide of its own that only editors
see, does not touch one that is here already, and takes none out of the trash.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from sqlalchemy import Connection

from recorder.document.guide import Guide
from recorder.document.guidefile import read_guide
from recorder.document.limits import Limits
from server import clock
from server.asks import MOST_ANSWERS, Ask
from server.base import KnowledgeBase
from server.errors import ServerError
from server.filling import names_of
from server.importing import arriving, take_in_file
from server.laying import EmptyTakeError
from server.model import Person
from server.redacting.arriving import named_anew
from server.storage import asks, counters, guides, people, trash
from server.storage.keys import fold

NOBODY = "A colleague"


class EnoughError(ServerError):
    """So much came for an ask that no more is taken."""

    status = 409

    def __init__(self, asker: str) -> None:
        super().__init__(f"{MOST_ANSWERS} recordings came already; ask {asker} whether one more is wanted.")


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of what was sent: its guide, whether that was here already, and what it is called."""

    guide: str
    outcome: Literal["new", "same", "again"]
    title: str
    steps: int


def take_answer(base: KnowledgeBase, number: int, source: Path | BinaryIO, sender: Person | str) -> Sent:
    """Keep the guide in a file as an answer to an ask; the sender is a person, or what they call themselves.

    Raises GuideFileError, EmptyTakeError and EnoughError, and then nothing was kept.
    """
    with read_guide(source, Limits(file_bytes=base.settings.upload_limit)) as file:
        if not any(step.kind in ("action", "note") for step in file.guide.steps):
            raise EmptyTakeError
        with base.database.writing() as connection:
            asks.lock(connection, number)
            ask = asks.ask(connection, number)
            assert ask is not None, "asks are never deleted"
            came = arriving(connection, file, file.guide.id)
            guide = _as_asked(connection, ask, came.guide)
            if not guides.exists(connection, guide.id) and _is_full(connection, ask):
                raise EnoughError(ask.asker.name)
            person = sender if isinstance(sender, Person) else _sender(connection, ask, sender)
            arrival = take_in_file(connection, base, named_anew(came, guide), person, as_draft=True)
            asks.add_answer(connection, number, guide.id, person, clock.now())
            counters.bump(connection, counters.DRAFTS)
    base.to_paint.ring()
    outcome = {"new": "new", "same": "same"}.get(arrival.outcome, "again")
    return Sent(guide.id, outcome, guide.title, guide.count)  # type: ignore[arg-type]


def _as_asked(connection: Connection, ask: Ask, guide: Guide) -> Guide:
    """Return the guide under an id at which it disturbs nothing, and the names of its place."""
    key = next(each for each in _keys(ask, guide.id) if _is_free(connection, ask, each))
    process, stage = names_of(ask)
    return guide.model_copy(update={"id": key, "process": process, "stage": stage})


def _keys(ask: Ask, guide_id: str) -> Iterator[str]:
    """Yield the guide's id, then others made of it: the same for the same file and ask."""
    yield guide_id
    for number in range(MOST_ANSWERS * 2 + 2):
        yield hashlib.sha256(f"ask {ask.id} {guide_id} {number}".encode()).hexdigest()[:32]


def _is_free(connection: Connection, ask: Ask, guide_id: str) -> bool:
    """Tell whether nothing is there under an id but what came for this ask, and was not thrown away."""
    if not guides.exists(connection, guide_id):
        return True
    is_ours = ask.id in {each.id for each in asks.asks_of_guide(connection, guide_id)}
    return is_ours and not trash.holds(connection, guide_id)


def _is_full(connection: Connection, ask: Ask) -> bool:
    return asks.count_answers(connection, ask.id) >= MOST_ANSWERS


def _sender(connection: Connection, ask: Ask, name: str) -> Person:
    """Return who sends: by the name said, else whom the ask is for; the same for what they sent before."""
    if ask.asked and (not name or fold(name) == fold(ask.asked.name)):
        return ask.asked
    called = name or NOBODY
    return asks.sender_called(connection, ask.id, called) or people.add(connection, called)
