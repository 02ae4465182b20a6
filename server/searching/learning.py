"""Learns what the guides mean while a server runs: behind its start, which waits for nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from server.background import attending
from server.base import KnowledgeBase
from server.bell import Bell
from server.searching.known import PAUSE_SECONDS

LOOK_AGAIN_SECONDS = 600.0


@contextmanager
def learning(base: KnowledgeBase) -> Iterator[None]:
    """Keep what this process knows of meaning up to date as long as the context lasts."""
    is_settled = False

    def work(_stop: Event) -> None:
        nonlocal is_settled
        with base.database.reading() as connection:
            base.known.learn(connection, PAUSE_SECONDS)
        if not is_settled:
            gc.freeze()  # what is there for good is not looked at again, a tenth of a second each time
            is_settled = True

    with attending("learning", Bell(), work, LOOK_AGAIN_SECONDS):
        yield
