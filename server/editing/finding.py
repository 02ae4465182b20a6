"""Finds words in a text as people read it, and puts others in their place without breaking the Markdown.

Words are compared letter by letter as Unicode folds them, so that "STRASSE" finds "Straße" and "é" is found
however it is written. What is looked for may run on from bold into plain words; the new words then look like
the first of them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from recorder.document.markup import Letter, escape, item_start, letters

_NOTHING_BOLD = re.compile(r"\*{4}")
_MARKUP = re.compile(r"\]\([^()\s]*\)|[\\*`\[\]]")
AROUND = 60
"""How many letters before and after a place are told."""

MOST_ODD = 10
"""Of a line that cannot be replaced in one go, so many places are tried one by one."""

_NOTHING_SHOWN = re.compile(r"\[\]\([^()\s]*\)|``")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for and what shall stand there; case and parts of words are told apart where wished."""

    words: str
    instead: str
    whole_words: bool = True
    match_case: bool = False


class Span(NamedTuple):
    """Letters of a line: the first, and the one after the last."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """One place in a text: what is found, what will stand there, and some words around it."""

    lead: str
    found: str
    instead: str
    rest: str


def looked_through(text: str, wish: Wish, *, markdown: bool) -> tuple[tuple[Match, ...], str]:
    """Return every place where the words can be replaced, in order, and the text with all replaced."""
    if not _may_hold(text, wish):
        return (), text
    places: list[Match] = []
    pieces: list[str] = []
    for line in _lines(text, markdown=markdown):
        spans, written = _spans(line, wish)
        places += (_match(line, wish, span) for span in spans)
        pieces += (written, line.end)
    return tuple(places), "".join(pieces)


def replaced(text: str, wish: Wish, chosen: Iterable[int] | None = None, *, markdown: bool) -> str:
    """Return the text with the places of those numbers replaced, or all of them."""
    pieces, count, wanted = [], 0, None if chosen is None else set(chosen)
    for line in _lines(text, markdown=markdown):
        spans, written = _spans(line, wish)
        mine = [span for number, span in enumerate(spans, count) if wanted is None or number in wanted]
        some = written if len(mine) == len(spans) else _put(line, wish, mine)
        pieces += [line.text if some is None else some, line.end]
        count += len(spans)
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, how it ends, and its letters."""

    text: str
    end: str
    letters: tuple[Letter, ...]
    markdown: bool


def _lines(text: str, *, markdown: bool) -> Iterator[_Line]:
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        yield _Line(bare, line[len(bare) :], _read(bare) if markdown else _as_written(bare), markdown)


def _read(line: str) -> tuple[Letter, ...]:
    start = item_start(line)
    return tuple(
        Letter(each.char, each.start + start, each.end + start, each.look) for each in letters(line[start:])
    )


def _as_written(line: str) -> tuple[Letter, ...]:
    return tuple(Letter(char, place, place + 1, (False, False, None)) for place, char in enumerate(line))


def _spans(line: _Line, wish: Wish) -> tuple[list[Span], str]:
    """Return where in the line's letters the words can be replaced, and the line with all replaced."""
    found = list(_found(line, wish))
    if not found:
        return [], line.text
    written = _put(line, wish, found)
    if written is None:
        found = [span for span in found[:MOST_ODD] if _put(line, wish, [span]) is not None]
        written = _put(line, wish, found)
    return (found, written) if written is not None else ([], line.text)


def _found(line: _Line, wish: Wish) -> Iterator[Span]:
    folded = [(char, place) for place, each in enumerate(line.letters) for char in _folded(each.char, wish)]
    string, sought = "".join(char for char, _ in folded), _folded(wish.words, wish)
    at = string.find(sought)
    while at >= 0:
        end = at + len(sought)
        first, last = folded[at][1], folded[end - 1][1]
        is_whole = (at == 0 or folded[at - 1][1] < first) and (end == len(folded) or folded[end][1] > last)
        does_stand = is_whole and _stands(line, wish, first, last + 1)
        if does_stand:
            yield Span(first, last + 1)
        at = string.find(sought, end if does_stand else at + 1)


def _stands(line: _Line, wish: Wish, first: int, end: int) -> bool:
    """Tell whether the letters stand there by themselves, as far as that is wished."""
    after = line.letters[end].char if end < len(line.letters) else " "
    before = line.letters[first - 1].char if first else " "
    if unicodedata.combining(after):
        return False
    if not wish.whole_words:
        return True
    begins = not (_is_word(before) and _is_word(line.letters[first].char))
    return begins and not (_is_word(after) and _is_word(line.letters[end - 1].char))


def _put(line: _Line, wish: Wish, spans: Sequence[Span]) -> str | None:
    """Return the line with the new words at those places, None where it would not read as it should then."""
    written: list[str] = []
    read: list[str] = []
    at = upto = 0
    for span in spans:
        mine = line.letters[span.first : span.end]
        instead = _in_the_case_of("".join(letter.char for letter in mine), wish)
        _, is_code, _ = mine[0].look
        written += [
            line.text[upto : mine[0].start],
            escape(instead) if line.markdown and not is_code else instead,
        ]
        written += [line.text[one.end : other.start] for one, other in pairwise(mine)]
        read += [*(letter.char for letter in line.letters[at : span.first]), instead]
        at, upto = span.end, mine[-1].end
    read += [letter.char for letter in line.letters[at:]]
    text = "".join((*written, line.text[upto:]))
    if not line.markdown:
        return text
    for candidate in (text, _NOTHING_SHOWN.sub("", _NOTHING_BOLD.sub("", text))):
        is_item = bool(item_start(candidate))
        is_so = "".join(each.char for each in _read(candidate)) == "".join(read)
        if is_so and is_item == bool(item_start(line.text)) and not _NOTHING_BOLD.search(candidate):
            return candidate
    return None


def _match(line: _Line, wish: Wish, span: Span) -> Match:
    parts = (
        line.letters[max(0, span.first - AROUND) : span.first],
        line.letters[span.first : span.end],
        line.letters[span.end : span.end + AROUND],
    )
    lead, found, rest = ("".join(letter.char for letter in part) for part in parts)
    return Match(lead, found, _in_the_case_of(found, wish), rest)


def _in_the_case_of(found: str, wish: Wish) -> str:
    """Return the new words in the case of those found, where that was not asked for exactly."""
    instead = wish.instead
    if wish.match_case or found == wish.words or not found or not instead:
        return instead
    if found.isupper() and len(found) > 1 and not wish.words.isupper():
        return instead.upper()
    if found[0].isupper() and wish.words[0].islower():
        return instead[0].upper() + instead[1:]
    if found[0].islower() and wish.words[0].isupper() and not instead[1:2].isupper():
        return instead[0].lower() + instead[1:]
    return instead


def _may_hold(text: str, wish: Wish) -> bool:
    """Tell, fast, whether the words may stand in a text; markup may lie between their letters."""
    return bool(wish.words) and _bare(wish.words, wish) in _bare(text, wish)


def _bare(text: str, wish: Wish) -> str:
    """Return the text without all that may be markup."""
    return _folded(_MARKUP.sub("", text), wish)


def _folded(text: str, wish: Wish) -> str:
    if text.isascii():
        return text if wish.match_case else text.lower()
    return unicodedata.normalize("NFD", text if wish.match_case else text.casefold())


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or bool(unicodedata.combining(char))
