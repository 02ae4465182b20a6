"""Drafts as they stand, so that no edit and no look has to make the edits before it again.

A guide whose draft is its published version has no row here. A row's stamp is made anew whenever its
document is written, so what a process has read once it knows by the stamp, and nobody is shown what was
written over.
"""

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from recorder.document.guide import Guide, Step
from server.storage.tables import drafts

KEPT = 32


class Read(NamedTuple):
    """A draft that this process knows, and its steps as JSON: only what changed is written anew."""

    guide: Guide
    steps: Mapping[int, tuple[Step, str]]


_read: OrderedDict[str, Read] = OrderedDict()
_reading = Lock()


def draft(connection: Connection, guide_id: str) -> tuple[Guide, int] | None:
    """Return the draft and the last edit that it holds, or None where it was not kept."""
    mine = drafts.c.guide == guide_id
    row = connection.execute(select(drafts.c.serial, drafts.c.stamp).where(mine)).first()
    if row is None:
        return None
    known = _known(row.stamp)
    if known:
        return known.guide, row.serial
    # All of it at once: on PostgreSQL another process may have written between two questions.
    whole = connection.execute(select(drafts.c.serial, drafts.c.stamp, drafts.c.document).where(mine)).first()
    if whole is None:
        return None
    known = _note(whole.stamp, Read(Guide.model_validate_json(whole.document), {}))
    return known.guide, whole.serial


def put(connection: Connection, guide: Guide, serial: int) -> None:
    """Keep the draft as it stands after that edit."""
    mine = drafts.c.guide == guide.id
    before = connection.scalar(select(drafts.c.stamp).where(mine))
    written = _written(guide, _known(before or ""))
    stamp = secrets.token_hex(16)
    row = {"serial": serial, "stamp": stamp, "document": _joined(guide, written)}
    if before:
        connection.execute(update(drafts).where(mine).values(row))
    else:
        connection.execute(insert(drafts).values(guide=guide.id, **row))
    _note(stamp, written)


def forget(connection: Connection, guide_id: str) -> None:
    """Let the draft be what was published last, and the edits since."""
    connection.execute(delete(drafts).where(drafts.c.guide == guide_id))


def _written(guide: Guide, before: Read | None) -> Read:
    """Return the draft with each step as JSON; what was written for the draft before need not be again."""
    known = before.steps if before else {}
    steps = {}
    for step in guide.steps:
        same, json = known.get(id(step), (None, ""))
        steps[id(step)] = (step, json if same is step else step.model_dump_json())
    return Read(guide, steps)


def _joined(guide: Guide, written: Read) -> str:
    """Return the document as JSON, letter by letter as the model writes it: versions are compared with it."""
    head = guide.model_copy(update={"steps": ()}).model_dump_json()
    steps = ",".join(written.steps[id(step)][1] for step in guide.steps)
    return head.replace('"steps":[]', f'"steps":[{steps}]', 1)


def _known(stamp: str) -> Read | None:
    with _reading:
        if stamp in _read:
            _read.move_to_end(stamp)
        return _read.get(stamp)


def _note(stamp: str, known: Read) -> Read:
    with _reading:
        _read[stamp] = known
        while len(_read) > KEPT:
            _read.popitem(last=False)
    return known
