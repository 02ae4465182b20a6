"""Sizes, fonts, colours and shapes of the window, at the density of the screen."""

import tkinter as tk
from collections.abc import Callable
from math import hypot
from tkinter import font as fonts
from typing import Any

PAPER, SURFACE, SUNKEN, LINE = "#f7f7f4", "#ffffff", "#efefea", "#d8d8d0"
INK, SOFT, GREEN, GREEN_INK = "#1b1d1a", "#5c6158", "#0f6e62", "#ffffff"
GREEN_OVER, ORANGE, AMBER = "#0b574e", "#ff5a1f", "#8a4b00"
FAMILIES = ("Inter", "Cantarell", "Noto Sans", "Ubuntu", "Segoe UI", "Helvetica Neue", "DejaVu Sans")
BUTTON_HEIGHT, BUTTON_PADDING, ROUND = 28, 10, 6
FINE = 4
"""So many samples along each side of a pixel smooth the edge of a circle, which Tk would leave ragged."""


class Drawing:
    """What is drawn on one canvas, in lengths that are pixels on a screen of scale 1."""

    def __init__(self, canvas: tk.Canvas, scale: float) -> None:
        self.canvas, self._scale = canvas, scale
        known = set(fonts.families(canvas))
        family = next((each for each in FAMILIES if each in known), "TkDefaultFont")
        self.large = fonts.Font(canvas, family=family, size=-self.px(19), weight="bold")
        self.text = fonts.Font(canvas, family=family, size=-self.px(14))
        self.small = fonts.Font(canvas, family=family, size=-self.px(13))

    def px(self, length: float) -> int:
        """Return a length in pixels."""
        return round(length * self._scale)

    def rounded(self, x: int, y: int, width: int, height: int, **look: Any) -> int:
        """Draw a box with round corners."""
        right, bottom, radius = x + width, y + height, self.px(ROUND)
        corners = (
            ((x, y + radius), (x, y), (x + radius, y)),
            ((right - radius, y), (right, y), (right, y + radius)),
            ((right, bottom - radius), (right, bottom), (right - radius, bottom)),
            ((x + radius, bottom), (x, bottom), (x, bottom - radius)),
        )
        # A point given twice ends a smooth curve and begins a straight line.
        outline = [each for start, tip, end in corners for each in (start, start, tip, end, end)]
        return self.canvas.create_polygon([*outline, (x, y + radius)], smooth=True, **look)

    def cut(self, words: str, width: int) -> str:
        """Return as much of the words as fits, with an ellipsis where something is missing."""
        if self.text.measure(words) <= width:
            return words
        while words and self.text.measure(f"{words}…") > width:
            words = words[:-1]
        return f"{words.rstrip()}…"

    def ring(self, size: int, *, filled: bool) -> tk.PhotoImage:
        """Return the picture of a ring or, filled, a disc."""
        side, outer = self.px(size), self.px(size) / 2
        inner = 0.0 if filled else outer - max(1.5, self.px(5) / 2)
        image = tk.PhotoImage(master=self.canvas, width=side, height=side)
        rows = (
            " ".join(_blend(_coverage(x - outer, y - outer, inner, outer)) for x in range(side))
            for y in range(side)
        )
        image.put(" ".join(f"{{{row}}}" for row in rows))
        return image


def _coverage(x: float, y: float, inner: float, outer: float) -> float:
    """Return how much of the pixel at a place, as seen from the middle, lies between two circles."""
    samples = [(number + 0.5) / FINE for number in range(FINE)]
    radii = [hypot(x + right, y + down) for right in samples for down in samples]
    return sum(inner <= radius <= outer for radius in radii) / len(radii)


def _blend(share: float) -> str:
    """Return that much orange on paper."""
    mixed = (
        round(int(paper, 16) + (int(ink, 16) - int(paper, 16)) * share)
        for paper, ink in ((PAPER[at : at + 2], ORANGE[at : at + 2]) for at in (1, 3, 5))
    )
    return "#" + "".join(f"{each:02x}" for each in mixed)


class Button:
    """Words in a rounded box that can be clicked; `widest` are the longest words that it will say."""

    def __init__(
        self, drawing: Drawing, words: str, press: Callable[[], None], *, widest: str = "", main: bool = False
    ) -> None:
        self._drawing, self._words, self._press = drawing, words, press
        self._looks = (GREEN, GREEN_OVER, GREEN_INK, GREEN) if main else (SURFACE, SUNKEN, INK, LINE)
        self._box = self._text = 0
        longest = max(drawing.small.measure(words), drawing.small.measure(widest))
        self.width = longest + 2 * drawing.px(BUTTON_PADDING)

    def place(self, x: int, y: int) -> None:
        """Draw it with its upper left corner there."""
        fill, over, ink, line = self._looks
        drawing, canvas = self._drawing, self._drawing.canvas
        height = drawing.px(BUTTON_HEIGHT)
        self._box = drawing.rounded(x, y, self.width, height, fill=fill, outline=line)
        middle = (x + self.width / 2, y + height / 2)
        self._text = canvas.create_text(*middle, text=self._words, font=drawing.small, fill=ink)
        for item in (self._box, self._text):
            canvas.tag_bind(item, "<Enter>", lambda _: self._shade(over))
            canvas.tag_bind(item, "<Leave>", lambda _: self._shade(fill))
            canvas.tag_bind(item, "<ButtonRelease-1>", lambda _: self._press())

    def say(self, words: str) -> None:
        """Change its words; its size stays."""
        self._drawing.canvas.itemconfigure(self._text, text=words)

    def remove(self) -> None:
        """Take it away."""
        self._drawing.canvas.delete(self._box, self._text)

    def _shade(self, color: str) -> None:
        self._drawing.canvas.itemconfigure(self._box, fill=color)
