"""Controls as Windows and macOS tell of them, in plain words: what both backends share. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from recorder.desktop.choosing import ENCLOSING, meant, path_of
from recorder.desktop.words import tidy
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target

DEEPEST = 60
"""How many elements, from the innermost, are looked at: trees may have circles."""

_FARTHEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Element:
    """One control: its role and states are the words of `recorder.desktop.roles`, its box desktop pixels.

    `value` is what a field or slider holds, None where nothing tells or the field is secret.
    """

    role: str
    name: str = ""
    box: Box | None = None
    state: tuple[str, ...] = ()
    secret: bool = False
    value: str | None = None

    def holds(self, point: Point) -> bool:
        """Tell whether the point lies in its box."""
        return self.box is not None and self.box.holds(point)


def target_around(chain: Sequence[Element], point: Point) -> Target | None:
    """Return the control that a point in it means, with the names of what it is in; None where none is.

    `chain` has the element at the point first, then what it is in, the window last.
    """
    found = meant(chain, point)
    return None if found is None else target_of(chain[chain.index(found) :])


def target_of(chain: Sequence[Element]) -> Target | None:
    """Return the first element of a chain as a target; those it is in, but for the window, make its path."""
    if not chain:
        return None
    found, *outer = chain[:DEEPEST]
    names = [each.name for each in outer[:-1] if each.role in ENCLOSING]
    return Target(
        name=found.name,
        role=found.role,
        state=found.state,
        box=found.box,
        path=path_of(names),
        secret=found.secret,
    )


def box_of(*sides: Any) -> Box | None:
    """Return a place from left, top, width and height; None for an empty one, or one past any screen."""
    try:
        box = Box(*(round(side) for side in sides))
    except (TypeError, ValueError, OverflowError):
        return None
    sane = box.width > 0 and box.height > 0 and max(map(abs, box)) < _FARTHEST
    return box if sane else None


def text_of(told: Any) -> str:
    """Return a text made fit for a caption, an empty one for whatever is no text."""
    return tidy(told) if isinstance(told, str) else ""
