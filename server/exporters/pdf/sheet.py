"""What stands on the printed sheet: a guide turned into plain data, which the template sets as it is.

It holds what readers see and no more. Words never become code: they travel as JSON.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from recorder.document.alternatives import alt_text
from recorder.document.guide import Guide, Step
from recorder.document.keycaps import keys_in
from recorder.document.markup import Span, blocks, parse, plain
from server.drawings import Drawing, drawings_of
from server.guide_page import about, numbers_of, shortened
from server.rendering import catalogue
from server.step_links import links_shown

Json = dict[str, Any]

PAPERS: Mapping[str, tuple[str, float, float]] = {
    "a4": ("a4", 210, 297),
    "letter": ("us-letter", 215.9, 279.4),
}
LETTER_REGIONS = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "PA", "SV", "VE", "PR"})
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
MARGINS = 36.0  # millimetres, left and right together
HEADROOM = 42.0  # above and below together
INDENT = 11.0
TALLEST_PICTURE = 135.0
LONGEST_TITLE = 90  # letters that fit on a line of the foot
CSS_PIXEL = 25.4 / 96
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Printed:
    """What is known of a copy beside the guide: its version, who vouches for it, where the guide is read."""

    version: int = 0
    trust: str = ""
    day: str = ""
    address: str = ""
    qr: str = ""
    crumbs: str = ""
    warning: str = ""
    keepers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A sheet ready to be set: its data, and the drawings it shows by the names it calls them."""

    data: Json
    drawings: Mapping[str, Drawing]

    @cached_property
    def text(self) -> str:
        """The data as JSON."""
        return json.dumps(self.data, ensure_ascii=False, sort_keys=True)

    @cached_property
    def digest(self) -> str:
        """A name for all that the sheet shows; a drawing's name is that of its pixels."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def paper_for(language: str) -> str:
    """Return the paper that is used where a language is spoken: letter in much of the Americas, else A4."""
    return "letter" if _region(language) in LETTER_REGIONS else "a4"


def sheet_of(guide: Guide, printed: Printed, language: str, paper: str) -> Sheet:
    """Return the sheet of a guide: what readers see of it, on that paper, our own words in `language`."""
    _ = catalogue(language).gettext
    name, width, height = PAPERS[paper]
    pictures: dict[str, Drawing] = {}
    steps = list(_steps(guide, printed.address, width - MARGINS - INDENT, pictures, _))
    line = _("Printed copy of version {version}, check before use") if printed.version else ""
    other = (
        _("Printed copy of {day}, check before use") if printed.day else _("Printed copy, check before use")
    )
    data = {
        "paper": name,
        "tallest": height - HEADROOM,
        "lang": _lang(guide.language),
        "region": _region(guide.language) or None,
        "rtl": _lang(guide.language) in RIGHT_TO_LEFT,
        "ours": _lang(language),
        "title": _line(guide.title),
        "short-title": _cut(_line(guide.title)),
        "authors": [_line(guide.owner)] if guide.owner else [],
        "description": _line(guide.covers or guide.purpose),
        "keywords": [_line(tag) for tag in guide.tags],
        "crumbs": _line(printed.crumbs),
        "trust": _line(printed.trust),
        "lead": _line(f"{guide.covers or guide.purpose} {guide.excludes}"),
        "ready": [_line(each) for each in guide.inputs],
        "warning": _line(printed.warning),
        "about": [(_line(name), _line(told)) for name, told in _about(guide, printed, _)],
        "printed": (line or other).format(version=printed.version, day=printed.day),
        "address": printed.address,
        "shown-address": re.sub("^https?://", "", printed.address),
        "qr": printed.qr,
        "steps": steps,
        "words": {
            "ready": _("Have ready"),
            "contents": _("Rules") if guide.kind == "guideline" else _("Steps"),
            "current": _("The current version"),
            "page": _("{page} of {pages}"),
            "qr": _("A code that leads to the current version"),
            "lacks": _(
                "Some letters of this guide are in no font of the computer that made this copy; "
                "boxes stand for them."
            ),
        },
    }
    return Sheet(data, pictures)


def _about(guide: Guide, printed: Printed, translate: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    lead = {translate("Covers"), translate("Does not cover")} | (
        set() if guide.covers else {translate("Purpose")}
    )
    told = {translate("Owner")} & {name for name, _ in printed.keepers}
    yield from (each for each in about(guide, translate) if each[0] not in lead | told)
    yield from printed.keepers


def _steps(
    guide: Guide, address: str, room: float, pictures: dict[str, Drawing], translate: Callable[[str], str]
) -> Iterator[Json]:
    ids = {step.id for step in guide.steps}
    in_part = 0
    for step, number in zip(guide.steps, numbers_of(guide), strict=True):
        in_part = in_part or int(step.kind == "heading")
        level = number.count(".") if number else (step.level if step.kind == "note" else 0)
        said = Said(address, ids)
        yield {
            "id": step.id,
            "kind": step.kind,
            "number": number,
            "level": level,
            # Titles of one level follow each other without a gap, as assistive readers want them.
            "depth": 2 if step.kind == "heading" else 2 + in_part + (level if number else 0),
            "caption": said.spans(step.caption, keys=step.action is not None and step.action.kind == "press"),
            "short": _line(shortened(step.short or plain(step.caption))),
            "condition": " · ".join(_conditions(step, translate)),
            "detail": said.blocks(step.detail),
            "values": [
                _value(value.name, value.text, value.show, translate)
                for value in step.values
                if value.show != "never"
            ],
            "links": [said.link(each.text, each.address) for each in links_shown(step)],
            "callout": _callout(step, said, translate),
            "picture": _picture(step, room, pictures),
        }


def _conditions(step: Step, translate: Callable[[str], str]) -> Iterator[str]:
    if step.when:
        yield _line(plain(step.when))
    if step.optional:
        yield translate("Optional")


def _value(name: str, text: str, show: str, translate: Callable[[str], str]) -> Json:
    named = translate("%(name)s, for example") % {"name": name} if show == "example" else name
    return {"name": _line(named), "text": _line(text)}


def _callout(step: Step, said: "Said", translate: Callable[[str], str]) -> Json | None:
    if step.callout is None:
        return None
    names = {"tip": translate("Tip"), "warning": translate("Take care"), "say": translate("Say")}
    return {
        "kind": step.callout.kind,
        "name": names[step.callout.kind],
        "text": said.spans(step.callout.text),
    }


def _picture(step: Step, room: float, pictures: dict[str, Drawing]) -> Json | None:
    """Return the picture as large as the page shows it, made smaller where the paper has no room."""
    drawn = drawings_of(step)
    if not drawn:
        return None
    wide = drawn["wide"]
    name = f"{wide.key}.webp"
    pictures[name] = wide
    tall = TALLEST_PICTURE * wide.width / wide.height
    width = min(room, tall, wide.crop.width / wide.picture.scale * CSS_PIXEL)
    return {"file": name, "width": round(width, 2), "alt": alt_text(step)}


@dataclass(frozen=True, slots=True)
class Said:
    """Turns a guide's Markdown into spans of plain data; links lead to a step here, or to a whole address."""

    address: str
    ids: set[str]

    def spans(self, text: str, *, keys: bool = False) -> list[Json]:
        """Return the spans of a line or paragraph."""
        return [each for span in parse(text) for each in self._pieces(span, keys=keys)]

    def blocks(self, text: str) -> list[Json]:
        """Return the paragraphs and lists of a text."""
        return [
            {"kind": block.kind, "items": [self.spans(item) for item in block.items]}
            for block in blocks(text)
        ]

    def link(self, text: str, address: str) -> Json:
        """Return a link that stands by itself."""
        return _piece(_line(text), link=self._reached(address))

    def _pieces(self, span: Span, *, keys: bool) -> Iterator[Json]:
        pressed: Sequence[str] = keys_in(span.text, alone=keys) if span.bold and not span.code else ()
        link = self._reached(span.link or "")
        if not pressed:
            yield _piece(span.text, bold=span.bold, code=span.code, link=link)
        for at, each in enumerate(pressed):
            yield _piece(each, key=at % 2 == 0, link=link)

    def _reached(self, address: str) -> str:
        """Return where a link leads from paper: nowhere if that cannot be said."""
        if address.startswith("#"):
            return address if address.removeprefix("#step-") in self.ids else ""
        if address.startswith("/"):
            return urljoin(self.address, address) if self.address else ""
        return address


def _piece(text: str, *, bold: bool = False, code: bool = False, key: bool = False, link: str = "") -> Json:
    return {"t": text, "bold": bold, "code": code, "key": key, "link": link}


def _line(text: str) -> str:
    """Return a text on one line, without what cannot be seen or turns the direction of what follows."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def _lang(language: str) -> str:
    found = re.match("[a-zA-Z]{2,3}(?![a-zA-Z])", language)
    return found[0].lower() if found else "en"


def _region(language: str) -> str:
    found = re.search("[-_]([A-Za-z]{2})(?![A-Za-z])", language)
    return found[1].upper() if found else ""
