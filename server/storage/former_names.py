"""What processes and stages were called before, so that what was said then is still understood.

Names are kept as they are compared, with when they ended: at a renaming, or a deletion. So a draft that names
a process finds it under another name, and does not make one anew that was deleted. The lines outlive what
they name.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from server import clock
from server.storage.tables import former_names


class Ended(NamedTuple):
    """A name that ended: of a stage, or of the process itself where that is None."""

    process: str
    stage: str | None
    called: str


def note(connection: Connection, ended: Iterable[Ended]) -> None:
    """Keep names that end now."""
    rows = [{**each._asdict(), "until": clock.now()} for each in ended]
    if rows:
        connection.execute(insert(former_names), rows)


def process_called(connection: Connection, called: str, since: datetime) -> str | None:
    """Return the process that had the name at that time or next, and has it no more; or None."""
    return _first(connection, called, since, None)


def stage_called(connection: Connection, process_id: str, called: str, since: datetime) -> str | None:
    """Return the stage of a process that had the name at that time or next, and has it no more; or None."""
    return _first(connection, called, since, process_id)


def _first(connection: Connection, called: str, since: datetime, process_id: str | None) -> str | None:
    names = former_names.c
    column = names.process if process_id is None else names.stage
    its = (
        names.stage.is_(None)
        if process_id is None
        else names.stage.is_not(None) & (names.process == process_id)
    )
    ended = select(column).where(names.called == called, names.until >= since, its)
    found: str | None = connection.scalar(ended.order_by(names.until, names.id).limit(1))
    return found
