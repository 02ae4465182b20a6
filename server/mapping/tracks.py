"""In which row of its strip each node stands: rows belong to lanes, and ways go straight on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from server.mapping.nodes import Graph


class Seat(NamedTuple):
    """Where a node stands: the strip, the column and the row in it."""

    strip: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Strip:
    """Columns that stand side by side, and the lane of each row."""

    columns: int
    lanes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """All nodes in their seats."""

    strips: tuple[Strip, ...]
    seats: Mapping[str, Seat]


def grid_of(graph: Graph, columns: Mapping[str, int], strips: Sequence[Sequence[int]]) -> Grid:
    """Return the grid in which each node has a seat of its own."""
    graph = _settled(graph, columns, strips)
    made: list[Strip] = []
    seats: dict[str, Seat] = {}
    for number, members in enumerate(strips):
        here = [key for column in members for key in graph.nodes if columns[key] == column]
        tracks = _tracks(graph, columns, here)
        rows = _rows(graph, tracks)
        made.append(Strip(len(members), tuple(lane for lane, _ in rows)))
        for key, track in tracks.items():
            row = rows[graph.nodes[key].lane, track]
            seats[key] = Seat(number, columns[key] - members[0], row)
    return Grid(tuple(made), seats)


def _settled(graph: Graph, columns: Mapping[str, int], strips: Sequence[Sequence[int]]) -> Graph:
    """Return the graph in which the name of a branch that goes on in another strip stays where it leaves."""
    strip = {column: number for number, members in enumerate(strips) for column in members}
    nodes = dict(graph.nodes)
    ends = {link.source: link.target for link in graph.links if nodes[link.source].kind == "label"}
    for link in graph.links:
        label = nodes[link.target]
        if label.kind == "label" and strip[columns[label.key]] != strip[columns[ends[label.key]]]:
            nodes[label.key] = replace(label, lane=nodes[link.source].lane)
    return replace(graph, nodes=nodes)


def _tracks(graph: Graph, columns: Mapping[str, int], here: Sequence[str]) -> Mapping[str, int]:
    """Return the track of each node in its lane: that of the node before it, or the next that is free."""
    tracks: dict[str, int] = {}
    taken: set[tuple[str, int, int]] = set()
    before = defaultdict(list)
    for link in graph.links:
        before[link.target].append(link.source)
    for key in here:
        lane, column = graph.nodes[key].lane, columns[key]
        leading = [tracks[one] for one in before[key] if one in tracks and graph.nodes[one].lane == lane]
        track = min(leading, default=0)
        while (lane, column, track) in taken:
            track += 1
        tracks[key] = track
        taken.add((lane, column, track))
    return tracks


def _rows(graph: Graph, tracks: Mapping[str, int]) -> Mapping[tuple[str, int], int]:
    """Return the row of each track that is in use, lanes in the order in which roles come in."""
    lanes = list(graph.roles)
    used = {(graph.nodes[key].lane, track) for key, track in tracks.items()}
    ordered = sorted(used, key=lambda each: (lanes.index(each[0]) if each[0] in lanes else -1, each[1]))
    return {each: row for row, each in enumerate(ordered)}
