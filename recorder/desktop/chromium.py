"""Recognise programs built on Chromium (browsers, Electron): they give names only when started to."""

from pathlib import Path

SHIPPED = ("icudtl.dat", "v8_context_snapshot.bin", "snapshot_blob.bin")
"""Files that lie beside the program in every build."""


def is_chromium(process: int, proc: Path = Path("/proc")) -> bool:
    """Tell whether a process runs a program built on Chromium; False where that cannot be seen."""
    try:
        folder = (proc / str(process) / "exe").readlink().parent
        return any((folder / name).exists() for name in SHIPPED)
    except OSError:
        return False


def unnamed(app: str) -> str:
    """Return the sentence for the person whose browser was started without names."""
    return (
        f"Controls in {app} are not named, because it was started without accessibility: close it and start "
        "it again with --force-renderer-accessibility."
    )
