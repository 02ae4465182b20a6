"""Short sentences: whoever reads with one eye on another window keeps about twenty-five words in mind."""

from collections.abc import Iterator

from recorder.document.guide import Guide
from server.checking.prose import passages, sentences, where
from server.checking.remarks import Mend, Remark, Translate

LONGEST = 25


def is_too_long(guide: Guide, translate: Translate) -> Iterator[Remark]:
    """Remark once on each text with a sentence of more than that many words; a name is one word."""
    known = where(guide, translate)
    for passage in passages(guide):
        counts = [len(each.split()) for each in sentences(passage)]
        if passage.field == "inputs" or max(counts, default=0) <= LONGEST:
            continue
        values = {"field": passage.field}
        yield Remark(
            rule="long-sentence",
            step=passage.step,
            words=translate("A sentence of {count} words in {where} is hard to follow.").format(
                count=max(counts), where=known[passage.step]
            ),
            mends=(Mend(translate("Shorten it"), opens="words", values=values),),
            seen=passage.text,
        )
