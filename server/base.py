"""The knowledge base itself: settings, database and pictures, opened once and handed to all who need it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from server.bell import Bell
from server.recording.port import RecorderPort
from server.redacting.reading import Readings
from server.searching.known import Known
from server.settings import Settings
from server.storage import database, schema, search, traits
from server.storage.database import Database, DatabaseUnavailableError
from server.storage.objects import Objects, open_objects


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Everything a route, a command or a job works on."""

    settings: Settings
    database: Database
    objects: Objects
    to_paint: Bell = field(default_factory=Bell)
    """Rung when there is something new to draw, for whoever draws in the background of this process."""
    to_redact: Bell = field(default_factory=Bell)
    """Rung when a redaction begins, for whoever works on it in the background of this process."""
    recorder: RecorderPort | None = None
    """What starts recordings on this machine, where its owner may."""
    readings: Readings | None = None
    """The words read in pictures while somebody looks at a redaction, where something can read them."""
    known: Known = field(default_factory=Known)
    """What this process knows of the base between two searches."""


def open_base(settings: Settings) -> KnowledgeBase:
    """Return the knowledge base of these settings, made or migrated where needed."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailableError(
            f"The data folder {settings.data} cannot be made ({error.strerror}); "
            "choose another with --data or HANDRAIL_DATA.",
        ) from error
    opened = database.open_database(settings)
    where = "The database of HANDRAIL_DATABASE" if settings.database else f"The data folder {settings.data}"
    try:
        with database.telling_why(settings), opened.starting() as connection:
            schema.migrate(connection, where)
            search.prepare(connection)
            traits.prepare(connection)
        return KnowledgeBase(settings, opened, open_objects(settings))
    except BaseException:
        opened.close()
        raise


@contextmanager
def opened_base(settings: Settings) -> Iterator[KnowledgeBase]:
    """Give the knowledge base, and close it afterwards; what the driver says becomes a sentence."""
    base = open_base(settings)
    try:
        with database.telling_why(settings):
            yield base
    finally:
        base.database.close()


def the_base(request: Request) -> KnowledgeBase:
    """Return the knowledge base that this application serves."""
    base: KnowledgeBase = request.app.state.base
    return base


async def _given(request: Request) -> KnowledgeBase:  # async, so that no thread is taken for it
    return the_base(request)


Base = Annotated[KnowledgeBase, Depends(_given)]
