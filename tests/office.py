"""An office network in one machine: a cable to a network namespace, in which a colleague's browser runs.

There the address is not loopback and the scheme is http, so browsers withhold what they keep for secure
contexts: `Sec-Fetch-*`, the clipboard, service workers, `Secure` cookies.
"""

import os
import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.running import wait_for


@dataclass(frozen=True)
class Office:
    """Where the server listens, and how a colleague's programs are started."""

    address: str
    prefix: tuple[str, ...]

    def browser(self, folder: Path) -> Path:
        """Return a program that starts Chromium at the colleague's desk."""
        starter = folder / "chromium-at-the-desk"
        starter.write_text(f'#!/bin/sh\nexec {" ".join(self.prefix)} /usr/bin/chromium "$@"\n')
        starter.chmod(0o755)
        return starter


@contextmanager
def office() -> Iterator[Office]:
    """Give an office network that ends with the test; skip where this user may make none."""
    name = f"handrail{os.getpid()}"
    here, there = f"hr{os.getpid()}a", f"hr{os.getpid()}b"
    block = f"198.18.{random.randrange(256)}.{random.randrange(64) * 4}".rpartition(".")
    server, colleague = (f"{block[0]}.{int(block[2]) + offset}" for offset in (1, 2))
    try:
        _ip("netns", "add", name)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"a network namespace needs root and iproute2: {error}")
    try:
        _ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", name)
        # A cable that gave itself more addresses later would break what the browser is loading just then.
        _ip("link", "set", here, "addrgenmode", "none")
        _ip("-n", name, "link", "set", there, "addrgenmode", "none")
        _ip("address", "add", f"{server}/30", "dev", here)
        _ip("link", "set", here, "up")
        _ip("-n", name, "address", "add", f"{colleague}/30", "dev", there)
        _ip("-n", name, "link", "set", there, "up")
        _ip("-n", name, "link", "set", "lo", "up")
        wait_for(lambda: "LOWER_UP" in _ip("-n", name, "link", "show", there), "the cable's signal")
        yield Office(server, ("ip", "netns", "exec", name))
    finally:
        subprocess.run(["ip", "link", "delete", here], check=False, capture_output=True)
        _ip("netns", "delete", name)


def _ip(*words: str) -> str:
    return subprocess.run(["ip", *words], check=True, capture_output=True, text=True).stdout
