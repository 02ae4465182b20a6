"""Names as captions can quote them: what programs call their controls and windows, fit for a sentence."""

import re

from recorder.document.guide import Target, Window
from recorder.document.markup import escape

LONGEST = 60

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MNEMONIC = re.compile(r"(?:(?<=\s)|^)[_&](?=\w)|(?<=[^\W_])&(?=[a-zß-ÿ])")
_TRAILING = re.compile(r"\s*(?:[:\uff1a]|\.\.\.|…)+\s*$")
_FILE_ENDING = re.compile(r"\.(?:py|exe|sh|jar|bin|AppImage)$", re.IGNORECASE)
_IDENTIFIER = re.compile(r"\w+(?:[-_.]\w+)+")
_SEPARATOR = re.compile(r"\s+[-\u2013\u2014|·•]\s+|\s*:\s+")


def clean(text: str) -> str:
    """Return `text` on one line, without the shortcut, mnemonic, colon or ellipsis that programs add."""
    one_line = " ".join(_CONTROL.sub(" ", text.split("\t", 1)[0]).split())
    bare = _TRAILING.sub("", _MNEMONIC.sub("", one_line)) or one_line
    return bare.replace("&&", "&")


def shorten(text: str, longest: int = LONGEST) -> str:
    """Return `text` cut to at most `longest` characters, with an ellipsis where something is missing."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def quote(text: str) -> str:
    """Return a name or value for a caption: on one line, bounded, its Markdown escaped."""
    return escape(shorten(" ".join(_CONTROL.sub(" ", text).split())))


def name_of(target: Target | None) -> str:
    """Return what the control is called, or nothing."""
    return clean(target.name) if target else ""


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text, each once."""
    return frozenset(text.split())


def parts_of(title: str) -> list[str]:
    """Return the parts of a window's title, such as the document's and the program's names.

    What toolkits put where a popup has no title, the name of the program's file, is none.
    """
    if _IDENTIFIER.fullmatch(title):
        return []
    return [part for part in (each.strip() for each in _SEPARATOR.split(title)) if part]


def program_of(window: Window) -> str:
    """Return the program's own name in words: Refund desk for `refund-desk.py` and `org.app.RefundDesk`."""
    last = _FILE_ENDING.sub("", window.app).rsplit(".", 1)[-1]
    return " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])|[-_]+", " ", last).split()).capitalize()
