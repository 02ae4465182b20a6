"""What the index knows of a guide: its words with their weight, and the lines that results show.

Only what readers see goes in: no value that is not shown, no window's title, and of controls those names that
read like a part of the program and not like somebody's data.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from recorder.compose.values import CELLS, holds_data, looks_like_data
from recorder.document.guide import Guide, Step, Target
from recorder.document.markup import plain
from server.drawings import drawings_of
from server.guide_page import numbers_of
from server.programs import programs_of, programs_shown
from server.searching.stems import language_of, stem, stop_words
from server.searching.words import tokens

TITLE, PURPOSE, CAPTION, CONTROL, DETAIL, EXCLUDES = 6.0, 2.5, 2.0, 1.5, 1.0, 0.3
TITLE_SHARED = 6.0
"""What a title adds besides, shared among its words: the shorter it is, the more the guide is about each."""
_HOW_TO = re.compile(r"^(?:how to|so|wie man)\s+", re.IGNORECASE)
_SATURATION, _LENGTH_COUNTS, _USUAL_LENGTH = 1.4, 0.35, 150.0


class Line(NamedTuple):
    """One line that a result may show, of a step (with its number and picture) or of the guide as a whole."""

    text: str
    step: str | None = None
    number: str = ""
    thumb: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A guide as it is found: `weights` by stem, `words` unstemmed, `about` in a few words what it is for."""

    guide: str
    language: str
    about: str
    programs: tuple[str, ...]
    lines: tuple[Line, ...]
    words: frozenset[str]
    weights: Mapping[str, float]


def entry_of(guide: Guide) -> Entry:
    """Return what the index keeps of a published guide."""
    language = language_of(guide.language)
    counts: Counter[str] = Counter()
    words: set[str] = set()
    length = 0
    for text, weight in _texts(guide):
        for token in tokens(text):
            words.add(token.word)
            length += 1
            if token.word not in stop_words(language):
                counts[stem(token.word, language)] += weight  # type: ignore[assignment]  # a weight is a fraction
    norm = _SATURATION * (1 - _LENGTH_COUNTS + _LENGTH_COUNTS * min(4.0, length / _USUAL_LENGTH))
    weights = {each: count * (1 + _SATURATION) / (count + norm) for each, count in counts.items()}
    said = (token.word for token in tokens(guide.title))
    titled = {stem(word, language) for word in said if word not in stop_words(language)}
    for each in titled:
        weights[each] += TITLE_SHARED / len(titled)
    return Entry(
        guide=guide.id,
        language=language,
        about=_about(guide),
        programs=programs_of(guide),
        lines=tuple(_lines(guide)),
        words=frozenset(words) - stop_words(language),
        weights=weights,
    )


def _about(guide: Guide) -> str:
    """Return what the guide is for, as its meaning is taken from it."""
    said = (_HOW_TO.sub("", guide.title), guide.purpose, guide.covers, guide.result, " ".join(guide.tags))
    return _line(". ".join(text for text in said if text))


def _texts(guide: Guide) -> Iterator[tuple[str, float]]:
    """Yield all that is searched, with its weight."""
    yield guide.title, TITLE
    for text in (guide.purpose, guide.covers, *guide.tags):
        yield plain(text), PURPOSE
    for text in (guide.result, guide.role, *guide.inputs, *programs_of(guide)):
        yield plain(text), CONTROL
    yield plain(guide.excludes), EXCLUDES
    for step in guide.steps:
        yield plain(step.caption), CAPTION
        for text in _beside(step):
            yield text, DETAIL
        if name := control(step):
            yield name, CONTROL


def control(step: Step) -> str:
    """Return the name of the control if readers may know it and the caption does not say it anyway."""
    target = step.target
    if target is None or target.secret or not _is_interface(target) or target.name in step.caption:
        return ""
    return target.name


def _is_interface(target: Target) -> bool:
    name, role = target.name, target.role
    return bool(name) and role not in CELLS and not holds_data(target) and not looks_like_data(name)


def _beside(step: Step) -> Iterator[str]:
    """Yield what a step says besides its caption."""
    callout = step.callout.text if step.callout else ""
    for text in (step.detail, callout, step.when):
        if text:
            yield plain(text)
    for value in step.values:
        if value.show != "never":
            yield value.text


def _lines(guide: Guide) -> Iterator[Line]:
    """Yield what results show: the title first, what the guide is for, its steps, and what it is not for."""
    controls: list[Line] = []
    yield Line(_line(guide.title))
    for text in (guide.covers, guide.purpose, guide.result, *guide.inputs, guide.role, ", ".join(guide.tags)):
        if text:
            yield Line(_line(plain(text)))
    if programs := programs_shown(guide):
        yield Line(programs)
    for step, number in zip(guide.steps, numbers_of(guide), strict=True):
        drawn = drawings_of(step)
        thumb = drawn["thumb"].url if drawn else None
        for text in (plain(step.caption), *_beside(step)):
            yield Line(_line(text), step.id, number, thumb)
        if name := control(step):
            controls.append(Line(_line(name), step.id, number, thumb))
    yield from controls  # behind what steps say: that tells more
    if guide.excludes:
        yield Line(_line(plain(guide.excludes)))


def _line(text: str) -> str:
    return " ".join(text.split())


def first_pictured(lines: Sequence[Line]) -> str | None:
    """Return the picture that stands for the guide: of its result, or else of its last step that has one."""
    return next((line.thumb for line in reversed(lines) if line.thumb), None)
