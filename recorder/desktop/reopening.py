"""Starts a program built on Chromium anew, with names: they cannot be switched on while it runs."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path

from recorder.desktop.chromium import is_chromium
from recorder.errors import RecorderError

FLAG = "--force-renderer-accessibility"
RESTORE = "--restore-last-session"
NAMED = {"GNOME_ACCESSIBILITY": "1"}
END_SECONDS = 15.0
LOOK_SECONDS = 0.05
SAVE_SECONDS = 3.0
"""Chromium notes what is open some two and a half seconds later, and at its end not at all."""

_PAGE = re.compile(r"(?:https?|file)://")
_BEGINNING = re.compile(r" +(?=--|\w+://|/)")


class ReopeningError(RecorderError):
    """The program cannot be started anew from here; the text says what the person can do."""


def reopen(process: int, proc: Path = Path("/proc")) -> subprocess.Popen[bytes]:
    """End the program of a process as its own menu would, and return it started anew with names.

    Raises:
        ReopeningError: it is no such program, belongs to somebody else, or does not end.
    """
    folder = proc / str(process)
    by_hand = f"Close the program yourself, and start it again with {FLAG}."
    if not is_chromium(process, proc):
        raise ReopeningError(
            f"The program has ended, or is none that gives names when started anew. {by_hand}"
        )
    try:
        program = str((folder / "exe").readlink())
        command = with_names(program, os.fsdecode((folder / "cmdline").read_bytes()))
        place = (folder / "cwd").readlink()
        time.sleep(SAVE_SECONDS)
        os.kill(process, signal.SIGTERM)
    except OSError as error:
        raise ReopeningError(f"The program could not be closed ({error.strerror}). {by_hand}") from error
    if not _ended(folder):
        raise ReopeningError(f"The program did not close: it may be asking something. {by_hand}")
    quiet = subprocess.DEVNULL
    try:
        return subprocess.Popen(
            command,
            env={**os.environ, **NAMED},  # its own is lost: Chromium writes over it
            cwd=place,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
        )
    except OSError as error:
        raise ReopeningError(f"The program did not start again ({error.strerror}). {by_hand}") from error


def with_names(program: str, written: str) -> list[str]:
    """Return the command line that starts the same program with names and with the pages it had open.

    `written` is what the kernel tells of the old one: its words, each with a null after it, or, as Chromium
    writes it anew, all of them with spaces between.
    """
    words = written.rstrip("\0").split("\0")
    if len(words) == 1:
        words = _BEGINNING.split(words[0])
    kept = [word for word in words[1:] if word not in (FLAG, RESTORE) and not _PAGE.match(word)]
    return [program, FLAG, RESTORE, *kept]


def _ended(folder: Path) -> bool:
    """Wait for the end of a process; one that waits for its parent has ended, too."""
    deadline = time.monotonic() + END_SECONDS
    while time.monotonic() < deadline:
        try:
            if not (folder / "cmdline").read_bytes():
                return True
        except OSError:
            return True
        time.sleep(LOOK_SECONDS)
    return False
