"""A step asks: "Click **Save**", not "You should click **Save**" or "The user clicks **Save**"."""

import re
from collections.abc import Iterator

from recorder.document.guide import Guide
from server.checking.prose import capitalised, is_english, is_german, where
from server.checking.remarks import Mend, Remark, Translate
from server.checking.verbs import GERMAN, VERBS, base_of

_WHO = r"(?:you|we|i|one|(?:the\s+)?(?:user|agent|customer|employee|operator|person|clerk))"
_SHOULD = r"(?:should|must|shall|need\s+to|needs\s+to|have\s+to|has\s+to|can|may|will|want\s+to)"
_TOLD = re.compile(
    rf"(?:please\s+|then\s+|now\s+)*(?:{_WHO}\s+)(?:{_SHOULD}\s+)?(?:then\s+|now\s+)?(?P<verb>[a-z-]+)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PLEASE = re.compile(r"please,?\s+(?P<verb>[a-z-]+)\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_DOING = re.compile(
    r"(?P<verb>[a-z-]+(?:ing|ed))\s+(?P<rest>(?:on\s+|the\s+|\*\*).*)", re.IGNORECASE | re.DOTALL
)
_SEEING = {"see", "find"}
"""What somebody will see is told, not asked for."""
_WER = r"(?:man|(?:der|die)\s+(?:be)?nutzer(?:in)?|(?:der|die)\s+(?:mitarbeiter|kunde|kundin|mitarbeiterin))"
_SIE_SOLLTEN = re.compile(
    r"(?:sie|du|wir|man)\s+(?:sollten|sollen|sollst|solltest|sollte|müssen|musst|muss|können|kannst|kann)\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ER_TUT = re.compile(rf"{_WER}\s+(?P<verb>[a-zäöüß]+)\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL)


def does_not_ask(guide: Guide, translate: Translate) -> Iterator[Remark]:
    """Remark on captions that tell what somebody does or ought to do."""
    known = where(guide, translate)
    for step in guide.steps:
        asked = _asked(guide, step.caption) if step.kind == "action" else None
        if asked and asked != step.caption:
            edit = {"kind": "set_caption", "step": step.id, "before": step.caption, "caption": asked}
            yield Remark(
                rule="imperative",
                step=step.id,
                words=translate("{where} tells what somebody does; say what to do.").format(
                    where=capitalised(known[step.id])
                ),
                mends=(Mend(translate("Say “{words}”").format(words=_bare(asked)), edits=(edit,)),),
                seen=step.caption,
            )


def _asked(guide: Guide, caption: str) -> str | None:
    """Return the caption as it asks, or None where it does or where nobody can tell."""
    if is_german(guide):
        return _asked_in_german(caption)
    if not is_english(guide):
        return None
    for pattern in (_TOLD, _PLEASE, _DOING):
        if found := pattern.fullmatch(caption.strip()):
            verb = found["verb"].lower()
            base = verb if verb in VERBS else base_of(verb)
            if base and base not in _SEEING:
                between = " " if pattern is _DOING else ""
                return capitalised(base) + between + found["rest"]
    return None


def _asked_in_german(caption: str) -> str | None:
    if found := _SIE_SOLLTEN.fullmatch(caption.strip()):
        return capitalised(found["rest"].rstrip(". "))
    found = _ER_TUT.fullmatch(caption.strip())
    infinitive = GERMAN.get(found["verb"].lower()) if found else None
    return capitalised(f"{found['rest'].rstrip('. ')} {infinitive}") if found and infinitive else None


def _bare(words: str) -> str:
    return re.sub(r"\*\*|\\(?=[\\*`\[\]])", "", words)
