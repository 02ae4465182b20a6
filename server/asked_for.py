"""What was asked for where a guide is missing: at the open slots of a process, or after a search."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from server import clock
from server.asks import Ask
from server.model import Process
from server.storage import asks


@dataclass(frozen=True, slots=True)
class AskedFor:
    """An ask that holds, and how many recordings that came for it wait to be looked at."""

    ask: Ask
    waits: int


def asked_for(connection: Connection, process: Process) -> Mapping[str, AskedFor]:
    """Return for the open slots of a process what was asked for them, where that still holds."""
    wanted = {slot.id for stage in process.stages for slot in stage.slots}
    return _counted(connection, asks.of_slots(connection, wanted))


def asked_after(connection: Connection, questions: frozenset[str]) -> Mapping[str, AskedFor]:
    """Return for searches that found nothing what was asked for then, where that still holds."""
    return _counted(connection, asks.of_questions(connection, questions))


def _counted(connection: Connection, found: Mapping[str, Ask]) -> Mapping[str, AskedFor]:
    came = asks.answers(connection, [each.id for each in found.values()])
    counted = {
        key: AskedFor(each, sum(answer.state == "waits" for answer in came.get(each.id, ())))
        for key, each in found.items()
    }
    now = clock.now()
    return {key: each for key, each in counted.items() if each.waits or each.ask.state(now) == "open"}
