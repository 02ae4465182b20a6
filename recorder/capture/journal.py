"""A recording on disk, safe at every moment: `journal.jsonl` and `moments/` in a folder of its own.

Lines are only ever added, each on the disk before the next action is looked at; a picture is on the disk
before the line that names it. Whatever ends the recorder, all lines but perhaps the last are whole. A lock
on the folder tells a recording that goes on from one that was cut short.
"""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident
from typing import Self

from recorder.capture.eyes import Frame
from recorder.capture.locking import hold
from recorder.document.durable import sync_folder
from recorder.document.guide import Monitor
from recorder.recording import AnyFact, Moment, Start

LINES = "journal.jsonl"
MOMENTS = "moments"
LOCK = "lock"
WANTED = "wanted"
OPENING = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)


class Journal:
    """Write one recording; `origin` is the monotonic time at which it began."""

    def __init__(self, folder: Path, start: Start, origin: float, wanted: Path | None = None) -> None:
        """Make the folder, lock it and write the first line; `wanted` is where the guide shall go."""
        self.folder = folder
        self.origin = origin
        self._moments = 0
        self._files: dict[str, str] = {}
        self._originals: dict[str, Moment] = {}
        self._smaller: dict[str, str] = {}
        self._heard: Callable[[AnyFact], None] = lambda _: None
        (folder / MOMENTS).mkdir(parents=True)
        self._lock = (folder / LOCK).open("w")
        hold(self._lock)
        if wanted:
            (folder / WANTED).write_bytes(os.fsencode(wanted))
        self._lines = os.open(folder / LINES, OPENING, 0o600)
        self._write(start)
        for each in (folder, folder.parent):
            sync_folder(each)

    def listen(self, heard: Callable[[AnyFact], None]) -> None:
        """Have each fact handed on once it is on the disk."""
        self._heard = heard

    def since(self, time: float) -> float:
        """Return a monotonic time as seconds of the recording."""
        return round(max(0.0, time - self.origin), 4)

    def add(self, fact: AnyFact) -> None:
        """Add a fact, safe on disk when this returns.

        Raises:
            OSError: there is no room for it.
        """
        self._write(fact)

    def keep(self, data: bytes, frame: Frame, instead: str | None = None) -> str:
        """Store the bytes of a PNG file, once however often they come, and return their moment's id.

        They take the place of the moment `instead`, whose picture goes if no other moment shows it.

        Raises:
            OSError: there is no room for them.
        """
        return self.name(instead or self.reserve(), self.store(data), frame)

    def store(self, data: bytes) -> str:
        """Store the bytes of a PNG file and return its name; from any thread, one at a time.

        Raises:
            OSError: there is no room for them.
        """
        name = f"{hashlib.sha256(data).hexdigest()}.png"
        path = self.folder / MOMENTS / name
        if not path.exists():
            with self._presence():
                _write_whole(path, data)
        return name

    def reserve(self) -> str:
        """Return the id of a moment whose picture is stored later, if ever."""
        self._moments += 1
        return f"m{self._moments}"

    def name(self, moment: str, file: str, frame: Frame) -> str:
        """Write the line of a moment whose picture is stored, and return its id."""
        line = Moment(
            time=self.since(frame.finished),
            id=moment,
            file=self._smaller.get(file, file),
            monitor=frame.monitor,
            width=frame.size[0],
            height=frame.size[1],
            screen=Monitor(**frame.box._asdict(), scale=frame.scale),
        )
        self._write(line)
        older = self._files.get(moment)
        self._files[moment] = line.file
        self._originals.pop(moment, None)
        if line.file == file:
            self._originals[moment] = line
        if older and older not in self._files.values():
            self._forget(older)
        return moment

    def file_of(self, moment: str) -> str:
        """Return the name of the file that shows a moment."""
        return self._files[moment]

    @property
    def unconverted(self) -> str | None:
        """The oldest picture that could be made smaller."""
        return next((line.file for line in self._originals.values()), None)

    def convert(self, original: str, converted: str) -> bool:
        """Name a smaller file with the same pixels wherever an original is named, and tell whether it is.

        The original stays until the recording is finished, as whoever follows it may be showing it.
        """
        lines = [line for line in self._originals.values() if line.file == original]
        for line in lines:
            self._write(line.model_copy(update={"file": converted}), tell=False)
            self._files[line.id] = converted
            self._smaller[original] = converted
            del self._originals[line.id]
        return bool(lines)

    def leave(self, original: str) -> None:
        """Have an original stay what it is."""
        self._originals = {name: line for name, line in self._originals.items() if line.file != original}

    def _forget(self, file: str) -> None:
        """Delete a picture that no moment shows any more, and what it was made of."""
        originals = [name for name, smaller in self._smaller.items() if smaller == file]
        for name in (file, *originals):
            self._smaller.pop(name, None)
            (self.folder / MOMENTS / name).unlink(missing_ok=True)

    def close(self) -> None:
        """Close the files and give up the lock."""
        os.close(self._lines)
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, line: Start | AnyFact, *, tell: bool = True) -> None:
        data = line.model_dump_json().encode() + b"\n"
        with self._presence():
            place = os.fstat(self._lines).st_size
            try:
                _write_all(self._lines, data)
                os.fsync(self._lines)
            except OSError:
                os.ftruncate(self._lines, place)
                raise
        if tell and not isinstance(line, Start):
            self._heard(line)

    @contextmanager
    def _presence(self) -> Iterator[None]:
        """Notice that somebody deleted the folder, and put the lines back: they are still open here.

        Raises:
            OSError: it was deleted, or parts of it.
        """
        try:
            yield
        except FileNotFoundError as error:
            self._put_back()
            raise _gone(self.folder) from error
        if os.fstat(self._lines).st_nlink == 0:
            self._put_back()
            raise _gone(self.folder)

    def _put_back(self) -> None:
        if os.fstat(self._lines).st_nlink == 0:
            (self.folder / MOMENTS).mkdir(parents=True, exist_ok=True)
            with open(self._lines, "rb", closefd=False) as lines:  # it has no path any more
                lines.seek(0)
                _write_whole(self.folder / LINES, lines.read())


def _gone(folder: Path) -> OSError:
    return OSError(errno.ENOENT, f"its folder {folder} was deleted")


def _write_all(descriptor: int, data: bytes) -> None:
    if os.write(descriptor, data) < len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _write_whole(path: Path, data: bytes) -> None:
    part = path.with_suffix(f".{get_ident()}.part")  # equal pictures may come at once
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError:
        part.unlink(missing_ok=True)
        raise
