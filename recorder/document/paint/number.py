"""A number in a coloured disc with a white halo."""

from recorder.document.geometry import Box
from recorder.document.guide import NumberMark
from recorder.document.paint.canvas import Canvas
from recorder.document.paint.measures import LOOK, Colour
from recorder.document.paint.style import HALO, Rect, colour_of, halo_of, ink_on

_RADIUS, _LETTERS = LOOK.number.radius, LOOK.number.letters


def cover(mark: NumberMark, point: float) -> Box:
    """Return the pixels of the picture under the disc."""
    return _around(mark.at.x + 0.5, mark.at.y + 0.5, (_RADIUS + HALO) * point).box


def draw(canvas: Canvas, mark: NumberMark) -> None:
    """Draw halo and disc, and the number in its middle."""
    point, colour, figures = canvas.point, colour_of(mark.color), str(mark.number)
    x, y = canvas.place(mark.at)
    _disc(canvas, x, y, (_RADIUS + HALO) * point, halo_of(colour))
    _disc(canvas, x, y, _RADIUS * point, colour)
    height = _LETTERS[len(figures) - 1] * point
    place = (x, y + LOOK.capital * height / 2)
    area = _around(x, y, _RADIUS * point)
    canvas.fill(area, ink_on(colour), lambda pen: pen.text(place, figures, height, "ms"))


def _disc(canvas: Canvas, x: float, y: float, radius: float, colour: Colour) -> None:
    canvas.fill(_around(x, y, radius), colour, lambda pen: pen.disc(x, y, radius))


def _around(x: float, y: float, radius: float) -> Rect:
    return Rect(x - radius, y - radius, x + radius, y + radius)
