"""Words that mean the same to people in offices, alone or several in a row: "money back" is a refund."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from server.searching.stems import LISTS, stem, stop_words
from server.searching.words import fold

_Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """What means the same as the words of a question.

    `stems` has them by each of its words, `words` as they are said. Those `in_rows` mean it together with
    their neighbours: none of them says as little as it does alone.
    """

    stems: Mapping[str, frozenset[str]]
    words: tuple[str, ...] = ()
    in_rows: frozenset[str] = frozenset()


def alike(words: Sequence[str], languages: Iterable[str]) -> Alike:
    """Return what means the same as these folded words, in their order, in any of the languages."""
    stems: dict[str, frozenset[str]] = defaultdict(frozenset)
    said: dict[str, None] = {}
    in_rows: set[str] = set()
    for language in languages:
        known, silent = _listed(language), stop_words(language)
        roots = tuple(stem(word, language) for word in words)
        for length in _lengths(language):
            for at in range(len(words) - length + 1):
                same = known.get(roots[at : at + length], {})
                row = [word for word in words[at : at + length] if word not in silent]
                if length > 1 and same:
                    in_rows.update(row)
                for word in row:
                    stems[word] |= same.keys()
                    said |= dict.fromkeys(same.values())
    return Alike(stems, tuple(said), frozenset(in_rows))


@cache
def listed_words(language: str) -> frozenset[str]:
    """Return the single words that are known to mean the same as others, as they are written."""
    return frozenset(word for same in _listed(language).values() for word in same.values())


@cache
def _lengths(language: str) -> Sequence[int]:
    return sorted({len(row) for row in _listed(language)})


@cache
def _listed(language: str) -> Mapping[_Row, Mapping[str, str]]:
    """Return for each row of stems that a line of the list has the other words of that line, by their stems.

    Words in a row are written with hyphens. Nothing that is looked for is more than one word.
    """
    path = LISTS / f"same-{language}.txt"
    known: dict[_Row, dict[str, str]] = defaultdict(dict)
    for line in path.read_text("utf-8").splitlines() if language and path.exists() else ():
        rows = [] if line.startswith("#") else [each.split("-") for each in fold(line).split()]
        single = {stem(row[0], language): row[0] for row in rows if len(row) == 1}
        for row in rows:
            roots = tuple(stem(word, language) for word in row)
            known[roots] |= {root: word for root, word in single.items() if root not in roots}
    return known
