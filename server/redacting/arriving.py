"""A guide file as it may come in: what was redacted here once is not brought back by it."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from recorder.document.geometry import Box
from recorder.document.guide import Guide
from server.redacting.burning import burnt
from server.redacting.rewriting import Rewriter

Burns = Mapping[str, tuple[str | None, tuple[Box, ...]]]
"""Every file that is no more, by the last part of its name: its successor, and which regions were filled."""


class _Entries(Mapping[str, bytes]):
    """Entries by their new names, each made when it is asked for."""

    def __init__(self, made: Mapping[str, Callable[[], bytes]]) -> None:
        self._made = made

    def __getitem__(self, name: str) -> bytes:
        return self._made[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


class Incoming(Protocol):
    """What is taken in of a guide's file: the document, its pictures and its recording."""

    @property
    def guide(self) -> Guide:
        """The document."""

    @property
    def images(self) -> Mapping[str, bytes]:
        """The pictures that steps use."""

    @property
    def recording(self) -> Mapping[str, bytes]:
        """The recording and its other moments."""

    def read(self, name: str) -> bytes:
        """Return the bytes of a picture or of an entry of the recording; KeyError for any other name."""


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """A file without what was redacted."""

    guide: Guide
    images: Mapping[str, bytes]
    recording: Mapping[str, bytes]

    def read(self, name: str) -> bytes:
        """Return the bytes of a picture or of an entry of the recording; KeyError for any other name."""
        return self.images[name] if name in self.images else self.recording[name]


def cleaned(file: Incoming, rewriter: Rewriter, burns: Burns) -> Incoming:
    """Return the file without what was redacted: the same object if it holds nothing of it."""
    names = {name.rpartition("/")[2] for name in (*file.images, *file.recording)}
    renamed = {name: _last_name(file, name, burns) for name in names if name in burns}
    files = {old: new for old, (new, _) in renamed.items()}
    rewriter = Rewriter({**rewriter.files, **files}, rewriter.bans)
    guide = rewriter.model(file.guide)
    records = {name: file.recording[name] for name in file.recording if not name.endswith((".png", ".webp"))}
    made = {name: rewriter.record(name, data) for name, data in records.items()}
    if guide is file.guide and not renamed and made == records:
        return file
    pictures = [name for name in (*file.images, *file.recording) if name not in records]
    entries = {
        rewriter.names(name): _reading(file, name, renamed.get(name.rpartition("/")[2])) for name in pictures
    }
    shown = {name: read for name, read in entries.items() if name in guide.images}
    beside = {name: read for name, read in entries.items() if name.startswith("recording/")}
    beside = {name: read for name, read in beside.items() if f"images/{name.rpartition('/')[2]}" not in shown}
    kept = {name: _constant(data) for name, data in made.items()}
    return _Cleaned(guide, _Entries(shown), _Entries({**beside, **kept}))


def named_anew(file: Incoming, guide: Guide) -> Incoming:
    """Return the file with another document in place of its own, which shows the same pictures."""
    return _Cleaned(guide, file.images, file.recording)


Burnt = tuple[str, tuple[tuple[Box, ...], ...]]
"""The new name of a picture, and the regions that were filled one redaction after the other."""


def _last_name(file: Incoming, name: str, burns: Burns) -> Burnt:
    """Return what a picture is called now: burnt here, since what was kept of it may be gone."""
    folder = "images" if f"images/{name}" in file.images else "recording"
    made, _ = redacted_anew(name, file.read(f"{folder}/{name}"), burns)
    return made, _regions(name, burns)


def redacted_anew(name: str, data: bytes, burns: Burns) -> tuple[str, bytes]:
    """Return a picture that comes once more, and its name, with all regions filled that ever were."""
    folder, _, file = name.rpartition("/")
    if file not in burns:
        return name, data
    for boxes in _regions(file, burns):
        data = burnt(data, boxes)
    made = f"{hashlib.sha256(data).hexdigest()}.{file.rpartition('.')[2]}"
    return f"{folder}/{made}" if folder else made, data


def _regions(file: str, burns: Burns) -> tuple[tuple[Box, ...], ...]:
    """Return the regions that were filled in a picture, one redaction after the other."""
    regions: list[tuple[Box, ...]] = []
    while file in burns and len(regions) <= len(burns):
        new, filled = burns[file]
        regions.append(filled)
        file = new or ""
    return tuple(regions)


def _reading(file: Incoming, name: str, burning: Burnt | None) -> Callable[[], bytes]:
    def read() -> bytes:
        data = file.read(name)
        for boxes in burning[1] if burning else ():
            data = burnt(data, boxes)
        return data

    return read


def _constant(data: bytes) -> Callable[[], bytes]:
    return lambda: data
