"""What has changed in a draft since somebody last looked, as pages and programs take it over."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from sqlalchemy import Connection

from recorder.document.guide import Guide, Step
from server.editing.apply import apply
from server.editing.edits import kept_edit
from server.editing.touched import renumbered, touched
from server.editor_page import facts_of, numbered
from server.errors import NotFoundError, ServerError
from server.model import Edit
from server.storage import edits

MOST = 200
"""After more edits than that, all steps count as touched."""


@dataclass(frozen=True, slots=True)
class Changes:
    """A draft as it stands at `serial`, and the ids of the steps that were touched."""

    document: Guide
    serial: int
    touched: frozenset[str]
    renumbered: frozenset[str] = frozenset()
    """Those of which at most the number changed, and which nobody asked for."""


def changes_since(
    connection: Connection, guide_id: str, serial: int | None, also: Iterable[str] = ()
) -> Changes:
    """Return the draft, and what was touched after that edit with the steps that are asked for besides.

    For who knows nothing yet, and after very many edits, it is every step. NotFoundError where there is
    no such guide.
    """
    found = edits.draft(connection, guide_id)
    if found is None:
        raise NotFoundError("There is no such guide; look for it from the home page.")
    document, last = found
    later = edits.since(connection, guide_id, serial or 0, MOST + 1) if serial != last else ()
    before = rewound(document, later) if serial is not None and len(later) <= MOST else None
    if before is None:
        return Changes(document, last, frozenset(step.id for step in document.steps))
    named = (each.step for each in later if each.step)
    asked = frozenset((*named, *also))
    ids = frozenset((*touched(before, document), *asked))
    return Changes(document, last, ids, renumbered(before, document) - asked)


def rewound(document: Guide, later: Sequence[Edit]) -> Guide | None:
    """Return the draft as it was before its last edits, None where the way back is not open."""
    try:
        return reduce(apply, (kept_edit(dict(each.inverse)) for each in reversed(later)), document)
    except ServerError:
        return None


def as_json(changes: Changes, html: Callable[[Step, str], str] | None = None) -> dict[str, Any]:
    """Return the changes for a program, or for a page, which is given the HTML and counts steps itself."""
    wanted = changes.touched - changes.renumbered if html else changes.touched
    return {
        "serial": changes.serial,
        "guide": facts_of(changes.document),
        "order": [step.id for step in changes.document.steps],
        "steps": {
            step.id: {
                "step": step.model_dump(mode="json"),
                "number": number,
                **({"html": html(step, number)} if html else {}),
            }
            for step, number in numbered(changes.document)
            if step.id in wanted
        },
    }
