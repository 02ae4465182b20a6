"""What an editor can take from a recording: steps that rules left out, and other moments of a step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import ValidationError
from sqlalchemy import Connection

from recorder.compose.leftout import Piece, left_out
from recorder.compose.moments import Which, moments_of
from recorder.compose.places import frame_of
from recorder.document.archive import JOURNAL
from recorder.document.guide import Guide, Picture, Step
from recorder.document.imagefile import check_image
from recorder.document.journalcheck import recording_of
from recorder.document.limits import DEFAULT
from recorder.recording import Moment, Recording
from server.base import KnowledgeBase
from server.editing.moments import put
from server.storage import arrivals, pictures, takes, uploads
from server.storage.objects import Objects

KEPT = 12


@dataclass(frozen=True, slots=True)
class Told:
    """What recordings tell beside their guide: what rules left out, and the moments of each step.

    `shown` names for a step of the guide the steps of other takes whose picture it has or had.
    """

    pieces: tuple[Piece, ...]
    moments: Mapping[str, Mapping[Which, Picture]]
    files: frozenset[str]
    shown: Mapping[str, tuple[str, ...]]


NOTHING: Mapping[Which, Picture] = {}


@lru_cache(KEPT)
def _told(journal: bytes) -> Told | None:
    recording = recording_of(journal)
    try:
        pieces, moments = left_out(recording), moments_of(recording)
    except ValidationError:  # facts that fit their fields and make no step: no recorder of ours wrote them
        return None
    pictured = {
        step: {which: _pictured(moment, recording) for which, moment in each.items()}
        for step, each in moments.items()
    }
    files = frozenset(moment.file for moment in recording.moments.values())
    return Told(pieces, pictured, files, {})


def told_of(connection: Connection, objects: Objects, guide_id: str) -> Told | None:
    """Return what the recordings of a guide and of the takes placed in it tell; None where there is none."""
    placed = takes.of_guide(connection, guide_id, "placed")
    extras = [
        *(extras for _, extras in arrivals.taken(connection, guide_id)),
        *(each.extras for each in placed),
    ]
    names = dict.fromkeys(each[JOURNAL] for each in extras if JOURNAL in each)
    found = [told for name in names if (told := _told_in(objects, name))]
    shown: dict[str, tuple[str, ...]] = {}
    for each in placed:
        for step, other in each.placed.items():
            shown[step] = (*shown.get(step, ()), other)
    return _together(found, shown)


def _told_in(objects: Objects, name: str) -> Told | None:
    journal = objects.get(name)
    return _told(journal) if journal else None


def _together(found: Sequence[Told], shown: Mapping[str, tuple[str, ...]]) -> Told | None:
    """Return what several recordings tell as one, their steps called as the guide calls them."""
    if not found[1:] and not shown:
        return found[0] if found else None
    called = {other: step for step, others in shown.items() for other in others}
    pieces = {piece.step.id: _called(piece, called) for told in found for piece in told.pieces}
    moments = {step: each for told in found for step, each in told.moments.items()}
    files = frozenset[str]().union(*(told.files for told in found))
    return Told(tuple(pieces.values()), moments, files, shown)


def _called(piece: Piece, called: Mapping[str, str]) -> Piece:
    done = tuple(called.get(step, step) for step in piece.done)
    return replace(piece, done=done, into=called.get(piece.into, piece.into) if piece.into else None)


def offered(told: Told | None, guide: Guide) -> tuple[Piece, ...]:
    """Return what rules left out and is not in the guide."""
    here = {step.id for step in guide.steps}
    return tuple(each for each in told.pieces if each.step.id not in here) if told else ()


def choices(told: Told | None, guide: Guide, step_id: str) -> Mapping[Which, Picture]:
    """Return the moments that a step's picture may show, none where the step has no picture.

    They are those of the take that its picture is from.
    """
    step = guide.step(step_id)
    if told is None or step is None or step.picture is None:
        return {}
    known = [told.moments[each] for each in (step_id, *told.shown.get(step_id, ())) if each in told.moments]
    shows = (each for each in known if step.picture.file in {picture.file for picture in each.values()})
    return next(shows, known[0] if known else NOTHING)


def with_moment(step: Step, moment: Picture) -> Step:
    """Return a step as it would be with another moment in its picture."""
    return step.model_copy(update={"picture": put(step.picture, moment)}) if step.picture else step


def kept_files(connection: Connection, guide_id: str) -> frozenset[str]:
    """Return the pictures of a guide that are stored, shown or not, by the last part of their names."""
    beside = [name for _, extras in arrivals.taken(connection, guide_id) for name in extras]
    beside += [name for each in takes.of_guide(connection, guide_id, "placed") for name in each.extras]
    uploaded = uploads.of_guide(connection, guide_id)
    return frozenset(
        name.rpartition("/")[2]
        for name in (*beside, *uploaded, *pictures.used_by(connection, guide_id))
        if name.endswith((".png", ".webp"))
    )


def beside(connection: Connection, objects: Objects, guide: Guide) -> Mapping[str, str]:
    """Return what belongs beside a guide in its file, by name there: its recording, and moments not shown."""
    names = dict(arrivals.last_extras(connection, guide.id))
    told = _told_in(objects, names[JOURNAL]) if JOURNAL in names else None
    moments = told.files & kept_files(connection, guide.id) if told else frozenset()
    names |= {f"recording/{file}": pictures.object_name(file) for file in moments}
    shown = {file.rpartition("/")[2] for file in guide.images}
    return {name: held for name, held in names.items() if name.rpartition("/")[2] not in shown}


def use_moment(base: KnowledgeBase, connection: Connection, guide_id: str, picture: Picture | None) -> bool:
    """Keep that the guide uses a picture of its recording, and tell whether that is there."""
    if picture is None or picture.file.rpartition("/")[2] not in kept_files(connection, guide_id):
        return False
    content = base.objects.get(pictures.object_name(picture.file))
    if content is None or check_image(picture.file, content, DEFAULT) != (picture.width, picture.height):
        return False
    pictures.use(connection, guide_id, picture, len(content))
    return True


def _pictured(moment: Moment, recording: Recording) -> Picture:
    frame = frame_of(recording.start.monitors, moment, None)
    return Picture(
        file=f"images/{moment.file}",
        width=moment.width,
        height=moment.height,
        scale=frame.scale if frame else 1.0,
    )
