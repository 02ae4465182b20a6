"""On which rail each node of an upright map hangs: a branch takes a rail of its own until it joins again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.mapping.nodes import Graph, Link


@dataclass(frozen=True, slots=True)
class Rails:
    """The rail of each node and of each link, how many lie beside each node, and the tracks of ways back."""

    nodes: Mapping[str, int]
    links: Mapping[Link, int]
    beside: Mapping[str, int]
    back: Mapping[str, int]
    """By the node to which ways lead back."""

    @property
    def count(self) -> int:
        """How many rails there are."""
        return 1 + max((*self.nodes.values(), *self.links.values(), *self.beside.values()))


def rails_of(graph: Graph) -> Rails:
    """Return the rails of a graph whose nodes hang in the order of reading, one below the other."""
    order = graph.order()
    nodes: dict[str, int] = {}
    links: dict[Link, int] = {}
    beside: dict[str, int] = {}
    busy: dict[int, str] = {}  # rail to the node that it is on its way to
    for key in graph.nodes:
        arriving = [rail for rail, target in busy.items() if target == key]
        busy = {rail: target for rail, target in busy.items() if target != key}
        nodes[key] = min(arriving, default=_free(busy))
        beside[key] = max((nodes[key], *busy))
        for link in _leaving(graph, key, order):
            rail = next((rail for rail, target in busy.items() if target == link.target), None)
            if rail is None:
                rail = nodes[key] if nodes[key] not in busy else _free(busy)
            busy[rail] = link.target
            links[link] = rail
    back = [link.target for link in graph.links if order[link.target] <= order[link.source]]
    return Rails(nodes, links, beside, {key: at for at, key in enumerate(dict.fromkeys(back))})


def _leaving(graph: Graph, key: str, order: Mapping[str, int]) -> Sequence[Link]:
    """Return the links that lead on from a node, first the one that keeps its rail: the longest."""
    ahead = [link for link in graph.links if link.source == key and order[link.target] > order[key]]
    return sorted(ahead, key=lambda link: -_comes_back(graph, link, order))


def _comes_back(graph: Graph, link: Link, order: Mapping[str, int]) -> int:
    """Return where a branch leads to; what is no branch is taken as it comes."""
    if graph.nodes[link.target].kind != "label":
        return 0
    return max((order[each.target] for each in graph.links if each.source == link.target), default=0)


def _free(busy: Mapping[int, str]) -> int:
    return next(rail for rail in range(len(busy) + 1) if rail not in busy)
