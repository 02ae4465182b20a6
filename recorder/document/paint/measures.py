"""Every number of every mark's look, once: Pillow draws by them, and the editor is handed them as JSON.

Lengths are in points (see `style.py`) unless said otherwise, shares are parts of one.
"""

from dataclasses import asdict, dataclass
from typing import Any

Colour = tuple[int, int, int]

INK: Colour = (27, 29, 26)
WHITE: Colour = (255, 255, 255)
SIGNAL: Colour = (255, 90, 31)
COVER: Colour = (92, 97, 88)
TOKENS: dict[str, Colour] = {
    "signal": SIGNAL,
    "rail": (15, 110, 98),
    "good": (29, 107, 52),
    "info": (26, 86, 196),
    "bad": (163, 35, 26),
    "warn": (138, 75, 0),
    "ink": INK,
    "soft": COVER,
    "white": WHITE,
}
"""Colours by the names of the theme's tokens. On pictures they are the same in light and dark."""


@dataclass(frozen=True, slots=True)
class Line:
    """What lines share: their width, the light rim that parts them from any ground, and its distance."""

    stroke: float = 3.0
    halo: float = 1.5
    gap: float = 1.5


@dataclass(frozen=True, slots=True)
class BoxLook:
    """The radius is that of the innermost line."""

    radius: float = 3.5


@dataclass(frozen=True, slots=True)
class RingLook:
    """The radius where the mark says none: a fingertip's."""

    radius: float = 22.0


@dataclass(frozen=True, slots=True)
class PointerLook:
    """The arrow's corners from its tip on, its rim and its shadow."""

    outline: tuple[tuple[float, float], ...] = (
        (0, 0),
        (0, 26.4),
        (6.2, 20.6),
        (10.1, 29.6),
        (14.1, 27.9),
        (10.3, 19),
        (18.7, 19),
    )
    rim: float = 1.6
    shadow: float = 2.2  # how soft it is, and how far down
    aside: float = 0.4  # how far it falls to the right, as a share of how far down
    strength: float = 0.38


@dataclass(frozen=True, slots=True)
class ArrowLook:
    """The head's length and half its width, and the line that rounds its corners."""

    head: float = 14.0
    half: float = 7.5
    edge: float = 1.0


@dataclass(frozen=True, slots=True)
class TextLook:
    """A line's height where the mark says none, and the type's size as a share of it."""

    line: float = 22.0
    letters: float = 0.68
    margin: float = 7.0
    radius: float = 5.0


@dataclass(frozen=True, slots=True)
class NumberLook:
    """The disc, and the type's size for one, two and three figures."""

    radius: float = 13.0
    letters: tuple[float, ...] = (15.0, 14.0, 11.5)


@dataclass(frozen=True, slots=True)
class HighlightLook:
    """How much of the colour the wash has."""

    strength: float = 0.38
    radius: float = 3.0


@dataclass(frozen=True, slots=True)
class SpotlightLook:
    """How dark the rest becomes, and the bright margin around the region."""

    dimmed: float = 0.55
    gap: float = 6.0
    radius: float = 8.0


@dataclass(frozen=True, slots=True)
class FadeLook:
    """How deep the rim dissolves where a crop cuts a window, and how much of it is gone at the edge."""

    depth: float = 22.0
    strength: float = 0.92


@dataclass(frozen=True, slots=True)
class Measures:
    """The look of all marks.

    `wide` is how many points a page's column shows side by side, `capital` the height of capitals and figures
    as a share of the type's: letters stand so that its middle is the middle of their line.
    """

    wide: int = 960
    capital: float = 0.727
    line: Line = Line()
    box: BoxLook = BoxLook()
    ring: RingLook = RingLook()
    pointer: PointerLook = PointerLook()
    arrow: ArrowLook = ArrowLook()
    text: TextLook = TextLook()
    number: NumberLook = NumberLook()
    highlight: HighlightLook = HighlightLook()
    spotlight: SpotlightLook = SpotlightLook()
    fade: FadeLook = FadeLook()


LOOK = Measures()


def numbers() -> dict[str, Any]:
    """Return the numbers as plain JSON."""
    return asdict(LOOK)
