"""Start a program built on Chromium again with names: they cannot be switched on while it runs.

Only a person's click may lead here, since it closes what they have open.
"""

import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from recorder.desktop.chromium import NAMING, is_chromium
from recorder.errors import RecorderError

RESTORE = "--restore-last-session"
BROWSERS = ("chrome", "chromium", "brave", "msedge", "vivaldi", "opera")
PAGES = ("http:", "https:", "file:", "about:", "chrome:")
NAMED = {"GNOME_ACCESSIBILITY": "1", "ACCESSIBILITY_ENABLED": "1"}
END_SECONDS = 10.0
SAVE_SECONDS = 3.0
"""Chromium notes what is open some two and a half seconds later, and at its end not at all."""

_BEGINNING = re.compile(r" +(?=--|\w+://|/)")


class ReopenError(RecorderError):
    """The program could not be started again; the sentence says what to do by hand."""


def renewed(command: Sequence[str], environment: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """Return the command line and environment that start the same program with names.

    A browser brings back the pages that it had open itself, so that those of its command line go.
    """
    program, *words = command
    words = [word for word in words if word not in (NAMING, RESTORE) and not word.startswith(f"{NAMING}=")]
    added = [NAMING]
    if Path(program).name.lower().removesuffix("-stable").startswith(BROWSERS):
        words = [word for word in words if not word.startswith(PAGES)]
        added.append(RESTORE)
    return [program, *added, *words], {**environment, **NAMED}


def reopen(
    process: int, session: Mapping[str, str] = os.environ, proc: Path = Path("/proc")
) -> subprocess.Popen[bytes]:
    """End a program built on Chromium politely, start it with names, and return what was started.

    What it does not tell of its environment (Chromium writes over its own) is that of the `session`.

    Raises:
        ReopenError: it is no such program, it did not end, or it did not start.
    """
    if not is_chromium(process, proc):
        raise ReopenError("That program is gone or gives no names anyway: start it again by hand.")
    try:
        here = proc / str(process)
        command, environment = renewed(_words(here / "cmdline"), {**session, **_settings(here / "environ")})
        folder = (here / "cwd").readlink()
        time.sleep(SAVE_SECONDS)
        os.kill(process, signal.SIGTERM)
    except OSError as error:
        raise ReopenError(f"That program cannot be ended ({error.strerror}): close it by hand.") from error
    _wait_for_end(process, proc)
    try:
        nothing = subprocess.DEVNULL
        return subprocess.Popen(
            command,
            env=environment,
            cwd=folder if folder.is_dir() else None,
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )
    except OSError as error:
        raise ReopenError(
            f"{command[0]} did not start ({error.strerror}): start it by hand with {NAMING}."
        ) from error


def _wait_for_end(process: int, proc: Path) -> None:
    """Return once the process has ended; one that nobody has taken notice of has ended too."""
    deadline = time.monotonic() + END_SECONDS
    while time.monotonic() < deadline:
        try:
            told = (proc / str(process) / "stat").read_text()
        except OSError:
            return
        if told.rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.05)
    raise ReopenError("That program asks something before it ends: answer it, then start it again.")


def _words(path: Path) -> list[str]:
    """Return the words of a command line; Chromium writes its own anew, with spaces between."""
    text = path.read_bytes().rstrip(b"\0")
    words = [os.fsdecode(word) for word in text.split(b"\0")]
    return words if len(words) > 1 else _BEGINNING.split(words[0])


def _settings(path: Path) -> dict[str, str]:
    pairs = (os.fsdecode(each).partition("=") for each in path.read_bytes().split(b"\0") if each)
    return {name: value for name, _, value in pairs}
