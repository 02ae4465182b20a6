"""Where a crop cuts through a window, its rim dissolves into the window's own ground.

A hard edge through a dialog reads as the dialog's end; a fade says that it goes on.
"""

from operator import itemgetter
from typing import Any, Literal

from PIL import Image

from recorder.document.geometry import Box
from recorder.document.paint.canvas import Canvas
from recorder.document.paint.measures import LOOK, Colour

_DEPTH, _STRENGTH = LOOK.fade.depth, LOOK.fade.strength

Side = Literal["left", "right", "top", "bottom"]


def cut_sides(shown: Box, window: Box) -> tuple[Side, ...]:
    """Return the sides of the crop that cut through the window."""
    if shown.meet(window) is None:
        return ()
    cuts: dict[Side, bool] = {
        "left": window.x < shown.x,
        "right": window.right > shown.right,
        "top": window.y < shown.y,
        "bottom": window.bottom > shown.bottom,
    }
    return tuple(side for side, cut in cuts.items() if cut)


def draw(canvas: Canvas, window: Box) -> None:
    """Fade the canvas out where its sides cut through the window, and nowhere else."""
    seen = canvas.rect(window).box.meet(canvas.frame)
    if seen is None:
        return
    depth = round(_DEPTH * canvas.point)
    for side in cut_sides(canvas.shown, window):
        rim = _rim(side, seen, depth)
        if rim.area:
            at = (rim.x, rim.y, rim.right, rim.bottom)
            strip = canvas.image.crop(at)
            canvas.image.paste(_ground(strip), at, _ramp(side, rim))


def _rim(side: Side, seen: Box, depth: int) -> Box:
    across, down = min(depth, seen.width // 3), min(depth, seen.height // 3)
    return {
        "left": Box(seen.x, seen.y, across, seen.height),
        "right": Box(seen.right - across, seen.y, across, seen.height),
        "top": Box(seen.x, seen.y, seen.width, down),
        "bottom": Box(seen.x, seen.bottom - down, seen.width, down),
    }[side]


def _ground(strip: Image.Image) -> Colour:
    """Return the colour of most of the strip's pixels: what its words and lines stand on."""
    colours: list[tuple[int, Any]] = strip.getcolors(strip.width * strip.height) or []
    _, (red, green, blue) = max(colours, key=itemgetter(0))
    return red, green, blue


def _ramp(side: Side, rim: Box) -> Image.Image:
    """Return how much of the ground shows: most at the edge, nothing inside, without a visible beginning."""
    lying = side in {"left", "right"}
    steps = rim.width if lying else rim.height
    values = bytes(round(255 * _STRENGTH * _smooth(1 - (each + 0.5) / steps)) for each in range(steps))
    if side in {"right", "bottom"}:
        values = values[::-1]
    ramp = Image.frombytes("L", (steps, 1) if lying else (1, steps), values)
    return ramp.resize((rim.width, rim.height), Image.Resampling.NEAREST)


def _smooth(part: float) -> float:
    return part * part * (3 - 2 * part)
