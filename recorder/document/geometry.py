"""Points and boxes in whole pixels, origin at the top left."""

import math
from typing import Annotated, NamedTuple, Self

from pydantic import Field

Pixel = Annotated[int, Field(ge=-(2**31), lt=2**31)]  # what display servers can say, checked at the border


class Point(NamedTuple):
    """A place, in pixels."""

    x: Pixel
    y: Pixel

    def moved(self, dx: int, dy: int) -> "Point":
        """Return the point `dx` to the right and `dy` down."""
        return Point(self.x + dx, self.y + dy)


class Box(NamedTuple):
    """A rectangle, in pixels: left, top, width, height."""

    x: Pixel
    y: Pixel
    width: Pixel
    height: Pixel

    @classmethod
    def around(cls, centre: Point, width: int, height: int) -> Self:
        """Return the box of that size with `centre` in its middle."""
        return cls(centre.x - width // 2, centre.y - height // 2, width, height)

    @property
    def right(self) -> int:
        """The first column to the right of the box."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row below the box."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle of the box, rounded down."""
        return Point(self.x + self.width // 2, self.y + self.height // 2)

    @property
    def area(self) -> int:
        """The number of pixels inside; 0 for an empty or inside-out box."""
        return max(0, self.width) * max(0, self.height)

    def holds(self, point: Point) -> bool:
        """Tell whether the pixel at `point` lies inside."""
        return self.x <= point.x < self.right and self.y <= point.y < self.bottom

    def covers(self, other: "Box") -> bool:
        """Tell whether `other` lies wholly inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meet(self, other: "Box") -> "Box | None":
        """Return what both boxes share, or None."""
        left, top = max(self.x, other.x), max(self.y, other.y)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Box(left, top, right - left, bottom - top) if left < right and top < bottom else None

    def join(self, other: "Box") -> "Box":
        """Return the smallest box around both."""
        left, top = min(self.x, other.x), min(self.y, other.y)
        return Box(left, top, max(self.right, other.right) - left, max(self.bottom, other.bottom) - top)

    def grown(self, by: int) -> "Box":
        """Return the box with `by` more pixels on each side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: int, dy: int) -> "Box":
        """Return the box `dx` to the right and `dy` down."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def scaled(self, by: float) -> "Box":
        """Return the box where each point is `by` of another kind, rounded to hold all of it."""
        left, top = math.floor(self.x * by), math.floor(self.y * by)
        return Box(left, top, math.ceil(self.right * by) - left, math.ceil(self.bottom * by) - top)

    def within(self, frame: "Box") -> "Box":
        """Return the box pushed into `frame`, and made smaller only where it does not fit."""
        width, height = min(self.width, frame.width), min(self.height, frame.height)
        left = min(max(self.x, frame.x), frame.right - width)
        top = min(max(self.y, frame.y), frame.bottom - height)
        return Box(left, top, width, height)
