"""Recognise programs built on Chromium (browsers, Electron): they give names only when started to."""

from pathlib import Path

from recorder.desktop.base import Problem, Reopening

NAMING = "--force-renderer-accessibility"
SLOW_SECONDS = 3.0
SHIPPED = ("icudtl.dat", "v8_context_snapshot.bin", "snapshot_blob.bin")
"""Files that lie beside the program in every build."""


def is_chromium(process: int, proc: Path = Path("/proc")) -> bool:
    """Tell whether a process runs a program built on Chromium; False where that cannot be seen."""
    try:
        folder = (proc / str(process) / "exe").readlink().parent
        return any((folder / name).exists() for name in SHIPPED)
    except OSError:
        return False


def asked_for_names(process: int, proc: Path = Path("/proc")) -> bool:
    """Tell whether a process was started to give names; True where that cannot be seen."""
    try:
        return NAMING.encode() in (proc / str(process) / "cmdline").read_bytes()
    except OSError:
        return True


class Unnamed:
    """Which programs built on Chromium give no names, told once each.

    One that was started to give them may not have got to it yet, and is not suspected for a while.
    """

    def __init__(self) -> None:
        self._since: dict[int, float] = {}

    def problem(self, app: str, process: int, now: float) -> Problem | None:
        """Return what to tell of a program in whose window there is nothing, if it is one of these."""
        if not is_chromium(process):
            return None
        if asked_for_names(process) and now - self._since.setdefault(process, now) < SLOW_SECONDS:
            return None
        return Problem(
            f"Controls in {app} are not named, because it was started without accessibility: close it and "
            f"start it again with {NAMING}.",
            Reopening(app, process),
        )
