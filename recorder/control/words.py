"""Words that programs gave, fit for a terminal."""

import re

_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def safe(words: str) -> str:
    """Return words without what a terminal would obey."""
    return _OBEYED.sub(" ", words)
