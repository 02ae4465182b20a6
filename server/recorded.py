"""What an editor can take from a guide's recording: steps that rules left out, and other moments of a step.

What is asked for is resolved into edits that hold all they need, so that a guide's edits can be made again
without its recording.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import ValidationError
from sqlalchemy import Connection

from recorder.compose.leftout import Piece, left_out, neighbour
from recorder.compose.moments import Which, moments_of
from recorder.compose.places import frame_of
from recorder.document.archive import JOURNAL
from recorder.document.guide import Guide, Picture, Step
from recorder.document.imagefile import check_image
from recorder.document.journalcheck import recording_of
from recorder.document.limits import DEFAULT
from recorder.recording import Moment, Recording
from server.base import KnowledgeBase
from server.editing.edits import AnyEdit, AskBack, AskMoment, BringBack, PublicEdit, SetMoment
from server.editing.errors import NotLeftOutError, UnknownMomentError
from server.editing.moments import put
from server.errors import NotFoundError
from server.storage import arrivals, edits, pictures, uploads
from server.storage.objects import Objects

KEPT = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What a recording tells beside its guide: what rules left out, and the moments of each step."""

    recording: Recording
    pieces: tuple[Piece, ...]
    moments: Mapping[str, Mapping[Which, Moment]]


NOTHING: Mapping[Which, Moment] = {}


@lru_cache(KEPT)
def _told(journal: bytes) -> Told | None:
    recording = recording_of(journal)
    try:
        return Told(recording, left_out(recording), moments_of(recording))
    except ValidationError:  # facts that fit their fields and make no step: no recorder of ours wrote them
        return None


def told_of(connection: Connection, objects: Objects, guide_id: str) -> Told | None:
    """Return what the recording of a guide tells, None where none came with it."""
    name = arrivals.last_extras(connection, guide_id).get(JOURNAL)
    journal = objects.get(name) if name else None
    return _told(journal) if journal else None


def offered(told: Told | None, guide: Guide) -> tuple[Piece, ...]:
    """Return what rules left out and is not in the guide."""
    here = {step.id for step in guide.steps}
    return tuple(each for each in told.pieces if each.step.id not in here) if told else ()


def choices(told: Told | None, guide: Guide, step_id: str) -> Mapping[Which, Picture]:
    """Return the moments that a step's picture may show, none where the step has no picture."""
    step = guide.step(step_id)
    if told is None or step is None or step.picture is None:
        return {}
    return {which: _pictured(moment, told) for which, moment in told.moments.get(step_id, NOTHING).items()}


def with_moment(step: Step, moment: Picture) -> Step:
    """Return a step as it would be with another moment in its picture."""
    return step.model_copy(update={"picture": put(step.picture, moment)}) if step.picture else step


def kept_files(connection: Connection, guide_id: str) -> frozenset[str]:
    """Return the pictures of a guide that are stored, shown or not, by the last part of their names."""
    beside = arrivals.last_extras(connection, guide_id)
    uploaded = uploads.of_guide(connection, guide_id)
    return frozenset(
        name.rpartition("/")[2]
        for name in (*beside, *uploaded, *pictures.used_by(connection, guide_id))
        if name.endswith((".png", ".webp"))
    )


def beside(connection: Connection, objects: Objects, guide: Guide) -> Mapping[str, str]:
    """Return what belongs beside a guide in its file, by name there: its recording, and moments not shown."""
    told, kept = told_of(connection, objects, guide.id), kept_files(connection, guide.id)
    moments = {each.file for each in told.recording.moments.values()} & kept if told else frozenset()
    names = dict(arrivals.last_extras(connection, guide.id))
    names |= {f"recording/{file}": pictures.object_name(file) for file in moments}
    shown = {file.rpartition("/")[2] for file in guide.images}
    return {name: held for name, held in names.items() if name.rpartition("/")[2] not in shown}


def resolved(
    base: KnowledgeBase, connection: Connection, guide_id: str, wanted: Sequence[PublicEdit]
) -> list[AnyEdit]:
    """Return the edits with what they ask of the recording, and keep that the guide uses those pictures.

    Raises NotLeftOutError and UnknownMomentError where the recording does not have it.
    """
    return [
        _resolved(base, connection, guide_id, edit) if isinstance(edit, AskBack | AskMoment) else edit
        for edit in wanted
    ]


def _resolved(
    base: KnowledgeBase, connection: Connection, guide_id: str, edit: AskBack | AskMoment
) -> BringBack | SetMoment:
    draft = edits.draft(connection, guide_id)
    if draft is None:
        raise NotFoundError("There is no such guide; look for it from the home page.")
    guide, told = draft[0], told_of(connection, base.objects, guide_id)
    if isinstance(edit, AskBack):
        piece = next((each for each in offered(told, guide) if each.step.id == edit.step), None)
        if piece is None:
            raise NotLeftOutError(edit.step)
        kept = use_moment(base, connection, guide_id, piece.step.picture)
        content = piece.step if kept else piece.step.model_copy(update={"picture": None})
        return BringBack(content=content, after=neighbour(piece, guide))
    picture = choices(told, guide, edit.step).get(edit.moment)
    if picture is None or not use_moment(base, connection, guide_id, picture):
        raise UnknownMomentError(edit.step)
    return SetMoment(**edit.model_dump(), picture=picture)


def use_moment(base: KnowledgeBase, connection: Connection, guide_id: str, picture: Picture | None) -> bool:
    """Keep that the guide uses a picture of its recording, and tell whether that is there."""
    if picture is None or picture.file.rpartition("/")[2] not in kept_files(connection, guide_id):
        return False
    content = base.objects.get(pictures.object_name(picture.file))
    if content is None or check_image(picture.file, content, DEFAULT) != (picture.width, picture.height):
        return False
    pictures.use(connection, guide_id, picture, len(content))
    return True


def _pictured(moment: Moment, told: Told) -> Picture:
    frame = frame_of(told.recording.start.monitors, moment, None)
    return Picture(
        file=f"images/{moment.file}",
        width=moment.width,
        height=moment.height,
        scale=frame.scale if frame else 1.0,
    )
