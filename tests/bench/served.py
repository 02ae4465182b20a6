"""Servers that a bench starts: each a process of its own on a free port, ended with the block."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from tests.bench.processes import cost

START_SECONDS = 120.0


class Server(NamedTuple):
    """A served knowledge base: where, by which process, and the seconds it took until it listened."""

    url: str
    process: int
    started: float

    def megabytes(self) -> float:
        """Return its resident memory at its peak, with all that it started."""
        return cost(self.process).megabytes


@contextmanager
def served(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start a command, in which `{port}` stands for a free port, and give it once it listens.

    Raises RuntimeError where it ended or never listened.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    words = [word.replace("{port}", str(port)) for word in command]
    began = time.monotonic()
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        words,
        env={**os.environ, **(environment or {})},
        stdout=quiet,
        stderr=quiet,
        start_new_session=True,  # so that what it starts is ended with it: PHP's workers outlive their server
    )
    try:
        while not _listens(port):
            if process.poll() is not None or time.monotonic() - began > START_SECONDS:
                raise RuntimeError(f"{words[0]} did not begin to listen")
            time.sleep(0.02)
        yield Server(f"http://127.0.0.1:{port}", process.pid, time.monotonic() - began)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
