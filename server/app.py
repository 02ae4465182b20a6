"""Builds the web application of one knowledge base; nothing is built at import."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

from fastapi import FastAPI
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp

from recorder import __version__
from server import problems
from server.answers import Answers
from server.base import KnowledgeBase, open_base
from server.error_pages import error_page
from server.live import Live
from server.middleware.body_limit import BodyLimit
from server.middleware.head import Head
from server.middleware.ready import Ready
from server.noting import noting
from server.painting import painting
from server.press import Press
from server.recording.landing import taking
from server.recording.port import RecorderPort
from server.redacting.reading import Readings, WordsReader
from server.redacting.working import redacting
from server.reminding.working import reminding
from server.rendering import STATIC, static_url
from server.routes import (
    api_asks,
    api_changes,
    api_docs,
    api_edits,
    api_feedback,
    api_find,
    api_guides,
    api_here,
    api_history,
    api_live,
    api_picture_tools,
    api_pictures,
    api_places,
    api_processes,
    api_program_changes,
    api_publishing,
    api_recorded,
    api_recording,
    api_redactions,
    api_remarks,
    api_reminders,
    api_reviews,
    api_search,
    api_standing,
    api_takes,
    api_trash,
    api_versions,
    api_waiting,
    asked,
    feeds,
    health,
    links,
    pages,
    pictures,
)
from server.routes.api_trash import NotInTrash
from server.routes.static import Kept
from server.searching.learning import learning
from server.security.defences import Defences
from server.security.gate import Gate
from server.security.hosts import own_names
from server.settings import Settings
from server.storage import pictures as pictures_of
from server.visitors import open_visitors

NOUNS = (
    health,
    links,
    asked,
    api_asks,
    api_docs,
    api_guides,
    api_edits,
    api_feedback,
    api_standing,
    api_find,
    api_changes,
    api_live,
    api_program_changes,
    api_publishing,
    api_picture_tools,
    api_recorded,
    api_redactions,
    api_pictures,
    api_takes,
    api_here,
    api_places,
    api_processes,
    api_remarks,
    api_reminders,
    api_reviews,
    feeds,
    api_search,
    api_trash,
    api_versions,
    api_history,
    api_waiting,
    pictures,
    pages,
)

PACKED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/octet-stream", "application/pdf")
"""What is sent as it is: packed already, like pictures and guides' files, or read as it comes."""


def create_app(
    settings: Settings, recorder: RecorderPort | None = None, reader: WordsReader | None = None
) -> FastAPI:
    """Return the application over the data of these settings, which it opens and brings up to date.

    With a recorder, this machine's owner can record; with a reader, words in pictures are found.
    """
    base = open_base(settings)
    load = base.objects.get
    readings = Readings(reader, lambda file: load(pictures_of.object_name(file))) if reader else None
    base = replace(base, recorder=recorder, readings=readings)
    press = Press()
    app = _Defended(
        own_names(settings.hosts),
        title="Handrail",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        responses=problems.DOCUMENTED,
        lifespan=_painting_and_closing(base, press),
    )
    app.state.base = base
    app.state.answers = Answers()
    app.state.press = press
    app.state.live = Live(base.database)
    app.state.visitors = open_visitors(base)
    problems.install(app, error_page)
    for routes in (*NOUNS, api_recording) if recorder else NOUNS:
        app.include_router(routes.router, dependencies=[NotInTrash])
    app.mount(static_url("").rstrip("/"), Kept(directory=STATIC))
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5, exclude_content_types=PACKED)
    app.add_middleware(Head)
    app.add_middleware(BodyLimit, upload_limit=settings.upload_limit)
    app.add_middleware(Gate)
    app.add_middleware(Ready, pulse=base.database.pulse)
    return app


class _Defended(FastAPI):
    """An application with its defences outside of all else, so that answers to defects pass them too."""

    def __init__(self, names: frozenset[str], **values: Any) -> None:
        super().__init__(**values)
        self._names = names

    def build_middleware_stack(self) -> ASGIApp:
        """Return the application as the server calls it."""
        return Defences(super().build_middleware_stack(), self._names)


def _painting_and_closing(
    base: KnowledgeBase, press: Press
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        with (
            painting(base),
            noting(base),
            redacting(base),
            reminding(base),
            learning(base),
            taking(base, base.recorder),
            press.running(),
        ):
            yield
        if base.readings:
            base.readings.forget()
        base.database.close()

    return lifespan
