"""Works in the background of this process: at once when a bell rings, and now and then unasked."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from sqlalchemy.exc import DatabaseError

from server.bell import Bell
from server.errors import ServerError

log = logging.getLogger(__name__)


@contextmanager
def attending(name: str, bell: Bell, work: Callable[[Event], object], look_again: float) -> Iterator[None]:
    """Have `work` done by a thread of that name as long as the context lasts.

    It is done at once, at the bell, and `look_again` seconds after the last time, whatever went wrong then.
    The event that it is handed is set when it is to stop.
    """
    stop = Event()
    with bell.heard() as rung:
        thread = Thread(target=_attend, args=(name, work, rung, stop, look_again), name=name, daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            rung.set()
            thread.join()


def _attend(name: str, work: Callable[[Event], object], rung: Event, stop: Event, look_again: float) -> None:
    while True:
        rung.clear()
        if stop.is_set():  # asked after clearing, or the call to stop could be cleared away unheard
            return
        try:
            work(stop)
        except DatabaseError as error:  # busy, or its disk is full
            log.warning("%s waits, and is tried again: %s", name.capitalize(), error.orig)
        except ServerError as error:
            log.warning("%s waits, and is tried again: %s", name.capitalize(), error)
        except Exception:  # a thread's edge: no defect ends it, or nothing would be done until the next start
            log.exception("%s went wrong, and is tried again.", name.capitalize())
        rung.wait(look_again)
