"""Words as guides are compared by them: folded, without endings, and without those that say nothing."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDINGS = ("ings", "ing", "ungen", "ung", "ed", "ern", "en", "er", "es", "e", "y", "s")
_STEM = 6
_SHORTEST = 3
_LONGEST_TEXT = 2_000


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of a text that say something, in order; words with digits are data."""
    return _stems(text[:_LONGEST_TEXT])


@lru_cache(maxsize=20_000)  # names of places and programs are asked for again and again
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem for word in _words(text) if (stem := _stem(word)) not in _COMMON)


def folded(text: str) -> str:
    """Return a text as it is compared: without accents, case and the number of its spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in plain if not unicodedata.combining(each)).split())


def as_written(stem: str, text: str) -> str:
    """Return the word of a text that has that stem, empty where there is none."""
    found = (word for word in text.split() if stem in stems(word))
    return re.sub(r"^\W+|\W+$", "", next(found, ""))


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(folded(text)):
        if _WIDE.search(word):  # written without spaces: two letters at a time tell as much
            yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))
        elif len(word) >= _SHORTEST and not any(letter.isdigit() for letter in word):
            yield word


def _stem(word: str) -> str:
    """Return what inflected forms of a word share; cut short, which serves many languages alike."""
    stem = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) > _SHORTEST:
            stem = stem[: -len(ending)]
            break
    return stem[:_STEM]


_LIST = (Path(__file__).parent / "common-words.txt").read_text(encoding="utf-8")
_COMMON = frozenset(map(_stem, _WORD.findall(folded(_LIST))))
