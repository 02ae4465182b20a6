"""Where recordings are kept until their guide is safe, and how they are read back, whole or cut short."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_state_path
from pydantic import ValidationError

from recorder.capture.journal import LINES, LOCK, MOMENTS, WANTED
from recorder.errors import RecorderError
from recorder.recording import After, AnyFact, JournalLine, Moment, Recording, Settled, Snapshot, Start

NAMING = ("before", "during", "filled", "moment")


def spool_root() -> Path:
    """Return the folder of all recordings of this person that are not finished."""
    named = os.environ.get("HANDRAIL_SPOOL")
    return Path(named) if named else user_state_path("handrail") / "recordings"


def read_recording(folder: Path) -> Recording:
    """Return what a journal holds; a torn last line, and pictures that are gone, are left out.

    Raises:
        RecorderError: there is not even a start.
    """
    lines = tuple(_whole_lines(folder / LINES))
    if not lines or not isinstance(lines[0], Start):
        raise RecorderError(f"{folder} holds no recording: it can be deleted.")
    facts = [line for line in lines[1:] if not isinstance(line, Start)]
    return Recording(start=lines[0], facts=tuple(_pictured(folder, facts)))


def _whole_lines(path: Path) -> Iterator[Start | AnyFact]:
    """Yield the lines up to the first that is not whole."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return
    for line in data.split(b"\n"):
        try:
            yield JournalLine.validate_json(line)
        except ValidationError:
            return


def _pictured(folder: Path, facts: list[AnyFact]) -> Iterator[AnyFact]:
    """Yield the facts without the moments whose picture is gone or never came, and without their names."""
    moments = [fact for fact in facts if isinstance(fact, Moment)]
    here = {moment.id for moment in moments if (folder / MOMENTS / moment.file).is_file()}
    for fact in facts:
        shown = fact.id if isinstance(fact, Moment) else getattr(fact, "moment", None)
        if isinstance(fact, Moment | After | Settled | Snapshot) and shown not in here:
            continue
        named = [name for name in NAMING if getattr(fact, name, None) not in {None, *here}]
        yield fact.model_copy(update=dict.fromkeys(named)) if named else fact


def wanted_output(folder: Path) -> Path | None:
    """Return where the person wanted the guide of a recording."""
    try:
        return Path((folder / WANTED).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def unfinished(root: Path) -> list[Path]:
    """Return the recordings that nothing is writing any more, the oldest first."""
    folders = sorted(root.glob(f"*/{LINES}"), key=lambda path: path.stat().st_mtime)
    return [path.parent for path in folders if not _is_running(path.parent)]


def _is_running(folder: Path) -> bool:
    try:
        with (folder / LOCK).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
