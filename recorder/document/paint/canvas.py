"""Where marks are drawn: at the final size, several times finer than its pixels, then averaged down."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from recorder.document.geometry import Box, Point
from recorder.document.paint.fonts import font_of
from recorder.document.paint.measures import Colour
from recorder.document.paint.style import Rect

_FINE = ((250_000, 8), (1_500_000, 4))  # how fine a mask of at most so many pixels is drawn
_COARSE = 2  # and a larger one, to stay small in memory


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws shapes, given in the canvas's pixels, onto one mask."""

    draw: ImageDraw.ImageDraw
    left: int
    top: int
    fine: int

    def polygon(self, corners: list[tuple[float, float]], fill: int = 255) -> None:
        """Fill a polygon; 0 takes away what was drawn."""
        self.draw.polygon([self._place(x, y) for x, y in corners], fill)

    def rounded(self, rect: Rect, radius: float, fill: int = 255) -> None:
        """Fill a rectangle with round corners."""
        start, end = self._place(rect.left, rect.top), self._place(rect.right, rect.bottom)
        if end[0] - start[0] >= 1 and end[1] - start[1] >= 1:
            self.draw.rounded_rectangle((*start, end[0] - 1, end[1] - 1), radius * self.fine, fill)

    def disc(self, x: float, y: float, radius: float, fill: int = 255) -> None:
        """Fill a disc around a place."""
        self.rounded(Rect(x - radius, y - radius, x + radius, y + radius), radius, fill)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float) -> None:
        """Draw a line with round ends."""
        self.draw.line((self._place(*start), self._place(*end)), 255, round(width * self.fine))
        for x, y in (start, end):
            self.disc(x, y, width / 2)

    def text(self, place: tuple[float, float], words: str, height: float, anchor: str) -> None:
        """Draw one line of words; the anchor is one of Pillow's."""
        self.draw.text(self._place(*place), words, 255, font_of(words, height * self.fine), anchor=anchor)

    def _place(self, x: float, y: float) -> tuple[int, int]:
        return round((x - self.left) * self.fine), round((y - self.top) * self.fine)


@dataclass(frozen=True, slots=True)
class Canvas:
    """What is `shown` of a picture, cropped and scaled to draw on; a point is `point` pixels of it."""

    image: Image.Image
    shown: Box
    point: float

    @property
    def frame(self) -> Box:
        """The whole canvas."""
        return Box(0, 0, *self.image.size)

    def place(self, point: Point) -> tuple[float, float]:
        """Return where the middle of a picture's pixel comes to lie; one far outside is brought nearer."""
        far = self._far
        x, y = min(max(point.x, far.x), far.right), min(max(point.y, far.y), far.bottom)
        zoom_x, zoom_y = self._zoom
        return (x + 0.5 - self.shown.x) * zoom_x, (y + 0.5 - self.shown.y) * zoom_y

    def length(self, pixels: float) -> float:
        """Return how long so many pixels of the picture become, never much longer than the canvas."""
        return min(pixels * self._zoom[0], 4.0 * max(self.image.size))

    def rect(self, box: Box) -> Rect:
        """Return where a box of the picture comes to lie, cut off a little way outside the canvas.

        What is far outside is never seen, and would only make masks of any size.
        """
        zoom_x, zoom_y = self._zoom
        box = box.meet(self._far) or Box(self._far.x, self._far.y, 0, 0)
        left, top = (box.x - self.shown.x) * zoom_x, (box.y - self.shown.y) * zoom_y
        return Rect(left, top, left + box.width * zoom_x, top + box.height * zoom_y)

    def fill(
        self, area: Rect, colour: Colour, shape: Callable[[Pen], None], *, opacity: float = 1, blur: float = 0
    ) -> None:
        """Fill what `shape` draws inside `area` with a colour, its edge smooth."""
        masked = self.mask(area, shape, blur)
        if masked:
            mask, at = masked
            if opacity < 1:
                mask = mask.point(lambda value: round(value * opacity))
            self.image.paste(colour, at, mask)

    def tint(self, area: Rect, colour: Colour, shape: Callable[[Pen], None]) -> None:
        """Multiply what lies under the shape with a colour, as a felt pen does: dark words stay dark."""
        masked = self.mask(area, shape, 0)
        if masked:
            mask, (left, top) = masked
            below = self.image.crop((left, top, left + mask.width, top + mask.height))
            wash = Image.new("RGB", mask.size, colour)
            self.image.paste(ImageChops.multiply(below, wash), (left, top), mask)

    def mask(
        self, area: Rect, shape: Callable[[Pen], None], blur: float
    ) -> tuple[Image.Image, tuple[int, int]] | None:
        """Return the shape as a mask of the canvas's pixels, and where it belongs; None outside."""
        seen = area.grown(2 * blur + 1).box.meet(self.frame)
        if seen is None:
            return None
        fine = next((fine for most, fine in _FINE if seen.area <= most), _COARSE)
        mask = Image.new("L", (seen.width * fine, seen.height * fine))
        shape(Pen(ImageDraw.Draw(mask), seen.x, seen.y, fine))
        mask = mask.reduce(fine)
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur))
        return mask, (seen.x, seen.y)

    @property
    def _far(self) -> Box:
        return self.shown.grown(max(self.shown.width, self.shown.height))

    @property
    def _zoom(self) -> tuple[float, float]:
        return self.image.width / self.shown.width, self.image.height / self.shown.height
