"""Works out in the background how guides are found and what they are about, where that is not kept yet.

So a release that keeps more of each guide, or keeps it differently, starts as fast as any other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from server.background import attending
from server.base import KnowledgeBase
from server.bell import Bell
from server.storage import search, traits

AT_ONCE = 25  # so that nobody who writes waits long
LOOK_AGAIN_SECONDS = 3600.0


@contextmanager
def noting(base: KnowledgeBase) -> Iterator[None]:
    """Have it done by a thread of this process as long as the context lasts."""
    with attending("noting", Bell(), lambda stop: note_waiting(base, stop), LOOK_AGAIN_SECONDS):
        yield


def note_waiting(base: KnowledgeBase, stop: Event | None = None) -> int:
    """Note whatever waits to be noted until told to stop, and return how many guides that were."""
    count = 0
    while not (stop and stop.is_set()):
        with base.database.writing() as connection:
            done = search.fill(connection, AT_ONCE) or traits.fill(connection, AT_ONCE)
        count += done
        if not done:
            break
        if stop:
            stop.wait(0.01)  # whoever else writes comes in between
    return count
