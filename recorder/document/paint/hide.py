"""A solid fill of whole pixels, under which nothing survives: drawn before anything is scaled or blended."""

from PIL import Image

from recorder.document.geometry import Box
from recorder.document.guide import HideMark
from recorder.document.paint.measures import COVER
from recorder.document.paint.style import colour_of


def cover(mark: HideMark, _point: float) -> Box:
    """Return the region itself."""
    return mark.box


def draw(image: Image.Image, shown: Box, mark: HideMark) -> None:
    """Fill the region in a picture that was cropped to `shown` and not scaled yet."""
    hidden = mark.box.meet(shown)
    if hidden:
        at = hidden.moved(-shown.x, -shown.y)
        image.paste(colour_of(mark.color) if mark.color else COVER, (at.x, at.y, at.right, at.bottom))
