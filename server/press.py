"""One press for all who want paper: it makes one PDF after the other, each once for all who wait for it.

Whoever asks waits without holding a thread. What was made is kept while there is room, under a name for all
that it shows, so nothing kept is ever wrong.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Lock

from fastapi import Request

from server.errors import ServerError

KEPT_BYTES = 64 * 1024 * 1024
MOST_WAITING = 64


class PressBusyError(ServerError):
    """Too many PDFs wait to be made."""

    status = 503


class Press:
    """Makes PDFs, and keeps those asked for last."""

    def __init__(self, kept: int = KEPT_BYTES, waiting: int = MOST_WAITING) -> None:
        self._room, self._waiting = kept, waiting
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._making: dict[str, Future[bytes]] = {}
        self._lock, self._stop = Lock(), Event()
        self._worker = ThreadPoolExecutor(1, "press")

    async def pdf(self, name: str, make: Callable[[Event], bytes]) -> bytes:
        """Return the PDF of that name, made now if it is not at hand; `make` is told to stop by an event.

        Raises:
            PressBusyError: too many others wait.
        """
        made = self._asked(name, make)
        return made if isinstance(made, bytes) else await asyncio.shield(asyncio.wrap_future(made))

    @contextmanager
    def running(self) -> Iterator[None]:
        """Make PDFs as long as the context lasts; what is being made at its end is given up."""
        try:
            yield
        finally:
            self._stop.set()
            self._worker.shutdown(cancel_futures=True)
            # Whoever starts the application again finds a press that works.
            self._stop, self._worker = Event(), ThreadPoolExecutor(1, "press")

    def _asked(self, name: str, make: Callable[[Event], bytes]) -> bytes | Future[bytes]:
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name]
            if name in self._making:
                return self._making[name]
            if len(self._making) >= self._waiting:
                raise PressBusyError("Many PDFs are being made just now; ask again in a minute.")
            self._making[name] = self._worker.submit(self._made, name, make)
            return self._making[name]

    def _made(self, name: str, make: Callable[[Event], bytes]) -> bytes:
        try:
            made = make(self._stop)
            with self._lock:
                self._kept[name] = made
                while self._kept and sum(map(len, self._kept.values())) > self._room:
                    self._kept.popitem(last=False)
            return made
        finally:
            with self._lock:
                del self._making[name]


def the_press(request: Request) -> Press:
    """Return the press of this application."""
    press: Press = request.app.state.press
    return press
