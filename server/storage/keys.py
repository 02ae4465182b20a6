"""Names as they are compared, and the keys that addresses use: readable in any script, never taken twice."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from sqlalchemy import Column, Connection, select

from server.storage.tables import former_names, stages

_LONGEST = 60
_KEPT = ("L", "N", "M")
_RESERVED = frozenset({"new"})
"""What is an address of ours already, such as that of the page for a new process."""
_FEW, _MANY = 8, 512
"""How many keys are tried at once: at first, and at most."""


def fold(name: str) -> str:
    """Return the name as it is compared: composed, case folded, its spaces single."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def tidy_name(name: str) -> str:
    """Return the name with single spaces and nothing around it."""
    return " ".join(name.split())


def free_key(connection: Connection, column: Column[str], name: str) -> str:
    """Return a key that reads like the name and is not taken, nor was by a stage that may be put back.

    Keys are tried some at a time, each by an index: however much there is or was, a new name costs the same.
    """
    stem, first, many = readable(name), 1, _FEW
    while True:
        wanted = [stem if number == 1 else f"{stem}-{number}" for number in range(first, first + many)]
        taken = _RESERVED.union(*(_taken(connection, each, wanted) for each in _columns(column)))
        free = next((key for key in wanted if key not in taken), None)
        if free is not None:
            return free
        first, many = first + many, min(many * 2, _MANY)


def _columns(column: Column[str]) -> tuple[Column[str], ...]:
    return (column, former_names.c.stage) if column.table is stages else (column,)


def _taken(connection: Connection, column: Column[str], wanted: Iterable[str]) -> set[str]:
    return set(connection.scalars(select(column).where(column.in_(wanted))))


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
