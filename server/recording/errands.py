"""What a take was recorded for, noted on the disk, so that one that was killed half-way comes to its guide.

A note goes by the id of the guide that the recording would be by itself, which its recovered file tells.
"""

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from recorder.compose.compose import identify
from recorder.document.archive import GUIDE, open_archive, read_entry
from recorder.document.guidejson import guide_from_json
from recorder.document.limits import DEFAULT
from recorder.errors import GuideFileError
from server.recording.take import Into

_NOTES = "errands"


def note_errand(folder: Path, recording: str, into: Into) -> None:
    """Keep what a recording is for."""
    with suppress(OSError):  # it matters only after a crash
        note = _note(folder, identify(recording, "guide"))
        note.parent.mkdir(exist_ok=True)
        note.write_text(json.dumps(asdict(into)), encoding="utf-8")


def noted_errand(folder: Path, file: Path) -> Into | None:
    """Return what the recording in a file was for, None where it is a guide of its own; the note goes."""
    try:
        with file.open("rb") as stream:
            packed = open_archive(stream, DEFAULT)
            guide = guide_from_json(read_entry(packed, GUIDE), DEFAULT)
        note = _note(folder, guide.id)
        into = Into(**json.loads(note.read_text(encoding="utf-8")))
        note.unlink()
    except (
        GuideFileError,
        OSError,
        ValueError,
        TypeError,
        KeyError,
    ):  # whoever takes it in says what is wrong
        return None
    return into


def _note(folder: Path, guide: str) -> Path:
    return folder / _NOTES / f"{guide}.json"
