"""What lies in the data folder beside the database and the objects: takes that wait, and recordings.

A recorder that was killed leaves its spool or half a file; a take that could not be taken in stays until
somebody mends it. All of it is rewritten where it lies, or it goes.
"""

import logging
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from recorder.document.guidefile import read_guide, write_guide
from recorder.errors import GuideFileError
from server.errors import ServerError
from server.redacting.arriving import Burns, cleaned
from server.redacting.burning import burnt
from server.redacting.rewriting import Rewriter

log = logging.getLogger(__name__)


class BeingRecordedError(ServerError):
    """A recorder writes into a folder that is to be redacted."""

    status = 409

    def __init__(self) -> None:
        super().__init__("A recording is kept in the data folder just now; it goes on once that has ended.")


STALE_SECONDS = 3600.0
"""Nobody writes a guide's file for so long: what is older was left by a kill."""
_OWN = ("handrail.db", "objects")


def clean_folder(folder: Path, rewriter_of: Callable[[str], Rewriter], burns: Burns) -> None:
    """Rewrite every guide file and every recording in the folder, and delete halves of guide files."""
    for path in list(_files(folder)):
        if path.name.startswith(".") and ".guide." in path.name:
            if time.time() - path.stat().st_mtime > STALE_SECONDS:
                path.unlink(missing_ok=True)
        elif path.suffix == ".guide":
            _clean_guide(path, rewriter_of, burns)
        elif path.name in burns:
            _require_ended(path.parent.parent)
            _burn(path, burns)
        elif path.suffix == ".jsonl":
            _clean_lines(path, rewriter_of(""))


def _files(folder: Path) -> Iterator[Path]:
    for top in folder.iterdir():
        if not top.name.startswith(_OWN):
            yield from (path for path in (top.rglob("*") if top.is_dir() else [top]) if path.is_file())


def _clean_guide(path: Path, rewriter_of: Callable[[str], Rewriter], burns: Burns) -> None:
    try:
        file = read_guide(path)
    except GuideFileError as error:
        log.warning("%s cannot be read (%s), so nothing could be redacted in it.", path, error)
        return
    with file:
        made = cleaned(file, rewriter_of(file.guide.id), burns)
        if made is not file:
            write_guide(path, made.guide, dict(made.images), dict(made.recording))


def _require_ended(spool: Path) -> None:
    """Raise BeingRecordedError while a recorder holds its spool: it would write on into the old file."""
    lock = spool / "lock"
    try:
        fcntl = import_module("fcntl")
    except ImportError:  # there a file that is open cannot be replaced anyway
        return
    if lock.is_file():
        with lock.open() as held:
            try:
                fcntl.flock(held.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BeingRecordedError from error


def _burn(path: Path, burns: Burns) -> None:
    """Put the burnt picture in the place of a moment of a recording, and forget the old one."""
    new, boxes = burns[path.name]
    if new is None or path.name == new:
        return
    draft = path.with_name(f".{new}")
    draft.write_bytes(burnt(path.read_bytes(), boxes))
    draft.replace(path.with_name(new))
    path.unlink(missing_ok=True)


def _clean_lines(path: Path, rewriter: Rewriter) -> None:
    lines = path.read_bytes()
    made = rewriter.record(path.name, lines)
    if made != lines:
        _require_ended(path.parent)
        draft = path.with_name(f".{path.name}.cleaned")
        draft.write_bytes(made)
        draft.replace(path)
