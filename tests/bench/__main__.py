"""Measure the recorder beside the floor and others in the same run: `make bench`.

Machines differ and are noisy, so that the ratios count and not the times. The aims stand below the figures.
Words on the command line choose: `tk gtk qt chromium` the programs, `edits` what one
edit costs the server, `editor` what a person feels in the browser, `pages` what readers
get of a large base, `everyday` whether they find it, `tasks` the edits an author must make.
"""

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import mean, median, quantiles

from recorder.demo.virtual_desktop import virtual_desktop
from tests.bench.contenders import OTHERS, Contender, Floor, Handrail, OpenAdapt, SnapStep
from tests.bench.editor import measure as measure_editor
from tests.bench.edits import measure as measure_edits
from tests.bench.everyday import measure as ask_everyday
from tests.bench.pages import measure as measure_pages
from tests.bench.search import measure as measure_search
from tests.bench.workload import QT, click, count_before, program
from tests.tasks.__main__ import measure as do_tasks
from tests.tasks.__main__ import summary
from tests.tasks.script import tasks

CLICKS = 50
RATES = (2.0, 10.0, 23.0, 50.0)
"""Presses a second: at 23 the screen was still for 40 ms before each, at 50 for about 15."""

SETTLE_SECONDS = 2.0
CONVERT_SECONDS = 6.0
IDLE_SECONDS = 15.0
HEAD = (
    f"{'':<30}{'kept':>7}{'before':>8}{'CPU ms':>8}{'convert':>9}{'idle %':>8}{'MB':>6}{'KB':>7}{'of PNG':>8}"
    f"{'p50 ms':>8}{'p99':>7}{'stop s':>8}\n"
)
AIMS = """\
CPU from press to durable, and of converting, in ms a click; KB a picture, and beside Pillow's PNG of it;
p50 and p99 from press to durable. Aims: all kept; all before at 23 a second, 97 % at 50; CPU not above the
floor's; idle under 0.3 %; under 90 MB; at most 0.65 of Pillow's PNG; p99 under 100 ms; stop under 0.5 s.
"""

SERVED = {
    "edits": measure_edits,
    "editor": measure_editor,
    "pages": measure_pages,
    "search": measure_search,
    "everyday": ask_everyday,
}
"""What is measured of the server, by the word that chooses it."""


@dataclass(frozen=True)
class Figures:
    """What one contender did with one program at one rate."""

    kept: int
    before: int
    cpu: float
    converting: float
    idle: float | None
    megabytes: float
    size: float
    of_png: float
    durable: Sequence[float]
    stop: float


def measure(contender: Contender, kind: str, rate: float, *, idle: bool) -> Figures:
    """Record fifty clicks in a program and return what it gave and cost."""
    with program(kind, contender.environment):
        contender.start()
        time.sleep(SETTLE_SECONDS)
        resting = _rest(contender) if idle else None
        began = contender.cost()
        pressed = click(contender.environment["DISPLAY"], CLICKS, rate)
        time.sleep(SETTLE_SECONDS)
        ended = contender.cost()
        if contender.converts:
            time.sleep(CONVERT_SECONDS)
        converted = contender.cost()
        stop = contender.stop()
    pictures, sizes = contender.pictures(), contender.sizes()
    png = [_png(picture) for picture in pictures]
    return Figures(
        kept=len(pictures),
        before=count_before(pictures),
        cpu=1000 * (ended.capturing - began.capturing) / CLICKS,
        converting=1000 * converted.converting / CLICKS,
        idle=resting,
        megabytes=converted.megabytes,
        size=mean(sizes) / 1000 if sizes else 0.0,
        of_png=sum(sizes) / sum(png) if png else 0.0,
        durable=sorted(contender.durable(pressed)),
        stop=stop,
    )


def _rest(contender: Contender) -> float:
    began = contender.cost().capturing
    time.sleep(IDLE_SECONDS)
    return 100 * (contender.cost().capturing - began) / IDLE_SECONDS


def _png(picture: object) -> int:
    stream = BytesIO()
    picture.save(stream, "PNG")  # type: ignore[attr-defined]  # one of Pillow's images
    return len(stream.getvalue())


def row(name: str, figures: Figures) -> str:
    """Return one line of the table."""
    late = [1000 * each for each in figures.durable]
    half = f"{median(late):.0f}" if late else "-"
    most = f"{quantiles(late, n=100, method='inclusive')[-1]:.0f}" if len(late) > 1 else "-"
    idle = "" if figures.idle is None else f"{figures.idle:.2f}"
    return (
        f"{name:<30}{figures.kept:>4}/{CLICKS}{figures.before:>5}/{CLICKS}{figures.cpu:>8.1f}{figures.converting:>9.1f}"
        f"{idle:>8}{figures.megabytes:>6.0f}{figures.size:>7.1f}{figures.of_png:>8.2f}"
        f"{half:>8}{most:>7}{figures.stop:>8.2f}\n"
    )


def contenders() -> list[type[Contender]]:
    """Return who is here: others only where they could be installed."""
    others = [each for each in (SnapStep, OpenAdapt) if (OTHERS / each.name / "bin" / "python").exists()]
    return [Floor, Handrail, *others]


def compare(kinds: Sequence[str]) -> None:
    """Print the table for the programs."""
    out = sys.stdout
    out.write(
        f"{CLICKS} clicks, 1920 by 1080, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n{HEAD}"
    )
    for kind in kinds:
        for rate in RATES:
            for contender in contenders():
                with virtual_desktop() as environment, tempfile.TemporaryDirectory() as folder:
                    name = f"{kind} {rate:>2.0f}/s {contender.name}"
                    try:
                        made = contender(Path(folder), environment)
                        figures = measure(made, kind, rate, idle=rate == RATES[0])
                    except (RuntimeError, OSError, ValueError) as error:
                        out.write(f"{name:<30} failed: {error}\n")
                    else:
                        out.write(row(name, figures))
                    out.flush()
    out.write(AIMS)


def main(words: list[str]) -> None:
    """Print what was asked for, by default all."""
    kinds = [each for each in ("tk", "gtk", "qt", "chromium") if each in words or not words]
    if not QT.exists() and "qt" in kinds:
        kinds.remove("qt")
        sys.stdout.write("No Qt program is measured: PySide6-Essentials could not be installed.\n")
    if kinds:
        compare(kinds)
    for name, measured in SERVED.items():
        if name in words or not words:
            measured(sys.stdout.write)
    if "tasks" in words or not words:
        with tempfile.TemporaryDirectory() as folder:
            sys.stdout.write(summary(do_tasks(tasks(), Path(folder))))


if __name__ == "__main__":
    main(sys.argv[1:])
