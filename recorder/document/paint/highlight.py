"""A wash over a region, as by a felt pen."""

from recorder.document.geometry import Box
from recorder.document.guide import HighlightMark
from recorder.document.paint.canvas import Canvas
from recorder.document.paint.measures import LOOK, Colour
from recorder.document.paint.style import colour_of

_STRENGTH, _RADIUS = LOOK.highlight.strength, LOOK.highlight.radius


def cover(mark: HighlightMark, _point: float) -> Box:
    """Return the region itself."""
    return mark.box


def draw(canvas: Canvas, mark: HighlightMark) -> None:
    """Tint the region; words on it stay readable."""
    area = canvas.rect(mark.box)
    canvas.tint(area, _pale(colour_of(mark.color)), lambda pen: pen.rounded(area, _RADIUS * canvas.point))


def _pale(colour: Colour) -> Colour:
    red, green, blue = (round(255 - (255 - part) * _STRENGTH) for part in colour)
    return red, green, blue
