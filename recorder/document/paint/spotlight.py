"""Regions left bright while the rest is dimmed; several share one dimming."""

from collections.abc import Sequence

from recorder.document.geometry import Box
from recorder.document.guide import SpotlightMark
from recorder.document.paint.canvas import Canvas, Pen
from recorder.document.paint.measures import INK, LOOK
from recorder.document.paint.style import rect_of

_DIMMED, _GAP, _RADIUS = LOOK.spotlight.dimmed, LOOK.spotlight.gap, LOOK.spotlight.radius


def cover(mark: SpotlightMark, point: float) -> Box:
    """Return the region left bright, with its margin."""
    return rect_of(mark.box).grown(_GAP * point).box


def draw(canvas: Canvas, marks: Sequence[SpotlightMark]) -> None:
    """Dim all but the regions of all the marks."""
    whole = rect_of(canvas.frame)
    bright = [canvas.rect(mark.box).grown(_GAP * canvas.point) for mark in marks]

    def shape(pen: Pen) -> None:
        pen.rounded(whole, 0)
        for each in bright:
            pen.rounded(each, _RADIUS * canvas.point, 0)

    canvas.fill(whole, INK, shape, opacity=_DIMMED)
