"""From a raw picture to what is shown: crop, hide, scale, fade, then marks at the final size."""

from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image

from recorder.document.geometry import Box
from recorder.document.guide import AnyMark, HideMark, Picture, SpotlightMark
from recorder.document.paint import (
    arrow,
    box,
    fade,
    hide,
    highlight,
    number,
    pointer,
    ring,
    spotlight,
    text,
)
from recorder.document.paint.canvas import Canvas
from recorder.document.paint.style import WIDE, point_size

_COVER: Mapping[str, Callable[[Any, float], Box]] = {
    "arrow": arrow.cover,
    "box": box.cover,
    "hide": hide.cover,
    "highlight": highlight.cover,
    "number": number.cover,
    "pointer": pointer.cover,
    "ring": ring.cover,
    "spotlight": spotlight.cover,
    "text": text.cover,
}
# Not hide, which is safe only before scaling, nor spotlight, which would dim other marks.
_DRAW: Mapping[str, Callable[[Canvas, Any], None]] = {
    "arrow": arrow.draw,
    "box": box.draw,
    "highlight": highlight.draw,
    "number": number.draw,
    "pointer": pointer.draw,
    "ring": ring.draw,
    "text": text.draw,
}


def paint(
    image: Image.Image,
    picture: Picture,
    *,
    crop: Box | None = None,
    width: int | None = None,
    window: Box | None = None,
    across: int = WIDE,
) -> Image.Image:
    """Return the crop (the picture's own unless told) at a width in pixels, with every mark drawn.

    `across` is how many points a page shows side by side: more where the picture is not in a column.

    `window` is the window acted on: where the crop cuts through it, the rim fades. A width of None keeps the
    picture's pixels. The image given is left as it is.
    """
    shown = _shown(picture, crop)
    cropped = _opaque(image.crop((shown.x, shown.y, shown.right, shown.bottom)))
    for mark in picture.marks:
        if isinstance(mark, HideMark):
            hide.draw(cropped, shown, mark)
    canvas = _canvas(cropped, shown, point_size(shown, picture.scale, across), width or shown.width)
    if window:
        fade.draw(canvas, window)
    spotlights = [mark for mark in picture.marks if isinstance(mark, SpotlightMark)]
    if spotlights:
        spotlight.draw(canvas, spotlights)
    for mark in picture.marks:
        if mark.kind in _DRAW:
            _DRAW[mark.kind](canvas, mark)
    return canvas.image


def mark_box(mark: AnyMark, picture: Picture, crop: Box | None = None) -> Box:
    """Return the pixels of the picture that a mark covers when that crop of it is shown."""
    return _COVER[mark.kind](mark, point_size(_shown(picture, crop), picture.scale))


def _shown(picture: Picture, crop: Box | None) -> Box:
    return (crop and crop.meet(picture.frame)) or picture.shown


def _canvas(cropped: Image.Image, shown: Box, point: float, width: int) -> Canvas:
    zoom = width / shown.width
    size = (width, max(1, round(shown.height * zoom)))
    image = cropped if size == cropped.size else cropped.resize(size, Image.Resampling.LANCZOS)
    return Canvas(image, shown, point * zoom)


def _opaque(image: Image.Image) -> Image.Image:
    """Return the image in plain colours, on white where it was see-through."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    ground = Image.new("RGB", image.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground
