"""The search index: which guide holds which stems, with what weight, and the lines that results show of it.

It is derived from the published versions: made and mended here, not by migrations. Plain tables do on SQLite
as on PostgreSQL, so that both find the same in the same order, stems are those of each guide's language, and
what is deleted is gone. What is known elsewhere (places, owner, state) is asked there, so it is always true.
"""

import json
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.metadata import version

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, text, update

from recorder.document.guide import Guide
from server.drawings import LOOK
from server.searching.entry import Entry, Line, entry_of
from server.searching.stems import stem
from server.storage import counters, versions
from server.storage.guides import readable
from server.storage.search_tables import entries, metadata, postings, vocabulary
from server.storage.tables import guides
from server.storage.writing import insert_missing

LAID_OUT = 3  # grows when the index is laid out anew
_OLD = ("search", "search_guides")
_WRITERS = 0x48616E65  # the key of PostgreSQL's advisory lock: writers share words
_LAST = "\U0010ffff"


def shape() -> int:
    """Return what the index depends on besides the guides: every start compares, and has it made anew."""
    return zlib.crc32(f"{LAID_OUT} {LOOK} {version('snowballstemmer')}".encode()) >> 1


def prepare(connection: Connection) -> None:
    """Make the index where there is none, and anew where it is of another shape; `fill` fills it."""
    if counters.read(connection, "search") == shape():
        return
    for name in _OLD:
        connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
    metadata.drop_all(connection)
    metadata.create_all(connection)
    counters.put(connection, "search", shape())


def fill(connection: Connection, limit: int) -> int:
    """Put some of the guides into the index that are not in it, and return how many those were."""
    done = 0
    for guide_id in connection.scalars(select(guides.c.id).where(_missing()).limit(limit)).all():
        version = versions.published(connection, guide_id)
        if version:
            index(connection, version.document)
            done += 1
    if done:
        counters.bump(connection)
    return done


def missing(connection: Connection) -> int:
    """Return how many guides that readers can open are not in the index yet."""
    return connection.scalar(select(func.count()).select_from(guides).where(_missing())) or 0


def _missing() -> ColumnElement[bool]:
    return readable() & guides.c.id.not_in(select(entries.c.guide))


def index(connection: Connection, guide: Guide) -> None:
    """Let the published guide be found by what it says now."""
    entry, before = entry_of(guide), _taken_out(connection, guide.id)
    row = {
        "guide": entry.guide,
        "language": entry.language,
        "about": entry.about,
        "programs": "\n".join(entry.programs),
        "lines": _kept(entry),
        "words": " ".join(sorted(entry.words)),
    }
    key = connection.execute(insert(entries).values(row)).inserted_primary_key
    assert key is not None
    rows = [{"stem": each, "entry": key.id, "weight": weight} for each, weight in entry.weights.items()]
    if rows:
        connection.execute(insert(postings), rows)
    _count(connection, entry.words - before, 1)
    _count(connection, before - entry.words, -1)


def remove(connection: Connection, guide_id: str) -> None:
    """Let the guide no longer be found."""
    _count(connection, _taken_out(connection, guide_id), -1)


def _taken_out(connection: Connection, guide_id: str) -> frozenset[str]:
    """Take the guide out of the index, and return the words that were counted for it."""
    if connection.dialect.name != "sqlite":
        connection.execute(select(func.pg_advisory_xact_lock(_WRITERS)))
    row = connection.execute(select(entries).where(entries.c.guide == guide_id)).first()
    if row is None:
        return frozenset()
    words = row.words.split()
    stems = sorted({stem(word, row.language) for word in words})
    connection.execute(delete(postings).where(postings.c.stem.in_(stems), postings.c.entry == row.id))
    connection.execute(delete(entries).where(entries.c.id == row.id))
    return frozenset(words)


def _count(connection: Connection, words: Collection[str], more: int) -> None:
    """Count one guide more, or less, that holds each of the words."""
    if not words:
        return
    if more > 0:
        insert_missing(connection, vocabulary, [{"word": word, "guides": 0} for word in sorted(words)])
    counted = update(vocabulary).where(vocabulary.c.word == bindparam("said"))
    connection.execute(
        counted.values(guides=vocabulary.c.guides + more), [{"said": word} for word in sorted(words)]
    )
    if more < 0:
        connection.execute(delete(vocabulary).where(vocabulary.c.word.in_(words), vocabulary.c.guides <= 0))


def _kept(entry: Entry) -> str:
    lines = [[line.text, line.step, line.number, line.thumb] for line in entry.lines]
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))


def lines_of(connection: Connection, keys: Collection[int]) -> Mapping[int, tuple[str, tuple[Line, ...]]]:
    """Return for each entry its language and its lines."""
    statement = select(entries.c.id, entries.c.language, entries.c.lines).where(entries.c.id.in_(keys))
    rows = connection.execute(statement).all() if keys else ()
    return {key: (language, tuple(map(Line._make, json.loads(lines)))) for key, language, lines in rows}


def size(connection: Connection) -> int:
    """Return how many guides are in the index."""
    return connection.scalar(select(func.count()).select_from(entries)) or 0


def languages(connection: Connection) -> tuple[str, ...]:
    """Return the languages that words are stemmed in, the most used first."""
    how_many = func.count()
    statement = select(entries.c.language).group_by(entries.c.language).order_by(how_many.desc())
    return tuple(connection.scalars(statement))


def frequencies(connection: Connection, stems: Collection[str]) -> Mapping[str, int]:
    """Return how many guides hold each of those stems; one that none holds is left out."""
    statement = select(postings.c.stem, func.count().label("guides")).where(postings.c.stem.in_(stems))
    rows = connection.execute(statement.group_by(postings.c.stem)) if stems else ()
    return {row.stem: row.guides for row in rows}


def beginning_with(connection: Connection, start: str, limit: int) -> tuple[str, ...]:
    """Return the words that begin so, those that most guides hold first."""
    within = vocabulary.c.word.between(start, start + _LAST)
    statement = (
        select(vocabulary.c.word).where(within).order_by(vocabulary.c.guides.desc(), vocabulary.c.word)
    )
    return tuple(connection.scalars(statement.limit(limit)))


def known_words(connection: Connection, words: Iterable[str]) -> Mapping[str, int]:
    """Return those of the words that any guide holds, with how many do."""
    statement = select(vocabulary.c.word, vocabulary.c.guides).where(vocabulary.c.word.in_(list(words)))
    return {row.word: row.guides for row in connection.execute(statement)}


def words_since(connection: Connection, key: int) -> Sequence[tuple[int, str]]:
    """Return the words that came into the vocabulary after that one, with their keys."""
    statement = select(vocabulary.c.id, vocabulary.c.word).where(vocabulary.c.id > key)
    return [(row.id, row.word) for row in connection.execute(statement.order_by(vocabulary.c.id))]


def abouts_since(connection: Connection, key: int) -> Sequence[tuple[int, str]]:
    """Return what guides are about that came into the index after that one, with their keys."""
    statement = select(entries.c.id, entries.c.about).where(entries.c.id > key)
    return [(row.id, row.about) for row in connection.execute(statement.order_by(entries.c.id))]
