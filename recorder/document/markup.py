r"""The Markdown of captions, and no more of it: `**bold**`, `` `code` `` and `[links](https://…)`.

A backslash takes the meaning from `` \ * ` [ ] ``; what is left open is read as it stands. A details text
may also hold paragraphs, parted by an empty line, and lists whose lines start with `- ` or `1. `; a backslash
before such a start leaves the line a paragraph. The dialect is ours, has no way for HTML to pass, and is read
in one go, so that no text takes longer than its length. The editor's script reads it the same way
(`static/js/editor/words/markup.js`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape as html_escape
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from recorder.document.keycaps import keys_in

_TOKEN = re.compile(
    r"""(?P<escaped>\\[\\*`\[\]])
      | `(?P<code>[^`\n]+)`
      | (?P<bold>\*\*)
      | \]\((?P<address>[^()\s\\<>"]{1,2000})\)
      | (?P<bracket>[\[\]])
      | (?P<text>[^\\*`\[\]]+ | .)""",
    re.VERBOSE | re.DOTALL,
)
_SPECIAL = re.compile(r"[\\*`\[\]]")
_SAFE = re.compile(r"(?:https?://|mailto:|\#|/(?!/)).*", re.IGNORECASE | re.ASCII)
_ITEM = re.compile(r"\s{0,3}(?:(?P<bullet>[-*+])|(?P<number>[0-9]{1,3})[.)])\s+(?P<text>.*)")
_NO_ITEM = re.compile(r"\A\\(?=(?:[-+]|[0-9]{1,3}[.)])(?:\s|$))")
# Control characters, and those that turn the direction of what follows them and could disguise it.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_Kind = Literal["paragraph", "bullets", "numbers"]
_Look = tuple[bool, bool, str | None]


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of one look; `link` is the address they lead to."""

    text: str
    bold: bool = False
    code: bool = False
    link: str | None = None


class Block(NamedTuple):
    """A paragraph, which is one item, or a list of items."""

    kind: _Kind
    items: tuple[str, ...]


def parse(text: str) -> tuple[Span, ...]:
    """Return the spans of one line or paragraph; a line break in it is a newline in a span."""
    tokens = list(_TOKEN.finditer(_UNSEEN.sub("", text)))
    links, dropped = _links(tokens)
    unpaired = _last_unpaired_bold(tokens)
    pieces: list[tuple[_Look, str]] = []
    bold = False
    for number, token in enumerate(tokens):
        if token["bold"] and number != unpaired:
            bold = not bold
        elif number not in dropped:
            pieces.append(((bold, token["code"] is not None, links.get(number)), _words(token)))
    return tuple(
        Span("".join(words for _, words in alike), *look)
        for look, alike in groupby(pieces, key=itemgetter(0))
    )


class Letter(NamedTuple):
    """A letter that is read, where in the text it is written, and its look: bold, code, link."""

    char: str
    start: int
    end: int
    look: _Look


def letters(text: str) -> tuple[Letter, ...]:
    """Return the letters of one line that are read, each with the place where it is written."""
    tokens = list(_TOKEN.finditer(text))
    links, dropped = _links(tokens)
    unpaired = _last_unpaired_bold(tokens)
    found: list[Letter] = []
    bold = False
    for number, token in enumerate(tokens):
        if token["bold"] and number != unpaired:
            bold = not bold
        elif number not in dropped:
            look = (bold, token["code"] is not None, links.get(number))
            if token["escaped"]:
                found.append(Letter(token[0][1], token.start(), token.end(), look))
            else:
                first = token.start("code") if token["code"] else token.start()
                found += (Letter(each, at, at + 1, look) for at, each in enumerate(_words(token), first))
    return tuple(found)


def item_start(line: str) -> int:
    """Return where the words of a line begin: after the sign of a list's item, if it is one."""
    item = _ITEM.fullmatch(line)
    return item.start("text") if item else 0


def plain(text: str) -> str:
    """Return the words alone, on one line."""
    return " ".join("".join(span.text for span in parse(text)).split())


def to_html(text: str, *, keys: bool = False) -> str:
    """Return a line or paragraph as HTML that can stand inside any element; line breaks are `<br>`.

    Bold chords are key caps, and with `keys` also a bold key by itself.
    """
    pieces = []
    for link, spans in groupby(parse(text), key=lambda span: span.link):
        words = "".join(_span_html(span, keys=keys) for span in spans)
        pieces.append(
            f'<a href="{html_escape(link)}" rel="noopener noreferrer">{words}</a>' if link else words
        )
    return "".join(pieces)


def to_html_blocks(text: str) -> str:
    """Return a details text as HTML paragraphs and lists."""
    return "".join(_block_html(block) for block in blocks(text))


def blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a text, their words still in Markdown."""
    found: list[tuple[_Kind, list[str]]] = []
    fresh = True
    for line in text.splitlines():
        if not line.strip():
            fresh = True
            continue
        kind, words = _kind_of(line)
        if kind == "paragraph" and found and not fresh:
            # Also the second line of a list's item.
            found[-1][1][-1] += f"\n{words}"
        elif kind != "paragraph" and found and found[-1][0] == kind:
            found[-1][1].append(words)
        else:
            found.append((kind, [words]))
        fresh = False
    return tuple(Block(kind, tuple(items)) for kind, items in found)


def is_safe_address(address: str) -> bool:
    """Tell whether a link may lead there: no address runs a script or names a file."""
    return _SAFE.fullmatch(address) is not None


def escape(name: str) -> str:
    r"""Return a name so that it stands for itself in a caption: with a backslash before ``\ * ` [ ]``."""
    return _SPECIAL.sub(r"\\\g<0>", name)


def _links(tokens: Sequence[re.Match[str]]) -> tuple[dict[int, str], set[int]]:
    """Return the address for each token inside a link, and the brackets that are not words.

    As everywhere in Markdown the inner of two nested links wins, so earlier brackets are words after one.
    """
    links: dict[int, str] = {}
    dropped: set[int] = set()
    opened: list[int] = []
    for number, token in enumerate(tokens):
        if token["bracket"] == "[":
            opened.append(number)
        elif token["bracket"] and opened:
            opened.pop()
        elif token["address"] and opened:
            start = opened.pop()
            opened.clear()
            dropped.update((start, number))
            if is_safe_address(token["address"]):
                links.update(dict.fromkeys(range(start + 1, number), token["address"]))
    return links, dropped


def _last_unpaired_bold(tokens: Sequence[re.Match[str]]) -> int | None:
    bold = [number for number, token in enumerate(tokens) if token["bold"]]
    return bold[-1] if len(bold) % 2 else None


def _words(token: re.Match[str]) -> str:
    return token["code"] or (token["escaped"][1] if token["escaped"] else token[0])


def _span_html(span: Span, *, keys: bool) -> str:
    if span.bold and not span.code and (pressed := keys_in(span.text, alone=keys)):
        return _caps_html(pressed)
    words = html_escape(span.text).replace("\n", "<br>")
    if span.code:
        words = f"<code>{words}</code>"
    return f"<strong>{words}</strong>" if span.bold else words


def _caps_html(pieces: Sequence[str]) -> str:
    """Return keys, and what stands between each two, as caps."""
    shown = (f"<kbd>{html_escape(each)}</kbd>" if at % 2 == 0 else each for at, each in enumerate(pieces))
    return f'<kbd class="keys">{"".join(shown)}</kbd>'


def _kind_of(line: str) -> tuple[_Kind, str]:
    item = _ITEM.fullmatch(line)
    if item is None:
        return "paragraph", _NO_ITEM.sub("", line.strip())
    return ("bullets" if item["bullet"] else "numbers"), item["text"].strip()


def _block_html(block: Block) -> str:
    items = (to_html(item) for item in block.items)
    if block.kind == "paragraph":
        return f"<p>{next(items)}</p>"
    tag = "ul" if block.kind == "bullets" else "ol"
    return f"<{tag}>{''.join(_list_items(items))}</{tag}>"


def _list_items(items: Iterator[str]) -> Iterator[str]:
    return (f"<li>{item}</li>" for item in items)
