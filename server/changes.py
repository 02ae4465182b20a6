"""What has changed in a draft since somebody last looked, as pages and programs take it over."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from recorder.document.guide import Guide, Step
from server.editor_page import facts_of, numbered
from server.errors import NotFoundError
from server.storage import edits

_STEPS = ("step", "next", "copy")
_CONTENTS = ("content", "first", "second")


@dataclass(frozen=True, slots=True)
class Changes:
    """A draft as it stands at `serial`, and the ids of the steps that were touched."""

    document: Guide
    serial: int
    touched: frozenset[str]


def changes_since(connection: Connection, guide_id: str, serial: int) -> Changes:
    """Return the draft and what was touched after that edit; NotFoundError where there is no such guide."""
    found = edits.draft(connection, guide_id)
    if found is None:
        raise NotFoundError("There is no such guide; look for it from the home page.")
    later = edits.since(connection, guide_id, serial)
    return Changes(found[0], found[1], touched_by(each.payload for each in later))


def touched_by(payloads: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Return the ids of the steps that these edits name, those that only mark a place left out."""
    return frozenset(each for payload in payloads for each in _named(payload))


def as_json(changes: Changes, html: Callable[[Step, str], str] | None = None) -> dict[str, Any]:
    """Return the changes for a page or a program, with the HTML of each touched step if it is given."""
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
            if step.id in changes.touched
        },
    }


def _named(payload: Mapping[str, Any]) -> Iterator[str]:
    yield from (payload[name] for name in _STEPS if isinstance(payload.get(name), str))
    yield from (payload[name]["id"] for name in _CONTENTS if isinstance(payload.get(name), dict))
