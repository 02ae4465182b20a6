"""Fills regions of a stored picture for good: new pixels, and nothing of the old file survives."""

from collections.abc import Iterable
from io import BytesIO

from PIL import Image

from recorder.document.geometry import Box
from recorder.document.paint.measures import COVER

_LOSSLESS = {"PNG": {}, "WEBP": {"lossless": True, "exact": True, "quality": 80, "method": 1}}
_PLAIN = {"RGB", "RGBA", "L"}


def burnt(data: bytes, boxes: Iterable[Box]) -> bytes:
    """Return the picture with the boxes filled, in the same format and without loss elsewhere.

    The same picture and boxes give the same bytes; nothing but pixels goes into them. Where the regions are
    filled like that already, the very bytes that were given come back.
    """
    with Image.open(BytesIO(data)) as opened:
        form, raw = str(opened.format), _plain(opened)
    filled = raw.copy()
    for box in boxes:
        inside = box.meet(Box(0, 0, *raw.size))
        if inside:
            filled.paste(_colour(raw.mode), (inside.x, inside.y, inside.right, inside.bottom))
    if filled.tobytes() == raw.tobytes():
        return data
    stream = BytesIO()
    filled.save(stream, form, **_LOSSLESS[form])
    return stream.getvalue()


def _plain(opened: Image.Image) -> Image.Image:
    """Return the pixels alone: no palette, which may name colours of the region, and no words beside them."""
    mode = opened.mode if opened.mode in _PLAIN else "RGBA" if "transparency" in opened.info else "RGB"
    converted = opened.convert(mode)
    return Image.frombytes(mode, converted.size, converted.tobytes())


def _colour(mode: str) -> tuple[int, ...]:
    if mode == "L":
        return (round(sum(COVER) / 3),)
    return (*COVER, 255) if mode == "RGBA" else COVER
