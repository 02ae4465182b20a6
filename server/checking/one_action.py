"""One action a step: whoever does one thing at a time can check it, and finds the place again."""

import hashlib
import re
from collections.abc import Iterator

from recorder.document.guide import Guide, Step
from server.checking.prose import capitalised, is_english, where
from server.checking.remarks import Mend, Remark, Translate
from server.checking.verbs import VERBS

_AND = re.compile(
    r",?\s+(?:and|und)\s+(?:then\s+|dann\s+|danach\s+)?(?P<verb>[A-Za-z-]+)|[.;]\s+(?:Then\s+)?(?P<next>[A-Z][a-z-]+)"
)
_CONFIRMING = re.compile(r"press\s+(?:\*\*)?(?:enter|return|ok|tab)", re.IGNORECASE)


def holds_two(guide: Guide, translate: Translate) -> Iterator[Remark]:
    """Remark on a caption that asks for two things; two steps that were merged say ", then" and may."""
    if not is_english(guide):
        return
    known = where(guide, translate)
    for step in guide.steps:
        parts = _parts(step.caption) if step.kind == "action" else None
        if not parts:
            continue
        yield Remark(
            rule="one-action",
            step=step.id,
            words=translate("{where} asks for two things at once.").format(where=capitalised(known[step.id])),
            mends=(Mend(translate("Split it"), edits=(_split(step, *parts),)),),
            seen=step.caption,
        )


def _parts(caption: str) -> tuple[str, str] | None:
    """Return the two captions that one could be, or None."""
    first_word = re.match(r"\W*([A-Za-z-]+)", caption)
    if first_word is None or first_word[1].lower() not in VERBS:
        return None
    for found in _AND.finditer(caption):
        verb = found["verb"] or found["next"]
        rest = caption[found.start("verb") if found["verb"] else found.start("next") :]
        in_name = caption[: found.start()].count("**") % 2 or caption[: found.start()].count("`") % 2
        first = caption[: found.start()].rstrip(" ,.;")
        asks = verb.lower() in VERBS and not in_name and not _CONFIRMING.match(rest)
        if asks and _acts_on_something(first) and _acts_on_something(rest) and not _has_purpose(first):
            return first, capitalised(rest)
    return None


def _acts_on_something(words: str) -> bool:
    """Tell whether the verb has an object; in "copy and paste the text" the first has none."""
    return len(words.split()) > 1


def _has_purpose(first: str) -> bool:
    """Tell whether a verb in it says what for, which the "and" goes on with: "to print and close"."""
    return any(verb in VERBS for verb in re.findall(r"\bto\s+([a-z-]+)", first))


def _split(step: Step, first: str, second: str) -> dict[str, str]:
    made = hashlib.sha256(f"{step.id}\0{step.caption}".encode()).hexdigest()[:16]
    texts = {"before": step.caption, "first": first, "second": second}
    return {"kind": "split_step", "step": step.id, "copy": f"split-{made}"} | texts
