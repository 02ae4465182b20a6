"""From a recording on disk to the guide file, the same way after a stop and after a crash."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

from recorder.capture.journal import LINES, MOMENTS
from recorder.capture.spool import read_recording
from recorder.compose.account import tell
from recorder.compose.compose import compose
from recorder.document.archive import LEDGER
from recorder.document.guide import Guide
from recorder.document.guidefile import write_guide
from recorder.recording import Recording


def finish(folder: Path, output: Path, progress: Callable[[int, int], None] = lambda *_: None) -> Guide:
    """Write the guide of the recording in `folder` to `output`, and return it; the folder stays.

    `progress` hears how many of all its files are written.

    Raises:
        RecorderError: it holds no recording, or the file cannot be written.
    """
    recording = read_recording(folder)
    files = len({moment.file for moment in recording.moments.values()}) + 1
    progress(0, files)
    guide = compose(recording)
    moments = folder / MOMENTS
    images = {name: moments / Path(name).name for name in guide.images}
    used = {Path(name).name for name in images}
    others = {moment.file for moment in recording.moments.values()} - used
    kept: dict[str, bytes | Path] = {f"recording/{name}": moments / name for name in others}
    kept[f"recording/{LINES}"] = _lines(recording)
    kept[LEDGER] = tell(recording).model_dump_json(indent=1).encode()
    written = count(1)
    write_guide(output, guide, images, kept, lambda: progress(next(written), files))
    return guide


def _lines(recording: Recording) -> bytes:
    """Return the journal again, whole: what a crash tore off is left out."""
    lines = (recording.start, *recording.facts)
    return b"".join(line.model_dump_json().encode() + b"\n" for line in lines)


def forget(folder: Path) -> None:
    """Delete a recording whose guide is safe."""
    shutil.rmtree(folder, ignore_errors=True)
