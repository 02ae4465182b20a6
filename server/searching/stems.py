"""What forms of a word have in common, in the language of the guide, and which words say little."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import snowballstemmer

from server.searching.words import fold

LISTS = Path(__file__).parent / "lists"
_ALGORITHMS: Mapping[str, str] = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_lock = Lock()


def language_of(said: str) -> str:
    """Return by which language words are stemmed where a guide says that of itself: "de" for "de-AT"."""
    code = said.strip().lower().replace("_", "-").partition("-")[0]
    return code if code in _ALGORITHMS else ""


@lru_cache(50_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word in a language of `language_of`; in an unknown one the word itself."""
    word = word.replace("ß", "ss")
    made = _stemmer(language)
    if made is None or len(word) < 3 or word.isdigit():  # noqa: PLR2004
        return word
    with _lock:  # a stemmer is at one word at a time
        return str(made.stemWord(word))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that say nothing of what somebody looks for, folded."""
    return _listed(f"stop-{language}.txt")


@cache
def light_words(language: str) -> frozenset[str]:
    """Return the words of a language that say little of what somebody looks for, folded."""
    return _listed(f"light-{language}.txt")


def _listed(name: str) -> frozenset[str]:
    path = LISTS / name
    return frozenset(fold(path.read_text("utf-8")).split()) if path.exists() else frozenset()


@cache
def _stemmer(language: str) -> Any:
    known = set(snowballstemmer.algorithms())
    name = _ALGORITHMS.get(language, "")
    return snowballstemmer.stemmer(name) if name in known else None
