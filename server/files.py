"""A guide back in its file, as editors fetch it: pictures as they came, the recording, and current names."""

from collections.abc import Iterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO

from recorder.document.guide import Guide
from recorder.document.guidefile import pack_guide
from server.base import KnowledgeBase
from server.errors import ServerError
from server.model import Place
from server.recorded import beside
from server.storage import edits, guides, redactions, reviews
from server.storage.objects import Objects
from server.storage.pictures import object_name


class BeingRedactedError(ServerError):
    """Pictures of the guide are being redacted."""

    status = 409

    def __init__(self) -> None:
        super().__init__("A redaction of this guide is under way; fetch the file again when it is done.")


IN_MEMORY = 8 * 1024 * 1024
PIECE = 256 * 1024


class _Held(Mapping[str, bytes]):
    """Entries of the file by name, each fetched from the store when it is asked for."""

    def __init__(self, objects: Objects, names: Mapping[str, str]) -> None:
        self._objects, self._names = objects, names

    def __getitem__(self, name: str) -> bytes:
        held = self._objects.get(self._names[name])
        if held is None:  # it was there when the rows were read
            raise BeingRedactedError
        return held

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def packed(base: KnowledgeBase, guide_id: str) -> IO[bytes] | None:
    """Return the file of the guide's draft as an open stream, at its end; None if there is no such guide."""
    with base.database.reading() as connection:
        draft = edits.draft(connection, guide_id)
        extras = beside(connection, base.objects, draft[0]) if draft else {}
        places = guides.places_of(connection, [guide_id]).get(guide_id, ())
        standing = reviews.standing(connection, guide_id)
        if redactions.withheld(connection, (*(draft[0].images if draft else ()), *extras.values())):
            raise BeingRedactedError
    if draft is None:
        return None
    guide = in_place(draft[0], places)
    if standing and standing.owner:
        guide = guide.model_copy(update={"owner": standing.owner.name})
    images = _Held(base.objects, {file: object_name(file) for file in guide.images})
    stream = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - `sent` closes it, after the last byte
    try:
        pack_guide(stream, guide, images, _Held(base.objects, extras))
    except BaseException:
        stream.close()
        raise
    return stream


def sent(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what the stream holds, and close it when it was sent or nobody listens any more."""
    with stream:
        stream.seek(0)
        while piece := stream.read(PIECE):
            yield piece


def in_place(guide: Guide, places: tuple[Place, ...]) -> Guide:
    """Return the guide with the current names of the place where it belongs, or none."""
    if not places:
        return guide.model_copy(update={"process": "", "stage": ""})
    return guide.model_copy(
        update={"process": places[0].process_name, "stage": places[0].stage_name or ""},
    )
