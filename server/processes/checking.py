"""What is not well with a process as it is drawn: ways that lead nowhere, cases that nobody thought of.

Nothing of this is an error: people draw a map before they know all of it, and pages show what is missing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from server.model import Process, Stage

What = Literal[
    "leads-nowhere",  # a way goes to a stage or a process that is gone
    "no-process",  # a stage that is a process does not say which
    "few-branches",  # a decision with fewer than two ways out
    "open-case",  # a decision of which no branch takes every other case
    "wordless-branch",  # a branch that does not say in which case it is taken
    "beside-nothing",  # the first stage runs side by side with none
    "never-reached",  # no way leads there
]


@dataclass(frozen=True, slots=True)
class ProcessRemark:
    """One thing that is not well with a stage."""

    what: What
    stage: str

    def as_json(self) -> dict[str, Any]:
        """Return the remark for a program."""
        return {"what": self.what, "stage": self.stage}


def checked(process: Process, known: Mapping[str, str]) -> tuple[ProcessRemark, ...]:
    """Return what is not well with a process; `known` are the processes there are."""
    ids = {stage.id for stage in process.stages}
    reached = _reached(process)
    remarks = [
        ProcessRemark(what, stage.id)
        for stage in process.stages
        for what in dict.fromkeys(_of_stage(stage, ids, known))
    ]
    first = process.stages[0] if process.stages else None
    if first and first.beside:
        remarks.append(ProcessRemark("beside-nothing", first.id))
    remarks += [
        ProcessRemark("never-reached", stage.id) for stage in process.stages if stage.id not in reached
    ]
    return tuple(remarks)


def ways_out(process: Process, place: int) -> tuple[str, ...]:
    """Return the stages that may follow the one at that place; "" is the end."""
    stage = process.stages[place]
    following = _next_in_list(process, place)
    if stage.kind == "decision" and stage.branches:
        return tuple(dict.fromkeys(branch.to for branch in stage.branches))
    return (following if stage.then is None else stage.then,)


def _next_in_list(process: Process, place: int) -> str:
    return process.stages[place + 1].id if place + 1 < len(process.stages) else ""


def _of_stage(stage: Stage, ids: set[str], known: Mapping[str, str]) -> Iterator[What]:
    ways = [stage.then] if stage.then and stage.kind != "decision" else []
    if stage.kind == "decision":
        ways += [branch.to for branch in stage.branches if branch.to]
        if len(stage.branches) < 2:  # noqa: PLR2004 - or nothing is decided
            yield "few-branches"
        elif not stage.covers_every_case:
            yield "open-case"
        if any(not branch.label and not branch.otherwise for branch in stage.branches):
            yield "wordless-branch"
    if any(way not in ids for way in ways):
        yield "leads-nowhere"
    if stage.kind == "process" and not stage.leads_to:
        yield "no-process"
    elif stage.kind == "process" and stage.leads_to not in known:
        yield "leads-nowhere"


def _reached(process: Process) -> set[str]:
    """Return the stages that some way leads to; those side by side are reached together."""
    places = {stage.id: place for place, stage in enumerate(process.stages)}
    waiting, seen = list(process.stages[:1]), set[str]()
    while waiting:
        stage = waiting.pop()
        if stage.id in seen:
            continue
        seen.add(stage.id)
        place = places[stage.id]
        following = [process.stages[places[way]] for way in ways_out(process, place) if way in places]
        with_it = process.stages[place + 1 : place + 2]
        waiting += [*following, *(each for each in with_it if each.beside)]
    return seen
