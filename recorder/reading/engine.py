"""Reads the words in a part of a picture with `rapidocr`, in the process that is there for it."""

import hashlib
from base64 import b64decode
from collections import OrderedDict
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, TypeAlias

from PIL import Image

from recorder.document.geometry import Box, Point
from recorder.reading.edges import frame_around
from recorder.reading.sight import AROUND_WIDTH

LARGER = 2
"""Words of a screen are small for the models, which learned on photographs."""

OPTIONS = {
    "Global.log_level": "critical",
    "Det.limit_type": "max",  # else what is low is made so large that finding words takes four times as long
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
MOST_KNOWN = 512
STRIP = Box(0, 0, 1280, 160)
"""How much of a whole picture is read at once: what two pictures of a screen share is read once."""

OVER = 240, 48
"""How far strips lie over each other, so that every word is whole in one of them."""
Lines: TypeAlias = list[tuple[str, Box, float]]


class Engine:
    """Answer questions; `find` is what finds words in pixels, `rapidocr` if none is given.

    What is wider than the widest is read as if it were smaller.
    """

    def __init__(self, find: Callable[[Any], Any] | None = None, widest: int = AROUND_WIDTH) -> None:
        self._find = find or _rapidocr(widest)
        self._known: OrderedDict[bytes, Lines] = OrderedDict()

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the lines of words in a part of a picture, and the frame around a place, in its pixels.

        A question that brings a picture with it asks for all lines that are in that.

        Raises:
            OSError: there is no such picture.
        """
        if "picture" in asked:
            return {"lines": list(self._all_lines(b64decode(asked["picture"]))), "frame": None}
        part, edges, at = Box(*asked["part"]), Box(*asked["edges"]), Point(*asked["at"])
        with Image.open(asked["file"]) as picture:
            whole = picture.convert("RGB")
        frame = frame_around(whole.crop(_corners(edges)), at.moved(-edges.x, -edges.y))
        return {
            "lines": list(self._lines_in(whole, part)),
            "frame": frame.moved(edges.x, edges.y) if frame else None,
        }

    def _all_lines(self, data: bytes) -> Iterator[dict[str, Any]]:
        with Image.open(BytesIO(data)) as picture:
            whole = picture.convert("RGB")
        for top in _starts(whole.height, STRIP.height, OVER[1]):
            for left in _starts(whole.width, STRIP.width, OVER[0]):
                part = Box(left, top, STRIP.width, STRIP.height).meet(Box(0, 0, *whole.size))
                yield from self._lines_in(whole, part) if part else ()

    def _lines_in(self, whole: Image.Image, part: Box) -> Iterator[dict[str, Any]]:
        for text, box, sure in self.lines(whole.crop(_corners(part))):
            yield {"text": text, "box": box.moved(part.x, part.y), "sure": sure}

    def lines(self, picture: Image.Image) -> Lines:
        """Return the lines of words, each with its box and how sure it is; the same pixels are read once."""
        key = hashlib.sha256(b"%d %d " % picture.size + picture.tobytes()).digest()
        if key not in self._known:
            self._known[key] = self._read(picture)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return self._known[key]

    def _read(self, picture: Image.Image) -> Lines:
        import numpy as np  # noqa: PLC0415  # comes with the extra

        size = (picture.width * LARGER, picture.height * LARGER)
        red_last = np.asarray(picture.resize(size, Image.Resampling.LANCZOS))[:, :, ::-1]
        found = self._find(red_last)
        if found.boxes is None:
            return []
        every = zip(found.boxes.tolist(), found.txts, found.scores, strict=True)
        return [(text, _box(corners), float(sure)) for corners, text, sure in every]


def _starts(length: int, size: int, over: int) -> range:
    return range(0, max(length - over, 1), size - over)


def _rapidocr(widest: int) -> Callable[[Any], Any]:
    from rapidocr import RapidOCR  # noqa: PLC0415  # comes with the extra

    made: Callable[[Any], Any] = RapidOCR(params={**OPTIONS, "Det.limit_side_len": LARGER * widest})
    return made


def _box(corners: list[list[float]]) -> Box:
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    return Box(*(int(each / LARGER) for each in (left, top, right - left, bottom - top)))


def _corners(box: Box) -> tuple[int, int, int, int]:
    return box.x, box.y, box.right, box.bottom
