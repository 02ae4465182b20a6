"""A process as its page shows it: the maps, and for each stage in words what the map says by lines."""

import gettext
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from sqlalchemy import Connection

from server.mapping.drawing import Drawing
from server.mapping.flow import END, Flow
from server.mapping.lying import PAPER, SCREEN, lying
from server.mapping.of_process import Way, flow_of, ways_of
from server.mapping.upright import upright
from server.model import Process, Stage
from server.rendering import process_url
from server.storage import process_cards, processes

SHOWN = 12
"""How many guides of a stage stand on the page; the others are a page of their own."""


class Link(NamedTuple):
    """Where a way leads; without an address it is said only."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class WayOn:
    """A way on from a stage: the case it is for, and where it leads; nowhere if that is gone."""

    case: str
    to: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage with what the page says of it beside its guides."""

    stage: Stage
    guides: int
    ways: tuple[WayOn, ...]
    """Said of a decision, and wherever it does not simply go on with the next stage."""
    beside: tuple[Link, ...]
    process: Link | None


@dataclass(frozen=True, slots=True)
class Maps:
    """The map for each kind of sheet."""

    screen: Drawing
    paper: Drawing
    upright: Drawing


@dataclass(frozen=True, slots=True)
class ProcessView:
    """A process with all that its page shows; `guides` are how many there are for the whole of it."""

    process: Process
    stages: tuple[StageView, ...]
    maps: Maps
    guide_count: int
    guides: int
    leading: tuple[Link, ...]


def process_view(
    connection: Connection, process_id: str, catalogue: gettext.NullTranslations
) -> ProcessView | None:
    """Return the process of that id as its page shows it, or None."""
    found = processes.process(connection, process_id, most=SHOWN)
    if found is None:
        return None
    counts = process_cards.counts(connection, process_id)
    names = processes.names(connection)
    return ProcessView(
        process=found,
        stages=tuple(_stages(found, counts, names, catalogue)),
        maps=maps_of(flow_of(found, counts, names, catalogue)),
        guide_count=process_cards.guide_count(connection, process_id),
        guides=counts.get(None, 0),
        leading=tuple(
            Link(name, process_url(key)) for key, name in process_cards.leading_to(connection, process_id)
        ),
    )


def maps_of(flow: Flow) -> Maps:
    """Return the maps of a flow."""
    return Maps(lying(flow, SCREEN), lying(flow, PAPER), upright(flow))


def _stages(
    process: Process,
    counts: Mapping[str | None, int],
    names: Mapping[str, str],
    catalogue: gettext.NullTranslations,
) -> Iterator[StageView]:
    ways = ways_of(process.stages, catalogue.gettext("otherwise"))
    links = {stage.id: Link(stage.name, f"#stage-{quote(stage.id)}") for stage in process.stages}
    links[END] = Link(process.ends or catalogue.gettext("the end"))
    for at, stage in enumerate(process.stages):
        led = stage.leads_to if stage.kind == "process" else None
        yield StageView(
            stage=stage,
            guides=counts.get(stage.id, 0),
            ways=tuple(_said(process.stages, at, ways, links)),
            beside=tuple(links[other.id] for other in _group(process.stages, at) if other.id != stage.id),
            process=Link(names[led], process_url(led)) if led in names and led else None,
        )


def _said(
    stages: Sequence[Stage], at: int, ways: Mapping[str, tuple[Way, ...]], links: Mapping[str, Link]
) -> Iterator[WayOn]:
    """Give the ways on that are worth a word: what follows next in the list needs none."""
    stage = stages[at]
    if stage.then is None and not (stage.kind == "decision" and stage.branches):
        return
    for way in ways[stage.id]:
        yield WayOn(way.label, tuple(links[key] for key in way.to))


def _group(stages: Sequence[Stage], at: int) -> Sequence[Stage]:
    """Return the stages that run side by side with the one there, itself among them."""
    first = at
    while first and stages[first].beside:
        first -= 1
    after = at + 1
    while after < len(stages) and stages[after].beside:
        after += 1
    return stages[first:after]
