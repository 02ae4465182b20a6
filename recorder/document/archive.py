"""The zip around a guide, read as if an enemy had packed it.

Names are checked against the few that a guide has, sizes before and while inflating. `zipfile` itself loads
the whole list of entries into memory, so the size of that list is checked before it is asked.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from recorder.document.limits import Limits
from recorder.errors import GuideFileError

GUIDE = "guide.json"
JOURNAL = "recording/journal.jsonl"
LEDGER = "recording/ledger.json"
PICTURE = re.compile(r"(?:images|recording)/[0-9a-f]{64}\.(?:png|webp)")
KNOWN = re.compile(rf"guide\.json|recording/[a-z]+\.jsonl?|{PICTURE.pattern}")
FOLDERS = ("images/", "recording/")

_END = struct.Struct("<4s4H2LH")  # the record that ends a zip: APPNOTE.TXT 4.3.16
_END_64 = 20  # bytes of the locator that a zip of the 64-bit kind has before it
_LONGEST_COMMENT = 1 << 16
_LONGEST_ENTRY = 512  # bytes of our longest name and its header in the list of entries, with room to spare
_ENCRYPTED = 0x1 | 0x40
_SMALL = 4096  # what is stored in less may grow without bound worth a thought


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn whatever `zipfile` raises on a damaged file into one sentence."""
    try:
        yield
    except GuideFileError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError, OverflowError) as error:
        raise GuideFileError("The guide file is damaged: fetch or export it again.") from error
    except (NotImplementedError, RuntimeError) as error:
        raise GuideFileError("The guide file is packed in a way no guide is: export it again.") from error
    except OSError as error:
        raise GuideFileError(f"The guide file cannot be read ({error.strerror}): try again.") from error


def open_archive(stream: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """Return the zip in `stream` with every entry's name, kind and declared size found acceptable."""
    with damage_told():
        _check_end(stream, limits)
        archive = zipfile.ZipFile(stream)
        entries = archive.infolist()
        _check_totals(entries, limits)
        for entry in entries:
            _check_name(entry)
            _check_kind(entry)
            _check_size(entry, limits)
        return archive


def read_entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the bytes of an entry; `zipfile` inflates no more than declared and compares the checksum."""
    with damage_told(), archive.open(name) as entry:
        return entry.read()


def _check_end(stream: BinaryIO, limits: Limits) -> None:
    size = stream.seek(0, 2)
    if size > limits.file_bytes:
        raise GuideFileError(
            f"The guide file has {size:,} bytes and {limits.file_bytes:,} are allowed: split it in two."
        )
    stream.seek(0)
    if stream.read(4) not in {b"PK\3\4", b"PK\5\6"}:
        raise GuideFileError("This is not a guide file: choose one that Handrail wrote, ending in .guide.")
    stream.seek(max(0, size - _LONGEST_COMMENT - _END.size))
    tail = stream.read()
    start = _end_record(tail)
    if start is None:
        raise GuideFileError("The guide file is cut short: fetch or export it again.")
    _, _, _, _, count, list_bytes, _, _ = _END.unpack_from(tail, start)
    if tail[max(0, start - _END_64) : start].startswith(b"PK\6\7"):
        raise GuideFileError("The guide file is packed in a way no guide is: export it again.")
    if count > limits.entries or list_bytes > limits.entries * _LONGEST_ENTRY:
        raise _too_many(limits)


def _end_record(tail: bytes) -> int | None:
    """Return where `zipfile` will find the record that ends the file, whether or not a comment follows."""
    last = len(tail) - _END.size
    if last >= 0 and tail[last:].startswith(b"PK\5\6") and tail.endswith(b"\0\0"):
        return last
    start = tail.rfind(b"PK\5\6")
    return start if 0 <= start <= last else None


def _check_totals(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise _too_many(limits)
    if sum(entry.file_size for entry in entries) > limits.total_bytes:
        raise GuideFileError(
            f"The guide unpacks to more than the {limits.total_bytes:,} bytes allowed: split it in two."
        )
    seen: set[str] = set()
    for entry in entries:
        if entry.filename in seen:
            raise GuideFileError(f"The guide file holds {_shown(entry)} twice: export it again.")
        seen.add(entry.filename)


def _too_many(limits: Limits) -> GuideFileError:
    return GuideFileError(
        f"The guide file holds more than the {limits.entries:,} entries allowed: split the guide in two."
    )


def _check_name(entry: zipfile.ZipInfo) -> None:
    # The name as it stands in the file: `filename` is cut at a NUL, and mended on Windows.
    name = entry.orig_filename
    if name in FOLDERS and not entry.file_size:
        return
    if not KNOWN.fullmatch(name):
        raise GuideFileError(f"The guide file holds {_shown(entry)}, which no guide has: export it again.")


def _check_kind(entry: zipfile.ZipInfo) -> None:
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise GuideFileError(f"{_shown(entry)} in the guide file is a link, not a file: export it again.")
    if entry.flag_bits & _ENCRYPTED:
        raise GuideFileError("The guide file is encrypted: export it again without a password.")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise GuideFileError("The guide file is packed in a way no guide is: export it again.")


def _check_size(entry: zipfile.ZipInfo, limits: Limits) -> None:
    allowed = _allowed_bytes(entry.filename, limits)
    if entry.file_size > allowed:
        raise GuideFileError(
            f"{_shown(entry)} in the guide file has {entry.file_size:,} bytes and {allowed:,} are allowed:"
            " split the guide in two."
        )
    if entry.file_size > limits.ratio * max(entry.compress_size, _SMALL):
        raise GuideFileError(
            f"{_shown(entry)} unpacks to more than {limits.ratio} times its size, as no guide does:"
            " export it again."
        )


def _allowed_bytes(name: str, limits: Limits) -> int:
    if PICTURE.fullmatch(name):
        return limits.picture_bytes
    return limits.json_bytes if name.endswith(".json") else limits.journal_bytes


def _shown(entry: zipfile.ZipInfo) -> str:
    """Return a hostile name fit for a terminal: short, and without control characters."""
    return ascii(entry.orig_filename[:80])
