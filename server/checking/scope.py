"""A long guide says first what it covers and what to have ready, so that nobody stops halfway."""

from collections.abc import Iterator

from recorder.document.guide import Guide
from server.checking.remarks import Mend, Remark, Translate

LONG = 8
"""Actions from which a guide counts as long for its scope, and half as many again for what to have ready."""


def is_missing(guide: Guide, translate: Translate) -> Iterator[Remark]:
    """Remark on a long guide that says nothing before its first step."""
    if guide.count >= LONG and not (guide.covers or guide.purpose):
        yield Remark(
            rule="scope",
            step=None,
            words=translate("Nothing says yet what this guide covers."),
            mends=(Mend(translate("Say it"), opens="words", values={"field": "covers"}),),
        )
    if guide.count * 2 >= LONG * 3 and not guide.inputs:
        yield Remark(
            rule="ready",
            step=None,
            words=translate("Nothing says yet what to have ready before the first step."),
            mends=(Mend(translate("Say it"), opens="words", values={"field": "inputs"}),),
        )
