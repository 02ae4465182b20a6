"""A rounded orange box around a control, with a white halo that parts it from any background."""

from recorder.document.geometry import Box
from recorder.document.guide import BoxMark
from recorder.document.paint.canvas import Canvas, Pen
from recorder.document.paint.measures import LOOK, Colour
from recorder.document.paint.style import GAP, HALO, STROKE, Rect, colour_of, halo_of, rect_of

_RADIUS = LOOK.box.radius
_REACH = GAP + HALO + STROKE + HALO


def cover(mark: BoxMark, point: float) -> Box:
    """Return the pixels of the picture from one outer edge to the other."""
    return rect_of(mark.box).grown(_REACH * point).box


def draw(canvas: Canvas, mark: BoxMark) -> None:
    """Draw a light band, and the coloured line in its middle."""
    inner, colour = _inner(canvas, mark.box), colour_of(mark.color)
    gap, halo, stroke = (each * canvas.point for each in (GAP, HALO, STROKE))
    _band(canvas, inner, gap, halo + stroke + halo, halo_of(colour))
    _band(canvas, inner, gap + halo, stroke, colour)


def _inner(canvas: Canvas, box: Box) -> Rect:
    """Return the box, with the sides that end at the rim drawn in so that their line stays in sight."""
    rect, reach = canvas.rect(box), _REACH * canvas.point
    seen, width, height = canvas.shown, canvas.image.width, canvas.image.height
    return Rect(
        max(rect.left, reach) if box.x >= seen.x else rect.left,
        max(rect.top, reach) if box.y >= seen.y else rect.top,
        min(rect.right, width - reach) if box.right <= seen.right else rect.right,
        min(rect.bottom, height - reach) if box.bottom <= seen.bottom else rect.bottom,
    )


def _band(canvas: Canvas, inner: Rect, offset: float, width: float, colour: Colour) -> None:
    hole, radius = inner.grown(offset), _RADIUS * canvas.point
    outer = hole.grown(width)

    def shape(pen: Pen) -> None:
        pen.rounded(outer, radius + offset + width)
        pen.rounded(hole, radius + offset, 0)

    canvas.fill(outer, colour, shape)
