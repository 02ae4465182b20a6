"""Works in the background of this process: at once when a bell rings, and now and then unasked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from server.bell import Bell


@contextmanager
def attending(name: str, bell: Bell, work: Callable[[Event], object], look_again: float) -> Iterator[None]:
    """Have `work` done by a thread of that name as long as the context lasts.

    It is done at once, at the bell, and `look_again` seconds after the last time. The event that it is handed
    is set when it is to stop. It handles what may go wrong itself.
    """
    stop = Event()
    with bell.heard() as rung:
        thread = Thread(target=_attend, args=(work, rung, stop, look_again), name=name, daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            rung.set()
            thread.join()


def _attend(work: Callable[[Event], object], rung: Event, stop: Event, look_again: float) -> None:
    while True:
        rung.clear()
        if stop.is_set():  # asked after clearing, or the call to stop could be cleared away unheard
            return
        work(stop)
        rung.wait(look_again)
