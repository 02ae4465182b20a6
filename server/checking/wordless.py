"""A step without words, such as one that was just put in, would reach readers as an empty line."""

from collections.abc import Iterator

from recorder.document.guide import Guide
from recorder.document.markup import plain
from server.checking.prose import capitalised, where
from server.checking.remarks import Mend, Remark, Translate


def says_nothing(guide: Guide, translate: Translate) -> Iterator[Remark]:
    """Remark on steps without a caption."""
    known = where(guide, translate)
    for step in guide.steps:
        if not plain(step.caption):
            yield Remark(
                rule="wordless",
                step=step.id,
                words=translate("{where} has no words yet.").format(where=capitalised(known[step.id])),
                mends=(Mend(translate("Write it"), opens="words", values={"field": "caption"}),),
                seen=step.caption,
                matters=True,
            )
