"""Setting a sheet in a process of its own: it may cost memory and time, and takes none from those who read.

What it needs goes in by standard input as a zip, the PDF comes back by standard output.
"""

import contextlib
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Event
from typing import IO

from server.errors import ServerError

SHEET, MADE = "sheet.json", "made"
SECONDS = 120.0
LOOK_SECONDS = 0.25
MOST_MEMORY = 4 * 1024**3  # of addresses, most of which are never used


class TypesettingError(ServerError):
    """A guide could not be made a PDF."""

    status = 500


def typeset_apart(sheet: str, pictures: Mapping[str, bytes], made: datetime, stop: Event) -> bytes:
    """Return the PDF of a sheet, set by a child process of a low priority; it ends once `stop` is set.

    Raises:
        TypesettingError: it took too long, or more memory than it may have.
    """
    command = [sys.executable, "-m", "server.exporters.pdf.apart"]
    pipe = subprocess.PIPE
    with ExitStack() as stack:
        # What it writes meanwhile lies in a folder of ours, which is gone even where it had to be killed.
        folder = stack.enter_context(TemporaryDirectory(prefix="handrail-pdf-"))
        given = stack.enter_context(TemporaryFile())
        _pack(given, sheet, pictures, made)
        alone = os.environ | {"RAYON_NUM_THREADS": "1", "TMPDIR": folder, "TEMP": folder, "TMP": folder}
        child = subprocess.Popen(command, stdin=given, stdout=pipe, stderr=pipe, env=alone)
        pdf, complaint = _awaited(stack.enter_context(child), stop)
    if child.returncode:
        raise TypesettingError(_sentence(complaint))
    return pdf


def _awaited(child: subprocess.Popen[bytes], stop: Event) -> tuple[bytes, bytes]:
    """Return what it puts out, and its complaints; it is killed where it takes too long, or at `stop`."""
    for _ in range(round(SECONDS / LOOK_SECONDS)):
        if stop.is_set():
            break
        with contextlib.suppress(subprocess.TimeoutExpired):
            return child.communicate(timeout=LOOK_SECONDS)
    child.kill()
    raise TypesettingError("The PDF took too long to make; print the page from the browser instead.")


def main() -> None:
    """Set the sheet that comes in, and put the PDF out."""
    _be_modest()
    from server.exporters.pdf.typesetting import typeset  # noqa: PLC0415 - counts to the limits

    with zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())) as packed:
        given = {name: packed.read(name) for name in packed.namelist()}
    made = datetime.fromisoformat(given.pop(MADE).decode())
    sys.stdout.buffer.write(typeset(given.pop(SHEET).decode(), given, made))


def _be_modest() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):  # where a system has no such thing
        import resource  # noqa: PLC0415

        os.nice(5)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _pack(into: IO[bytes], sheet: str, pictures: Mapping[str, bytes], made: datetime) -> None:
    with zipfile.ZipFile(into, "w") as file:
        file.writestr(MADE, made.isoformat())
        file.writestr(SHEET, sheet)
        for name, content in pictures.items():
            file.writestr(name, content)
    into.seek(0)


def _sentence(complaint: bytes) -> str:
    last = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
    return f"The PDF could not be made ({last}); print the page from the browser instead."


if __name__ == "__main__":
    main()
