"""What a call of edits is answered: how the draft reads now, and what changed in it."""

from collections.abc import Mapping
from typing import Any

from fastapi.responses import JSONResponse
from sqlalchemy import Connection

from server.base import KnowledgeBase
from server.changes import Changes, as_json, changes_since
from server.changing import Changed
from server.editing.touched import renumbered, touched
from server.editor_page import step_html
from server.model import Person
from server.storage import calls

NOTHING: Mapping[str, Any] = {}


def answer_to(
    base: KnowledgeBase,
    connection: Connection,
    person: Person,
    changed: Changed,
    *,
    html: bool,
    since: int | None,
    more: Mapping[str, Any] = NOTHING,
) -> JSONResponse:
    """Return the answer: with the HTML of touched steps where wished, and what changed since an edit."""
    guide = changed.document.id
    changes = _changes(connection, changed, changed.since if since is None else since)
    content = {
        "version": changed.version,
        "serial": changed.serial,
        "title": changed.document.title,
        "captions": {step.id: step.caption for step in changed.document.steps},
        "can_undo": calls.last_made(connection, guide, person) is not None,
        "can_redo": calls.last_undone(connection, guide, person) is not None,
        "changes": as_json(changes, step_html(changes.document, base.settings.language) if html else None),
        **more,
    }
    return JSONResponse(content)


def in_short(changed: Changed) -> dict[str, Any]:
    """Return what a program is answered that asked for no steps: how the draft is called and stands."""
    return {"version": changed.version, "serial": changed.serial, "title": changed.document.title}


def _changes(connection: Connection, changed: Changed, since: int) -> Changes:
    """Return what changed since an edit; the log need not be asked where that is this call alone."""
    if changed.before is None or since != changed.since:
        return changes_since(connection, changed.document.id, since)
    steps = frozenset(touched(changed.before, changed.document)) | changed.named
    counted = renumbered(changed.before, changed.document) - changed.named
    return Changes(changed.document, changed.serial or changed.since, steps, counted)
