"""Pages for people: complete HTML, one file a noun, like the routes for programs beside it."""

from fastapi import APIRouter

from server.routes.pages import (
    asks,
    changes,
    doubles,
    editor,
    feedback,
    guide_list,
    guides,
    here,
    history,
    home,
    imports,
    opensearch,
    places,
    printed,
    process_editor,
    process_review,
    processes,
    publishing,
    recorded,
    recording,
    redacting,
    redactions,
    reminders,
    review,
    reviews,
    search,
    searches,
    takes,
    tidy,
    trash,
    trimming,
    versions,
    waiting,
    words,
)

NOUNS = (
    home, process_editor, processes, guides, editor, words, publishing, versions, trash, waiting,
    home, processes, guide_list, guides, editor, words, publishing, versions, trash, waiting,
    home, processes, guides, printed, editor, words, publishing, versions, trash, waiting,
    home, processes, guides, editor, words, publishing, versions, trash,
    waiting, review, reviews, process_review, reminders,
    home, processes, guides, editor, words, publishing, versions, trash, waiting,
    home, processes, guides, editor, words, publishing, versions, trash, asks,
    home, processes, guides, editor, words, publishing, versions, trash,
    waiting, review, reviews, process_review,
    home, processes, guides, editor, words, publishing, versions, trash, asks, searches,
    search, imports, recording, takes, trimming, recorded,
    home, processes, guides, editor, words, publishing, versions, history, trash,
    search, imports, recording, trimming, recorded,
    home, processes, guides, editor, words, redacting, redactions,
    places, tidy, doubles, here, publishing, search, trash, imports, recording, trimming, recorded,
    places, publishing, search, trash, imports, recording, trimming, recorded,
    publishing, search, trash, imports, recording, trimming, recorded,
    feedback, changes, opensearch,
)  # fmt: skip

router = APIRouter(include_in_schema=False)
for noun in NOUNS:
    router.include_router(noun.router)
