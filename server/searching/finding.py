"""Finds the guides that answer a question, by words and by meaning, with what to show of each."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from server.model import Found, GuideSummary
from server.searching.entry import Line, first_pictured
from server.searching.excerpts import Sought, best_excerpt, shortened
from server.searching.known import Facts, Known
from server.searching.question import Phrase, Question, parse
from server.searching.terms import LIGHT, Wanted, forms_of, wanted
from server.searching.words import tokens
from server.storage import search
from server.storage.matching import Filters, Match, among, matching, newest

MOST = 100
"""Guides that a search finds at most, by words as by a filter alone."""
_LIKE = 40
"""Guides that are looked at for their meaning."""
NEAR = 0.28
"""How near in meaning a guide that holds none of the words has to be; lower, and nonsense finds something."""
_FEW_WORDS, _SENTENCE = 2, 5
"""Of up to so many words that say something, guides that hold all are alone, where there are any; a question
of more words in all is a sentence, of which some may be missing."""
_SHARE, _FIRST = 0.45, 10
"""How much of what the best covers a guide has to cover, behind the first ones."""
_ROUGHLY = 0.001
_TITLES = 10
"""Guides whose title is compared with the question."""
_WORDS, _MEANING, _CALLED = 0.65, 0.35, 0.5
"""What the best by words, the nearest in meaning and one that is called just so count for, in one order."""
_STANDS_OUT, _MOST_OUT = 2.0, 0.3
"""What the nearest in meaning counts for besides, by how much nearer it is than the next; and at most."""
EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Results:
    """What a search found: the best to show, all to count, and which words were taken for others."""

    question: Question
    found: tuple[Found, ...] = ()
    matches: tuple[Match, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    missing: int = 0
    """Guides that are not in the index yet, after an upgrade."""

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than was looked at."""
        return len(self.matches) >= MOST


def find(
    connection: Connection,
    asked: str,
    filters: Filters = EVERYTHING,
    *,
    limit: int = 20,
    known: Known | None = None,
    as_typed: bool = False,
) -> Results:
    """Return what fits, best first; without words, what a filter lets through, newest first."""
    known, question = known or Known(meaning=False), parse(asked)
    with known.turn:
        return _find(connection, known, question, filters, limit=limit, as_typed=as_typed)


def _find(
    connection: Connection, known: Known, question: Question, filters: Filters, *, limit: int, as_typed: bool
) -> Results:
    facts = known.facts(connection)
    if question.is_empty:
        matches = newest(connection, filters, MOST) if filters and not question.text else ()
        return _shown(connection, facts, question, matches, Wanted(()), worded=(), limit=limit)
    sought = wanted(connection, known, facts, question, as_typed=as_typed)
    by_words = _by_words(connection, facts, question, sought, filters)
    worded = {each.entry for each in by_words}
    near = (
        known.nearest(connection, _meant(question, sought), sought.besides, _LIKE, worded)
        if _has_meaning(question)
        else {}
    )
    nearest = tuple(near.items())[:_LIKE]
    by_meaning = _by_meaning(connection, facts, question, near=nearest, by_words=by_words, filters=filters)
    order = _without_tail(_fused(by_words, by_meaning, near, sought), by_meaning)
    return _shown(connection, facts, question, order, sought, worded=worded, limit=limit)


def _has_meaning(question: Question) -> bool:
    """Tell whether a question can be compared by meaning: not what has to stand there so, nor half a word."""
    return not question.phrases and question.words != (question.typed,)


def _meant(question: Question, sought: Wanted) -> str:
    """Return the question as its meaning is taken: misspelt words mended, nothing that must not be there."""
    instead = dict(sought.corrections)
    said = question.text
    for start, stop, word in reversed(list(tokens(said)) if instead else []):
        said = said[:start] + instead.get(word, said[start:stop]) + said[stop:]
    return said.partition(" -")[0] if question.without else said


def _by_words(
    connection: Connection, facts: Facts, question: Question, sought: Wanted, filters: Filters
) -> tuple[Match, ...]:
    if not sought.terms:
        return ()
    without = _shut_out(facts, question.without)
    matches = matching(connection, sought.terms, without, filters, MOST)
    best = max((each.covered for each in matches), default=0.0)
    needed = sought.needed - _ROUGHLY
    is_short = len(sought.terms) <= _FEW_WORDS and len(question.wanted) < _SENTENCE
    if is_short and best >= needed:
        matches = tuple(each for each in matches if each.covered >= needed)
    return _held(connection, matches, question)


def _shut_out(facts: Facts, without: Iterable[Phrase]) -> Collection[str]:
    """Return the stems of single words that must not be there; phrases are looked at one by one."""
    single = (phrase[0] for phrase in without if len(phrase) == 1)
    return sorted({each for word in single for each in forms_of(word, facts.languages)})


def _held(connection: Connection, matches: Sequence[Match], question: Question) -> tuple[Match, ...]:
    """Return those that hold every phrase as it is quoted, and none of those that must not be there."""
    refused = [phrase for phrase in question.without if len(phrase) > 1]
    if not (question.phrases or refused):
        return tuple(matches)
    lines = search.lines_of(connection, [each.entry for each in matches])
    kept = []
    for match in matches:
        said = [f" {' '.join(token.word for token in tokens(line.text))} " for line in lines[match.entry][1]]
        if all(_says(said, phrase) for phrase in question.phrases) and not any(
            _says(said, phrase) for phrase in refused
        ):
            kept.append(match)
    return tuple(kept)


def _says(lines: Iterable[str], phrase: Phrase) -> bool:
    looked_for = f" {' '.join(phrase)} "
    return any(looked_for in line for line in lines)


def _by_meaning(
    connection: Connection,
    facts: Facts,
    question: Question,
    *,
    near: Sequence[tuple[int, float]],
    by_words: Iterable[Match],
    filters: Filters,
) -> tuple[Match, ...]:
    """Return what is near in meaning: what words found as well, and what is near enough without."""
    worded = {each.entry: each for each in by_words}
    fitting = [key for key, how in near if how >= NEAR or key in worded]
    let_through = {**among(connection, [key for key in fitting if key not in worded], filters), **worded}
    matches = [let_through[key] for key in fitting if key in let_through]
    if question.without and matches:
        refused = _refusing(connection, facts, question, matches)
        matches = [each for each in matches if each.entry not in refused]
    return tuple(matches)


def _refusing(
    connection: Connection, facts: Facts, question: Question, matches: Sequence[Match]
) -> Collection[int]:
    """Return which of the guides hold what must not be there."""
    stems = set(_shut_out(facts, question.without))
    found = set()
    for key, (language, lines) in search.lines_of(connection, [each.entry for each in matches]).items():
        words = {token.word for line in lines for token in tokens(line.text)}
        if any(stems.intersection(forms_of(word, [language])) for word in words):
            found.add(key)
    return found


def _fused(
    by_words: Sequence[Match], by_meaning: Sequence[Match], near: Mapping[int, float], sought: Wanted
) -> tuple[Match, ...]:
    """Return both orders as one: what is good by words and near in meaning comes first.

    Each counts by how it compares with the best of its kind, not by its rank: where many guides say nearly
    the same, ranks tell nothing. Words count by how much of the whole question the best covers with them, and
    less where all are usual ones; one that is called so counts for more.
    """
    every = {each.entry: each for each in (*by_meaning, *by_words)}
    best = max((each.score * each.covered for each in by_words), default=0.0)
    scores = _nearness({each: near.get(each, 0.0) for each in every})
    weight = LIGHT if all(term.is_light for term in sought.terms) else 1.0
    weight *= _WORDS * max((each.covered for each in by_words), default=0.0) / (sought.whole or 1.0)
    for rank, match in enumerate(by_words):
        scores[match.entry] += weight * match.score * match.covered / (best or 1.0)
        if rank < _TITLES and sought.is_called(match.title, match.language):
            scores[match.entry] += _CALLED
    return tuple(sorted(every.values(), key=lambda each: -scores[each.entry]))


def _nearness(near: Mapping[int, float]) -> dict[int, float]:
    """Return what each counts for by its meaning; one far nearer than any other is likely meant."""
    nearest, second = sorted((*near.values(), NEAR, NEAR), reverse=True)[:2]
    stands_out = min(_MOST_OUT, _STANDS_OUT * (nearest - second))
    return {
        each: _MEANING * max(0.0, how) / nearest + (stands_out if how == nearest else 0.0)
        for each, how in near.items()
    }


def _without_tail(order: Sequence[Match], by_meaning: Sequence[Match]) -> tuple[Match, ...]:
    """Return the order without what stands at its end for a usual word or two."""
    best = max((each.covered for each in order), default=0.0)
    near = {each.entry for each in by_meaning}
    return tuple(
        each
        for rank, each in enumerate(order)
        if rank < _FIRST or each.covered >= _SHARE * best or each.entry in near
    )


def _shown(
    connection: Connection,
    facts: Facts,
    question: Question,
    matches: tuple[Match, ...],
    sought: Wanted,
    *,
    worded: Collection[int],
    limit: int,
) -> Results:
    """Return the results with what the first of them show."""
    first = matches[:limit]
    lines = search.lines_of(connection, [each.entry for each in first])
    summaries = facts.summaries(connection, [each.guide for each in first])
    marks = Sought(sought.stems, sought.typed)
    found = [
        _found(match, summaries[match.guide], lines[match.entry], marks, is_worded=match.entry in worded)
        for match in first
        if match.guide in summaries and match.entry in lines
    ]
    return Results(question, tuple(found), matches, sought.corrections, facts.missing)


def _found(
    match: Match,
    guide: GuideSummary,
    said: tuple[str, tuple[Line, ...]],
    sought: Sought,
    *,
    is_worded: bool,
) -> Found:
    language, (title, *lines) = said
    names = (name for place in guide.places for name in (place.process_name, place.stage_name) if name)
    placed = Line(" · ".join(names))
    excerpt = best_excerpt((*lines, placed), sought, language)
    title_marks, _ = sought.marks(guide.title, language)
    line = excerpt.line if excerpt else next(iter(lines), title)
    words, marks = (excerpt.text, excerpt.marks) if excerpt else shortened(line.text, ())
    return Found(
        guide=guide,
        step=line.step if excerpt else None,
        snippet=words,
        marks=marks,
        title_marks=title_marks,
        number=line.number if excerpt else "",
        thumb=line.thumb or first_pictured(lines),
        by="words" if is_worded else "meaning",
        score=match.score,
    )
