"""Acronyms are explained once, since whoever needs the guide is often new."""

import re
from collections.abc import Iterator

from recorder.document.guide import Guide
from server.checking.prose import Passage, passages, prose, where
from server.checking.remarks import Mend, Remark, Translate
from server.checking.verbs import LISTS

_ACRONYM = re.compile(r"(?<![\w./@\\-])([A-Z][A-Z0-9]*[A-Z][A-Z0-9]*)(?=s?(?![\w@\\]|\.\w))")
_SAID = (
    r"\s*(?:\(|=|:|[\u2013\u2014]|\bstands?\s+for\b|\bmeans?\b|\bis\s+(?:the|an?)\b"
    r"|\bsteht\s+für\b|\bheißt\b|\bbedeutet\b)"
)
_LONGEST = 6

_KNOWN = frozenset((LISTS / "acronyms-known.txt").read_text(encoding="utf-8").split())
"""Everybody's acronyms, and words that are written in capitals to be heard."""

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def is_unexplained(guide: Guide, translate: Translate) -> Iterator[Remark]:
    """Remark on the first use of each acronym that the guide never explains; names in bold are left alone."""
    known = where(guide, translate)
    texts = tuple(passages(guide))
    everything = "\n".join(prose(each.text) for each in texts)
    met = _named(guide)
    for passage in texts:
        for word in _acronyms(passage):
            if word in met:
                continue
            met.add(word)
            if not _is_explained(word, everything):
                yield Remark(
                    rule="acronym",
                    step=passage.step,
                    words=translate("“{word}” in {where} is not explained.").format(
                        word=word, where=known[passage.step]
                    ),
                    mends=(_explaining(passage, word, translate),),
                    seen=word,
                )


def _acronyms(passage: Passage) -> list[str]:
    words = prose(passage.text)
    letters = [each for each in words if each.isalpha()]
    shouted = sum(each.isupper() for each in letters) * 2 > len(letters)
    found = _ACRONYM.findall(words)
    return [] if shouted else [each for each in found if len(each) <= _LONGEST and not _is_common(each)]


def _is_common(word: str) -> bool:
    return word in _KNOWN or bool(_ROMAN.fullmatch(word))


def _named(guide: Guide) -> set[str]:
    """Return the programs' own names, which need no explanation."""
    windows = [step.window for step in guide.steps if step.window]
    return set(_ACRONYM.findall(" ".join(f"{window.app} {window.title}" for window in windows)))


def _is_explained(word: str, everything: str) -> bool:
    """Tell whether the words are said beside it: in brackets before or after, or after a sign or a verb."""
    return bool(re.search(rf"\b{word}s?{_SAID}|\(\s*{word}s?\b", everything))


def _explaining(passage: Passage, word: str, translate: Translate) -> Mend:
    started = translate("{word} stands for ").format(word=word)
    field = "covers" if passage.step is None else "detail"
    return Mend(translate("Explain it"), opens="words", values={"field": field, "more": started})
