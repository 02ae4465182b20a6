"""A caption names what is acted on: "Click here" helps nobody who prints it, or hears it read out."""

import re
from collections.abc import Iterator

from recorder.document.guide import Guide
from recorder.document.markup import parse
from server.checking.prose import capitalised, passages, prose, where
from server.checking.remarks import Mend, Remark, Translate

_HERE = re.compile(
    r"\b(?:click|press|tap|look|go)\s+(?:on\s+)?(?:here|this|there)\b[.!]?\s*$|\bhier\s+klicken\b",
    re.IGNORECASE,
)
_LINKED = {"here", "click here", "this", "this link", "link", "hier"}


def names_nothing(guide: Guide, translate: Translate) -> Iterator[Remark]:
    """Remark on "click here", and on links whose words are only "here"."""
    known = where(guide, translate)
    for passage in passages(guide):
        spans = parse(passage.text)
        linked = any(span.link and span.text.strip().lower() in _LINKED for span in spans)
        if linked or _HERE.search(prose(passage.text)):
            yield Remark(
                rule="vague",
                step=passage.step,
                words=translate("{where} says “here” without a name; say what is meant.").format(
                    where=capitalised(known[passage.step])
                ),
                mends=(Mend(translate("Name it"), opens="words", values={"field": passage.field}),),
                seen=passage.text,
            )
