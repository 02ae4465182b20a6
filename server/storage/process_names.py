"""The names of processes and their stages, which forms suggest; nothing else of them is read."""

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import Connection, select

from server.storage.processes import KEPT
from server.storage.tables import processes, stages


class KnownProcess(NamedTuple):
    """What a process and its stages are called."""

    name: str
    stages: tuple[str, ...]


def known_names(connection: Connection) -> tuple[KnownProcess, ...]:
    """Return the names of all processes and their stages, in order."""
    parts: dict[str, list[str]] = defaultdict(list)
    ordered = select(stages.c.process, stages.c.name).order_by(stages.c.position, stages.c.id)
    for row in connection.execute(ordered):
        parts[row.process].append(row.name)
    kept = select(processes.c.id, processes.c.name).where(KEPT).order_by(processes.c.position)
    return tuple(KnownProcess(row.name, tuple(parts[row.id])) for row in connection.execute(kept))
