"""The same on other pictures: where the very pixels of a region are once more, wherever they moved to."""

from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image, ImageChops

from recorder.document.geometry import Box

SMALLEST = 6
MOST = 20
_BYTES = 3  # of a pixel


class Ink(NamedTuple):
    """What is written in a region: its rows without the ground around, and where they stand in it."""

    rows: tuple[bytes, ...]
    inside: Box


def ink_of(image: Image.Image, box: Box) -> Ink | None:
    """Return what is written in a region; None where it is plain, so that it would be found everywhere."""
    patch = image.convert("RGB").crop((box.x, box.y, box.right, box.bottom))
    colours = patch.getcolors(patch.width * patch.height) or []
    ground = max(colours, default=(0, (0, 0, 0)))[1]
    apart = Image.new("RGB", patch.size, ground)
    found = _differing(patch, apart)
    if found is None or found.width < SMALLEST or found.height < SMALLEST:
        return None
    pixels = patch.crop((found.x, found.y, found.right, found.bottom)).tobytes()
    wide = found.width * _BYTES
    return Ink(tuple(pixels[start : start + wide] for start in range(0, len(pixels), wide)), found)


def places_of(ink: Ink, image: Image.Image) -> Iterator[Box]:
    """Yield where the ink stands in a picture, each as large as the region that it was taken from."""
    raw, wide = image.convert("RGB").tobytes(), image.width * _BYTES
    telling = max(range(len(ink.rows)), key=lambda row: len(set(ink.rows[row])))
    at, count = raw.find(ink.rows[telling]), 0
    while at >= 0 and count < MOST:
        top, left = at // wide - telling, at % wide
        if at % _BYTES == 0 and top >= 0 and _stands_at(ink, raw, wide, top * wide + left):
            count += 1
            yield Box(left // _BYTES, top, ink.inside.width, ink.inside.height)
        at = raw.find(ink.rows[telling], at + 1)


def around(ink: Ink, place: Box, box: Box) -> Box:
    """Return the region around the ink at another place, as the region that was marked lies around it."""
    return Box(place.x - ink.inside.x, place.y - ink.inside.y, box.width, box.height)


def _stands_at(ink: Ink, raw: bytes, wide: int, start: int) -> bool:
    if start % wide + len(ink.rows[0]) > wide or start + (len(ink.rows) - 1) * wide + len(ink.rows[0]) > len(
        raw
    ):
        return False
    return all(
        raw[start + row * wide : start + row * wide + len(pixels)] == pixels
        for row, pixels in enumerate(ink.rows)
    )


def _differing(patch: Image.Image, apart: Image.Image) -> Box | None:
    found = ImageChops.difference(patch, apart).getbbox()
    return Box(found[0], found[1], found[2] - found[0], found[3] - found[1]) if found else None
