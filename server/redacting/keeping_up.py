"""Edits from pages opened before a redaction: they still say the old words and name the old pictures."""

from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection

from server.redacting.rows import rewrite_guide
from server.storage import redactions

AnEdit = TypeVar("AnEdit")


def kept_up(connection: Connection, guide_id: str, wanted: Sequence[AnEdit]) -> list[AnEdit]:
    """Return the edits as they are to be made of the guide as it is now.

    Where a redaction has burnt its pictures and not come to this guide yet, the guide is rewritten first:
    what the edits saw and what the guide says change together.
    """
    rewriter = redactions.rewriter(connection, guide_id)
    if not rewriter:
        return list(wanted)
    if any(each.phase == "guides" and each.cursor < guide_id for each in redactions.unfinished(connection)):
        rewrite_guide(connection, guide_id, rewriter)
    if any(each.phase in ("burn", "recordings", "rest") for each in redactions.unfinished(connection)):
        return list(wanted)  # they are rewritten with the guide
    return [rewriter.model(edit) if isinstance(edit, BaseModel) else edit for edit in wanted]
