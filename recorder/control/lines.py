"""A recording controlled by another program: events as lines on standard output, orders on standard input."""

import threading
from typing import TextIO

from recorder.control.events import Busy, Event, Problem, line_of
from recorder.control.orders import OrderError, parse_order
from recorder.control.stations import Scene
from recorder.control.writer import Writer


class Lines:
    """Speak JSON, a line each way. The end of the input means nothing."""

    follows = True
    asks = False

    def __init__(self, orders: TextIO, events: TextIO) -> None:
        self._orders = orders
        self._writer = Writer(events)

    def open(self, scene: Scene) -> None:
        """Listen in a thread of its own."""
        threading.Thread(target=self._listen, args=(scene,), name="orders", daemon=True).start()

    def tell(self, event: Event) -> None:
        """Have a line written soon."""
        if not isinstance(event, Busy):
            self._writer.write(line_of(event))

    def close(self) -> None:
        """Write what is left; both streams stay open, as they belong to whoever started this."""
        self._writer.finish()

    def _listen(self, scene: Scene) -> None:
        for line in self._orders:
            if not line.strip():
                continue
            try:
                order = parse_order(line)
            except OrderError as error:
                scene.tell(Problem(str(error)))
            else:
                scene.give(order)
