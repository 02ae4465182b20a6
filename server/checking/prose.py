"""The texts of a guide as a reader meets them, and what in them is a name on a screen rather than prose."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recorder.document.guide import Guide, Step
from recorder.document.markup import blocks, parse
from server.checking.remarks import Translate
from server.guide_page import numbers_of, shortened

NAME = "\ufffc"
"""Stands for a name in bold or code: one word, whatever it says."""

_SENTENCE = re.compile(r"(?<=[.!?])[\"\u201d\u2019)]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the guide: of a step, or of the guide as a whole, and the field it stands in."""

    step: str | None
    field: str
    text: str


def passages(guide: Guide) -> Iterator[Passage]:
    """Give every text in the order it is read, those that say nothing left out."""
    about = {"title": guide.title, "covers": guide.covers, "excludes": guide.excludes}
    about |= {"purpose": guide.purpose, "inputs": "\n".join(guide.inputs)}
    yield from (Passage(None, field, text) for field, text in about.items() if text)
    for step in guide.steps:
        yield from passages_of(step)


def passages_of(step: Step) -> Iterator[Passage]:
    """Give the texts of one step."""
    texts = {"caption": step.caption, "detail": step.detail}
    texts["callout"] = step.callout.text if step.callout else ""
    yield from (Passage(step.id, field, text) for field, text in texts.items() if text)


def prose(text: str) -> str:
    """Return a line or paragraph without its markup, each name in bold or code as one sign."""
    return "".join(NAME if span.bold or span.code else span.text for span in parse(text))


def sentences(passage: Passage) -> Iterator[str]:
    """Give the sentences of a text."""
    items = (item for block in blocks(passage.text) for item in block.items)
    for item in items if passage.field == "detail" else (passage.text,):
        yield from (each for each in _SENTENCE.split(prose(item)) if each.strip())


def where(guide: Guide, translate: Translate) -> Mapping[str | None, str]:
    """Return how sentences name each step, and the guide as a whole."""
    found: dict[str | None, str] = {None: translate("the guide's first lines")}
    for step, number in zip(guide.steps, numbers_of(guide), strict=True):
        named = shortened(step.short) or translate("a step without words")
        found[step.id] = translate("step {number}").format(number=number) if number else f"“{named}”"
    return found


def capitalised(words: str) -> str:
    """Return words as a sentence begins, also where markup comes first."""
    at = re.search(r"\w", words)
    return words if at is None else words[: at.start()] + at[0].upper() + words[at.end() :]


def is_german(guide: Guide) -> bool:
    """Tell whether the guide is written in German."""
    return re.split(r"[-_]", guide.language.lower())[0] == "de"


def is_english(guide: Guide) -> bool:
    """Tell whether the guide is written in English."""
    return re.split(r"[-_]", guide.language.lower())[0] == "en"
