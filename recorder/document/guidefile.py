"""The `.guide` file: a zip with `guide.json`, the pictures its steps use, and for editors `recording/`.

    guide.json                       the document
    images/<sha256>.png|webp         every picture that a step uses, and no other
    recording/journal.jsonl          the facts, without secrets
    recording/<sha256>.png|webp      moments that no step uses
    recording/ledger.json            what became of every event, and by which rule
    recording/<word>.json            what else editors need

Pictures are stored, not deflated; the same guide gives the same bytes. Reading trusts nothing: whatever
`read_guide` returns was unpacked, hashed, decoded and compared with what the document says of it.
"""

import secrets
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EACCES, EDQUOT, EISDIR, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from io import BytesIO
from os import fsync
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import IO, BinaryIO, Self

from recorder.document import archive
from recorder.document.durable import sync_folder
from recorder.document.eventledger import ledger_from_json
from recorder.document.guide import Guide, Picture
from recorder.document.guidejson import guide_from_json, guide_to_json, read_json
from recorder.document.imagefile import Size, check_hash, check_image
from recorder.document.journalcheck import check_journal
from recorder.document.limits import DEFAULT, Limits
from recorder.errors import GuideFileError

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say; a file's bytes must not depend on the clock
_MENDS = {
    ENOENT: "is in a folder that does not exist: make the folder, or choose another",
    ENOTDIR: "is inside something that is no folder: choose another place",
    EISDIR: "is a folder: give the name of a file in it",
    EACCES: "is not yours to use: choose another place, or ask for the right to it",
    EPERM: "is not yours to use: choose another place, or ask for the right to it",
    EROFS: "is on a disk that cannot be written to: choose another place",
    ENOSPC: "does not fit on the disk: free some space, and write it again",
    EDQUOT: "does not fit into your share of the disk: free some space, and write it again",
}
_MISSING = {ENOENT: "does not exist: see whether its name is right"}


class Entries(Mapping[str, bytes]):
    """Some entries of an open guide file by their full names; each is unpacked when it is asked for."""

    def __init__(self, packed: zipfile.ZipFile, names: tuple[str, ...]) -> None:
        self._packed, self._names = packed, dict.fromkeys(names)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return archive.read_entry(self._packed, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


@dataclass(frozen=True, slots=True)
class GuideFile:
    """A guide that was checked, with its pictures and its recording at hand as long as the file is open."""

    guide: Guide
    images: Mapping[str, bytes]
    recording: Mapping[str, bytes]
    _packed: zipfile.ZipFile
    _owned: IO[bytes] | None = None

    def read(self, name: str) -> bytes:
        """Return the bytes of a picture or of an entry of the recording; KeyError for any other name."""
        return self.images[name] if name in self.images else self.recording[name]

    def open(self, name: str) -> BinaryIO:
        """Return the same as a stream that can be sought in."""
        return BytesIO(self.read(name))

    def close(self) -> None:
        """Let go of the file, unless the caller opened it."""
        self._packed.close()
        if self._owned:
            self._owned.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_guide(source: Path | BinaryIO, limits: Limits = DEFAULT) -> GuideFile:
    """Return the guide in a file or a stream that can be sought in, with everything in it checked.

    Raises GuideFileError for whatever is wrong with it, and nothing else.
    """
    if not isinstance(source, Path):
        return _read(source, limits, None)
    with _mend_told(source, _MISSING):
        owned = source.open("rb")
    try:
        return _read(owned, limits, owned)
    except BaseException:
        owned.close()
        raise


def write_guide(
    path: Path,
    guide: Guide,
    images: Mapping[str, bytes | Path],
    recording: Mapping[str, bytes | Path] | None = None,
    added: Callable[[], None] = lambda: None,
) -> None:
    """Write the file whole or not at all; names are those in the file, entries are read one at a time.

    `added` is called after each entry of `images` and `recording`.

    Raises GuideFileError where a picture is missing, unused or not what its name says, and where the disk
    refuses.
    """
    draft = path.with_name(f".{path.name[:80]}.{secrets.token_hex(6)}")
    try:
        with _mend_told(path):
            with draft.open("xb") as stream:
                pack_guide(stream, guide, images, recording or {}, added)
                stream.flush()
                fsync(stream.fileno())
            draft.replace(path)
            sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def pack_guide(
    stream: IO[bytes],
    guide: Guide,
    images: Mapping[str, bytes | Path],
    recording: Mapping[str, bytes | Path],
    added: Callable[[], None] = lambda: None,
) -> None:
    """Write the guide file into a stream, as `write_guide` does into a folder."""
    _compare(guide.images, frozenset(images))
    with zipfile.ZipFile(stream, "w") as packed:
        _add(packed, archive.GUIDE, guide_to_json(guide))
        for entries in (images, recording):
            for name in sorted(entries):
                source = entries[name]
                _add(packed, name, _bytes_of(source))
                added()


def _bytes_of(source: bytes | Path) -> bytes:
    if isinstance(source, bytes):
        return source
    with _mend_told(source, _MISSING):
        return source.read_bytes()


def _add(packed: zipfile.ZipFile, name: str, data: bytes) -> None:
    if not archive.KNOWN.fullmatch(name):
        raise GuideFileError(f"A guide file has no place for {name!a}: leave it out.")
    picture = archive.PICTURE.fullmatch(name)
    if picture:
        check_hash(name, data)
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    entry.compress_type = zipfile.ZIP_STORED if picture else zipfile.ZIP_DEFLATED
    packed.writestr(entry, data)


def _read(stream: BinaryIO, limits: Limits, owned: IO[bytes] | None) -> GuideFile:
    packed = archive.open_archive(stream, limits)
    names = [name for name in packed.namelist() if name not in archive.FOLDERS]
    if archive.GUIDE not in names:
        raise GuideFileError("The file holds no guide.json, so it is no guide: export the guide again.")
    guide = guide_from_json(archive.read_entry(packed, archive.GUIDE), limits)
    images = Entries(packed, tuple(name for name in names if name.startswith("images/")))
    recording = Entries(packed, tuple(name for name in names if name.startswith("recording/")))
    _compare(guide.images, frozenset(images))
    _check_pictures(guide, images, recording, limits)
    for name in recording:
        _check_record(name, recording, limits)
    return GuideFile(guide, images, recording, packed, owned)


def _compare(used: frozenset[str], given: frozenset[str]) -> None:
    for name in sorted(used - given):
        raise GuideFileError(f"The picture {name} that a step uses is missing: export the guide again.")
    for name in sorted(given - used):
        raise GuideFileError(f"No step uses the picture {ascii(name)[:100]}: export the guide again.")


def _check_pictures(guide: Guide, images: Entries, recording: Entries, limits: Limits) -> None:
    said: dict[str, list[tuple[int, Picture]]] = {}
    for number, step in enumerate(guide.steps, 1):
        if step.picture:
            said.setdefault(step.picture.file, []).append((number, step.picture))
    pixels = 0
    for entries in (images, recording):
        for name in filter(archive.PICTURE.fullmatch, entries):
            size = check_image(name, entries[name], limits)
            pixels += size.width * size.height
            if pixels > limits.total_pixels:
                allowed = f"{limits.total_pixels:,} pixels allowed"
                raise GuideFileError(f"The pictures have more than the {allowed}: split the guide in two.")
            for number, picture in said.get(name, ()):
                _compare_size(number, picture, size)


def _compare_size(number: int, picture: Picture, size: Size) -> None:
    if (picture.width, picture.height) != size:
        raise GuideFileError(
            f"The picture of step {number} is {size.width} by {size.height} pixels, not {picture.width} by"
            f" {picture.height} as the guide says: export the guide again."
        )


def _check_record(name: str, recording: Entries, limits: Limits) -> None:
    if name == archive.JOURNAL:
        check_journal(recording[name], limits)
    elif name == archive.LEDGER:
        ledger_from_json(recording[name], name, limits)
    elif name.endswith(".json"):
        read_json(recording[name], name, limits)
    elif not archive.PICTURE.fullmatch(name):
        raise GuideFileError(f"The guide file holds {name}, which no guide has: export it again.")


@contextmanager
def _mend_told(path: Path, special: Mapping[int, str] = MappingProxyType({})) -> Iterator[None]:
    """Turn what the disk says of a path into one sentence; `special` are mends of one direction only."""
    try:
        yield
    except OSError as error:
        code = error.errno or 0
        mend = special.get(code) or _MENDS.get(
            code, f"cannot be used ({error.strerror}): choose another place"
        )
        raise GuideFileError(f"{path} {mend}.") from error
