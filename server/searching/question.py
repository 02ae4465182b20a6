"""A question as somebody typed it: words, "words in quotes" and -words that must not be there."""

import re
from dataclasses import dataclass

from server.searching.words import tokens

LONGEST = 200
MOST_WORDS = 16
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"') | {"\N{MINUS SIGN}": "-"})
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))')

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: folded words, phrases that must stand there so, and what must not.

    `typed` is the word at the end that may still be the beginning of one, or nothing.
    """

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    typed: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing to look for."""
        return not (self.words or self.phrases)

    @property
    def wanted(self) -> tuple[str, ...]:
        """All words to look for, each once."""
        quoted = (word for phrase in self.phrases for word in phrase)
        return tuple(dict.fromkeys((*self.words, *quoted)))[:MOST_WORDS]


def tidied(text: str) -> str:
    """Return what was asked on one line, without what nobody types, and no longer than is of use."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * LONGEST])
    return " ".join(printable.split())[:LONGEST]


def parse(asked: str) -> Question:
    """Return the question in what somebody typed, whatever that is."""
    text = tidied(asked)
    words: list[str] = []
    phrases: list[Phrase] = []
    without: list[Phrase] = []
    last = ""
    for piece in _PIECE.finditer(text.translate(_QUOTES)):
        quoted = piece["quoted"] is not None
        found = tuple(token.word for token in tokens(piece["quoted"] if quoted else piece["plain"]))
        if not found:
            continue
        last = ""
        if piece["minus"]:
            without.append(found)
        elif quoted:
            phrases.append(found)
        else:
            words += found
            last = found[-1]
    kept = tuple(dict.fromkeys(words))[:MOST_WORDS]
    is_open = not asked[-1:].isspace() and last in kept
    return Question(text, kept, tuple(phrases), tuple(without), last if is_open else "")
