"""Rewrites what the database holds: all rows of one guide at once, and what belongs to no guide.

Every column of text or JSON is rewritten unless it is known to hold none of what people say; so a table that
is added later is reached without a word here.
"""

import json
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy import JSON, Column, Connection, String, Table, cast, delete, select, update
from sqlalchemy import Text as SqlText

from recorder.document.guide import Guide
from server.publishing import thumb_of
from server.redacting.mentions import rewritten_calls
from server.redacting.places import rename_places
from server.redacting.rewriting import Rewriter
from server.storage import (
    arrivals,
    counters,
    drawings,
    edits,
    guides,
    pictures,
    search,
    traits,
    trash,
    versions,
)
from server.storage import tables as t

UNTOUCHED = {
    "people": "names of those who work here, by which they sign their changes",
    "links": "names of links, given by whoever runs the server",
    "devices": "hashes of devices",
    "sharing": "keys, and the addresses of this server",
    "counters": "numbers",
    "pictures": "names of files, which go as a whole",
    "picture_uses": "names of files, which follow their guide",
    "uploads": "names of files, which follow their guide",
    "presence": "who looks at which step",
    "trash": "which guides are in it",
    "traits": "what a published guide is about, worked out anew with it",
    "alike": "which guides say nearly the same",
    "drawings": "recipes, which are made anew",
    "redactions": "how far each redaction is",
    "redacted_files": "what is no more, and what stands in its place",
    "redacted_words": "fingerprints",
    "reminders": "where and how often those who work here are reminded",
}
"""Tables that hold nothing of what a guide says, and what they hold instead."""
_FIXED = {
    "state",
    "kind",
    "step",
    "thumb",
    "language",
    "folded",
    "digest",
    "id",
    "guide",
    "position",
    "other",
    "stamp",
    "token",
    "slot",
    "was",
    "topic",
    "device",
}
_EDITS = {"payload", "inverse"}


def columns_of(table: Table) -> tuple[Column[Any], ...]:
    """Return the columns of a table that may hold what people said."""
    return tuple(
        column
        for column in table.columns
        if isinstance(column.type, String | JSON)
        and not column.primary_key
        and not column.foreign_keys
        and column.name not in _FIXED
        and not (column.name == "name" and "folded" in table.columns)  # `places.py` renames those
    )


def rewrite_guide(connection: Connection, guide_id: str, rewriter: Rewriter) -> bool:
    """Rewrite everything that belongs to a guide in one go; tell whether anything changed."""
    if not rewriter or not guides.lock(connection, guide_id):
        return False
    _use_successors(connection, guide_id, rewriter)
    changed = [
        _rewrite(connection, table, rewriter, {name: guide_id})
        for table, name in _tables_of_guides()
        if columns_of(table)
    ]
    if any(changed):
        show_again(connection, guide_id)
        counters.bump(connection, counters.REDACTED)
    return any(changed)


def rewrite_rest(connection: Connection, rewriter: Rewriter) -> bool:
    """Rewrite what belongs to no guide alone: processes and stages, and whatever there is besides."""
    mine = {table.name for table, _ in _tables_of_guides()} | set(UNTOUCHED)
    rest = [table for table in t.metadata.sorted_tables if table.name not in mine and columns_of(table)]
    moved = rename_places(connection, rewriter)  # first: keys are named elsewhere, where they read like words
    changed = [_rewrite(connection, table, rewriter, {}) for table in rest]
    for guide_id in moved:
        show_again(connection, guide_id)
    if any(changed) or moved:
        counters.bump(connection)
    return any(changed)


def show_again(connection: Connection, guide_id: str) -> None:
    """Let lists, the search and the drawings of a guide say and show what it says and shows now."""
    version, draft = versions.published(connection, guide_id), edits.draft(connection, guide_id)
    if version:
        guides.show(connection, version, thumb_of(version.document))
        if not trash.holds(connection, guide_id):
            search.index(connection, version.document)
            traits.note(connection, version.document)
        drawings.want(connection, version.document)
    elif draft:
        guides.describe(connection, draft[0])
    for each in (*((draft[0],) if draft else ()), *arrivals.waiting(connection, guide_id)):
        drawings.want(connection, each)
    counters.bump(connection)


def _tables_of_guides() -> Iterator[tuple[Table, str]]:
    """Yield each table whose rows belong to a guide, and the column that says to which."""
    yield t.guides, "id"
    for table in t.metadata.sorted_tables:
        if table.name not in UNTOUCHED and "guide" in table.columns:
            yield table, "guide"


def _use_successors(connection: Connection, guide_id: str, rewriter: Rewriter) -> None:
    """Let the guide use the new pictures in place of the old ones, and those that wait for use in it too."""
    for uses in (t.picture_uses, t.uploads):
        mine = connection.execute(select(uses).where(uses.c.guide == guide_id)).all()
        here = {row.picture for row in mine}
        for row in mine:
            new = rewriter.names(row.picture)
            if new == row.picture or not pictures.is_known(connection, new):
                continue
            at = (uses.c.guide == guide_id, uses.c.picture == row.picture)
            if new in here:
                connection.execute(delete(uses).where(*at))
            else:
                connection.execute(update(uses).where(*at).values(picture=new))
                here.add(new)


def _rewrite(connection: Connection, table: Table, rewriter: Rewriter, where: Mapping[str, str]) -> bool:
    """Rewrite the rows of a table that belong somewhere, and tell whether any changed."""
    columns, keys = columns_of(table), list(table.primary_key.columns)
    raw = [cast(column, SqlText).label(column.name) for column in columns]
    conditions = [table.c[name] == value for name, value in where.items()]
    changed = False
    for row in connection.execute(select(*keys, *raw).where(*conditions)).all():
        held = row._mapping  # noqa: SLF001 - SQLAlchemy's public way to columns by name
        texts = {column.name: held[column.name] for column in columns if held[column.name] is not None}
        made = {name: _made(table.c[name], raw, rewriter) for name, raw in texts.items()}
        made = {name: value for name, value in made.items() if value != texts[name]}
        if not made:
            continue
        at = [column == held[column.name] for column in keys]
        connection.execute(update(table).where(*at).values(_values(connection, table, made, at)))
        changed = True
    return changed


def _made(column: Column[Any], raw: str, rewriter: Rewriter) -> str:
    """Return what a column holds, rewritten, as it is kept."""
    if not rewriter.may_change(raw):
        return raw
    if column.name == "document" and (guide := _guide_in(raw)):
        made = rewriter.model(guide)
        return raw if made is guide else made.model_dump_json()
    if column.name in _EDITS and column.table is t.edits:
        made_edit = rewriter.edit(json.loads(raw))
        return raw if made_edit == json.loads(raw) else json.dumps(made_edit, ensure_ascii=False)
    if column.table is t.process_calls and column.name != "name":
        made_calls = rewritten_calls(rewriter, json.loads(raw))
        return raw if made_calls == json.loads(raw) else json.dumps(made_calls, ensure_ascii=False)
    if column.name == "extras":  # names of objects, not words
        return rewriter.names(raw)
    return rewriter.stored(raw)


def _values(
    connection: Connection, table: Table, made: Mapping[str, str], at: list[Any]
) -> Mapping[str, Any]:
    """Return what is written: JSON as JSON, and what hangs on the rewritten text with it."""
    values: dict[str, Any] = {
        name: json.loads(value) if isinstance(table.c[name].type, JSON) else value
        for name, value in made.items()
    }
    if "stamp" in table.columns and "document" in values:  # by which processes know the draft that they hold
        values["stamp"] = secrets.token_hex(16)
    if table is t.arrivals:
        row = connection.execute(select(table).where(*at)).one()
        document = _guide_in(values.get("document", row.document))
        if document:
            values["digest"] = arrivals.digest(document, values.get("extras", row.extras))
    return values


def _guide_in(raw: str) -> Guide | None:
    """Return the guide that is kept, None where no release of ours would read it: it is rewritten as JSON."""
    try:
        return Guide.model_validate_json(raw)
    except ValidationError:
        return None
