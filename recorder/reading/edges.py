"""The box drawn around a point of a picture: the surface of a button or field, found by its colour."""

from collections import Counter
from collections.abc import Iterator

from PIL import Image, ImageChops

from recorder.document.geometry import Box, Point

ALIKE = 12
"""How far each of red, green and blue may be from the colour of a surface."""

LEAST, MOST_HEIGHT = 12, 220
ROUND = 10
SURFACE, NOTHING = 255, 0


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
    box = _spread(mask, start)
    if box is None:
        return None
    fits = LEAST <= box.height <= MOST_HEIGHT and box.width >= LEAST and box.holds(point)
    return box if fits else None


def _spread(mask: Image.Image, start: tuple[int, int]) -> Box | None:
    """Return the box of the surface that a pixel belongs to, None where it reaches the picture's edge.

    It goes by whole runs of pixels, and what was seen is taken away: `ImageDraw.floodfill`
    takes a hundred times as long.
    """
    width, height = mask.size
    data = mask.tobytes()
    rows = [bytearray(data[row * width : (row + 1) * width]) for row in range(height)]
    left, top, right, bottom = *start, *start
    waiting = [start]
    while waiting:
        x, y = waiting.pop()
        begin, end = _run(rows[y], x)
        if begin == 0 or end == width or y in (0, height - 1):
            return None
        rows[y][begin:end] = bytes(end - begin)
        left, top, right, bottom = min(left, begin), min(top, y), max(right, end), max(bottom, y + 1)
        waiting += [(each, near) for near in (y - 1, y + 1) for each in _runs(rows[near], begin, end)]
    return Box(left, top, right - left, bottom - top)


def _run(row: bytearray, x: int) -> tuple[int, int]:
    """Return where the run of a pixel begins and ends; an empty one where it was seen before."""
    if row[x] != SURFACE:
        return x, x
    end = row.find(NOTHING, x)
    return row.rfind(NOTHING, 0, x) + 1, end if end >= 0 else len(row)


def _runs(row: bytearray, begin: int, end: int) -> Iterator[int]:
    """Yield the first pixel of each run within a part of a row."""
    at = row.find(SURFACE, begin, end)
    while at >= 0:
        yield at
        gap = row.find(NOTHING, at, end)
        at = row.find(SURFACE, gap, end) if gap >= 0 else -1


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
