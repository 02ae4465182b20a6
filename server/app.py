"""Builds the web application of one knowledge base; nothing is built at import."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI

from recorder import __version__
from server import problems
from server.base import KnowledgeBase, open_base
from server.middleware.head import Head
from server.routes import health
from server.settings import Settings


def create_app(settings: Settings) -> FastAPI:
    """Return the application over the data of these settings, which it opens and brings up to date."""
    base = open_base(settings)
    app = FastAPI(
        title="Handrail",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_closing(base),
    )
    app.state.base = base
    problems.install(app)
    for routes in (health,):
        app.include_router(routes.router)
    app.add_middleware(Head)
    return app


def _closing(base: KnowledgeBase) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        base.database.close()

    return lifespan
