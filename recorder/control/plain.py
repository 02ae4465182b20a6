"""A recording seen in plain lines on standard error: `recording` once it is live, and what does not work."""

from collections.abc import Callable

from recorder.control.events import Event, Problem, Recording
from recorder.control.stations import Scene
from recorder.control.words import safe


class Plain:
    """Say what matters, a line each."""

    follows = False
    asks = False

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def open(self, scene: Scene) -> None:
        """Take no orders."""

    def tell(self, event: Event) -> None:
        """Say it if it matters."""
        match event:
            case Recording():
                self._say("recording")
            case Problem():
                self._say(safe(event.text))
            case _:
                return

    def close(self) -> None:
        """Have nothing to end."""
