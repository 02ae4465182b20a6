"""Pages for people: complete HTML, one file a noun, like the routes for programs beside it."""

from fastapi import APIRouter

from server.routes.pages import (
    doubles,
    editor,
    guides,
    history,
    home,
    imports,
    places,
    processes,
    publishing,
    recorded,
    recording,
    redacting,
    redactions,
    search,
    takes,
    tidy,
    trash,
    trimming,
    versions,
    waiting,
    words,
)

NOUNS = (
    home, processes, guides, editor, words, publishing, versions, trash, waiting,
    search, imports, recording, takes, trimming, recorded,
    home, processes, guides, editor, words, publishing, versions, history, trash,
    search, imports, recording, trimming, recorded,
    home, processes, guides, editor, words, redacting, redactions,
    places, tidy, doubles, publishing, search, trash, imports, recording, trimming, recorded,
)  # fmt: skip

router = APIRouter(include_in_schema=False)
for noun in NOUNS:
    router.include_router(noun.router)
