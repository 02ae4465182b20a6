"""Who sees a recording go on and may give it orders: another program, the control window, the terminal."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from recorder.control.events import Event, Tell
from recorder.control.orders import Order
from recorder.document.guide import Monitor

Give: TypeAlias = Callable[[Order], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a recording takes place: orders go to `give`, and what goes wrong to `tell`, from any thread."""

    give: Give
    tell: Tell
    monitors: tuple[Monitor, ...] = ()


class Station(Protocol):
    """One of them. It `follows` where it shows steps as they come, and `asks` where it can ask for words."""

    follows: bool
    asks: bool

    def open(self, scene: Scene) -> None:
        """Begin."""

    def tell(self, event: Event) -> None:
        """Show what happened; never wait for anybody."""

    def close(self) -> None:
        """End."""


class Stations:
    """All of them as one; one that fails is left alone from then on, and the recording goes on."""

    def __init__(self, stations: Sequence[Station]) -> None:
        self._stations = list(stations)
        self._lock = threading.RLock()

    @property
    def follows(self) -> bool:
        """Whether any of them shows the steps as they come."""
        return any(each.follows for each in self._stations)

    @property
    def asks(self) -> bool:
        """Whether any of them can ask for a note's words."""
        return any(each.asks for each in self._stations)

    def open(self, scene: Scene) -> None:
        """Begin with each."""
        self._each(lambda station: station.open(scene))

    def tell(self, event: Event) -> None:
        """Tell each what happened, from any thread."""
        self._each(lambda station: station.tell(event))

    def close(self) -> None:
        """End with each."""
        self._each(lambda station: station.close())

    def _each(self, deed: Callable[[Station], None]) -> None:
        with self._lock:
            for station in tuple(self._stations):
                try:
                    deed(station)
                except Exception:  # noqa: BLE001  # whoever looks on must not end the recording
                    self._stations.remove(station)
