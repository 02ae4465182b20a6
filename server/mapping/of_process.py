"""A process as a flow: what follows what, and what the map says at each stop, in the reader's language."""

import gettext
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from server.mapping.flow import END, START, Arrow, Flow, Stop
from server.model import Branch, Process, Stage

NO_BREAK, SHORT = "\u00a0", 10


@dataclass(frozen=True, slots=True)
class Way:
    """One way on from a stage: the case, if it is a branch, and the stages that start, none if it is lost."""

    label: str
    to: tuple[str, ...]


def flow_of(
    process: Process,
    counts: Mapping[str | None, int],
    names: Mapping[str, str],
    catalogue: gettext.NullTranslations,
) -> Flow:
    """Return what the map of the process shows; `counts` are its guides by stage, `names` all processes."""
    teller = Teller(counts, names, catalogue)
    ways = ways_of(process.stages, catalogue.gettext("otherwise"))
    entered = _group(process.stages, 0) or (END,)
    arrows = [Arrow(START, target) for target in entered]
    for stage in process.stages:
        arrows += [Arrow(stage.id, to, way.label) for way in ways[stage.id] for to in way.to]
    stops = {stage.id: stage.name for stage in process.stages} | {END: catalogue.gettext("the end")}
    return Flow(
        process.begins or catalogue.gettext("Start"),
        process.ends or catalogue.gettext("End"),
        tuple(teller.stop(stage, ways[stage.id], stops) for stage in process.stages),
        tuple(dict.fromkeys(arrows)),
    )


def ways_of(stages: Sequence[Stage], otherwise: str) -> Mapping[str, tuple[Way, ...]]:
    """Return for each stage the ways that lead on from it."""
    return {stage.id: tuple(_ways(stages, at, otherwise)) for at, stage in enumerate(stages)}


def _ways(stages: Sequence[Stage], at: int, otherwise: str) -> Iterator[Way]:
    stage = stages[at]
    if stage.kind == "decision" and stage.branches:
        for branch in stage.branches:
            yield Way(_case(branch, otherwise), _entry(stages, branch.to))
    elif stage.then is not None:
        yield Way("", _entry(stages, stage.then))
    else:
        yield Way("", _group(stages, _after(stages, at)) or (END,))


def _case(branch: Branch, otherwise: str) -> str:
    """Return what a branch is called, which is never nothing."""
    return " ".join(branch.label.split()) or (otherwise if branch.otherwise else "?")


def _entry(stages: Sequence[Stage], key: str) -> tuple[str, ...]:
    """Return the stages that start where a way leads there, side by side; none where it is gone."""
    if not key:
        return (END,)
    at = next((at for at, stage in enumerate(stages) if stage.id == key), None)
    if at is None:
        return ()
    return _group(stages, at) if not stages[at].beside or at == 0 else (key,)


def _group(stages: Sequence[Stage], at: int) -> tuple[str, ...]:
    """Return the stage there with those that run side by side with it."""
    return tuple(stage.id for stage in stages[at : _after(stages, at)])


def _after(stages: Sequence[Stage], at: int) -> int:
    """Return where the stages go on that wait for the one there."""
    return next((later for later in range(at + 1, len(stages)) if not stages[later].beside), len(stages))


def _together(note: str) -> str:
    """Return a note whose words stay in one line if it is short, as a number and what it counts do."""
    return note.replace(" ", NO_BREAK) if len(note) <= SHORT else note


@dataclass(frozen=True, slots=True)
class Teller:
    """Says what stands at each stop."""

    counts: Mapping[str | None, int]
    names: Mapping[str, str]
    catalogue: gettext.NullTranslations

    def stop(self, stage: Stage, ways: Sequence[Way], stops: Mapping[str, str]) -> Stop:
        """Return a stage as the map shows it."""
        leads = stage.leads_to if stage.kind == "process" and stage.leads_to in self.names else None
        notes = [*self._notes(stage), *self._troubles(stage, ways)]
        return Stop(
            stage.id,
            stage.name,
            stage.kind,
            stage.role,
            " · ".join(_together(note) for note in notes),
            url=f"/processes/{quote(leads)}" if leads else f"#stage-{quote(stage.id)}",
            said=". ".join(filter(None, (stage.name, stage.role, *notes, *self._said(stage, ways, stops)))),
            is_gap=stage.is_gap,
            optional=stage.optional,
            amber=stage.is_gap or bool(stage.slots) or bool([*self._troubles(stage, ways)]),
            beside=stage.beside,
        )

    def _notes(self, stage: Stage) -> Iterator[str]:
        _, several = self.catalogue.gettext, self.catalogue.ngettext
        count = self.counts.get(stage.id, 0)
        if stage.optional:
            yield _("optional")
        if stage.kind == "process" and stage.leads_to in self.names:
            yield _("a process")
        if count:
            yield several("1 guide", "{count} guides", count).format(count=count)
        if stage.slots:
            yield several("1 wanted", "{count} wanted", len(stage.slots)).format(count=len(stage.slots))
        elif stage.is_gap:
            yield _("no guide yet")

    def _troubles(self, stage: Stage, ways: Sequence[Way]) -> Iterator[str]:
        _ = self.catalogue.gettext
        lost = stage.kind == "process" and stage.leads_to not in self.names
        if lost or any(not way.to for way in ways):
            yield _("leads nowhere any more")
        if not stage.covers_every_case:
            yield _("not every case is covered")

    def _said(self, stage: Stage, ways: Sequence[Way], stops: Mapping[str, str]) -> Iterator[str]:
        """Give where each branch leads, which eyes see by the lines."""
        if stage.kind != "decision":
            return
        for way in ways:
            there = ", ".join(stops[key] for key in way.to) or self.catalogue.gettext("nowhere any more")
            yield f"{way.label}: {there}"
