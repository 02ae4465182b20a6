"""Learns what the guides mean while a server runs: behind its start, which waits for nothing."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from sqlalchemy.exc import DatabaseError

from server.background import attending
from server.base import KnowledgeBase
from server.bell import Bell
from server.searching.known import PAUSE_SECONDS

log = logging.getLogger(__name__)

LOOK_AGAIN_SECONDS = 600.0


@contextmanager
def learning(base: KnowledgeBase) -> Iterator[None]:
    """Keep what this process knows of meaning up to date as long as the context lasts."""

    def work(_stop: Event) -> None:
        try:
            with base.database.reading() as connection:
                base.known.learn(connection, PAUSE_SECONDS)
        except DatabaseError:
            log.exception("The guides' meaning could not be learned; it is tried again.")

    with attending("learning", Bell(), work, LOOK_AGAIN_SECONDS):
        yield
