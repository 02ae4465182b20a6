"""What the eyes need of a screen, whatever system shows it: where its monitors are, and their pixels."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from recorder.document.geometry import Box
from recorder.document.guide import Monitor


@dataclass(frozen=True, slots=True)
class Seat:
    """One monitor of a layout, and the name by which it is known again in another layout.

    `density` is how many pixels are grabbed for each of its desktop's, as 2.0 on Retina.
    """

    name: str
    monitor: Monitor
    density: float = 1.0


Layout = tuple[Seat, ...]


class Screen(Protocol):
    """Tells when something may have changed, and grabs pixels. All but `wake` is called on one thread."""

    layout: Layout

    def wait(self, seconds: float | None) -> bool:
        """Wait until something may have changed or somebody wakes it; tell False where the time is over."""

    def wake(self) -> None:
        """Have a wait return, from any thread."""

    def damaged(self) -> bool:
        """Tell whether something may have changed since the last `settle`."""

    def touches(self, boxes: Collection[Box]) -> bool:
        """Tell whether all that changed is known to touch the boxes."""

    def forgets(self, boxes: Collection[Box]) -> bool:
        """Forget changes inside the boxes, and tell whether there were no others."""

    def settle(self) -> None:
        """Begin anew to note changes, and meet a new layout of the monitors."""

    def grab(self, seat: Seat) -> bytearray | None:
        """Return a monitor's pixels in its density, four bytes each, None where the layout just changes."""

    def close(self) -> None:
        """End."""
