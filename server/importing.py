"""Takes a `.guide` file into the knowledge base: whole or not at all, and never over what people edited.

The first time a guide arrives it is published, or waits as a draft where that is wished. Later it is compared
with what arrived last: the same means that nothing happens, anything else becomes a draft beside the edits.
One that is in the trash is put back by that.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from recorder.document.guide import Guide
from recorder.document.guidefile import read_guide
from recorder.document.limits import Limits
from server import clock, trash
from server.base import KnowledgeBase
from server.keeping import Keeping, keep_guide
from server.model import Arrival, Person
from server.publishing import publish
from server.recorded import beside
from server.redacting.arriving import Incoming, cleaned
from server.storage import (
    arrivals,
    counters,
    drawings,
    edits,
    guides,
    pictures,
    processes,
    redactions,
    versions,
)
from server.storage import trash as trashed
from server.storage.objects import Objects


def take_in(
    base: KnowledgeBase, source: Path | BinaryIO, person: Person, *, as_draft: bool = False
) -> Arrival:
    """Keep the guide in the file and return what became of it; `as_draft` lets a new one wait unpublished.

    Raises GuideFileError, and then nothing was kept.
    """
    limits = Limits(file_bytes=base.settings.upload_limit)
    with read_guide(source, limits) as file, base.database.writing() as connection:
        return take_in_file(
            connection, base, arriving(connection, file, file.guide.id), person, as_draft=as_draft
        )


def arriving(connection: Connection, file: Incoming, guide_id: str) -> Incoming:
    """Return what a file brings into a guide, without what was redacted here before."""
    return cleaned(file, redactions.rewriter(connection, guide_id), redactions.burns(connection))


def take_in_file(
    connection: Connection, base: KnowledgeBase, file: Incoming, person: Person, *, as_draft: bool
) -> Arrival:
    """Keep the guide in a file that was cleaned of what was redacted, as `take_in` does."""
    extras, is_back = {name: extra_name(file, name) for name in file.recording}, False
    if not guides.lock(connection, file.guide.id):
        guides.add(connection, file.guide, clock.now())
    else:
        is_back = _take_out_of_trash(connection, file.guide.id)
        if _is_known(connection, base.objects, file.guide, extras):
            return Arrival(file.guide.id, "back" if is_back else "same")
    with kept_objects(base.objects, file, extras):
        arrival = _keep(connection, file, extras, person)
        if arrival.outcome == "new" and not as_draft:
            _welcome(connection, base, file.guide, person)
        return replace(arrival, outcome="back") if is_back else arrival


def _take_out_of_trash(connection: Connection, guide_id: str) -> bool:
    """Put the guide back if it was deleted: whoever hands it in wants it here; tell whether it was."""
    is_there = trashed.holds(connection, guide_id)
    if is_there:
        trash.put_back(connection, guide_id)
    return is_there


def _is_known(connection: Connection, objects: Objects, guide: Guide, extras: Mapping[str, str]) -> bool:
    """Tell whether the guide arrived just so the last time, or is what readers or editors have."""
    arrived = arrivals.digest(guide, extras)
    if arrived == arrivals.last_digest(connection, guide.id):
        return True
    version, draft = versions.published(connection, guide.id), edits.draft(connection, guide.id)
    documents = [version.document] if version else []
    documents += [draft[0]] if draft else []
    return any(arrived == arrivals.digest(each, beside(connection, objects, each)) for each in documents)


def _keep(connection: Connection, file: Incoming, extras: Mapping[str, str], person: Person) -> Arrival:
    guide = file.guide
    sizes = {name: len(data) for name, data in file.images.items()}
    is_first = arrivals.last_digest(connection, guide.id) is None
    pictures.add(connection, guide, sizes)
    drawings.want(connection, guide)
    arrivals.add(connection, guide, extras, person, "published" if is_first else "draft")
    counters.bump(connection)  # the home page of editors names it
    return Arrival(guide.id, "new" if is_first else "draft")


def _welcome(connection: Connection, base: KnowledgeBase, guide: Guide, person: Person) -> None:
    """Put a new guide where it belongs, with its owner; publish it unless new guides are reviewed first."""
    place = processes.find_or_make(connection, guide.process, guide.stage)
    if place:
        processes.put_guide(connection, guide.id, place)
    if guide.owner:
        keep_guide(connection, guide.id, Keeping(owner=guide.owner))
    if not base.settings.review_first:
        publish(connection, guide, person)


@contextmanager
def kept_objects(objects: Objects, file: Incoming, extras: Mapping[str, str]) -> Iterator[None]:
    """Put everything the file holds, and take back what was new if the rows cannot be kept.

    It runs inside the writing transaction, so nobody else can come to need what is taken back.
    """
    names = {name: pictures.object_name(name) for name in file.images} | dict(extras)
    put: list[str] = []
    try:
        for name, kept_as in names.items():
            if not objects.has(kept_as):
                put.append(kept_as)
                objects.put(kept_as, file.read(name))
        yield
    except BaseException:
        for kept_as in put:
            objects.delete(kept_as)
        raise


def extra_name(file: Incoming, name: str) -> str:
    """Return where an entry of the recording is kept: a moment as a picture, for it may become one."""
    ending = name.rpartition(".")[2]
    if ending in {"png", "webp"}:
        return pictures.object_name(name)
    return f"recordings/{hashlib.sha256(file.read(name)).hexdigest()}.{ending}"
