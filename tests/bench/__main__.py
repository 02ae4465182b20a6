"""Measure the recorder beside the floor in the same run: `make bench`.

Machines differ and are noisy, so that the ratios count and not the times. The aims stand beside the figures.
"""

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from recorder.demo.virtual_desktop import virtual_desktop
from tests.bench.contenders import Contender, Floor, Handrail
from tests.bench.process import cpu_seconds, peak_megabytes
from tests.bench.workload import click, count_before, program

CLICKS = 50
PER_SECOND = 10.0
SETTLE_SECONDS = 2.0
IDLE_SECONDS = 20.0


@dataclass(frozen=True)
class Figures:
    """What one contender did with one program."""

    kept: int
    before: int
    cpu_milliseconds: float
    idle_percent: float
    megabytes: float
    stop_seconds: float


def measure(contender: Contender, kind: str) -> Figures:
    """Record fifty clicks in a program and return what it gave and cost."""
    display = contender.environment["DISPLAY"]
    with program(kind, contender.environment):
        contender.start()
        pid = contender.process.pid
        time.sleep(SETTLE_SECONDS)
        began = cpu_seconds(pid)
        time.sleep(IDLE_SECONDS)
        idle = cpu_seconds(pid) - began
        began = cpu_seconds(pid)
        click(display, CLICKS, PER_SECOND)
        time.sleep(SETTLE_SECONDS)
        spent = cpu_seconds(pid) - began
        megabytes = peak_megabytes(pid)
        stop = contender.stop()
    pictures = contender.pictures()
    return Figures(
        kept=len(pictures),
        before=count_before(pictures),
        cpu_milliseconds=1000 * spent / CLICKS,
        idle_percent=100 * idle / IDLE_SECONDS,
        megabytes=megabytes,
        stop_seconds=stop,
    )


def row(name: str, figures: Figures) -> str:
    """Return one line of the table."""
    return (
        f"{name:<20}{figures.kept:>4}/{CLICKS}{figures.before:>8}/{CLICKS}{figures.cpu_milliseconds:>12.1f}"
        f"{figures.idle_percent:>10.2f}{figures.megabytes:>8.0f}{figures.stop_seconds:>9.2f}\n"
    )


def main(kinds: list[str]) -> None:
    """Print the table for the programs named, by default all."""
    out = sys.stdout
    out.write(f"{CLICKS} clicks, {PER_SECOND:.0f} a second, 1920 by 1080, load {os.getloadavg()[0]:.1f}\n")
    out.write(f"{'':<20}{'kept':>7}{'before':>11}{'CPU ms/click':>12}{'idle %':>10}{'MB':>8}{'stop s':>9}\n")
    for kind in kinds or ["tk", "gtk", "chromium"]:
        figures: dict[str, Figures] = {}
        for contender in (Floor, Handrail):
            with virtual_desktop() as environment, tempfile.TemporaryDirectory() as folder:
                figures[contender.name] = measure(contender(Path(folder), environment), kind)
            out.write(row(f"{kind}: {contender.name}", figures[contender.name]))
            out.flush()
        ratio = figures["handrail"].cpu_milliseconds / figures["floor"].cpu_milliseconds
        out.write(f"{kind}: CPU {ratio:.2f} times the floor\n")
    out.write("aim: 50/50 kept, 50/50 before, CPU 1.5 times the floor at most, idle under 0.3 %,\n")
    out.write("     under 90 MB, stop to file under 0.5 s\n")


if __name__ == "__main__":
    main(sys.argv[1:])
