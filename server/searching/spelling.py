"""Mends spelling by the words of the guides: what nobody wrote is what somebody wrote, misspelt."""

from collections.abc import Callable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
_NEAR = 24
"""How many of the nearest words are looked at: of those as near, the most used is meant."""


def allowed(word: str) -> int:
    """Return how many letters of a word may be wrong, left out, too many or swapped."""
    if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
        return 0
    return 1 if len(word) < 7 else 2  # noqa: PLR2004


def mended(
    word: str, vocabulary: Sequence[str], known: Callable[[Sequence[str]], Mapping[str, int]]
) -> str | None:
    """Return the word that was meant, or None; `known` tells which words still count, and how much."""
    most = allowed(word)
    if not most:
        return None
    found = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=most, limit=_NEAR)
    near = {each: int(distance) for each, distance, _ in found}
    used = known(list(near)) if near else {}
    fitting = ((near[each], each[0] != word[0], -count, each) for each, count in used.items())
    return min(fitting, default=(0, False, 0, None))[3]
