"""Which drawings readers may have: those of what is published now, and none that only a draft shows."""

from functools import lru_cache

from sqlalchemy import Connection

from recorder.document.guide import Guide
from server.drawings import drawings_of
from server.storage import drawings

KEPT = 16


def is_shown(connection: Connection, key: str) -> bool:
    """Tell whether a published guide shows that drawing now."""
    return any(key in _keys(document) for document in drawings.published_with(connection, key))


@lru_cache(KEPT)
def _keys(document: str) -> frozenset[str]:
    steps = Guide.model_validate_json(document).steps
    return frozenset(drawing.key for step in steps for drawing in drawings_of(step).values())
