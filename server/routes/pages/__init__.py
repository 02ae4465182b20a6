"""Pages for people: complete HTML, one file a noun, like the routes for programs beside it."""

from fastapi import APIRouter

from server.routes.pages import (
    editing,
    guides,
    home,
    imports,
    processes,
    publishing,
    recording,
    search,
    trimming,
)

router = APIRouter(include_in_schema=False)
for noun in (home, processes, guides, editing, publishing, search, imports, recording, trimming):
    router.include_router(noun.router)
