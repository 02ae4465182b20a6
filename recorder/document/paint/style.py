"""How marks look: colours by the names of the theme's tokens, sizes in *points*.

A point is one pixel of a standard screen; on a dense one it is `Picture.scale` pixels. Where a picture shows
more than `WIDE` points side by side, points grow with it, since a page shows every picture equally wide: so a
mark has one size to the eye, whether the screen was 1080p or 4K and the crop close or wide.
"""

from typing import Any, NamedTuple

from recorder.document.geometry import Box
from recorder.document.paint.fonts import font_of
from recorder.document.paint.measures import INK, LOOK, SIGNAL, TOKENS, WHITE, Colour, numbers

WIDE = LOOK.wide
HALO, STROKE, GAP = LOOK.line.halo, LOOK.line.stroke, LOOK.line.gap
_MEASURE = 128.0
_LINEAR_BELOW = 0.04045
_BRIGHT = 0.7


class Rect(NamedTuple):
    """A rectangle with fractions of pixels: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> "Rect":
        """Return the rectangle with `by` more on each side."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, dx: float, dy: float) -> "Rect":
        """Return the rectangle `dx` to the right and `dy` down."""
        return Rect(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    @property
    def box(self) -> Box:
        """The whole pixels that it touches."""
        left, top = int(self.left // 1), int(self.top // 1)
        return Box(left, top, int(-(-self.right // 1)) - left, int(-(-self.bottom // 1)) - top)


def rect_of(box: Box) -> Rect:
    """Return the box with fractions."""
    return Rect(box.x, box.y, box.right, box.bottom)


def point_size(shown: Box, scale: float, across: int = WIDE) -> float:
    """Return the pixels of a point in a picture of which `shown` is shown, where `across` points fit."""
    return max(scale, shown.width / across)


def colour_of(token: str | None) -> Colour:
    """Return a token's colour; marks are orange unless a known token says otherwise."""
    return TOKENS.get(token or "", SIGNAL)


def ink_on(colour: Colour) -> Colour:
    """Return near-black or white, whichever reads better on the colour (WCAG 2.2, contrast ratio)."""
    dark, light, middle = _luminance(INK), _luminance(WHITE), _luminance(colour)
    return INK if (middle + 0.05) / (dark + 0.05) > (light + 0.05) / (middle + 0.05) else WHITE


def halo_of(colour: Colour) -> Colour:
    """Return what parts a line of that colour from any ground: white, or near-black around a white one."""
    return INK if _luminance(colour) > _BRIGHT else WHITE


def length_of(words: str, height: float) -> float:
    """Return how wide the words are, measured large, since small letters are set on whole pixels."""
    return font_of(words, _MEASURE).getlength(words) * height / _MEASURE


def _luminance(colour: Colour) -> float:
    """Relative luminance of an sRGB colour, as WCAG 2.2 defines it."""
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= _LINEAR_BELOW else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def look() -> dict[str, Any]:
    """Return the look of marks as plain JSON: its numbers, and each token's colour with its halo and ink."""
    colours = {
        token: {"fill": colour, "halo": halo_of(colour), "ink": ink_on(colour)}
        for token, colour in TOKENS.items()
    }
    return numbers() | {
        "colours": colours,
        "default": "signal",
        "cover": "soft",
        "dark": "ink",
        "light": "white",
    }
