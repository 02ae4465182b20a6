"""Names as programs give them are made fit for one line of a caption."""

import re
import unicodedata

LONGEST = 200
# Marks that reorder the text around them, and the stand-in for an embedded picture.
_STRAY = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffc]")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})


def tidy(text: str) -> str:
    """Return the text on one line, without what cannot be seen, at most 200 characters long."""
    spaced = "".join(" " if each.isspace() else each for each in _STRAY.sub("", text[: LONGEST * 20]))
    seen = "".join(each for each in spaced if unicodedata.category(each) not in _UNSEEN)
    seen = " ".join(seen.split())
    return seen if len(seen) <= LONGEST else seen[: LONGEST - 1].rstrip() + "…"
