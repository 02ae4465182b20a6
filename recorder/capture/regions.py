"""Regions of the screen for XDAMAGE, from the XFIXES extension: the two requests that python-xlib lacks."""

from collections.abc import Iterable
from typing import Any

from recorder.document.geometry import Box

XFIXES = "XFIXES"
CREATE, DESTROY = 5, 10


class Regions:
    """Make regions on a connection."""

    def __init__(self, display: Any) -> None:
        from Xlib.ext import xfixes  # noqa: PLC0415  # importing this module must not need Xlib
        from Xlib.protocol import rq, structs  # noqa: PLC0415

        self._display = display
        self._core = display.display
        display.xfixes_query_version()
        self._opcode = self._core.get_extension_major(xfixes.extname)

        class Create(rq.Request):  # type: ignore[misc]
            _request = rq.Struct(
                rq.Card8("opcode"),
                rq.Opcode(CREATE),
                rq.RequestLength(),
                rq.Card32("region"),
                rq.List("rectangles", structs.Rectangle),
            )

        class Destroy(rq.Request):  # type: ignore[misc]
            _request = rq.Struct(
                rq.Card8("opcode"), rq.Opcode(DESTROY), rq.RequestLength(), rq.Card32("region")
            )

        self._create, self._destroy = Create, Destroy

    def subtract(self, damage: int, boxes: Iterable[Box]) -> None:
        """Forget the damage inside the boxes; the server tells again of what is left, if anything is."""
        region = self._core.allocate_resource_id()
        rectangles = [dict(zip(("x", "y", "width", "height"), box, strict=True)) for box in boxes]
        self._create(display=self._core, opcode=self._opcode, region=region, rectangles=rectangles)
        self._display.damage_subtract(damage, repair=region)
        self._destroy(display=self._core, opcode=self._opcode, region=region)
        self._core.free_resource_id(region)
        self._display.sync()
