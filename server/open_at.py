"""Where a knowledge base can be opened on this machine: a line in its data folder while it is served."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = "open-at"


@contextmanager
def noted(folder: Path, address: str) -> Iterator[None]:
    """Keep the address as long as the context lasts; a full or read-only disk is no reason not to serve."""
    file = folder / NAME
    with suppress(OSError):
        file.write_text(f"{address}\n", encoding="utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            if open_at(folder) == address:
                file.unlink()


def open_at(folder: Path) -> str | None:
    """Return the address that was noted last, None where nothing is served; a killed server leaves it."""
    try:
        return (folder / NAME).read_text(encoding="utf-8").strip() or None
    except (OSError, ValueError):
        return None
