"""Processes and stages whose names hold banned words: keys read like names, so both change."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from server.redacting.mentions import rename_mentions
from server.redacting.rewriting import Rewriter
from server.storage.deleted_processes import fold_deleted
from server.storage.keys import fold, free_key
from server.storage.tables import metadata, placements, processes, stages


def rename_places(connection: Connection, rewriter: Rewriter) -> tuple[str, ...]:
    """Rename processes and stages whose names hold banned words; return the guides that belong there."""
    touched: dict[str, None] = {}
    for table, column in ((stages, placements.c.stage), (processes, placements.c.process)):
        for row in connection.execute(select(table).order_by(table.c.id)).all():
            if rewriter.text(row.name) == row.name:
                continue
            key = _rename(connection, table, row, rewriter.text(row.name))
            touched |= dict.fromkeys(connection.scalars(select(placements.c.guide).where(column == key)))
    return tuple(touched)


def _rename(connection: Connection, table: Table, row: Row[Any], name: str) -> str:
    """Put a row of another name and key in the place of one, and return the key."""
    name, key = _free_name(connection, table, name), free_key(connection, table.c.id, name)
    connection.execute(update(table).where(table.c.id == row.id).values(folded=key))  # its own is needed now
    gone = table is processes and row.deleted_at is not None
    folded = fold_deleted(name, key) if gone else fold(name)
    renamed = {**row._mapping, "id": key, "name": name, "folded": folded}  # noqa: SLF001 - a row as a mapping
    connection.execute(insert(table).values(renamed))
    for other, column in _references(table):
        connection.execute(update(other).where(other.c[column] == row.id).values({column: key}))
    connection.execute(delete(table).where(table.c.id == row.id))
    rename_mentions(connection, row.id, key)
    return key


def _references(table: Table) -> Iterator[tuple[Table, str]]:
    for other in metadata.sorted_tables:
        for column in other.columns:
            if column.references(table.c.id):
                yield other, column.name


def _free_name(connection: Connection, table: Table, name: str) -> str:
    """Return the name, with a number where another is called so."""
    taken, number, wanted = set(connection.scalars(select(table.c.folded))), 1, name
    while fold(wanted) in taken:
        number += 1
        wanted = f"{name} {number}"
    return wanted
