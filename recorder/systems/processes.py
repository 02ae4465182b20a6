"""Which process started which, of a list of all of them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Process:
    """A running process, what started it, and the name of its program."""

    id: int
    parent: int
    program: str


def parent_in(processes: Iterable[Process], process: int, desktop: str) -> int | None:
    """Return what started a process, None where that is the desktop's own program or nobody tells."""
    known = {each.id: each for each in processes}
    found = known.get(process)
    above = known.get(found.parent) if found else None
    return None if above is None or above.program.lower() == desktop else above.id


def parse_list(text: str) -> list[Process]:
    """Return what `ps -o pid=,ppid=,comm=` printed; lines that are cut short are left out."""
    lines = (line.split(None, 2) for line in text.splitlines())
    return [
        Process(int(words[0]), int(words[1]), words[2].rpartition("/")[2])
        for words in lines
        if len(words) == 3 and words[0].isdigit() and words[1].isdigit()  # noqa: PLR2004  # as asked for
    ]
