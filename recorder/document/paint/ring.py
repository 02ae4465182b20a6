"""A ring around a place whose box is not known."""

from recorder.document.geometry import Box
from recorder.document.guide import RingMark
from recorder.document.paint.canvas import Canvas, Pen
from recorder.document.paint.measures import LOOK, Colour
from recorder.document.paint.style import HALO, STROKE, Rect, colour_of, halo_of

_FINGERTIP = LOOK.ring.radius


def cover(mark: RingMark, point: float) -> Box:
    """Return the pixels of the picture from one outer edge to the other."""
    radius = (mark.radius or _FINGERTIP * point) + (STROKE / 2 + HALO) * point
    x, y = mark.at.x + 0.5, mark.at.y + 0.5
    return Rect(x - radius, y - radius, x + radius, y + radius).box


def draw(canvas: Canvas, mark: RingMark) -> None:
    """Draw a light band, and the coloured line in its middle."""
    radius = canvas.length(mark.radius) if mark.radius else _FINGERTIP * canvas.point
    stroke, halo = STROKE * canvas.point, HALO * canvas.point
    colour = colour_of(mark.color)
    _band(canvas, mark, radius, stroke + 2 * halo, halo_of(colour))
    _band(canvas, mark, radius, stroke, colour)


def _band(canvas: Canvas, mark: RingMark, radius: float, width: float, colour: Colour) -> None:
    x, y = canvas.place(mark.at)
    outer = radius + width / 2

    def shape(pen: Pen) -> None:
        pen.disc(x, y, outer)
        pen.disc(x, y, max(0.0, radius - width / 2), 0)

    canvas.fill(Rect(x - outer, y - outer, x + outer, y + outer), colour, shape)
