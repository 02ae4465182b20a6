"""Tells open pages when their guide has changed, whichever process did it: the database is asked in turns.

One question a turn serves all pages of this process, and none is put while nobody listens. Between two turns
streams hold neither threads nor connections.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from server.storage import presence
from server.storage.database import Database
from server.storage.presence import Standing

TURN_SECONDS = 0.7
ALIVE_SECONDS = 12.0
LONGEST_SECONDS = 300.0  # a stream ends and is asked for anew, so that an ended link ends it


@dataclass(eq=False, slots=True)
class _Listener:
    guide: str
    news: asyncio.Event = field(default_factory=asyncio.Event)


class Live:
    """What this process knows of the guides that somebody has open."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: set[_Listener] = set()
        self._known: dict[str, Standing] = {}
        self._looking: asyncio.Task[None] | None = None
        self.is_closed = False

    async def standings(self, guide_id: str) -> AsyncIterator[Standing | None]:
        """Yield how the guide stands, again whenever that has changed, and None where only time passes."""
        loop = asyncio.get_running_loop()
        until = loop.time() + LONGEST_SECONDS
        told: Standing | None = None
        with self._listening(guide_id) as listener:
            while loop.time() < until and not self.is_closed:
                standing = self._known.get(guide_id)
                if standing != told:
                    yield standing
                    told = standing
                listener.news.clear()
                try:
                    await asyncio.wait_for(listener.news.wait(), ALIVE_SECONDS)
                except TimeoutError:
                    yield None

    def close(self) -> None:
        """End every stream, since the server stops."""
        self.is_closed = True
        for listener in self._listeners:
            listener.news.set()

    @contextmanager
    def _listening(self, guide_id: str) -> Iterator[_Listener]:
        listener = _Listener(guide_id)
        self._listeners.add(listener)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    async def _look(self) -> None:
        """Ask in turns until nobody listens."""
        while self._listeners and not self.is_closed:
            guides = {each.guide for each in self._listeners}
            with suppress(SQLAlchemyError):  # the database may be busy or away: the next turn asks again
                self._compare(await run_in_threadpool(self._read, guides))
            await asyncio.sleep(TURN_SECONDS)
        self._known.clear()

    def _read(self, guides: set[str]) -> dict[str, Standing]:
        with self._database.reading() as connection:
            return dict(presence.standings(connection, guides))

    def _compare(self, standings: dict[str, Standing]) -> None:
        before, self._known = self._known, standings
        for listener in self._listeners:
            if before.get(listener.guide) != standings.get(listener.guide):
                listener.news.set()
