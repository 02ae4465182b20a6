"""A flow as nodes and links: beside the stops, both ends and the name of each branch take room of their own.

That a branch's name is a node in the way from the decision to its target is why it never lies on anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from server.mapping.flow import END, START, Arrow, Flow, Stop

NodeKind = Literal["work", "decision", "process", "label", "start", "end"]


@dataclass(frozen=True, slots=True)
class Node:
    """What takes room on the map; `text` is said at it, `lane` is the role that it belongs to."""

    key: str
    kind: NodeKind
    text: str
    lane: str
    stop: Stop | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A way from one node to another."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in the order in which they are read, links, groups that run side by side, and names of lanes."""

    nodes: Mapping[str, Node]
    links: tuple[Link, ...]
    groups: tuple[tuple[str, ...], ...]
    roles: Mapping[str, str]

    def order(self) -> Mapping[str, int]:
        """Return the place of each node in the order of reading."""
        return {key: at for at, key in enumerate(self.nodes)}


def graph_of(flow: Flow) -> Graph:
    """Return the nodes and links of a flow."""
    lanes, roles = _lanes(flow.stops)
    known = {START, END, *(stop.id for stop in flow.stops)}
    arrows = [each for each in dict.fromkeys(flow.arrows) if {each.source, each.target} <= known]
    nodes = {START: Node(START, "start", flow.begins, _first(lanes))}
    links = [Link(each.source, each.target) for each in arrows if not each.label]
    for stop in flow.stops:
        nodes[stop.id] = Node(stop.id, stop.kind, stop.name, lanes[stop.id], stop)
        for arrow in _branches(arrows, stop.id):
            label = _label(arrow, lanes)
            nodes.setdefault(label.key, label)
            links += [Link(stop.id, label.key), Link(label.key, arrow.target)]
    nodes[END] = Node(END, "end", flow.ends, _last_lane(links, nodes, lanes))
    return Graph(nodes, tuple(dict.fromkeys(links)), _groups(flow.stops), roles)


def _branches(arrows: Sequence[Arrow], source: str) -> list[Arrow]:
    return [arrow for arrow in arrows if arrow.source == source and arrow.label]


def _label(arrow: Arrow, lanes: Mapping[str, str]) -> Node:
    """Return the node of a branch's name: in the lane it leads to if that comes later."""
    keys = list(lanes)
    ahead = arrow.target in lanes and keys.index(arrow.target) > keys.index(arrow.source)
    lane = lanes[arrow.target if ahead else arrow.source]
    return Node(f"{arrow.source}^{arrow.label}", "label", arrow.label, lane)


def _lanes(stops: Sequence[Stop]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the lane of each stop, and what each is called; without a role it is the lane before."""
    lanes: dict[str, str] = {}
    roles: dict[str, str] = {}
    lane = next((_folded(stop.role) for stop in stops if _folded(stop.role)), "")
    for stop in stops:
        lane = _folded(stop.role) or lane
        lanes[stop.id] = lane
        roles.setdefault(lane, " ".join(stop.role.split()))
    named = {_folded(stop.role): " ".join(stop.role.split()) for stop in reversed(stops) if stop.role.split()}
    return lanes, roles | named


def _folded(role: str) -> str:
    return " ".join(role.casefold().split())


def _first(lanes: Mapping[str, str]) -> str:
    return next(iter(lanes.values()), "")


def _last_lane(links: Sequence[Link], nodes: Mapping[str, Node], lanes: Mapping[str, str]) -> str:
    """Return the lane in which the process ends: that of the last node which leads there."""
    leading = {link.source for link in links if link.target == END}
    return next((node.lane for key, node in reversed([*nodes.items()]) if key in leading), _first(lanes))


def _groups(stops: Sequence[Stop]) -> tuple[tuple[str, ...], ...]:
    groups: list[tuple[str, ...]] = []
    for stop in stops:
        if stop.beside and groups:
            groups[-1] = (*groups[-1], stop.id)
        else:
            groups.append((stop.id,))
    return tuple(groups)
