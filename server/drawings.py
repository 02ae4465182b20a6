"""What is drawn of a step's picture, and under which key: the only pixels that readers get.

The key is a hash of everything that the pixels depend on, so a drawing is made once and never changes.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from PIL import Image

from recorder.compose.framing import COLUMN, NARROW, close_crop
from recorder.document.geometry import Box
from recorder.document.guide import Picture, Step
from recorder.document.paint import WIDE, paint

LOOK = 3
"""Grows when the same marks are painted otherwise, so that every drawing is made anew."""

Variant = Literal["wide", "close", "whole", "thumb"]
DENSE = 2  # pixels of a drawing for each CSS pixel, where the picture has them
THUMB = 160
SMALL = 240
LONGEST_SIDE = 16_383  # the most that WebP can say


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing of a picture: `crop` of it at a size in pixels; a rim fades where `window` is cut.

    `across` is how many points the page shows side by side, which the weight of marks depends on.
    """

    picture: Picture
    crop: Box
    width: int
    height: int
    window: Box | None = None
    across: int = WIDE

    @property
    def recipe(self) -> dict[str, Any]:
        """Everything that the pixels depend on, as plain JSON."""
        return {
            "look": LOOK,
            "picture": self.picture.model_dump(mode="json", include=set(Picture.model_fields) - {"crop"}),
            "crop": list(self.crop),
            "width": self.width,
            "window": list(self.window) if self.window else None,
            "across": self.across,
        }

    @property
    def key(self) -> str:
        """The name under which the drawing is kept and served."""
        return hashlib.sha256(json.dumps(self.recipe, sort_keys=True).encode()).hexdigest()

    @property
    def url(self) -> str:
        """Where the drawing is served."""
        return f"/pictures/{self.key}.webp"

    def painted(self, raw: Image.Image) -> Image.Image:
        """Return the drawing, made of the raw picture."""
        return paint(
            raw, self.picture, crop=self.crop, width=self.width, window=self.window, across=self.across
        )


def drawings_of(step: Step) -> Mapping[Variant, Drawing]:
    """Return what is drawn of the step: nothing if it has no picture.

    `wide` is for the page's column, `close` for narrow screens, `whole` for a tap, `thumb` for lists.
    """
    if step.picture is None:
        return {}
    return {variant: draw(step, step.picture) for variant, draw in _VARIANTS.items()}


def small(step: Step, points: int = SMALL) -> Drawing | None:
    """Return a small drawing of what the page shows of the step, for choosing among several; never kept."""
    if step.picture is None:
        return None
    wide = _wide(step, step.picture)
    return _sized(wide.picture, wide.crop, min(wide.width, points * DENSE), wide.window)


def from_recipe(recipe: Mapping[str, Any]) -> Drawing:
    """Return the drawing of a kept recipe."""
    picture = Picture.model_validate(recipe["picture"])
    window = Box(*recipe["window"]) if recipe["window"] else None
    return _sized(picture, Box(*recipe["crop"]), recipe["width"], window, recipe.get("across", WIDE))


def _wide(step: Step, picture: Picture) -> Drawing:
    crop = picture.shown
    return _sized(picture, crop, min(crop.width, COLUMN * DENSE), _window(step))


def _close(step: Step, picture: Picture) -> Drawing:
    crop = close_crop(picture, step.target, step.action, _window(step))
    return _sized(picture, crop, min(crop.width * DENSE, NARROW * DENSE), _window(step))


def _whole(_step: Step, picture: Picture) -> Drawing:
    """Return the whole picture, which the page shows as large as its screen allows."""
    across = max(WIDE, round(picture.width / picture.scale))
    return _sized(picture, picture.frame, picture.width, None, across)


def _thumb(step: Step, picture: Picture) -> Drawing:
    crop = close_crop(picture, step.target, step.action, _window(step))
    return _sized(picture, crop, min(crop.width, THUMB * DENSE), _window(step))


_VARIANTS: Mapping[Variant, Callable[[Step, Picture], Drawing]] = {
    "wide": _wide,
    "close": _close,
    "whole": _whole,
    "thumb": _thumb,
}


def _sized(picture: Picture, crop: Box, width: int, window: Box | None, across: int = WIDE) -> Drawing:
    width = max(1, min(width, LONGEST_SIDE, LONGEST_SIDE * crop.width // crop.height))
    return Drawing(picture, crop, width, max(1, round(crop.height * (width / crop.width))), window, across)


def _window(step: Step) -> Box | None:
    return step.window.box if step.window else None
