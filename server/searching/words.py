"""Words of any script, with their places: how a text is taken apart, indexed or asked.

Case, accents and compatible forms of letters make no difference. Folding keeps the length of a text, so that
what was found can be marked in it. Chinese and Japanese have no spaces: there, two neighbours are a word.
A letter or two before a hyphen belong to the word after it: "e-mail" is "email". What English hangs on with
an apostrophe is no word: of "can't" only "can" is left.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_WORD = 40
_ACCENTS = re.compile("[\u0300-\u036f-]")
_MARKS = "".join(
    chr(code) for code in range(0x300, 0x1E00) if unicodedata.category(chr(code)) in {"Mn", "Mc"}
)
_WORD = re.compile(rf"(?:(?<!['\u2019])\b[^\W\d_]{{1,2}}-(?=[^\W_]))?[^\W_]+(?:[{_MARKS}]+[^\W_]*)*")
_APOSTROPHES = frozenset("'\N{RIGHT SINGLE QUOTATION MARK}")
_HUNG_ON = frozenset({"d", "ll", "m", "re", "s", "t", "ve"})
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


class Token(NamedTuple):
    """One word of a text, folded, and where it stands there."""

    start: int
    stop: int
    word: str


class _Folded(dict[int, str]):
    """Letter by letter, what it is folded to: always one letter."""

    def __missing__(self, code: int) -> str:
        letter = chr(code).lower()
        parts = unicodedata.normalize("NFKD", letter)
        is_european = code < 0x530 or 0x1E00 <= code < 0x2000  # noqa: PLR2004 - Latin, Greek, Cyrillic
        is_plain = len(parts) == 1 or (is_european and all(map(unicodedata.combining, parts[1:])))
        self[code] = folded = parts[0] if is_plain else letter[0]
        return folded


_folded = _Folded()


def fold(text: str) -> str:
    """Return the text without case and accents, as long as it was."""
    return text.lower() if text.isascii() else text.translate(_folded)


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text in their order."""
    folded = fold(text)
    for found in _WORD.finditer(folded):
        start, stop = found.span()
        word = folded[start:stop]
        if word in _HUNG_ON and _hangs_on(folded, start):
            continue
        if word.isascii():
            yield Token(start, stop, word.replace("-", "")[:LONGEST_WORD])
        elif _SPACELESS.search(word):
            yield from _pairs(word, start)
        else:
            yield Token(start, stop, _ACCENTS.sub("", word)[:LONGEST_WORD])


def _hangs_on(text: str, start: int) -> bool:
    """Tell whether an apostrophe joins what starts here to a word; a quotation mark joins nothing."""
    return start > 1 and text[start - 1] in _APOSTROPHES and text[start - 2].isalnum()


def _pairs(word: str, start: int) -> Iterator[Token]:
    """Yield a run of letters without spaces: neighbours by two, and what else there is as a whole."""
    at = 0
    for run in _SPACELESS.finditer(word):
        if run.start() > at:
            yield Token(start + at, start + run.start(), word[at : run.start()])
        letters = run[0]
        for place in range(max(1, len(letters) - 1)):
            here = start + run.start() + place
            piece = letters[place : place + 2]
            yield Token(here, here + len(piece), piece)
        at = run.end()
    if at < len(word):
        yield Token(start + at, start + len(word), word[at:])
