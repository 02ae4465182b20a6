"""What this process knows of the base between two searches, so that none has to ask for all of it again.

Nothing here is the truth: each part is brought up to date by keys that only grow, or by the counter of
changes, and whatever it leads to is asked of the database before it is shown.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import sleep

from sqlalchemy import Connection, select

from server.model import GuideSummary
from server.searching.meaning import Vectors, is_here, is_word
from server.searching.stems import stem
from server.searching.words import tokens
from server.storage import counters, guides, search
from server.storage.processes import KEPT
from server.storage.tables import processes, stages

AT_ONCE = 50
"""Guides whose meaning is learned without a pause: readers wait for no more."""
PAUSE_SECONDS = 0.002
MOST_STEMS, MOST_STARTS, MOST_SUMMARIES = 20_000, 2_000, 2_000
_OVERLAP = 100  # keys looked at again: on PostgreSQL a smaller one may become visible later


@dataclass(frozen=True, slots=True)
class Places:
    """Processes and stages by the words in their names."""

    processes: Mapping[str, frozenset[str]]
    stages: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Facts:
    """How many guides are in the index, how many not yet, in which languages, and what places are called."""

    guides: int
    missing: int
    languages: tuple[str, ...]
    places: Places
    _many: dict[str, int] = field(default_factory=dict)
    _summaries: dict[str, GuideSummary] = field(default_factory=dict)
    _starts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def frequencies(self, connection: Connection, stems: Collection[str]) -> Mapping[str, int]:
        """Return how many guides hold each of those stems; one that none holds is left out."""
        many = {each: self._many.get(each) for each in stems}
        new = [each for each, known in many.items() if known is None]
        if new:
            found = search.frequencies(connection, new)
            fresh = {each: found.get(each, 0) for each in new}
            many |= fresh
            if len(self._many) < MOST_STEMS:
                self._many.update(fresh)
        return {each: known for each, known in many.items() if known}

    def beginning_with(self, connection: Connection, start: str, limit: int) -> tuple[str, ...]:
        """Return the words that begin so, those that most guides hold first."""
        words = self._starts.get(start)
        if words is None:
            words = search.beginning_with(connection, start, limit)
            if len(self._starts) < MOST_STARTS:
                self._starts[start] = words
        return words

    def summaries(self, connection: Connection, ids: Collection[str]) -> Mapping[str, GuideSummary]:
        """Return what lists say of those guides, archived ones too."""
        found = {each: self._summaries[each] for each in ids if each in self._summaries}
        new = [each for each in ids if each not in found]
        if new:
            fresh = guides.all_summaries(connection, new)
            found |= fresh
            if len(self._summaries) < MOST_SUMMARIES:
                self._summaries.update(fresh)
        return found


class Known:
    """The memory of one process, shared by its threads."""

    def __init__(self, *, meaning: bool | None = None) -> None:
        self._lock, self._learning = Lock(), Lock()
        self.turn = Lock()
        """Held by one search at a time: side by side, they would only wait for each other at every row."""
        self._at: tuple[int, ...] | None = None
        self._facts: Facts | None = None
        self._words: dict[str, int] = {}
        self._last_word = 0
        self._vectors = Vectors() if (is_here() if meaning is None else meaning) else None
        self._last_about = 0
        self._learned: tuple[int, ...] | None = None

    def facts(self, connection: Connection) -> Facts:
        """Return what holds as long as nothing that readers see changes."""
        at = counters.read_all(connection, (counters.CHANGES, counters.REDACTED))
        with self._lock:
            if self._facts is None or at != self._at:
                if self._at and at[1] != self._at[1]:  # words may be in it that must be nowhere
                    self._words, self._last_word = {}, 0
                languages = search.languages(connection) or ("en",)
                places = _places(connection, languages)
                size, missing = search.size(connection), search.missing(connection)
                self._facts, self._at = Facts(size, missing, languages, places), at
            return self._facts

    def state(self, connection: Connection) -> tuple[int, ...] | None:
        """Return what answers depend on besides the question; None while it is still being learned."""
        if self._vectors is not None and self._learned is None:
            return None
        return counters.read_all(connection, (counters.CHANGES, counters.REDACTED))

    def words(self, connection: Connection) -> tuple[str, ...]:
        """Return the vocabulary; a word may be in it that no guide holds any more."""
        with self._lock:
            for key, word in search.words_since(connection, self._last_word - _OVERLAP):
                self._words[word] = key
                self._last_word = max(self._last_word, key)
            return tuple(self._words)

    def is_word(self, word: str) -> bool:
        """Tell whether a word is a word of English, as far as what knows meanings knows."""
        return self._vectors is not None and self._learned is not None and is_word(word)

    def learn(self, connection: Connection, pause: float = 0.0) -> None:
        """Bring all of it up to date, however long that takes, with pauses for others to go on."""
        self.facts(connection)
        self.words(connection)
        if self._vectors is None:
            return
        with self._learning:
            at = self._at
            new = search.abouts_since(connection, self._last_about)
            for first in range(0, len(new), AT_ONCE):
                part = new[first : first + AT_ONCE]
                self._vectors.add([key for key, _ in part], [about for _, about in part])
                if pause:
                    sleep(pause)
            self._last_about = max((self._last_about, *(key for key, _ in new)))
            self._learned = at or ()

    def nearest(
        self,
        connection: Connection,
        text: str,
        besides: Sequence[str],
        limit: int,
        also: Collection[int] = (),
    ) -> Mapping[int, float]:
        """Return how near entries are in meaning, the nearest and those `also`; none where none is known."""
        if self._vectors is None or self._learned is None:
            return {}
        if self._learned != self._at:
            self.learn(connection)
        return self._vectors.nearest(text, besides, limit, also)


def _places(connection: Connection, languages: tuple[str, ...]) -> Places:
    named = select(processes.c.id, processes.c.name)
    inside = {row.id: row.name for row in connection.execute(named.where(KEPT))}
    rows = connection.execute(select(stages.c.id, stages.c.name, stages.c.role))
    parts = {row.id: f"{row.name} {row.role}" for row in rows}
    return Places(_by_stem(inside, languages), _by_stem(parts, languages))


def _by_stem(names: Mapping[str, str], languages: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, name in names.items():
        for token in tokens(name):
            for language in languages:
                found[stem(token.word, language)].add(key)
    return {each: frozenset(keys) for each, keys in found.items()}
