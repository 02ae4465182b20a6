"""Which of the words read around a click name what was clicked: pure."""

from collections.abc import Sequence
from typing import NamedTuple

from recorder.desktop.words import tidy
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target

SURE = 0.8
"""How sure a reading must be; what is no letter is read with less."""

LONGEST, MOST_WORDS = 40, 6
"""Longer lines are text that a program shows, and no name of a control."""

FIELD_SHARE = 3
"""In a field, the words fill less than a third of the box; a button is drawn around its words."""

ABOVE, BESIDE = 40, 260


class Line(NamedTuple):
    """One line of words on the screen, and how sure its reading is."""

    text: str
    box: Box
    sure: float


class Words(NamedTuple):
    """What was read around a click, and the box that is drawn around it, if any."""

    lines: tuple[Line, ...]
    frame: Box | None


def named_by(lines: Sequence[Line], point: Point, frame: Box | None) -> Target | None:
    """Return the control at a point by the words on it, else by the label of the empty field around it.

    `frame` is the box that is drawn around the point, if any. What is in a field is a value and never read.
    """
    good = [line for line in lines if line.sure >= SURE and _is_name(line.text)]
    on = next((line for line in good if _grown(line.box).holds(point)), None)
    if frame is not None and _is_field(frame, [line.box for line in lines if frame.covers(line.box)]):
        label = _label(frame, [line for line in good if not frame.meet(line.box)])
        return _target(label.text, "text", frame) if label else None
    if on is None and frame is not None:
        inside = [line for line in good if frame.covers(line.box)]
        on = inside[0] if len(inside) == 1 else None
    if on is None:
        return None
    drawn = frame is not None and frame.covers(on.box)
    return _target(on.text, "button" if drawn else "label", frame if drawn and frame else on.box)


def _target(text: str, role: str, box: Box) -> Target:
    return Target(name=tidy(text), role=role, box=box, source="pixels")


def _is_name(text: str) -> bool:
    return any(map(str.isalpha, text)) and len(text) <= LONGEST and len(text.split()) <= MOST_WORDS


def _grown(box: Box) -> Box:
    """Return the box of words with the room that a finger gives them."""
    room = box.height // 2
    return Box(box.x - room, box.y - room // 2, box.width + 2 * room, box.height + room)


def _is_field(frame: Box, inside: Sequence[Box]) -> bool:
    """Tell whether a box is one to type into: long and low, with no words in its middle."""
    if frame.width < FIELD_SHARE * frame.height:
        return False
    return not any(_is_centred(words, frame) for words in inside)


def _is_centred(words: Box, frame: Box) -> bool:
    left, right = words.x - frame.x, frame.right - words.right
    return abs(left - right) <= max(frame.width // 8, frame.height // 2)


def _label(field: Box, lines: Sequence[Line]) -> Line | None:
    """Return the line to the left of a field, else the one right above it."""
    left = [
        line
        for line in lines
        if field.y <= line.box.centre.y < field.bottom and 0 <= field.x - line.box.right <= BESIDE
    ]
    above = [
        line
        for line in lines
        if 0 <= field.y - line.box.bottom + line.box.height // 2 <= ABOVE
        and field.x - line.box.height <= line.box.x < field.right
    ]
    nearest = max(left, key=lambda line: line.box.right, default=None)
    return nearest or max(above, key=lambda line: line.box.bottom, default=None)
