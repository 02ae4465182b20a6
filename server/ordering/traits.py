"""What a guide is about, as small facts: its programs, its words, where it leads, and what it is alike to.

They are worked out when a guide is published and kept beside it, so that nobody reads ten thousand documents
to suggest a place, find doubles or list who uses a program.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from recorder.document.guide import Guide, Step
from recorder.document.markup import plain
from server.checking import acronyms
from server.ordering.likeness import bands_of, sketch_of, written
from server.ordering.words import folded, stems
from server.step_links import guides_linked

TITLE, MOST_WORDS, MOST_WINDOW_WORDS = 3, 40, 24
LONGEST = 200

_WRITTEN_LINK = re.compile(r"\]\(/guides/([A-Za-z0-9_-]{1,64})[)?#]")


class Term(NamedTuple):
    """One thing that guides can have in common, such as a `program` or a `word`."""

    kind: str
    name: str


class Trait(NamedTuple):
    """One fact about a guide. `about` is the step of a `link`, the remark of an `acronym`, or a `sketch`."""

    kind: str
    name: str
    weight: int = 1
    about: str = ""

    @property
    def term(self) -> Term:
        """What other guides may share."""
        return Term(self.kind, self.name)


def traits_of(guide: Guide) -> tuple[Trait, ...]:
    """Return what a guide is about; each kind and name stands there once."""
    found = (
        *_programs(guide),
        *_words(guide),
        *_recorded(guide),
        *_links(guide),
        *_acronyms(guide),
        *_likeness(guide),
    )
    known: dict[Term, Trait] = {}
    for each in found:
        known.setdefault(each.term, each)
    return tuple(known.values())


def program_of(app: str) -> str:
    """Return a program's name as guides are compared by it."""
    return folded(app)[:LONGEST]


def host_of(address: str | None) -> str:
    """Return the host of an address, without what says nothing; empty if it has none."""
    try:
        parts = urlsplit(address if address and "//" in address else f"//{address or ''}")
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")[:LONGEST]


def _programs(guide: Guide) -> Iterator[Trait]:
    windows = [step.window for step in guide.steps if step.window]
    uses = Counter(program for each in windows if (program := program_of(each.app)))
    yield from (Trait("program", program, count) for program, count in uses.items())
    yield from (Trait("host", host) for each in windows if (host := host_of(each.url)))


def _words(guide: Guide) -> Iterator[Trait]:
    """Give the words of title and steps, those of the title weighing more, and those of windows."""
    titled = dict.fromkeys(stems(guide.title))
    yield from (Trait("word", word, TITLE) for word in islice(titled, MOST_WORDS))
    said = Counter(word for step in guide.steps for word in stems(_prose(step)))
    for text in (guide.covers, guide.purpose, *guide.tags):
        said.update(stems(text))
    yield from (Trait("word", word) for word, _ in said.most_common(MOST_WORDS))
    values = {word for step in guide.steps for each in step.values for word in stems(each.text)}
    windows = Counter(
        word
        for title in dict.fromkeys(step.window.title for step in guide.steps if step.window)
        for word in dict.fromkeys(stems(title))
        if word not in values
    )
    yield from (Trait("window", word, count) for word, count in windows.most_common(MOST_WINDOW_WORDS))


def _prose(step: Step) -> str:
    return f"{plain(step.caption)} {plain(step.detail)}"


def _recorded(guide: Guide) -> Iterator[Trait]:
    """Give the hour in which the guide was recorded: what is recorded together often belongs together."""
    if guide.recorded:
        yield Trait("hour", f"{guide.recorded.at:%Y-%m-%dT%H}")


def _links(guide: Guide) -> Iterator[Trait]:
    for step in guide.steps:
        callout = step.callout.text if step.callout else ""
        in_words = _WRITTEN_LINK.findall(f"{step.caption}\n{step.detail}\n{callout}")
        yield from (Trait("link", led, about=step.id) for led in (*guides_linked(step), *in_words))


def _acronyms(guide: Guide) -> Iterator[Trait]:
    for remark in acronyms.is_unexplained(guide, str):
        yield Trait("acronym", remark.seen[:LONGEST], about=remark.key)


def _likeness(guide: Guide) -> Iterator[Trait]:
    sketch = sketch_of(_deeds(guide))
    yield Trait("sketch", "", about=written(sketch))  # also an empty one: the guide was read
    yield from (Trait("band", band) for band in bands_of(sketch))


def _deeds(guide: Guide) -> Iterable[str]:
    """Return what the steps do, told apart where a guide does the same again."""
    seen: Counter[str] = Counter()
    few = guide.count < 3  # noqa: PLR2004 - they prove little alone
    for step in guide.steps:
        deed = deed_of(step)
        seen[deed] += 1
        yield f"{deed} {seen[deed]}"
    if few:
        yield from (f"title {each}" for each in stems(guide.title))


def deed_of(step: Step) -> str:
    """Return what a step does, in words that two recordings of one task share."""
    kind = step.action.kind if step.action else step.kind
    if step.target and step.target.name:
        return f"{kind} {folded(step.target.name)}"
    return f"{kind} {' '.join(stems(plain(step.caption)))}"
