"""Drafts as they stand, so that no edit and no look has to make the edits before it again.

A guide whose draft is its published version has no row here. A row's stamp is made anew whenever its
document is written, so what a process has read once it knows by the stamp, and nobody is shown what was
written over.
"""

import secrets
from collections import OrderedDict
from threading import Lock

from sqlalchemy import Connection, delete, select, update

from recorder.document.guide import Guide
from server.storage.tables import drafts
from server.storage.writing import insert_missing

KEPT = 32
_read: OrderedDict[str, Guide] = OrderedDict()
_reading = Lock()


def draft(connection: Connection, guide_id: str) -> tuple[Guide, int] | None:
    """Return the draft and the last edit that it holds, or None where it was not kept."""
    mine = drafts.c.guide == guide_id
    row = connection.execute(select(drafts.c.serial, drafts.c.stamp).where(mine)).first()
    if row is None:
        return None
    guide = _known(row.stamp)
    if guide is None:
        document: str = connection.execute(select(drafts.c.document).where(mine)).scalar_one()
        guide = Guide.model_validate_json(document)
        _note(row.stamp, guide)
    return guide, row.serial


def put(connection: Connection, guide: Guide, serial: int) -> None:
    """Keep the draft as it stands after that edit."""
    stamp = secrets.token_hex(16)
    row = {"serial": serial, "stamp": stamp, "document": guide.model_dump_json()}
    written = connection.execute(update(drafts).where(drafts.c.guide == guide.id).values(row))
    if not written.rowcount:
        insert_missing(connection, drafts, [{"guide": guide.id, **row}])
    _note(stamp, guide)


def forget(connection: Connection, guide_id: str) -> None:
    """Let the draft be what was published last, and the edits since."""
    connection.execute(delete(drafts).where(drafts.c.guide == guide_id))


def _known(stamp: str) -> Guide | None:
    with _reading:
        if stamp in _read:
            _read.move_to_end(stamp)
        return _read.get(stamp)


def _note(stamp: str, guide: Guide) -> None:
    with _reading:
        _read[stamp] = guide
        while len(_read) > KEPT:
            _read.popitem(last=False)
