"""Where a guide without a place may belong, and why: what it has in common with guides that have one.

Each thing in common votes for the places of the guides that share it, the more the rarer it is. Nothing is
said where the votes are few, or nearly as many for another place: a wrong suggestion costs more than none.
`tests/test_suggesting.py` measures the thresholds on a written set of cases.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from server.model import Place
from server.ordering.traits import TITLE, Term, Trait
from server.ordering.words import as_written, stems

WEIGHTS = {"program": 2.0, "host": 2.0, "word": 0.8, "window": 0.6, "hour": 0.8, "link": 2.5}
"""How much a thing in common counts; `link` is a guide that this one links to, or that links to it."""
TITLED, DEED, UNHEARD = 2.0, 0.5, 0.5
"""How many times as much a word of the title counts, the verb that it begins with, and one not used yet."""
NAMED = 1.6
SHARE, MASS, MARGIN, STAGE_SHARE = 0.26, 1.0, 1.45, 0.55
"""The least share of all votes, the least votes, how many times the next process's, and the stage's share."""
MOST_WORDS = 3
MOST_TERMS, STEP_WORDS, WINDOW_WORDS = 20, 12, 8
PLAIN = {"program": 2.0, "host": 2.0, "link": 2.0, "name": 0.4}
"""How much sooner than words a reason is told, since it is understood sooner."""

Key = tuple[str, str | None]


class Neighbour(NamedTuple):
    """A guide that has a place, as evidence for it."""

    guide: str
    process: str
    stage: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: `what` is in common with so many guides of the place; `names` say it."""

    what: Literal["program", "host", "words", "name", "hour", "link"]
    names: tuple[str, ...]
    guides: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place for a guide, with its share of all votes and the strongest reason."""

    place: Place
    share: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The guides with a place that share each term, all places, and how many guides have one.

    A term that too many guides share is left out of `neighbours`; one that none shares has none.
    """

    neighbours: Mapping[Term, Sequence[Neighbour]]
    places: "Places"
    placed: int


@dataclass(frozen=True, slots=True)
class Places:
    """All places there are, and those whose names hold a word."""

    known: Mapping[Key, Place]
    words: Mapping[Key, frozenset[str]]
    by_word: Mapping[str, tuple[Key, ...]]

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Places":
        """Return places as they are asked about again and again."""
        known = {(each.process, each.stage): each for each in places}
        names = {key: frozenset(stems(each.stage_name or each.process_name)) for key, each in known.items()}
        by_word: dict[str, list[Key]] = defaultdict(list)
        for key, words in names.items():
            for word in words:
                by_word[word].append(key)
        return cls(known, names, {word: tuple(keys) for word, keys in by_word.items()})


def terms_of(traits: Iterable[Trait]) -> tuple[Term, ...]:
    """Return what of a guide's traits may tell where it belongs: all that is rare, and its first words."""
    left = {"window": WINDOW_WORDS, "said": STEP_WORDS}
    found = []
    for each in traits:
        kind = "said" if each.kind == "word" and each.weight < TITLE else each.kind
        left[kind] = left.get(kind, MOST_TERMS) - 1
        if each.kind in WEIGHTS and each.kind != "link" and left[kind] >= 0:
            found.append(each.term)
    return tuple(found)


def suggest(
    title: str, traits: Collection[Trait], around: Surroundings, turned_down: Collection[Key] = ()
) -> Suggestion | None:
    """Return the place that a guide most likely belongs to, or None where that is not clear.

    `turned_down` are the places that somebody said it does not belong to.
    """
    neighbours, places, placed = around.neighbours, around.places, around.placed
    votes = _votes(title, traits, neighbours, placed)
    whole = sum(votes.possible.values())
    whole += sum(_told(each, title) * UNHEARD for each in traits if _is_unheard(each, neighbours))
    for term, named in _named(title, places).items():
        votes.cast[term] = named
        whole += max(named.values())
    by_place: dict[Key, float] = defaultdict(float)
    for cast in votes.cast.values():
        for key, count in cast.items():
            by_place[key] += count
    found = _clear(by_place, whole, places.known, turned_down)
    if found is None:
        return None
    key, share = found
    if not _is_founded(title, key, votes, neighbours):
        return None
    reason = _reason(title, key, votes, neighbours)
    return Suggestion(places.known[key], share, reason) if reason else None


@dataclass(frozen=True, slots=True)
class _Votes:
    """What each term says of each place, and how much it could have said."""

    cast: dict[Term, dict[Key, float]]
    possible: dict[Term, float]


def _votes(
    title: str, traits: Iterable[Trait], neighbours: Mapping[Term, Sequence[Neighbour]], placed: int
) -> _Votes:
    votes = _Votes({}, {})
    for each in traits:
        sharing = neighbours.get(each.term, ())
        if each.kind not in WEIGHTS or not sharing:
            continue
        told = _told(each, title) * rarity(len({one.guide for one in sharing}), placed)
        votes.possible[each.term] = told
        there = Counter((one.process, one.stage) for one in sharing)
        votes.cast[each.term] = {
            key: told * count / (len(sharing) + 1) for key, count in there.items()
        }  # one more, since a single guide proves little
    return votes


def _told(trait: Trait, title: str) -> float:
    """Return how much a trait counts before it is known who shares it."""
    if not _is_titled(trait):
        return WEIGHTS[trait.kind]
    return WEIGHTS[trait.kind] * TITLED * (DEED if trait.name == _deed(title) else 1)


def _is_titled(trait: Trait) -> bool:
    return trait.kind == "word" and trait.weight >= TITLE


def _deed(title: str) -> str:
    """Return the stem of the verb that an English title begins with: what is done tells less than to what."""
    return next(iter(stems(title)), "") if title.lower().startswith("how to ") else ""


def rarity(sharing: int, placed: int) -> float:
    """Return how much a term tells, from 1 for the rarest down to nearly nothing for what all share."""
    return math.log((placed + 2) / (sharing + 1)) / math.log(placed + 2)


def _is_unheard(trait: Trait, neighbours: Mapping[Term, Sequence[Neighbour]]) -> bool:
    """Tell whether a word of the title is one that no guide with a place has."""
    return _is_titled(trait) and not neighbours.get(trait.term, (None,))


def _named(title: str, places: Places) -> dict[Term, dict[Key, float]]:
    """Return how much the words of a title say of the places that are called so."""
    said = set(stems(title))
    named: dict[Term, dict[Key, float]] = defaultdict(dict)
    for key in {key for word in said for key in places.by_word.get(word, ())}:
        common = places.words[key] & said
        term = Term("name", " ".join(sorted(common)))
        named[term][key] = _share_named(common, places.words[key], _deed(title))
    for votes in named.values():  # a name that many places have says little of each
        for key in votes:
            votes[key] /= len(votes)
    return named


def _share_named(common: Collection[str], words: Collection[str], deed: str) -> float:
    return NAMED * sum(DEED if word == deed else 1 for word in common) / len(words)


def _clear(
    by_place: Mapping[Key, float], whole: float, known: Mapping[Key, Place], turned_down: Collection[Key]
) -> tuple[Key, float] | None:
    """Return the place that the votes are clearly for, and its process's share of them."""
    processes: dict[str, float] = defaultdict(float)
    for (process, _), count in by_place.items():
        processes[process] += count
    ranked = sorted(((count, process) for process, count in processes.items()), reverse=True)
    (most, best), (second, _) = [*ranked, (0.0, ""), (0.0, "")][:2]
    if not best or most < MASS or most < SHARE * whole or most < MARGIN * second:
        return None
    inside = {key: count for key, count in by_place.items() if key[0] == best and key in known}
    key = max(inside, key=lambda each: (inside[each], str(each[1])), default=(best, None))
    if inside.get(key, 0) < STAGE_SHARE * most:
        key = (best, None)
    if key in turned_down or key not in known:
        return None
    return key, most / whole


def _is_founded(title: str, key: Key, votes: _Votes, neighbours: Mapping[Term, Sequence[Neighbour]]) -> bool:
    """Tell whether more than one thing speaks for a place: a program that others use is no reason alone."""
    told: set[str] = set()
    for term, cast in votes.cast.items():
        if not any(_is_in(place, key) for place in cast):
            continue
        if term.kind in ("program", "host"):
            sharing = neighbours[term]
            told.add("program")
            inside = {one.guide for one in sharing if one.process == key[0]}
            if len(inside) > 1 and len(inside) == len({one.guide for one in sharing}):
                told.add("its own program")
        elif term.kind in ("word", "name"):
            words = set(term.name.split()) - {_deed(title)}
            told |= {word for word in words if _shown(Term("word", word), title)}
        elif term.kind == "hour":
            told.add(term.kind)
        elif term.kind == "link":
            told |= {one.guide for one in neighbours[term] if one.process == key[0]}
    return len(told) > 1


def _reason(
    title: str, key: Key, votes: _Votes, neighbours: Mapping[Term, Sequence[Neighbour]]
) -> Reason | None:
    """Return what speaks most for a place, of all that its guides have in common with this one."""
    gains: dict[str, float] = defaultdict(float)
    terms: dict[str, list[Term]] = defaultdict(list)
    for term, cast in votes.cast.items():
        gain = sum(count for place, count in cast.items() if _is_in(place, key))
        shown = "words" if term.kind in ("word", "window") else term.kind
        if gain and (shown != "words" or _shown(term, title)):
            gains[shown] += gain
            terms[shown].append(term)
    shown_first = sorted(gains, key=lambda what: -gains[what] * PLAIN.get(what, 1))
    for what in shown_first:
        best = sorted(terms[what], key=lambda term: -sum(votes.cast[term].values()))
        best = best[:MOST_WORDS] if what == "words" else best[:1]
        guides = {
            one.guide
            for term in best
            for one in neighbours.get(term, ())
            if _is_in((one.process, one.stage), key)
        }
        names = dict.fromkeys(_shown(term, title) or term.name for term in best)
        return Reason(what, tuple(names), len(guides))  # type: ignore[arg-type]  # kinds of terms are such
    return None


def _is_in(place: Key, key: Key) -> bool:
    """Tell whether a place is that one, or a part of that process."""
    return place == key or (key[1] is None and place[0] == key[0])


def _shown(term: Term, title: str) -> str:
    """Return the first word of a term as the title writes it, empty where it does not."""
    return as_written(next(iter(term.name.split()), ""), title)
