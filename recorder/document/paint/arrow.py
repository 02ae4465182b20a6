"""An arrow from one place to another, with a white halo."""

from math import hypot

from recorder.document.geometry import Box
from recorder.document.guide import ArrowMark
from recorder.document.paint.canvas import Canvas, Pen
from recorder.document.paint.measures import LOOK, Colour
from recorder.document.paint.style import HALO, STROKE, Rect, colour_of, halo_of

_HEAD, _HALF_HEAD, _EDGE = LOOK.arrow.head, LOOK.arrow.half, LOOK.arrow.edge

Places = tuple[tuple[float, float], ...]


def cover(mark: ArrowMark, point: float) -> Box:
    """Return the pixels of the picture from the outermost edges of shaft and head."""
    ends = ((mark.start.x + 0.5, mark.start.y + 0.5), (mark.end.x + 0.5, mark.end.y + 0.5))
    return _around(ends, point).box


def draw(canvas: Canvas, mark: ArrowMark) -> None:
    """Draw shaft and head, first wider in its halo."""
    start, end = canvas.place(mark.start), canvas.place(mark.end)
    colour = colour_of(mark.color)
    _stroke(canvas, start, end, HALO * canvas.point, halo_of(colour))
    _stroke(canvas, start, end, 0, colour)


def _stroke(
    canvas: Canvas, start: tuple[float, float], end: tuple[float, float], halo: float, colour: Colour
) -> None:
    point = canvas.point
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    head = min(_HEAD * point, length)
    neck = (end[0] - along[0] * head, end[1] - along[1] * head)
    half = head * _HALF_HEAD / _HEAD
    wings = [(neck[0] - along[1] * side, neck[1] + along[0] * side) for side in (half, -half)]
    corners = [end, *wings]

    def shape(pen: Pen) -> None:
        pen.line(start, neck, STROKE * point + 2 * halo)
        pen.polygon(corners)
        for one, other in zip(corners, corners[1:] + corners[:1], strict=True):
            pen.line(one, other, _EDGE * point + 2 * halo)

    canvas.fill(_around((start, end), point), colour, shape)


def _around(places: Places, point: float) -> Rect:
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return Rect(min(xs), min(ys), max(xs), max(ys)).grown((_HALF_HEAD + HALO + _EDGE) * point)
