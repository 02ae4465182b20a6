"""The work of `handrail recover`: finishes what a crash, a kill or a full disk left behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recorder.capture.finish import forget, write_recording
from recorder.capture.journal import MOMENTS
from recorder.capture.output import SUFFIX, check_output
from recorder.capture.spool import Found, read_checked, unfinished, wanted_output
from recorder.document.guide import Guide
from recorder.errors import RecorderError
from recorder.reading.names import with_names_read


@dataclass(frozen=True, slots=True)
class Recovered:
    """One recording that was left behind: its guide and file, or what kept it from being finished."""

    folder: Path
    output: Path | None = None
    guide: Guide | None = None
    complaint: str = ""
    broken: str = ""

    @property
    def told(self) -> str:
        """What became of it, in a line."""
        if self.guide is None:
            return f"{self.folder.name}: {self.complaint} The recording is kept in {self.folder}."
        return f"{self.output}: {self.guide.title}, {self.guide.length}{self.broken}"


def recover_all(root: Path, output: Path | None = None, *, keep: bool = False) -> Iterator[Recovered]:
    """Yield each unfinished recording as its guide is written; a recording goes once its file is safe."""
    taken: set[Path] = set()
    for folder in unfinished(root):
        try:
            path = check_output(_free(_proposed(folder, output), taken))
            found = read_checked(folder)
            moments = folder / MOMENTS
            guide = write_recording(with_names_read(found.recording, moments), moments, path)
        except RecorderError as error:
            yield Recovered(folder, complaint=str(error))
            continue
        taken.add(path)
        if not keep:
            forget(folder)
        yield Recovered(folder, path, guide, broken=_broken(found))


def _broken(found: Found) -> str:
    """Return what of a recording could not be brought back, to stand behind what could; empty for nothing."""
    kinds = ((found.broken_lines, "line"), (found.broken_pictures, "picture"))
    told = [f"{count} {noun}{'s' if count > 1 else ''}" for count, noun in kinds if count]
    return f" ({' and '.join(told)} of the recording damaged and left out)" if told else ""


def _proposed(folder: Path, output: Path | None) -> Path:
    """Return where the guide belongs: where it was asked for now, or when it was recorded, or here."""
    name = f"{folder.name}{SUFFIX}"
    if output is not None:
        return output / name if output.is_dir() else output
    wanted = wanted_output(folder)
    return wanted if wanted and wanted.parent.is_dir() else Path.cwd() / name


def _free(path: Path, taken: set[Path]) -> Path:
    """Return the path, or one beside it that no file has: a crash must not cost an older guide."""
    number, free = 1, path
    while free.exists() or free in taken:
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
