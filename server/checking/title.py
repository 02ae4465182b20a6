"""The title says the action, so that whoever has the task finds the guide: "How to …", or a verb."""

import re
from collections.abc import Iterator

from recorder.document.guide import Guide
from server.checking.prose import is_english, is_german
from server.checking.remarks import Mend, Remark, Translate
from server.checking.verbs import VERBS

_GERMAN = re.compile(r"(?:So|Wie)\s.*|.*\b[a-zäöüß]+(?:en|ern|eln|un)[.!]?", re.DOTALL)


def says_no_action(guide: Guide, translate: Translate) -> Iterator[Remark]:
    """Remark on a title that names a thing only; a guideline's rules are no action."""
    title = guide.title.strip()
    if guide.kind == "guideline" or _says_action(guide, title):
        return
    english = is_english(guide)
    yield Remark(
        rule="title",
        step=None,
        words=translate("The title does not say what is done: begin with “How to …” or with a verb.")
        if english
        else translate("The title does not say what is done: say it with a verb."),
        mends=(_writing(title, translate, begun="How to " if english else ""),),
        seen=title,
    )


def _writing(title: str, translate: Translate, begun: str) -> Mend:
    """Return the button that opens the title, its beginning written and the caret behind it."""
    small = title[:1].lower() + title[1:] if title[1:2].islower() and begun else title
    return Mend(
        translate("Write it"),
        opens="words",
        values={"field": "title", "begun": begun, "words": begun + small},
    )


def _says_action(guide: Guide, title: str) -> bool:
    if is_german(guide):
        return bool(_GERMAN.fullmatch(title))
    if not is_english(guide):
        return bool(title)
    first = (title.split(maxsplit=1) or [""])[0].lower().strip(",.:")
    return (
        bool(re.match(r"how\s(?:to|do|we|you)\b", title, re.IGNORECASE)) or first in VERBS or _is_doing(first)
    )


def _is_doing(word: str) -> bool:
    return len(word) > len("going") - 1 and word.endswith("ing")
