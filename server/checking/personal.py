"""What looks personal in a guide: names in rows and values, mail addresses, numbers of persons.

Buttons and menus name no persons, so names are looked for only where data stands. Numbers count where their
check digits are right, or where they are long. Each remark can be redacted, or it may stay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recorder.compose.values import ROWS, holds_data, looks_like_a_person
from recorder.document.geometry import Box
from recorder.document.guide import Guide, Step
from recorder.document.markup import plain
from server.checking.prose import capitalised, where
from server.checking.remarks import Mend, Remark, Translate

_PARTS = re.compile(r"[·•|,;:()\[\]/\n]|\s[-\u2013\u2014]\s")
_NUMBERED = re.compile(
    r"(?<!\S)\S*\d\S*\s*|"
    r"\b(?:order|invoice|customer|client|account|ticket|mr|mrs|ms|dr)\b\.?\s*",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]){11,30}\b")
_CARD = re.compile(r"(?<![\w.])(?<!\d )[2-6]\d(?:[ -]?\d){11,14}(?![ -]?\d)")
_PHONE = re.compile(
    r"(?<![\w.])(?<!\d )(?:(?:\+|00)\d(?:[ ()/.-]{0,2}\d){7,13}"
    r"|\(?0\d{2,5}\)?[ /-]\d(?:[ -]?\d){4,9})(?![ -]?\d)"
)
_LONG = re.compile(r"(?<![\w.,-])\d{9,}(?![\w.,])")
_EXAMPLE = re.compile(
    r"@(?:[\w-]+\.)*(?:example|test|invalid|localhost)(?:\.(?:com|org|net))?$", re.IGNORECASE
)
_IBAN_SHORTEST, _ODD, _TWICE, _FEW = 15, 2, 9, 2


@dataclass(frozen=True, slots=True)
class Seen:
    """Something personal: what kind of thing, its very words, and where in the picture it stands if known."""

    kind: str
    words: str
    box: Box | None = None


def shows_somebody(guide: Guide, translate: Translate) -> Iterator[Remark]:
    """Remark on what looks personal, once a step for the same words."""
    known = where(guide, translate)
    for step in guide.steps:
        for seen in dict.fromkeys(seen_in(step)):
            is_shown = seen.box is not None and step.picture is not None
            yield _remark(step.id, seen, step if is_shown else None, capitalised(known[step.id]), translate)
    texts = (guide.title, guide.purpose, guide.covers, guide.excludes, guide.result, *guide.inputs)
    for seen in dict.fromkeys(each for text in texts for each in _numbers(plain(text))):
        yield _remark(None, seen, None, translate("The guide"), translate)


def seen_in(step: Step) -> Iterator[Seen]:
    """Yield what is personal in a step, each with the same words once: the one with a box comes first."""
    found: dict[str, Seen] = {}
    for seen in (*_in_target(step), *_in_texts(step)):
        found.setdefault(seen.words, seen)
    yield from found.values()


def _in_target(step: Step) -> Iterator[Seen]:
    target, box = step.target, _place(step)
    if target is None:
        return
    named = [target.name] if holds_data(target) or target.role in ROWS else []
    for text in (*named, *target.path):
        yield from (Seen(each.kind, each.words, box if text is target.name else None) for each in _all(text))
    yield from (Seen(each.kind, each.words, box) for each in _numbers(target.name))


def _place(step: Step) -> Box | None:
    """Return where the control stands in the picture: what it holds stands there, or in the same row."""
    return step.target.box if step.target and step.picture else None


def _in_texts(step: Step) -> Iterator[Seen]:
    box = _place(step)
    for value in step.values:
        yield from (Seen(each.kind, each.words, box) for each in _all(value.text))
    if step.window:
        yield from (
            each for each in _all(step.window.title) if each.words.lower() not in step.window.app.lower()
        )
        yield from _numbers(step.window.url or "")
    callout = step.callout.text if step.callout else ""
    for text in (step.caption, step.detail, callout, step.when):
        yield from _numbers(plain(text))


def _all(text: str) -> Iterator[Seen]:
    """Yield persons, and what `_numbers` finds, in a text that holds data."""
    yield from _numbers(text)
    for part in _PARTS.split(text):
        name = _NUMBERED.sub("", part).strip()
        if looks_like_a_person(name):
            yield Seen("name", name)


def _numbers(text: str) -> Iterator[Seen]:
    """Yield mail addresses, and numbers by which somebody is known, the surest kind first."""
    rest = text
    for kind, pattern, is_one in _KINDS:
        for found in pattern.finditer(rest):
            if is_one(found[0]):
                yield Seen(kind, found[0])
                rest = rest.replace(found[0], " ")


def _is_iban(text: str) -> bool:
    """Tell whether the check digits are right: ISO 13616, the remainder by 97 is 1."""
    bare = re.sub(r"\s", "", text)
    if len(bare) < _IBAN_SHORTEST:
        return False
    return int("".join(str(int(each, 36)) for each in bare[4:] + bare[:4])) % 97 == 1


def _is_card(text: str) -> bool:
    """Tell whether the check digit is right: ISO/IEC 7812, each other digit counts twice."""
    digits = [int(each) for each in text if each.isdigit()]
    if len(set(digits)) == 1:
        return False
    doubled = [digit if place % _ODD == 0 else 2 * digit - _TWICE * (digit * 2 > _TWICE)
               for place, digit in enumerate(reversed(digits))]  # fmt: skip
    return sum(doubled) % 10 == 0


_KINDS = (
    ("mail", _MAIL, lambda text: not _EXAMPLE.search(text)),
    ("iban", _IBAN, _is_iban),
    ("card", _CARD, _is_card),
    ("phone", _PHONE, lambda text: len(set(text) - set(" ()/.+-")) > _FEW),
    ("number", _LONG, lambda _text: True),
)


def _remark(step: str | None, seen: Seen, shown: Step | None, place: str, translate: Translate) -> Remark:
    said = _SHOWN if shown else _SAID
    words = translate(said[seen.kind]).format(where=place, words=seen.words)
    values = {"words": seen.words}
    if shown and shown.picture and seen.box:
        values |= {"step": shown.id, "file": shown.picture.file, "box": ",".join(map(str, seen.box))}
    mend = Mend(translate("Redact for good"), opens="redact", values=values)
    return Remark("personal", step, words, (mend,), seen=f"{seen.kind} {seen.words}", matters=True)


_SHOWN = {
    "name": "{where} shows what looks like a name: “{words}”",
    "mail": "{where} shows a mail address: “{words}”",
    "iban": "{where} shows an account number: “{words}”",
    "card": "{where} shows a card number: “{words}”",
    "phone": "{where} shows what looks like a telephone number: “{words}”",
    "number": "{where} shows a long number: “{words}”",
}
_SAID = {
    "name": "{where} holds what looks like a name: “{words}”",
    "mail": "{where} says a mail address: “{words}”",
    "iban": "{where} says an account number: “{words}”",
    "card": "{where} says a card number: “{words}”",
    "phone": "{where} says what looks like a telephone number: “{words}”",
    "number": "{where} says a long number: “{words}”",
}
