"""Do the tasks and print how far each guide is from the expected one: `make tasks`.

Words on the command line choose tasks by name; guides are kept in the folder that HANDRAIL_TASKS names.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median, quantiles

from recorder.demo.virtual_desktop import virtual_desktop
from tests.tasks.recorded import Recorded, record
from tests.tasks.script import Task, tasks

COLUMNS = (
    *(("actions", 8), ("steps", 7), ("equal", 7), ("fix", 5)),
    *(("missing", 9), ("surplus", 9), ("title", 7), ("s", 6)),
)


def measure(chosen: Iterable[Task], folder: Path) -> list[Recorded]:
    """Do the tasks one after the other, each on a desktop of its own, and print a line for each."""
    sys.stdout.write("task".ljust(20) + "".join(name.rjust(width) for name, width in COLUMNS) + "\n")
    done = []
    for task in chosen:
        began = time.monotonic()
        with virtual_desktop() as environment:
            (folder / task.name).mkdir(parents=True)
            done.append(record(task, environment, folder / task.name))
        sys.stdout.write(row(done[-1], time.monotonic() - began))
        sys.stdout.flush()
    return done


def row(one: Recorded, seconds: float) -> str:
    """Return one line of the table, and a line for each edit."""
    kinds = [edit.kind for edit in one.edits]
    expected = len(one.task.captions)
    equal = expected - kinds.count("fix") - kinds.count("missing")
    figures = (
        *(one.task.actions, expected, equal, kinds.count("fix"), kinds.count("missing")),
        *(kinds.count("surplus"), "kept" if one.titled else "fix", round(seconds)),
    )
    cells = (str(each).rjust(width) for each, (_, width) in zip(figures, COLUMNS, strict=True))
    line = one.task.name.ljust(20) + "".join(cells) + "\n"
    why = one.task.known
    told = (f"    {edit}{_reason(why.get(edit.expected or edit.got))}\n" for edit in one.edits)
    return line + "".join(told) + ("" if one.titled else f"    title: {one.title!r}\n")


def _reason(why: str | None) -> str:
    return f" (known: {why})" if why else ""


def edits_of(done: Sequence[Recorded]) -> list[int]:
    """Return for each task how many edits an author must still make to its steps."""
    return [len(one.edits) for one in done]


def summary(done: Sequence[Recorded]) -> str:
    """Return what all tasks give together."""
    edits = edits_of(done)
    steps = sum(len(one.task.captions) for one in done)
    actions = sum(one.task.actions for one in done)
    most = quantiles(edits, n=10, method="inclusive")[-1] if len(edits) > 1 else edits[0]
    return (
        f"{len(done)} tasks, {actions} actions, {steps} steps: {100 * (1 - sum(edits) / steps):.1f} % equal; "
        f"edits a task: median {median(edits):g}, 90th percentile {most:g}; "
        f"titles kept: {sum(one.titled for one in done)}\n"
    )


def main(names: Sequence[str]) -> None:
    """Do the named tasks, or all."""
    chosen = [task for task in tasks() if not names or task.name in names]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(os.environ.get("HANDRAIL_TASKS", scratch))
        sys.stdout.write(summary(measure(chosen, folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
