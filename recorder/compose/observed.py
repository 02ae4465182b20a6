"""What was seen to come of each gesture: windows that came and went, and how its control stands since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from recorder.compose.gestures import Gesture
from recorder.recording import (
    AnyFact,
    Became,
    Dropped,
    Keys,
    Press,
    Release,
    Scroll,
    Suppressed,
    Typed,
    WindowChange,
)

INPUT = (Press, Release, Scroll, Typed, Keys, Suppressed, Dropped)

CHANGE_SECONDS = 15.0
"""How long after a gesture a window may come or go because of it: some programs start slowly."""


def observed(gestures: Sequence[Gesture], facts: Iterable[AnyFact], first: int = 0) -> list[Gesture]:
    """Return the gestures, each with the window changes after it and what its control became.

    `first` is the number of the first input fact.
    """
    changes: dict[int, list[WindowChange]] = {}
    became: dict[float, Became] = {}
    inputs = first
    for fact in facts:
        if isinstance(fact, INPUT):
            inputs += 1
        elif isinstance(fact, Became):
            became[fact.of] = fact
        elif isinstance(fact, WindowChange):
            changes.setdefault(inputs, []).append(fact)
    return [
        replace(gesture, changes=_between(changes, gesture, ends), became=became.get(gesture.time))
        for gesture, ends in zip(gestures, _ends(gestures), strict=True)
    ]


def _ends(gestures: Sequence[Gesture]) -> list[int | None]:
    """Return where the next gesture begins, counted in input facts, None after the last."""
    return [each.serial for each in gestures[1:]] + [None] if gestures else []


def _between(
    changes: Mapping[int, Sequence[WindowChange]], gesture: Gesture, ends: int | None
) -> tuple[WindowChange, ...]:
    """Return the changes after a gesture and before the next one."""
    last = max(changes, default=0) if ends is None else ends
    within = (change for inputs in range(gesture.serial + 1, last + 1) for change in changes.get(inputs, ()))
    return tuple(change for change in within if change.time <= gesture.until + CHANGE_SECONDS)
