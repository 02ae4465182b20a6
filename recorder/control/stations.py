"""Who sees a recording go on and may give it orders: another program, the control window, the terminal."""

import threading
from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

from recorder.control.events import Event
from recorder.control.orders import Order

Give: TypeAlias = Callable[[Order], None]


class Station(Protocol):
    """One of them: `process` is that of its windows, `follows` whether it shows steps as they come."""

    process: int | None
    follows: bool

    def open(self, give: Give) -> None:
        """Begin; orders go to `give`, from any thread."""

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
    def process(self) -> int | None:
        """The process of the control window, if there is one."""
        return next((each.process for each in self._stations if each.process), None)

    @property
    def follow(self) -> bool:
        """Whether any of them shows the steps as they come."""
        return any(each.follows for each in self._stations)

    def open(self, give: Give) -> None:
        """Begin with each."""
        self._each(lambda station: station.open(give))

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
