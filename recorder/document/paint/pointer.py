"""The pointer's arrow: black with a white rim and a soft shadow, its tip where the click was."""

from recorder.document.geometry import Box
from recorder.document.guide import PointerMark
from recorder.document.paint.canvas import Canvas, Pen
from recorder.document.paint.measures import INK, LOOK, WHITE
from recorder.document.paint.style import Rect

_OUTLINE, _RIM = LOOK.pointer.outline, LOOK.pointer.rim
_SHADOW, _ASIDE, _SHADOW_STRENGTH = LOOK.pointer.shadow, LOOK.pointer.aside, LOOK.pointer.strength

POINTER_SIZE = (21, 32)
"""Width and height in points, rim included."""


def cover(mark: PointerMark, point: float) -> Box:
    """Return the pixels of the picture under the arrow."""
    return _around(mark.at.x + 0.5, mark.at.y + 0.5, point).box


def draw(canvas: Canvas, mark: PointerMark) -> None:
    """Draw shadow, rim and arrow, from the bottom up."""
    x, y = canvas.place(mark.at)
    point = canvas.point
    corners = [(x + dx * point, y + dy * point) for dx, dy in _OUTLINE]
    area, rim = _around(x, y, point), _RIM * point

    def rimmed(pen: Pen) -> None:
        pen.polygon(corners)
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
            pen.line(start, end, 2 * rim)

    drop = _SHADOW * point
    canvas.fill(
        area.moved(_ASIDE * drop, drop),
        INK,
        lambda pen: pen.polygon([(x + _ASIDE * drop, y + drop) for x, y in corners]),
        opacity=_SHADOW_STRENGTH,
        blur=drop,
    )
    canvas.fill(area, WHITE, rimmed)
    canvas.fill(area, INK, lambda pen: pen.polygon(corners))


def _around(x: float, y: float, point: float) -> Rect:
    width, height = _OUTLINE[-1][0], _OUTLINE[3][1]
    return Rect(x, y, x + width * point, y + height * point).grown(_RIM * point)
