"""Keys of processes and stages where no reference holds them: in branches, what follows, and the log."""

from typing import Any

from sqlalchemy import Connection, select, update

from server.redacting.rewriting import Rewriter
from server.storage.tables import former_names, process_calls, stages

_FOR_PROGRAMS = {"kind", "field"}


def rename_mentions(connection: Connection, old: str, new: str) -> None:
    """Put the new key in the place of the old one, wherever it is named."""
    for column in (stages.c.then, stages.c.leads_to, former_names.c.process, former_names.c.stage):
        connection.execute(update(column.table).where(column == old).values({column.name: new}))
    for table, names in ((stages, ("branches",)), (process_calls, ("edits", "ways_back"))):
        for row in connection.execute(select(table.c.id, *(table.c[name] for name in names))).all():
            held = {name: getattr(row, name) for name in names}
            made = {name: _renamed(value, old, new) for name, value in held.items()}
            if made != held:
                connection.execute(update(table).where(table.c.id == row.id).values(made))


def rewritten_calls(rewriter: Rewriter, value: Any) -> Any:
    """Return what the log of a process holds, rewritten: in its edits a role is for people."""
    if isinstance(value, str):
        return rewriter.text(value)
    if isinstance(value, list):
        return [rewritten_calls(rewriter, each) for each in value]
    if isinstance(value, dict):
        return {
            name: each if name in _FOR_PROGRAMS else rewritten_calls(rewriter, each)
            for name, each in value.items()
        }
    return value


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, list):
        return [_renamed(each, old, new) for each in value]
    if isinstance(value, dict):
        return {name: _renamed(each, old, new) for name, each in value.items()}
    return new if value == old else value
