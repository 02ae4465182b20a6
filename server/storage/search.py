"""Word search over what readers see: titles, captions, details, and the names of processes and stages.

The index holds one row a guide and is derived from the published versions: it is made and mended here, not by
migrations. SQLite searches with FTS5, PostgreSQL with a tsvector.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from recorder.document.guide import Guide
from recorder.document.markup import plain
from server.model import Found, Place
from server.storage import counters, guides, versions
from server.storage.excerpts import START, STOP, best_excerpt, unmarked

SHAPE = 1  # grows when the index is laid out anew: every start compares, and rebuilds

_SQLITE_TABLES = (
    "CREATE TABLE search_guides (id INTEGER PRIMARY KEY, guide TEXT NOT NULL UNIQUE, steps TEXT NOT NULL)",
    """CREATE VIRTUAL TABLE search USING fts5(title, captions, details, place,
       tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3')""",
    "INSERT INTO search (search, rank) VALUES ('rank', 'bm25(10.0, 4.0, 1.0, 3.0)')",
)
_POSTGRES_TABLES = (
    """CREATE TABLE search_guides (guide TEXT PRIMARY KEY, steps TEXT NOT NULL, title TEXT NOT NULL,
       captions TEXT NOT NULL, details TEXT NOT NULL, place TEXT NOT NULL, words TSVECTOR NOT NULL)""",
    "CREATE INDEX search_guides_words ON search_guides USING GIN (words)",
)
_SQLITE_ADD_GUIDE = "INSERT INTO search_guides (guide, steps) VALUES (:guide, :steps) RETURNING id"
_SQLITE_ADD = """
    INSERT INTO search (rowid, title, captions, details, place)
    VALUES (:key, :title, :captions, :details, :place)"""
_POSTGRES_ADD = """
    INSERT INTO search_guides VALUES (:guide, :steps, :title, :captions, :details, :place,
        setweight(to_tsvector('english', :title), 'A') || setweight(to_tsvector('english', :captions), 'B')
        || to_tsvector('english', :details) || setweight(to_tsvector('english', :place), 'C'))"""
_SQLITE_FIND = f"""
    SELECT guide, steps, highlight(search, 0, '{START}', '{STOP}') AS title,
           highlight(search, 1, '{START}', '{STOP}') AS captions,
           highlight(search, 2, '{START}', '{STOP}') AS details,
           highlight(search, 3, '{START}', '{STOP}') AS place, -rank AS score
    FROM search JOIN search_guides ON search_guides.id = search.rowid
    WHERE search MATCH :query ORDER BY rank LIMIT :limit"""  # noqa: S608 - two characters of our own
_POSTGRES_FIND = f"""
    SELECT guide, steps, {
    ", ".join(
        f"ts_headline('english', {name}, query, "
        f"'HighlightAll=true, StartSel={START}, StopSel={STOP}') AS {name}"
        for name in ("title", "captions", "details", "place")
    )
}, ts_rank(words, query) AS score
    FROM search_guides, to_tsquery('english', :query) AS query
    WHERE words @@ query ORDER BY score DESC, guide LIMIT :limit"""  # noqa: S608 - names of our own


def prepare(connection: Connection) -> None:
    """Make the index where there is none, and fill it anew where it is of another shape."""
    if counters.read(connection, "search") == SHAPE:
        return
    for name in ("search", "search_guides"):
        connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
    for statement in _SQLITE_TABLES if _is_sqlite(connection) else _POSTGRES_TABLES:
        connection.execute(text(statement))
    for guide_id in [each.id for each in guides.published(connection)]:
        version = versions.published(connection, guide_id)
        if version:
            index(connection, version.document)
    counters.put(connection, "search", SHAPE)


def index(connection: Connection, guide: Guide) -> None:
    """Let the published guide be found by what it says now."""
    remove(connection, guide.id)
    row = _indexed(guide, guides.places_of(connection, [guide.id]).get(guide.id, ()))
    if _is_sqlite(connection):
        key = connection.scalar(text(_SQLITE_ADD_GUIDE), row)
        connection.execute(text(_SQLITE_ADD), {**row, "key": key})
    else:
        connection.execute(text(_POSTGRES_ADD), row)


def remove(connection: Connection, guide_id: str) -> None:
    """Let the guide no longer be found."""
    if _is_sqlite(connection):
        rows = "DELETE FROM search WHERE rowid IN (SELECT id FROM search_guides WHERE guide = :guide)"
        connection.execute(text(rows), {"guide": guide_id})
    connection.execute(text("DELETE FROM search_guides WHERE guide = :guide"), {"guide": guide_id})


def forget_deleted(connection: Connection) -> None:
    """Let the index hold no word of what was deleted from it: FTS5 keeps them until it merges its parts."""
    if _is_sqlite(connection):
        connection.execute(text("INSERT INTO search (search) VALUES ('rebuild')"))


def find(connection: Connection, question: str, limit: int = 20) -> tuple[Found, ...]:
    """Return the guides that hold all words of the question, or else any of them, best first."""
    words = re.findall(r"\w+", question)[:20]
    if not words:
        return ()
    rows = _rows(connection, words, limit, all_of_them=True)
    if not rows and len(words) > 1:
        rows = _rows(connection, words, limit, all_of_them=False)
    known = guides.summaries(connection, [row.guide for row in rows])
    return tuple(_found(row, known) for row in rows if row.guide in known)


def _rows(
    connection: Connection, words: Sequence[str], limit: int, *, all_of_them: bool
) -> Sequence[Row[Any]]:
    """Return the rows that match; the last word may be the beginning of one, as it is being typed."""
    if _is_sqlite(connection):
        query = (" AND " if all_of_them else " OR ").join(f'"{word}"' for word in words) + "*"
        return connection.execute(text(_SQLITE_FIND), {"query": query, "limit": limit}).all()
    query = (" & " if all_of_them else " | ").join(f"'{word}'" for word in words) + ":*"
    return connection.execute(text(_POSTGRES_FIND), {"query": query, "limit": limit}).all()


def _indexed(guide: Guide, places: Iterable[Place]) -> Mapping[str, str]:
    names = (name for place in places for name in (place.process_name, place.stage_name) if name)
    return {
        "guide": guide.id,
        "steps": "\n".join(step.id for step in guide.steps),
        "title": unmarked(guide.title),
        "captions": "\n".join(unmarked(plain(step.caption)) for step in guide.steps),
        "details": "\n".join(unmarked(plain(step.detail)) for step in guide.steps),
        "place": unmarked(" · ".join(names)),
    }


def _found(row: Row[Any], known: Mapping[str, Any]) -> Found:
    ids = row.steps.split("\n")
    lines = [
        *zip(ids, row.captions.split("\n"), strict=True),
        *zip(ids, row.details.split("\n"), strict=True),
    ]
    excerpt = best_excerpt(row.title, row.place, lines)
    return Found(known[row.guide], excerpt.step, excerpt.text, excerpt.marks, row.score)


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"
