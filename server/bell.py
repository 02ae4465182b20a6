"""Tells whoever waits in the background of this process that there is something to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event


class Bell:
    """Rung by many and heard by each listener in an event of its own, which nobody else clears."""

    def __init__(self) -> None:
        self._listeners: tuple[Event, ...] = ()

    def ring(self) -> None:
        """Set the event of each listener."""
        for each in self._listeners:
            each.set()

    @contextmanager
    def heard(self) -> Iterator[Event]:
        """Give an event that is set whenever the bell rings."""
        event = Event()
        self._listeners = (*self._listeners, event)
        try:
            yield event
        finally:
            self._listeners = tuple(each for each in self._listeners if each is not event)
