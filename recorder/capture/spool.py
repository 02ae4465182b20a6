"""Where recordings are kept until their guide is safe, and how they are read back, whole or cut short."""

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_state_path
from pydantic import ValidationError

from recorder.capture.journal import LINES, LOCK, MOMENTS, WANTED
from recorder.capture.locking import hold
from recorder.errors import RecorderError
from recorder.recording import AnyFact, JournalLine, Moment, Recording, Start

NAMING = ("before", "during", "filled", "moment")
"""Fields of facts that name a moment."""


def spool_root() -> Path:
    """Return the folder of all recordings of this person that are not finished."""
    named = os.environ.get("HANDRAIL_SPOOL")
    return Path(named) if named else user_state_path("handrail") / "recordings"


@dataclass(frozen=True, slots=True)
class Found:
    """What of a recording is whole, and how many lines and pictures of it are not."""

    recording: Recording
    broken_lines: int = 0
    broken_pictures: int = 0


def read_recording(folder: Path) -> Recording:
    """Return what a journal holds; lines that are not whole, and pictures that are gone, are left out.

    Raises:
        RecorderError: there is not even a start.
    """
    return read_whole(folder, lambda path, _: path.is_file()).recording


def read_checked(folder: Path) -> Found:
    """Return what is whole of a recording that nobody closed: each picture is compared with its name.

    Raises:
        RecorderError: there is not even a start.
    """
    return read_whole(folder, _shows_what_its_name_says)


def read_whole(folder: Path, is_whole: Callable[[Path, Moment], bool]) -> Found:
    """Return what is whole of a recording, its pictures by that judgement."""
    lines, broken = _lines(folder / LINES)
    start = next((line for line in lines if isinstance(line, Start)), None)
    if start is None:
        raise RecorderError(f"{folder} holds no recording: it can be deleted.")
    facts = [line for line in lines if not isinstance(line, Start)]
    moments = [fact for fact in facts if isinstance(fact, Moment)]
    whole = [each for each in moments if is_whole(folder / MOMENTS / each.file, each)]
    here = {each.id for each in whole}
    kept = tuple(_pictured(facts, frozenset(whole), here))
    return Found(Recording(start=start, facts=kept), broken, len({each.id for each in moments} - here))


def _lines(path: Path) -> tuple[list[Start | AnyFact], int]:
    """Return the lines that are whole, and how many are not, but for a last one that a kill cut short."""
    found: list[Start | AnyFact] = []
    broken = 0
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], 0
    *ended, last = data.split(b"\n")
    for line in (*ended, last):
        try:
            found.append(JournalLine.validate_json(line))
        except ValidationError:
            broken += line is not last
    return found, broken


def _shows_what_its_name_says(path: Path, moment: Moment) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == moment.file.partition(".")[0]
    except OSError:
        return False


def _pictured(
    facts: Iterable[AnyFact], whole: Collection[Moment], here: Collection[str]
) -> Iterator[AnyFact]:
    """Yield the facts without the moments that are not whole, and without the names of those not here.

    A fact that says nothing but such a name goes with it; no event of the person does that.
    """
    known = {None, *here}
    for fact in facts:
        if isinstance(fact, Moment):
            if fact in whole:
                yield fact
            continue
        named = [name for name in NAMING if _names_none_of(known, getattr(fact, name, None))]
        if not any(type(fact).model_fields[name].is_required() for name in named):
            yield fact.model_copy(update=dict.fromkeys(named)) if named else fact


def _names_none_of(known: Collection[str | None], value: object) -> bool:
    """Tell whether a field names a moment that is not there; a window's change has a window in `before`."""
    return isinstance(value, str) and value not in known


def wanted_output(folder: Path) -> Path | None:
    """Return where the person wanted the guide of a recording."""
    try:
        return Path(os.fsdecode((folder / WANTED).read_bytes()))
    except FileNotFoundError:
        return None


def unfinished(root: Path) -> list[Path]:
    """Return the recordings that nothing is writing any more, the oldest first."""
    folders = sorted(root.glob(f"*/{LINES}"), key=lambda path: path.stat().st_mtime)
    return [path.parent for path in folders if not _is_running(path.parent)]


def _is_running(folder: Path) -> bool:
    try:
        with (folder / LOCK).open("a") as lock:
            hold(lock)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
