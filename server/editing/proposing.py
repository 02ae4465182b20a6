"""What two steps say and show that are made of one.

The words are parted where they were joined: "Click **A**, then click **B**" becomes "Click **A**" and "Click
**B**". What belongs to one case goes with the words that name it; tip, details and links stay with the first;
the picture is in both, and the control acted on is marked where its name is.
"""

import re
from collections.abc import Iterator

from recorder.compose.phrases import phrases
from recorder.document.guide import BoxMark, CaseValue, PointerMark, RingMark, Step
from recorder.document.markup import parse, plain
from server.editing.wording import with_caption

_JOINS = (r"[,;]?\s+and\s+then\s+", r"[,;]\s+then\s+", r"[.;]\s+", r"\n+", r",?\s+and\s+")
"""Where English words can be parted, the clearest joint first."""


def proposed_split(step: Step, language: str = "en") -> tuple[str, str]:
    """Return what two steps could say in place of one; both say all of it where no joint is found."""
    for pattern in (_joint(language), *_JOINS):
        for first, second in _halves(step.caption, pattern):
            return first, _begun_large(second)
    return step.caption, step.caption


def shared(step: Step, twin: str, first: str, second: str, language: str) -> tuple[Step, Step]:
    """Return the two steps, what the one had shared out between them; fields not known here are in both."""
    mine, theirs = _values(step, first, second)
    one = step.model_copy(update={"values": mine})
    other = step.model_copy(
        update={"id": twin, "values": theirs, "detail": "", "callout": None, "links": (), "short": ""}
    )
    is_in_first, is_in_second = _names(step, first), _names(step, second)
    if is_in_first and not is_in_second:
        other = _without_target(step, other)
    elif is_in_second and not is_in_first:
        one = _without_target(step, one)
    return with_caption(one, first, language), with_caption(other, second, language)


def _joint(language: str) -> str:
    """Return how captions that were joined by merging are parted."""
    joined = phrases(language).say("{first}, then {second}", first="\0", second="\0")
    return re.escape(joined.strip("\0").strip()).replace(r"\ ", r"\s+") + r"\s*"


def _halves(caption: str, pattern: str) -> Iterator[tuple[str, str]]:
    """Yield the two halves at each joint that lies in no bold, code or link."""
    for joint in re.finditer(pattern, caption):
        first, second = caption[: joint.start()].strip(), caption[joint.end() :].strip()
        whole = f"{plain(first)}{joint[0]}{plain(second)}"
        is_whole = plain(whole) == plain(caption) and _looks(first) + _looks(second) == _looks(caption)
        if plain(first) and plain(second) and is_whole:
            yield first, second


def _looks(text: str) -> list[tuple[str, bool, str | None]]:
    """Return the words of a text that look like more than words."""
    return [(span.text, span.code, span.link) for span in parse(text) if span.bold or span.code or span.link]


def _begun_large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _values(step: Step, first: str, second: str) -> tuple[tuple[CaseValue, ...], tuple[CaseValue, ...]]:
    """Return the values of each: those that only the second's words name are its own."""
    theirs = tuple(value for value in step.values if _says(second, value) and not _says(first, value))
    return tuple(value for value in step.values if value not in theirs), theirs


def _says(caption: str, value: CaseValue) -> bool:
    words = plain(caption)
    return any(each.strip() and each in words for each in (value.name, value.text))


def _names(step: Step, caption: str) -> bool:
    name = step.target.name.strip() if step.target else ""
    return bool(name) and name in plain(caption)


def _without_target(whole: Step, part: Step) -> Step:
    """Return the part without the control that the other acts on, and without the marks on it."""
    picture = part.picture
    box, at = whole.target.box if whole.target else None, whole.action.at if whole.action else None
    others = (
        mark
        for mark in (picture.marks if picture else ())
        if not (isinstance(mark, BoxMark) and mark.box == box)
        and not (isinstance(mark, PointerMark | RingMark) and mark.at == at)
    )
    shown = picture.model_copy(update={"marks": tuple(others)}) if picture else None
    return part.model_copy(update={"action": None, "target": None, "picture": shown})
