"""A take that belongs to a guide which is there already: laid beside its draft, looked at, and placed.

It overwrites nothing. A guide that arrives again waits as an arrival, and is placed the same way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from recorder.document.geometry import Box
from recorder.document.guide import Guide, Step
from recorder.document.guidefile import read_guide
from recorder.document.limits import Limits
from server.base import KnowledgeBase
from server.changing import Changed, change
from server.errors import NotFoundError, ServerError
from server.importing import arriving, extra_name, kept_objects
from server.model import Person
from server.placing import Beside, Choice, Row, edits_for, laid_out
from server.redacting.arriving import Burns
from server.storage import arrivals, counters, edits, guides, pictures, redactions, takes
from server.storage.takes import Asked

MOST_LAID = 4
_laid: dict[object, "Laid"] = {}

ARRIVAL = 0
"""The number of the take that is the guide's own newest arrival."""


class NoSuchTakeError(NotFoundError):
    """No such take waits beside the guide."""

    def __init__(self) -> None:
        super().__init__(
            "This take does not wait beside the guide any more; open the guide to see it as it is."
        )


class EmptyTakeError(ServerError):
    """Nothing was done in a take."""

    status = 422

    def __init__(self) -> None:
        super().__init__("This take has no steps: nothing was done while it was recorded. Record it again.")


@dataclass(frozen=True, slots=True)
class Laid:
    """A take beside a guide's draft, row by row; `serial` is the edit at which the draft stood."""

    guide: Guide
    serial: int
    number: int
    beside: Beside
    rows: tuple[Row, ...]


def lay_beside(
    base: KnowledgeBase, guide_id: str, source: Path | BinaryIO, asked: Asked, person: Person
) -> int:
    """Keep the take in a file beside a guide and return its number; the same again is the same take.

    Raises GuideFileError, NotFoundError and EmptyTakeError, and then nothing was kept.
    """
    with read_guide(source, Limits(file_bytes=base.settings.upload_limit)) as file:
        if not any(step.kind in ("action", "note") for step in file.guide.steps):
            raise EmptyTakeError
        with base.database.writing() as connection:
            _require_guide(connection, guide_id)
            take = arriving(connection, file, guide_id)
            known = takes.known(connection, guide_id, take.guide)
            if known is not None:
                return known
            beside = {name: extra_name(take, name) for name in take.recording}
            shown = {name: pictures.object_name(name) for name in take.images}
            with kept_objects(base.objects, take, beside):
                extras = {**beside, **shown}
                return takes.add(connection, guide_id, take.guide, extras, asked=asked, person=person)


def lay_out(connection: Connection, guide_id: str, number: int) -> Laid:
    """Return a take beside the guide's draft as it stands; NoSuchTakeError where there is none."""
    found = edits.draft(connection, guide_id) if guides.exists(connection, guide_id) else None
    if found is None:
        raise NotFoundError("There is no such guide; look for it from the home page.")
    guide, serial = found
    document, asked = _take(connection, guide_id, number)
    originals, dropped = _recorded_before(connection, guide)
    beside = Beside(document, asked.mode, asked.step, originals, _redacted(connection, guide), dropped)
    return Laid(guide, serial, number, beside, laid_out(guide, beside))


def lay_out_once(connection: Connection, guide_id: str, number: int) -> Laid:
    """Return the same, kept as long as nothing changes: a sheet asks for each of its pictures."""
    found = edits.draft(connection, guide_id)
    stands = [counters.read(connection), counters.read(connection, counters.DRAFTS), found and found[1]]
    key = (connection.engine, guide_id, number, *stands)
    laid = _laid.get(key)
    if laid is None:
        laid = lay_out(connection, guide_id, number)
        if len(_laid) >= MOST_LAID:
            _laid.clear()
        _laid[key] = laid
    return laid


def place(
    base: KnowledgeBase,
    connection: Connection,
    guide_id: str,
    number: int,
    chosen: Mapping[str, Choice],
    *,
    person: Person,
    call: str | None = None,
) -> Changed:
    """Make the edits that were chosen, as one call, and keep the take's recording with the guide."""
    _require_guide(connection, guide_id)
    laid = lay_out(connection, guide_id, number)
    wanted, placed = edits_for(laid.guide, laid.beside, laid.rows, chosen)
    document = laid.beside.take
    _use_pictures(base, connection, guide_id, document, frozenset(placed.values()))
    changed = change(connection, guide_id, wanted, person, name=call)
    if number == ARRIVAL:
        number = takes.add(connection, guide_id, document, {}, asked=Asked(), person=person)
        arrivals.take_newest(connection, guide_id)
        arrivals.leave(connection, guide_id)
    takes.place(connection, number, placed)
    return changed


def leave(connection: Connection, guide_id: str, number: int) -> None:
    """Let a take wait no longer; the guide stays as it is."""
    _require_guide(connection, guide_id)
    _take(connection, guide_id, number)
    if number == ARRIVAL:
        arrivals.leave(connection, guide_id)
    else:
        takes.leave(connection, number)


def _require_guide(connection: Connection, guide_id: str) -> None:
    if not guides.lock(connection, guide_id):
        raise NotFoundError("There is no such guide; look for it from the home page.")


def _take(connection: Connection, guide_id: str, number: int) -> tuple[Guide, Asked]:
    if number == ARRIVAL:
        found = arrivals.newest_waiting(connection, guide_id)
        if found is None:
            raise NoSuchTakeError
        return found[0], Asked()
    take = takes.take(connection, guide_id, number)
    if take is None:
        raise NoSuchTakeError
    return take.document, take.asked


def _recorded_before(connection: Connection, guide: Guide) -> tuple[Mapping[str, Step], tuple[Step, ...]]:
    """Return the guide's steps as they were recorded last, and what was recorded and is in it no more."""
    placed = takes.of_guide(connection, guide.id, "placed")
    called = {other: step for take in placed for step, other in take.placed.items()}
    documents = [document for document, _ in arrivals.taken(connection, guide.id)]
    documents += [take.document for take in placed]
    recorded = {called.get(step.id, step.id): step for each in documents for step in each.steps}
    dropped = tuple(step for name, step in recorded.items() if not guide.step(name) and step.kind == "action")
    return recorded, dropped


def _redacted(connection: Connection, guide: Guide) -> Mapping[str, tuple[Box, ...]]:
    """Return what was ever redacted in the pictures of a guide."""
    burns = redactions.burns(connection)
    before = {new: old for old, (new, _) in burns.items() if new}
    return {file: tuple(_filled(file.rpartition("/")[2], before, burns)) for file in guide.images}


def _filled(name: str, before: Mapping[str, str], burns: Burns) -> Iterator[Box]:
    seen: set[str] = set()
    while name in before and name not in seen:
        seen.add(name)
        name = before[name]
        yield from burns[name][1]


def _use_pictures(
    base: KnowledgeBase, connection: Connection, guide_id: str, take: Guide, steps: frozenset[str]
) -> None:
    """Keep that the guide uses the pictures of those steps of a take."""
    for step in take.steps:
        if step.id in steps and step.picture:
            content = base.objects.get(pictures.object_name(step.picture.file))
            if content is not None:
                pictures.use(connection, guide_id, step.picture, len(content))
