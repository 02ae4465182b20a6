"""The box drawn around a point of a picture: the surface of a button or field, found by its colour."""

from collections import Counter

from PIL import Image, ImageChops, ImageDraw

from recorder.document.geometry import Box, Point

ALIKE = 12
"""How far each of red, green and blue may be from the colour of a surface."""

LEAST, MOST_HEIGHT = 12, 220
ROUND = 10
SURFACE, FILLED = 255, 128


def frame_around(picture: Image.Image, point: Point) -> Box | None:
    """Return the box of the surface around the point, None where none ends on all four sides.

    Words on it are stepped over; a surface that reaches the picture's edge is the ground, and no control.
    """
    if not Box(0, 0, *picture.size).holds(point):
        return None
    ground = _colour_around(picture, point)
    mask = _alike(picture, ground)
    start = _nearest(mask, point)
    if start is None:
        return None
    ImageDraw.floodfill(mask, start, FILLED)
    edges = mask.point(lambda value: SURFACE if value == FILLED else 0).getbbox()
    if edges is None:
        return None
    left, top, right, bottom = edges
    inside = left > 0 and top > 0 and right < picture.width and bottom < picture.height
    box = Box(left, top, right - left, bottom - top)
    fits = LEAST <= box.height <= MOST_HEIGHT and box.width >= LEAST and box.holds(point)
    return box if inside and fits else None


def _colour_around(picture: Image.Image, point: Point) -> tuple[int, ...]:
    """Return the commonest colour near the point."""
    near = picture.crop((point.x - ROUND, point.y - ROUND // 2, point.x + ROUND, point.y + ROUND // 2))
    data = near.convert("RGB").tobytes()
    return Counter(zip(data[::3], data[1::3], data[2::3], strict=True)).most_common(1)[0][0]


def _alike(picture: Image.Image, colour: tuple[int, ...]) -> Image.Image:
    """Return a mask of the pixels of nearly that colour."""
    ground = Image.new("RGB", picture.size, colour)
    red, green, blue = ImageChops.difference(picture.convert("RGB"), ground).split()
    farthest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return farthest.point(lambda value: SURFACE if value <= ALIKE else 0)


def _nearest(mask: Image.Image, point: Point) -> tuple[int, int] | None:
    """Return the pixel of the mask that is nearest to the point, a few pixels off at most."""
    near = [(point.x + dx, point.y + dy) for dx in range(-ROUND, ROUND) for dy in range(-ROUND, ROUND)]
    whole = Box(0, 0, *mask.size)
    there = [each for each in near if whole.holds(Point(*each)) and mask.getpixel(each) == SURFACE]
    return min(there, key=lambda at: abs(at[0] - point.x) + abs(at[1] - point.y), default=None)
