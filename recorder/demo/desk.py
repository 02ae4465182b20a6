"""The refund desk as the script sees it: started, watched by what it announces, and ended."""

import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from recorder.document.geometry import Box
from recorder.document.guide import Value
from recorder.errors import RecorderError

PROGRAM = Path(__file__).with_name("refund_desk.py")
WAIT_SECONDS = 15.0
SETTLED_SECONDS = 0.2
HAS_GTK = "import gi; gi.require_version('Gtk', '3.0'); from gi.repository import Gtk"


class DeskError(RecorderError):
    """The refund desk does not run, or does not show what it should."""


class Control(Value):
    """A named control on the screen: its box in desktop pixels and, unless it is secret, what it holds."""

    box: Box
    text: str | None = None
    enabled: bool = True


class Desk:
    """Watches what the program announces, and waits for it."""

    def __init__(self, announced: IO[bytes]) -> None:
        self._announced = announced
        self._unfinished = b""
        self.controls: Mapping[str, Control] = {}

    def find(self, name: str, text: str | None = None, seconds: float = WAIT_SECONDS) -> Box:
        """Return the box of a control once it shows, can be used, and nothing has changed for a moment.

        With `text`, wait until the control holds just that.

        Raises:
            DeskError: it does not show in time, or the program has ended.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            changed = self._read(SETTLED_SECONDS)
            control = self.controls.get(name)
            if not changed and control and control.enabled and text in (None, control.text):
                return control.box
        raise DeskError(f"The refund desk did not show '{name}' within {seconds:g} seconds.")

    def _read(self, seconds: float) -> bool:
        if not select.select([self._announced], [], [], seconds)[0]:
            return False
        heard = os.read(self._announced.fileno(), 65536)
        if not heard:
            raise DeskError("The refund desk has ended before its task was done.")
        *lines, self._unfinished = (self._unfinished + heard).split(b"\n")
        if lines:
            found = json.loads(lines[-1])
            self.controls = {name: Control.model_validate(each) for name, each in found.items()}
        return True


@contextmanager
def refund_desk(environment: Mapping[str, str]) -> Iterator[Desk]:
    """Open the refund desk on the display of that environment, and close it afterwards.

    Raises:
        DeskError: no Python on this machine has GTK 3.
    """
    program = subprocess.Popen(
        [python_with_gtk(environment), "-I", str(PROGRAM), "--announce"],
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        start_new_session=True,
    )
    with program:
        try:
            yield Desk(program.stdout)  # type: ignore[arg-type]  # a pipe was asked for
        finally:
            program.terminate()


def python_with_gtk(environment: Mapping[str, str]) -> str:
    """Return a Python that can show GTK 3 windows: the system's, mostly, not the one Handrail runs on.

    GTK opens the display as soon as it is imported, so it is tried on this environment's, not a person's.
    """
    candidates = dict.fromkeys(["/usr/bin/python3", shutil.which("python3"), sys.executable])
    for python in filter(None, candidates):
        tried = subprocess.run(
            [python, "-I", "-c", HAS_GTK], env=dict(environment), capture_output=True, check=False
        )
        if tried.returncode == 0:
            return python
    raise DeskError(
        "The refund desk needs GTK 3: run 'apt-get install python3-gi gir1.2-gtk-3.0' and try again."
    )
