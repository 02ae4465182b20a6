"""Shows the guides for the window in front, in the browser, when a recording is asked to."""

import threading
import webbrowser
from collections.abc import Callable

from recorder.control.events import Event, Here, Problem
from recorder.control.stations import Scene
from recorder.here import InFront

NOWHERE = (
    "No knowledge base is open whose guides could be shown: start one with `handrail`, or record with "
    "--push LINK."
)


class Guides:
    """Open the page of a knowledge base; `base` finds its address, None where none is open."""

    follows = False
    asks = False

    def __init__(
        self, base: Callable[[], str | None], show: Callable[[str], object] = webbrowser.open
    ) -> None:
        self._base = base
        self._show = show
        self._scene: Scene | None = None

    def open(self, scene: Scene) -> None:
        """Remember whom to tell what goes wrong."""
        self._scene = scene

    def tell(self, event: Event) -> None:
        """Show the guides for what is in front; a browser may take its time, so nobody waits for it."""
        if isinstance(event, Here):
            front = InFront(event.app, event.title, event.address)
            threading.Thread(target=self._open, args=(front,), name="guides", daemon=True).start()

    def close(self) -> None:
        """Have nothing to end."""

    def _open(self, front: InFront) -> None:
        base = self._base()
        if base:
            self._show(front.page_at(base))
        elif self._scene:
            self._scene.tell(Problem(NOWHERE))
