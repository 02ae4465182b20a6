"""Names as they are compared, and the keys that addresses use: readable in any script, never taken twice."""

import re
import unicodedata
from collections.abc import Iterator

from sqlalchemy import Column, Connection, Text, cast, select

from server.storage.tables import process_calls, stages

_LONGEST = 60
_KEPT = ("L", "N", "M")
_RESERVED = frozenset({"new"})
"""What is an address of ours already, such as that of the page for a new process."""


def fold(name: str) -> str:
    """Return the name as it is compared: composed, case folded, its spaces single."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def tidy_name(name: str) -> str:
    """Return the name with single spaces and nothing around it."""
    return " ".join(name.split())


def free_key(connection: Connection, column: Column[str], name: str) -> str:
    """Return a key that reads like the name and is not taken, nor was by a stage that may be put back."""
    stem = readable(name)
    taken = _RESERVED | set(
        connection.scalars(select(column).where(column.startswith(stem, autoescape=True)))
    )
    taken |= _of_deleted_stages(connection) if column.table is stages else set()
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


def _of_deleted_stages(connection: Connection) -> set[str]:
    """Return the keys of stages that were deleted, as the log of processes tells."""
    deletes = cast(process_calls.c.edits, Text).contains('"delete_stage"')
    calls = connection.scalars(select(process_calls.c.edits).where(deletes))
    return {edit["stage"] for call in calls for edit in call if edit["kind"] == "delete_stage"}


def readable(name: str) -> str:
    """Return the letters and digits of a name of any script, joined by hyphens; emoji by their names."""
    letters = "".join(_letters(name))
    if not re.search(r"[^\W_]", letters):
        called = (unicodedata.name(sign, "") for sign in name if unicodedata.category(sign) == "So")
        letters = re.sub(r"[^a-z0-9]+", "-", " ".join(called).lower())
    return _cut(letters.strip("-")) or "process"


def _letters(name: str) -> Iterator[str]:
    """Yield letters, their marks, digits, and hyphens for all else; Latin letters lose their accents."""
    latin, gap = False, False
    for letter in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name).casefold()):
        if unicodedata.combining(letter) and latin:
            continue
        if unicodedata.category(letter)[0] not in _KEPT or letter in _INVISIBLE:
            gap = True
            continue
        latin = letter < "\u0250"
        yield f"-{letter}" if gap else letter
        gap = False


_INVISIBLE = frozenset("\u200d\ufe0e\ufe0f\u20e3")
"""What joins and colours emoji, and is nothing to read."""


def _cut(key: str) -> str:
    """Return the composed key, no longer than fits, with no hyphen at either end."""
    return unicodedata.normalize("NFC", key)[:_LONGEST].strip("-")
