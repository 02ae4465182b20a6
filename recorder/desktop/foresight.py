"""Guess what the next look-up in a window will ask, so that one round trip brings what a dozen brought.

Neighbouring controls lie in the same boxes, and the pointer is looked under again and again. A guess decides
nothing: its answers are as fresh as any, and what it did not foresee is asked as ever.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from recorder.desktop.accessible import AT_POINT, EXTENTS, ROLE, Ref, box_in
from recorder.desktop.wire import Call
from recorder.document.geometry import Box, Point

ORIGIN = Point(0, 0)
MOST_WINDOWS, MOST_OBJECTS, MOST_CALLS = 16, 80, 160


@dataclass(slots=True)
class _Known:
    """What was asked in one window: of each object its calls and its place; and of the last look-up."""

    calls: OrderedDict[Ref, set[Call]] = field(default_factory=OrderedDict)
    places: dict[Ref, Box] = field(default_factory=dict)
    last: tuple[Call, ...] = ()
    found: Box | None = None


class Foresight:
    """Remember what the look-ups in each window asked."""

    def __init__(self) -> None:
        self._windows: OrderedDict[int, _Known] = OrderedDict()

    def calls(self, window: int, point: Point) -> list[Call]:
        """Return what a look-up at the point will probably ask.

        At the control found last that is the same again, else what was asked of all that lies around it.
        """
        known = self._windows.get(window)
        if known is None:
            return []
        again = known.last if known.found is not None and known.found.holds(point) else ()
        around = [
            ref for ref in reversed(known.calls) if ref in known.places and known.places[ref].holds(point)
        ]
        calls = dict.fromkeys([*again, *(call for ref in around for call in known.calls[ref])])
        return [_moved(call, point) for call in calls][:MOST_CALLS]

    def note(self, window: int, answers: Mapping[Call, tuple[Any, ...] | None], found: Box | None) -> None:
        """Remember what a look-up asked, and the box of what it found."""
        known = self._windows.setdefault(window, _Known())
        self._windows.move_to_end(window)
        asked_more = {call.to for call in answers if call.method != EXTENTS}
        gone = {call.to for call, answer in answers.items() if call.method == ROLE and answer is None}
        for ref in gone:
            known.calls.pop(ref, None)
        for call, answer in answers.items():
            if call.to in gone or call.to not in asked_more:
                continue
            known.calls.setdefault(call.to, set()).add(_moved(call, ORIGIN))
            known.calls.move_to_end(call.to)
            box = box_in(answer) if call.method == EXTENTS else None
            if box is not None:
                known.places[call.to] = box
        known.last, known.found = tuple(_moved(call, ORIGIN) for call in answers), found
        _cut(self._windows, MOST_WINDOWS)
        for ref in _cut(known.calls, MOST_OBJECTS):
            known.places.pop(ref, None)


def _moved(call: Call, point: Point) -> Call:
    """Return the same question about another point."""
    return replace(call, arguments=(*point, *call.arguments[2:])) if call.method == AT_POINT else call


def _cut(entries: "OrderedDict[Any, Any]", most: int) -> Iterable[Any]:
    """Drop the oldest entries beyond `most`, and return their keys."""
    return [entries.popitem(last=False)[0] for _ in range(len(entries) - most)]
