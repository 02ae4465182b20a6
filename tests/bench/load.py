"""Load over HTTP by `wrk`, of Debian: answers a second, and how long half and nearly all of them take."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

SECONDS = 6
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1_000.0, "m": 60_000.0}
_SCRIPT = """\
local paths = {%s}
local at = 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at])
end
"""


class Load(NamedTuple):
    """Answers a second; p50 and p99 in ms; answers that were no success."""

    rate: float
    half: float
    most: float
    failed: int


def is_here() -> bool:
    """Tell whether load can be made on this machine."""
    return shutil.which("wrk") is not None


def load(
    url: str, paths: Sequence[str], connections: int, headers: Mapping[str, str], seconds: int = SECONDS
) -> Load:
    """Ask a server for those paths by turns over so many connections and return how it did.

    Raises RuntimeError with what wrk said where it did not run.
    """
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "paths.lua"
        script.write_text(_SCRIPT % ", ".join(_quoted(path) for path in paths), encoding="ascii")
        given = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
        ran = subprocess.run(
            [
                "wrk",
                "-t1",
                f"-c{connections}",
                f"-d{seconds}s",
                "--timeout",
                "60s",
                "--latency",
                "-s",
                str(script),
                *given,
                url,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    if ran.returncode:
        raise RuntimeError(ran.stderr or ran.stdout)
    return read(ran.stdout)


def read(said: str) -> Load:
    """Return what a report of wrk says."""
    rate = re.search(r"Requests/sec:\s*([\d.]+)", said)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    if rate is None:
        raise RuntimeError(said)
    return Load(float(rate[1]), _part(said, 50), _part(said, 99), int(failed[1]) if failed else 0)


def _part(said: str, percent: int) -> float:
    found = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s|m)\b", said)
    return float(found[1]) * _UNITS[found[2]] if found else float("nan")


def _quoted(path: str) -> str:
    if not re.fullmatch(r"[!#-\[\]-~]+", path):
        raise RuntimeError(f"{path!r} must be quoted as addresses are")
    return f'"{path}"'
