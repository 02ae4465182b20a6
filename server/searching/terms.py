"""What to look for in the index, for a question: each word in all its forms, and as it was meant."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sqlalchemy import Connection

from server.searching.alike import alike, listed_words
from server.searching.known import Facts, Known
from server.searching.question import Question
from server.searching.spelling import mended
from server.searching.stems import light_words, stem, stop_words
from server.searching.words import tokens
from server.storage import search
from server.storage.matching import Term

ENDED, MENDED, SAME = 0.7, 0.8, 0.7
"""How well a word fits that begins as what is typed, is near to what was written, means the same."""
LIGHT = 0.35
"""What a word counts for that says little, such as "give" or "new"."""
MOST_ENDINGS = 12
LONG = 7
"""Letters of a word that may be misspelt from one that no guide holds, but that means the same as one of
theirs; a shorter one is near to too many."""
MOST_READ = 2_500
"""Guides to read for a question, beyond which its most usual words are left out: they tell little apart."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The terms of a question, rarest first, and which words were taken for others.

    `roots` has for each word that was said the stems of that very word, `besides` what means the same.
    """

    terms: tuple[Term, ...]
    roots: tuple[frozenset[str], ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    typed: str = ""
    besides: tuple[str, ...] = ()

    @property
    def stems(self) -> Mapping[str, float]:
        """Every stem that is looked for, with what it counts for."""
        return {each: term.rarity for term in self.terms for each in term.stems}

    @property
    def whole(self) -> float:
        """What all of the question counts for."""
        return sum(term.rarity for term in self.terms)

    @property
    def needed(self) -> float:
        """What a guide covers that holds all that has to be there."""
        return sum(term.rarity for term in self.terms if not term.is_light) or self.whole

    def is_called(self, title: str, language: str) -> bool:
        """Tell whether a title holds every word that was said."""
        said = _stems_of(title, language)
        return bool(self.roots) and all(not said.isdisjoint(each) for each in self.roots)


def wanted(
    connection: Connection, known: Known, facts: Facts, question: Question, *, as_typed: bool = False
) -> Wanted:
    """Return what to look for; `as_typed` takes no word for another."""
    quoted = {word for phrase in question.phrases for word in phrase}
    forms = {word: forms_of(word, facts.languages) for word in question.wanted}
    said = {word: dict.fromkeys(stems, 1.0) for word, stems in forms.items() if stems}
    if question.typed:
        said[question.typed] = {
            **_endings(connection, facts, question.typed, is_word=question.typed in said),
            **said.get(question.typed, {}),
        }
    same = alike([word for word in question.words if word not in quoted], facts.languages)
    many = facts.frequencies(
        connection, {each for stems in (*said.values(), *same.stems.values()) for each in stems}
    )
    corrections: list[tuple[str, str]] = []
    for word, stems in said.items():
        held: Mapping[str, float] = {each: fit for each, fit in stems.items() if each in many}
        beside = {each: SAME for each in same.stems.get(word, ()) if each in many}
        is_known = held or beside or not stems or _placed(stems, facts)
        if not (is_known or as_typed or word in quoted) and (meant := _meant(connection, known, word, facts)):
            held, found = _instead(connection, facts, meant)
            many = {**many, **found}
            if held:
                corrections.append((word, meant))
        said[word] = {**beside, **(held or stems)}
    terms = [
        _term(stems, many, facts, is_light=word not in same.in_rows and _is_light(word, facts.languages))
        for word, stems in said.items()
        if stems
    ]
    roots = tuple(frozenset(stems) for stems in forms.values() if stems)
    return Wanted(_affordable(terms, many), roots, tuple(corrections), question.typed, same.words)


@lru_cache(4_096)
def _stems_of(title: str, language: str) -> frozenset[str]:
    return frozenset(stem(token.word, language) for token in tokens(title))


@lru_cache(4_096)
def _forms(word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(word, each) for each in languages if word not in stop_words(each)))


def forms_of(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Return the stems of a word in the languages in which it says something."""
    return _forms(word, tuple(languages))


def _is_light(word: str, languages: Iterable[str]) -> bool:
    return any(word in light_words(each) for each in languages)


def _endings(connection: Connection, facts: Facts, typed: str, *, is_word: bool) -> Mapping[str, float]:
    """Return the stems of words that begin so; they fit less where what is typed is a word of the guides."""
    words = facts.beginning_with(connection, typed, MOST_ENDINGS)
    fit = ENDED / 2 if is_word and typed in words else ENDED
    return {root: fit for word in words for root in forms_of(word, facts.languages)}


def _meant(connection: Connection, known: Known, word: str, facts: Facts) -> str:
    """Return the word of the guides, or one that means the same as some of theirs, that was misspelt."""
    if known.is_word(word):
        return ""
    listed = _alike_words(facts.languages) if len(word) >= LONG else frozenset[str]()
    words = (*known.words(connection), *listed)
    return mended(word, words, lambda near: _uses(connection, near, listed)) or ""


@cache
def _alike_words(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*map(listed_words, languages))


def _uses(connection: Connection, words: Sequence[str], listed: frozenset[str]) -> Mapping[str, int]:
    """Return those of the words that any guide holds, and those listed, with how many guides do."""
    return {**dict.fromkeys(listed.intersection(words), 0), **search.known_words(connection, words)}


def _instead(
    connection: Connection, facts: Facts, meant: str
) -> tuple[Mapping[str, float], Mapping[str, int]]:
    """Return the stems to look for where a word was meant, none if no guide holds any, and how many do."""
    forms = dict.fromkeys(forms_of(meant, facts.languages), MENDED)
    kin = dict.fromkeys(alike([meant], facts.languages).stems.get(meant, ()), SAME * MENDED)
    many = facts.frequencies(connection, {**kin, **forms})
    held = {each: fit for each, fit in kin.items() if each in many}
    return ({**held, **forms} if many else {}), many


def _placed(stems: Iterable[str], facts: Facts) -> bool:
    return any(each in facts.places.processes or each in facts.places.stages for each in stems)


def _term(stems: Mapping[str, float], many: Mapping[str, int], facts: Facts, *, is_light: bool) -> Term:
    """Return what is looked for: the word counts by its own rarity, and what means the same for no more."""
    exact = [each for each, fit in stems.items() if fit == 1.0]
    inside = frozenset[str]().union(*(facts.places.processes.get(each, ()) for each in exact))
    parts = frozenset[str]().union(*(facts.places.stages.get(each, ()) for each in exact))
    rarity = _rarity(_held_by(stems, many), facts)
    own = _rarity(_held_by(exact, many), facts) if _held_by(exact, many) else rarity
    fits = {
        each: (own if fit == 1.0 else fit * min(own, _rarity(many.get(each, 0), facts))) / rarity
        for each, fit in stems.items()
    }
    light = LIGHT if is_light else 1.0
    return Term(fits, rarity * light, is_light, sorted(inside), sorted(parts), own / rarity)


def _held_by(stems: Iterable[str], many: Mapping[str, int]) -> int:
    return sum(many.get(each, 0) for each in stems)


def _rarity(held: int, facts: Facts) -> float:
    """Return what a word counts for that so many guides hold."""
    held = min(facts.guides, held)
    return math.log(1 + (facts.guides - held + 0.5) / (held + 0.5))


def _affordable(terms: Sequence[Term], many: Mapping[str, int]) -> tuple[Term, ...]:
    """Return the terms that are looked for, rarest first; the most usual only where nothing else is left."""
    kept: list[Term] = []
    read = 0
    for term in sorted(terms, key=lambda each: -each.rarity):
        read += sum(many.get(each, 0) for each in term.stems)
        if kept and read > MOST_READ:
            break
        kept.append(term)
    return tuple(kept)
