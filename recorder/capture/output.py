"""Where the guide goes: looked at before recording, so that nobody records for nothing."""

import shutil
import tempfile
from pathlib import Path

from recorder.errors import RecorderError

ROOM = 1_000_000
SUFFIX = ".guide"


class OutputError(RecorderError):
    """The guide cannot be written where it was asked for."""


def check_output(path: Path) -> Path:
    """Return the path made absolute, with the name of a guide file, if a file can be made there.

    Raises:
        OutputError: the folder is missing, read-only or full, or the path is a folder itself.
    """
    path = path.expanduser().absolute()
    if path.is_dir():
        raise OutputError(f"{path} is a folder: name a file in it, such as {path / 'task.guide'}.")
    check_folder(path.parent)
    return path


def check_folder(folder: Path) -> None:
    """Raise unless files can be made in a folder."""
    if not folder.is_dir():
        raise OutputError(f"The folder {folder} does not exist: make it, or choose another with -o.")
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(ROOM // 10))
            probe.flush()
        room = shutil.disk_usage(folder).free
    except OSError as error:
        raise OutputError(
            f"Nothing can be written in {folder} ({error.strerror}): choose another folder."
        ) from error
    if room < ROOM:
        raise OutputError(f"The disk of {folder} is full: free some space, or choose another folder.")
