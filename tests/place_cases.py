"""A small company's guides with their places, and new guides that belong to one of them, or to none.

They were written before the thresholds were chosen, those called `LATER` after, so that the thresholds are
good for others, too. New guides use other words than those that are there, share programs with several
processes, or are about what nobody has a process for. A line: title, program, names of controls, place.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_TEXT = (Path(__file__).parent / "place_cases.txt").read_text(encoding="utf-8")


class Case(NamedTuple):
    """A guide of that title, clicking those names in a program, and where it belongs; empty where nowhere."""

    title: str
    app: str
    names: tuple[str, ...]
    process: str
    stage: str = ""


def section(name: str) -> Iterator[Case]:
    lines = _TEXT.partition(f"[{name}]\n")[2].partition("\n\n")[0].splitlines()
    for line in lines:
        title, app, names, place = (each.strip() for each in line.split("|"))
        process, _, stage = place.partition(" · ")
        yield Case(title, app, tuple(each.strip() for each in names.split(",")), process, stage)


PLACED, BELONG, BELONG_NOWHERE, LATER = map(
    tuple, map(section, ("placed", "belong", "belong nowhere", "later"))
)
