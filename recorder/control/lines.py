"""A recording controlled by another program: events as lines on standard output, orders on standard input."""

import threading
from typing import TextIO

from recorder.control.events import Busy, Event, Problem, line_of
from recorder.control.orders import OrderError, parse_order
from recorder.control.stations import Give


class Lines:
    """Speak JSON, a line each way. The end of the input means nothing."""

    process: int | None = None
    follows = True

    def __init__(self, orders: TextIO, events: TextIO) -> None:
        self._orders = orders
        self._events = events

    def open(self, give: Give) -> None:
        """Listen in a thread of its own."""
        threading.Thread(target=self._listen, args=(give,), name="orders", daemon=True).start()

    def tell(self, event: Event) -> None:
        """Write a line at once."""
        if isinstance(event, Busy):
            return
        self._events.write(line_of(event) + "\n")
        self._events.flush()

    def close(self) -> None:
        """Leave both streams as they are: they belong to whoever started this."""

    def _listen(self, give: Give) -> None:
        for line in self._orders:
            if not line.strip():
                continue
            try:
                order = parse_order(line)
            except OrderError as error:
                self.tell(Problem(str(error)))
            else:
                give(order)
