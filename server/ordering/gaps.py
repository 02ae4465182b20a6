"""What processes lack as they are drawn: guides for their stages, and stages that their ways lead to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from server.model import Process, Stage
from server.processes.checking import checked


@dataclass(frozen=True, slots=True)
class Lacking:
    """A process and the stages of it that lack something; `count` is how much that is."""

    process: str
    name: str
    stages: tuple[Stage, ...]
    count: int


def gaps(
    by_process: Mapping[str, tuple[Stage, ...]],
    names: Mapping[str, str],
    staffed: Collection[str],
    wanted: Mapping[str, int],
) -> tuple[Lacking, ...]:
    """Return the processes with work stages that lack a guide, those with most gaps first."""
    found = []
    for process, stages in by_process.items():
        open_ones = {
            stage: wanted.get(stage.id, 0) or int(stage.id not in staffed)
            for stage in stages
            if stage.kind == "work"
        }
        lacking = tuple(stage for stage, count in open_ones.items() if count)
        if lacking:
            found.append(Lacking(process, names[process], lacking, sum(open_ones.values())))
    return tuple(sorted(found, key=lambda each: -each.count))


def dead_ends(by_process: Mapping[str, tuple[Stage, ...]], names: Mapping[str, str]) -> tuple[Lacking, ...]:
    """Return the processes with stages whose way leads to a stage or a process that is gone."""
    found = []
    for process, stages in by_process.items():
        remarks = checked(Process(process, names[process], stages=stages), names)
        lost = {each.stage for each in remarks if each.what in ("leads-nowhere", "no-process")}
        lacking = tuple(stage for stage in stages if stage.id in lost)
        if lacking:
            found.append(Lacking(process, names[process], lacking, len(lacking)))
    return tuple(sorted(found, key=lambda each: -each.count))
