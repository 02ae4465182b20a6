"""Words that are not to be anywhere, found again without being kept: only keyed fingerprints of them are.

Texts are compared as people read them: letters and digits count, case, accents' spelling, spacing, markup and
percent signs of addresses do not. Scripts that put no spaces between words are compared letter by letter.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

PRINT_BYTES = 16
LIMITS = (1_000, 20_000)  # of a line and of a text in a guide: what is replaced must still fit its field
_PLAIN = re.compile(r"[a-z0-9]+")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_BOLD = "**"


class Token(NamedTuple):
    """One word of a text as it is compared, and where it stands."""

    word: str
    start: int
    end: int


class Banned(NamedTuple):
    """What is known of banned words: their fingerprint, how many they are, and what stands in their place.

    With `texts`, fingerprints of whole texts, they go in these alone; `lasts` tells whether they stay banned.
    """

    print: str
    length: int
    instead: str
    texts: frozenset[str] = frozenset()
    lasts: bool = True


def tokens(text: str) -> list[Token]:
    """Return the words of a text in their order."""
    if text.isascii() and "%" not in text:
        return [Token(found[0], *found.span()) for found in _PLAIN.finditer(text.lower())]
    found: list[Token] = []
    for letters, start, end in _units(text):
        if not letters.isalnum():
            continue
        grows = found and found[-1].end == start and not _stands_alone(letters)
        if grows and not _stands_alone(found[-1].word[-1]):
            found[-1] = Token(found[-1].word + letters, found[-1].start, end)
        else:
            found.append(Token(letters, start, end))
    return found


def letters_of(words: str) -> int:
    """Return how many letters and digits would be compared."""
    return sum(len(token.word) for token in tokens(words))


def fingerprint(key: bytes, words: Iterable[str]) -> str:
    """Return what tells words apart to whoever has the key, and tells nobody what they are."""
    joined = " ".join(words).encode()
    return hashlib.blake2b(joined, key=key, digest_size=PRINT_BYTES).hexdigest()


def ban(key: bytes, words: str, instead: str) -> Banned:
    """Return what is kept of words that are to be replaced everywhere."""
    parts = [token.word for token in tokens(words)]
    return Banned(fingerprint(key, parts), len(parts), instead)


def print_of(key: bytes, text: str) -> str:
    """Return the fingerprint of a whole text."""
    return fingerprint(key, (token.word for token in tokens(text)))


def spellings(words: str) -> tuple[str, ...]:
    """Return how words may be written that are no separate words then: joined, and parted where joined."""
    parted = " ".join(_CAMEL.sub(" ", words).split())
    joined = "".join(token.word.title() for token in tokens(words))
    several = len(tokens(words)) > 1
    return tuple(each for each, is_new in ((joined, several), (parted, parted != words)) if is_new)


@dataclass(frozen=True)
class Bans:
    """All banned words of a guide; `replaced` gives a text without them."""

    key: bytes = b""
    banned: tuple[Banned, ...] = ()
    _seen: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.banned)

    def mentioned(self, text: str) -> bool:
        """Tell whether the text holds any of the words."""
        return self.replaced(text) != text

    def replaced(self, text: str) -> str:
        """Return the text with what stands in place of the words, the same text where it holds none."""
        if not self.banned or len(text) < 2:  # noqa: PLR2004 - one letter is never banned
            return text
        if text not in self._seen:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[text] = self._replaced(text)
        return self._seen[text]

    def _replaced(self, text: str) -> str:
        made, last = "", 0
        for start, end, instead in self._places(text):
            made += text[last:start]
            crossed = text[start:end].count(_BOLD) % 2
            is_inside = made.count(_BOLD) % 2
            before, after = ("", _BOLD) if is_inside else (_BOLD, "")
            made += f"{before}{instead}{after}" if crossed else instead
            last = end
        if not last:
            return text
        limit = next((each for each in LIMITS if len(text) <= each), len(text))
        return (made + text[last:])[:limit]

    def _places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where words stand that are banned, from left to right, the longest first."""
        found = tokens(text)
        whole = fingerprint(self.key, (each.word for each in found)) if self._are_choosy else ""
        index = 0
        while index < len(found):
            hit = next(
                filter(None, (self._at(found, index, length, whole) for length in self._lengths)), None
            )
            if hit:
                yield found[index].start, found[index + hit.length - 1].end, hit.instead
            index += hit.length if hit else 1

    def _at(self, found: list[Token], index: int, length: int, whole: str) -> Banned | None:
        if index + length > len(found):
            return None
        told = fingerprint(self.key, (each.word for each in found[index : index + length]))
        meant = (each for each in self._by_print.get(told, ()) if not each.texts or whole in each.texts)
        return next(meant, None)

    @cached_property
    def _are_choosy(self) -> bool:
        return any(each.texts for each in self.banned)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({each.length for each in self.banned}, reverse=True))

    @cached_property
    def _by_print(self) -> Mapping[str, tuple[Banned, ...]]:
        prints = dict.fromkeys(each.print for each in self.banned)
        return {told: tuple(each for each in self.banned if each.print == told) for told in prints}


_REMEMBERED = 20_000
NO_BANS = Bans()


def _stands_alone(letter: str) -> bool:
    """Tell whether a letter is of a script without cases, where words are not always parted by spaces."""
    return unicodedata.category(letter[-1]) == "Lo"


def _units(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each letter as it is compared, with all that belongs to it: accents, and marks without width."""
    at = 0
    while at < len(text):
        coded = _PERCENT.match(text, at)
        if coded:
            yield from _decoded(coded[0], at)
            at = coded.end()
            continue
        end = at + 1
        while end < len(text) and _belongs_to_the_last(text[end]):
            end += 1
        bare = "".join(each for each in text[at:end] if unicodedata.category(each) != "Cf")
        yield unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", bare).casefold()), at, end
        at = end


def _belongs_to_the_last(letter: str) -> bool:
    return unicodedata.combining(letter) != 0 or unicodedata.category(letter) in {"Cf", "Mn"}


def _decoded(coded: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Yield the letters of a percent-encoded run, each where its bytes stand."""
    for letter in bytes.fromhex(coded.replace("%", "")).decode(errors="replace"):
        size = 3 if letter == "\ufffd" else 3 * len(letter.encode())
        yield unicodedata.normalize("NFKC", letter).casefold(), at, at + size
        at += size
