"""The X server's side of the eyes: damage, the layout of the monitors, and pixels, on connections of its own.

All of X11 has one density (`Xft.dpi`): where a monitor is scaled by RandR, programs draw and the screen is
grabbed before that. So every monitor's picture has the monitor's size in desktop pixels, and the same scale.
"""

import contextlib
import os
import select
import threading
from collections.abc import Collection
from typing import Any

from recorder.capture.regions import Regions
from recorder.capture.seats import Layout, Seat
from recorder.document.geometry import Box
from recorder.document.guide import Monitor
from recorder.errors import RecorderError


class XScreen:
    """Tells of damage and of the layout, and grabs pixels."""

    def __init__(self) -> None:
        from Xlib import X, display  # noqa: PLC0415  # importing this module must not need a display
        from Xlib.ext import damage  # noqa: PLC0415

        self._display = display.Display()
        self._display.set_error_handler(lambda *_: None)
        if not self._display.has_extension("DAMAGE"):
            raise RecorderError("the X server has no DAMAGE extension")
        self._display.damage_query_version()
        root = self._display.screen().root
        root.change_attributes(event_mask=X.StructureNotifyMask | X.PropertyChangeMask)
        self._reshaped = X.ConfigureNotify
        self._damage = root.damage_create(damage.DamageReportNonEmpty)
        self._regions = Regions(self._display)
        self._areas: list[Box] = []
        self._display.sync()
        self._stale = False
        self._mss: Any = None
        self._hanging_up = threading.Lock()
        self._told: int | None
        self._asked, self._told = os.pipe()
        self._open()

    def _open(self) -> None:
        from mss import MSS  # noqa: PLC0415  # loads the system's libraries for X

        self._mss = MSS()
        self.layout: Layout = _layout(self._display)

    def wait(self, seconds: float | None) -> bool:
        """Wait until the server tells something or somebody wakes it; tell False where the time is over."""
        ready = select.select([self._display.fileno(), self._asked], [], [], seconds)[0]
        if self._asked in ready:
            os.read(self._asked, 1)
        return bool(ready)

    def wake(self) -> None:
        """Have a wait return, from any thread."""
        with self._hanging_up:
            if self._told is not None:
                os.write(self._told, b".")

    def damaged(self) -> bool:
        """Read what the server told, and tell whether there was anything."""
        told = self._stale
        while self._display.pending_events():
            event = self._display.next_event()
            told = True
            self._stale = self._stale or event.type == self._reshaped
            if area := getattr(event, "area", None):
                self._areas.append(Box(area.x, area.y, area.width, area.height))
        return told

    def touches(self, boxes: Collection[Box]) -> bool:
        """Tell whether each change that was told of touches one of the boxes, and the layout is the same."""
        areas, self._areas = self._areas, []
        return not self._stale and all(any(box.meet(area) for box in boxes) for area in areas) and bool(areas)

    def forgets(self, boxes: Collection[Box]) -> bool:
        """Forget damage inside the boxes, and tell whether there was no other."""
        self._regions.subtract(self._damage, boxes)
        return not self.damaged()

    def settle(self) -> None:
        """Have the server tell of all damage from now on, and meet a new layout of the monitors."""
        self._areas.clear()
        self._display.damage_subtract(self._damage)
        self._display.sync()
        if self._stale:
            self._stale = False
            self._mss.close()
            self._open()

    def grab(self, seat: Seat) -> bytearray | None:
        """Return the pixels of a monitor, None where the layout is just changing under it."""
        from mss.exception import ScreenShotError  # noqa: PLC0415  # as above

        left, top, width, height = seat.monitor.box
        place = {"left": left, "top": top, "width": width, "height": height}
        try:
            return self._mss.grab(place).raw  # type: ignore[no-any-return]
        except ScreenShotError:
            self._display.sync()
            self.damaged()
            if not self._stale:
                raise
            return None

    def close(self) -> None:
        """Close both connections."""
        with self._hanging_up:
            os.close(self._asked)
            if self._told is not None:
                os.close(self._told)
            self._told = None
        with contextlib.suppress(Exception):  # python-xlib raises many kinds, and the server may be gone
            self._mss.close()
            self._display.close()


def _layout(display: Any) -> Layout:
    """Return the monitors as they stand; the whole screen is one where the server knows of none."""
    scale = _scale(display)
    found = tuple(
        Seat(name, Monitor(x=x, y=y, width=width, height=height, scale=scale))
        for name, x, y, width, height in _monitors(display)
        if width > 0 and height > 0
    )
    if found:
        return found
    whole = display.screen().root.get_geometry()
    return (Seat("", Monitor(x=0, y=0, width=whole.width, height=whole.height, scale=scale)),)


def _monitors(display: Any) -> list[tuple[str, int, int, int, int]]:
    """Return name and place of each monitor that RandR 1.5 tells of."""
    from Xlib.ext import randr  # noqa: PLC0415  # as above

    if not display.has_extension("RANDR"):
        return []
    version = display.xrandr_query_version()
    if (version.major_version, version.minor_version) < (1, 5):
        return []
    return [
        (
            display.get_atom_name(each.name),
            each.x,
            each.y,
            each.width_in_pixels,
            each.height_in_pixels,
        )
        for each in randr.get_monitors(display.screen().root).monitors
    ]


def _scale(display: Any) -> float:
    """Return the pixels of a point that the desktop was set to (Xft.dpi of 96 is 1.0)."""
    from Xlib import Xatom  # noqa: PLC0415  # as above

    found = display.screen().root.get_full_property(Xatom.RESOURCE_MANAGER, Xatom.STRING)
    text = found.value.decode(errors="replace") if found and isinstance(found.value, bytes) else ""
    lines = (line.partition(":") for line in text.splitlines())
    dpi = next((value.strip() for name, _, value in lines if name.strip() == "Xft.dpi"), "96")
    return min(8.0, max(1.0, round(float(dpi) / 96 * 4) / 4)) if dpi.replace(".", "", 1).isdigit() else 1.0
