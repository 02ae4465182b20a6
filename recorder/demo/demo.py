"""The demo: scripted hands refund an order in a real program, and the real recorder watches.

All of it happens on a virtual desktop of its own. The recorder is a process like any other that a person
starts; nothing here reaches into it.
"""

import select
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from recorder.demo.desk import refund_desk
from recorder.demo.hands import hands_on
from recorder.demo.refund import ORDER, refund_order
from recorder.demo.virtual_desktop import virtual_desktop
from recorder.errors import RecorderError

TITLE = "How to process a customer refund"
PROCESS = "Customer support"
STAGE = "Refunds"
LIVE_SECONDS = 30.0
WRITE_SECONDS = 60.0


class DemoError(RecorderError):
    """The demo could not be recorded."""


def record_demo(output: Path, record: Sequence[str]) -> None:
    """Record how an order is refunded into `output`; `record` is the command that starts the recorder.

    Raises:
        RecorderError: something the virtual desktop needs is missing, or the recorder failed.
    """
    words = [*record, "-o", str(output), "--title", TITLE, "--process", PROCESS, "--stage", STAGE]
    with virtual_desktop() as environment, refund_desk(environment) as desk:
        desk.find(ORDER)
        with recording(words, environment), hands_on(environment["DISPLAY"]) as hands:
            refund_order(hands, desk)


@contextmanager
def recording(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[None]:
    """Record while the block runs; afterwards the file is written, unless the block failed.

    Raises:
        DemoError: the recorder did not start, or did not write the file.
    """
    recorder = subprocess.Popen(
        command,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        bufsize=0,
        start_new_session=True,
    )
    with recorder:
        try:
            _wait_until_live(recorder)
            yield
            _stop(recorder)
        finally:
            recorder.kill()


def _wait_until_live(recorder: subprocess.Popen[bytes]) -> None:
    said = _stderr(recorder)
    deadline = time.monotonic() + LIVE_SECONDS
    heard = b""
    while select.select([said], [], [], max(0.0, deadline - time.monotonic()))[0]:
        line = said.readline()
        if line.strip() == b"recording":
            return
        if not line:
            raise DemoError(f"The recorder did not begin: {_last_line(heard)}")
        heard += line
    raise DemoError(f"The recorder did not begin within {LIVE_SECONDS:.0f} seconds.")


def _stop(recorder: subprocess.Popen[bytes]) -> None:
    recorder.send_signal(signal.SIGTERM)
    try:
        said = recorder.communicate(timeout=WRITE_SECONDS)[1]
    except subprocess.TimeoutExpired:
        raise DemoError(f"The recorder did not write its file within {WRITE_SECONDS:.0f} seconds.") from None
    if recorder.returncode != 0:
        raise DemoError(f"The recorder failed: {_last_line(said)}")


def _last_line(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines() or ["it said nothing."]
    return lines[-1].removeprefix("handrail: ")


def _stderr(recorder: subprocess.Popen[bytes]) -> IO[bytes]:
    if recorder.stderr is None:
        raise DemoError("The recorder has no standard error to listen to.")
    return recorder.stderr
