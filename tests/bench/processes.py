"""What processes cost, as the kernel counts it: a contender with all that it started."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


@dataclass(frozen=True)
class Cost:
    """CPU seconds of capturing and of converting, and resident megabytes of capturing."""

    capturing: float
    converting: float
    megabytes: float


def cost(pid: int, converts: str = "") -> Cost:
    """Return what a process and its descendants have cost; those whose command has `converts` in it apart.

    CPU is proc(5)'s utime and stime with those of children that have ended, memory its VmHWM summed.
    """
    capturing = converting = megabytes = 0.0
    for each in (pid, *_descendants(pid)):
        try:
            spent, peak, command = _cpu(each), _peak(each), _command(each)
        except (OSError, LookupError):
            continue
        if converts and converts in command:
            converting += spent
        else:
            capturing += spent
            megabytes += peak
    return Cost(capturing, converting, megabytes)


def _descendants(pid: int) -> Iterator[int]:
    for tasks in PROC.glob(f"{pid}/task/*/children"):
        try:
            children = tasks.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from _descendants(child)


def _cpu(pid: int) -> float:
    fields = _read(pid, "stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _peak(pid: int) -> float:
    for line in _read(pid, "status").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1000
    raise LookupError("VmHWM")


def _command(pid: int) -> str:
    return _read(pid, "cmdline").replace("\0", " ")


def _read(pid: int, name: str) -> str:
    return (PROC / str(pid) / name).read_text(encoding="utf-8", errors="replace")
