"""A process of its own that makes PNG files lossless WebP, half as large, when nobody needs the machine.

It is told one name a line and answers `name sum` once a file beside it shows the same picture, smaller and on
the disk, or `name -` where it cannot be. It imports little and has the lowest priority: recording does not
feel it, and it can be killed at any moment.
"""

import hashlib
import os
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

LOWEST = 19
MODE = "RGB"


def main(folder: Path) -> None:
    """Convert what is named on standard input, a line each, until it ends."""
    if hasattr(os, "nice"):
        os.nice(LOWEST)
    if hasattr(os, "sched_setscheduler"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    for line in sys.stdin:
        name = line.strip()
        sys.stdout.write(f"{name} {convert(folder / name) or '-'}\n")
        sys.stdout.flush()


def convert(path: Path) -> str | None:
    """Write a picture as WebP into a part beside it, and return the sum of its bytes; None where that fails.

    Only what gives the very same pixels back, and is smaller, is kept.
    """
    try:
        with Image.open(path) as opened:
            picture = opened.convert(MODE)
        stream = BytesIO()
        picture.save(stream, "WEBP", lossless=True, method=1, quality=80)
        data = stream.getvalue()
        if len(data) >= path.stat().st_size or not _same(picture, data):
            return None
        _write(part_of(path), data)
    except (OSError, ValueError, MemoryError):
        return None
    return hashlib.sha256(data).hexdigest()


def part_of(path: Path) -> Path:
    """Return where the converted picture is put until the recording names it."""
    return path.with_suffix(".converted")


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _same(picture: Image.Image, data: bytes) -> bool:
    with Image.open(BytesIO(data)) as again:
        return again.convert(MODE).tobytes() == picture.tobytes()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
