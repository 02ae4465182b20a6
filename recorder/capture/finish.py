"""From a recording on disk to the guide file, the same way after a stop and after a crash."""

import shutil
from collections.abc import Callable, Collection
from itertools import count
from pathlib import Path

from recorder.capture.journal import LINES, MOMENTS
from recorder.capture.spool import read_recording
from recorder.compose.account import tell
from recorder.compose.compose import compose
from recorder.document.archive import LEDGER
from recorder.document.guide import Guide
from recorder.document.guidefile import write_guide
from recorder.document.limits import DEFAULT, MEBIBYTE, Limits
from recorder.recording import Moment, Recording

WORDS_BYTES = 64 * MEBIBYTE
OTHER_ENTRIES = 8
"""Room for all in a guide file that is no picture."""


def finish(folder: Path, output: Path, progress: Callable[[int, int], None] = lambda *_: None) -> Guide:
    """Write the guide of the recording in `folder` to `output`, and return it; the folder stays.

    `progress` hears how many of all its files are written.

    Raises:
        RecorderError: it holds no recording, or the file cannot be written.
    """
    return write_recording(read_recording(folder), folder / MOMENTS, output, progress)


def write_recording(
    recording: Recording,
    moments: Path,
    output: Path,
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Guide:
    """Write the guide of a recording whose pictures are in the folder `moments`, and return it.

    Raises:
        RecorderError: the file cannot be written.
    """
    guide = compose(recording)
    images = {name: moments / Path(name).name for name in guide.images}
    others = others_that_fit(recording, {path.name for path in images.values()}, moments)
    kept: dict[str, bytes | Path] = {f"recording/{name}": moments / name for name in others}
    kept[f"recording/{LINES}"] = _lines(recording)
    kept[LEDGER] = tell(recording).model_dump_json(indent=1).encode()
    written, files = count(1), len(images) + len(kept)
    progress(0, files)
    write_guide(output, guide, images, kept, lambda: progress(next(written), files))
    return guide


def others_that_fit(
    recording: Recording, used: Collection[str], moments: Path, limits: Limits = DEFAULT
) -> list[str]:
    """Return the pictures that no step uses, the earliest first, as far as a guide file has room for them.

    A long recording keeps more of them than any program would read back; its steps come first.
    """
    last = {moment.file: moment for moment in recording.moments.values()}
    entries = limits.entries - len(used) - OTHER_ENTRIES
    room = limits.file_bytes - WORDS_BYTES - sum(_bytes(moments, name) for name in used)
    pixels = limits.total_pixels - sum(_pixels(last[name]) for name in used if name in last)
    fitting: list[str] = []
    for name, moment in last.items():
        if name in used:
            continue
        room -= _bytes(moments, name)
        pixels -= _pixels(moment)
        if min(room, pixels) < 0 or len(fitting) == entries:
            break
        fitting.append(name)
    return fitting


def _bytes(moments: Path, name: str) -> int:
    return (moments / name).stat().st_size


def _pixels(moment: Moment) -> int:
    return moment.width * moment.height


def _lines(recording: Recording) -> bytes:
    """Return the journal again, whole: what a crash tore off is left out."""
    lines = (recording.start, *recording.facts)
    return b"".join(line.model_dump_json().encode() + b"\n" for line in lines)


def forget(folder: Path) -> None:
    """Delete a recording whose guide is safe."""
    shutil.rmtree(folder, ignore_errors=True)
