"""Which way each link takes: along its row, up and down between columns, along between rows.

Text stands in the seats alone; between columns and between rows there are channels, and only there ways bend.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from server.mapping.nodes import Graph, Link
from server.mapping.tracks import Grid, Seat


class Channel(NamedTuple):
    """Room for ways: `between` the columns or the rows of a strip, the `gap` above a strip, or the `side`."""

    kind: Literal["column", "row", "gap", "side"]
    strip: int = 0
    at: int = 0


class Net(NamedTuple):
    """Ways that may lie on each other: those out of one node, or those into one."""

    side: Literal["out", "in"]
    key: str


class Leg(NamedTuple):
    """A straight part of a way, in a channel, on the track of its net."""

    channel: Channel
    net: Net


@dataclass(frozen=True, slots=True)
class Route:
    """A link and its legs, the first and every other one upright; none where it goes straight."""

    link: Link
    legs: tuple[Leg, ...] = ()


class Router:
    """Finds the ways one after the other; what is free in a row goes to whoever comes first."""

    def __init__(self, graph: Graph, grid: Grid, bent: frozenset[Link]) -> None:
        """Take links that are `bent` around, however straight they could go."""
        self._graph, self._grid, self._bent = graph, grid, bent
        self._taken: dict[Seat, Net | None] = dict.fromkeys(grid.seats.values())
        self._outgoing: dict[str, int] = {}
        for link in graph.links:
            self._outgoing[link.source] = self._outgoing.get(link.source, 0) + 1

    def routes(self) -> tuple[Route, ...]:
        """Return the way of each link."""
        return tuple(Route(link, tuple(self._legs(link))) for link in self._graph.links)

    def _legs(self, link: Link) -> Iterator[Leg]:
        source, target = self._grid.seats[link.source], self._grid.seats[link.target]
        out, into = Net("out", link.source), Net("in", link.target)
        if source.strip != target.strip:
            yield from _across(source, target, out, into)
            return
        if source.column < target.column and link not in self._bent:
            if source.row == target.row and self._claim(source, target, source.row, into):
                return
            if self._claim(source, target, target.row, into):
                fork = self._outgoing[link.source] > 1 or target.column > source.column + 1
                yield Leg(_right_of(source), out if fork else into)
                return
            if self._claim(source, target, source.row, out):
                yield Leg(_left_of(target), into)
                return
        yield Leg(_right_of(source), out)
        yield Leg(Channel("row", source.strip, _between(source, target)), into)
        yield Leg(_left_of(target), into)

    def _claim(self, source: Seat, target: Seat, row: int, net: Net) -> bool:
        """Take the row between the two columns, and tell whether it was free, or the net's own."""
        seats = [Seat(source.strip, column, row) for column in range(source.column + 1, target.column)]
        if any(self._taken.get(seat, net) != net for seat in seats):
            return False
        self._taken |= dict.fromkeys(seats, net)
        return True


def _across(source: Seat, target: Seat, out: Net, into: Net) -> Iterator[Leg]:
    """Return the way to another strip: by the gap between them, or by the side."""
    down = target.strip > source.strip
    leaving = source.strip + 1 if down else source.strip
    arriving = target.strip if down else target.strip + 1
    yield Leg(_right_of(source), out)
    yield Leg(Channel("gap", leaving), into)
    if leaving != arriving:
        yield Leg(Channel("side"), into)
        yield Leg(Channel("gap", arriving), into)
    yield Leg(_left_of(target), into)


def _right_of(seat: Seat) -> Channel:
    return Channel("column", seat.strip, seat.column + 1)


def _left_of(seat: Seat) -> Channel:
    return Channel("column", seat.strip, seat.column)


def _between(source: Seat, target: Seat) -> int:
    """Return the channel between rows by which the way is shortest; of two the lower one."""
    rows = range(min(source.row, target.row), max(source.row, target.row) + 2)
    return min(rows, key=lambda at: (abs(at - 0.5 - source.row) + abs(at - 0.5 - target.row), -at))


def routes_of(graph: Graph, grid: Grid) -> tuple[tuple[Route, ...], Mapping[Channel, tuple[Net, ...]]]:
    """Return the way of each link, and the nets of each channel in the order of their tracks."""
    bent: frozenset[Link] = frozenset()
    while True:
        routes = Router(graph, grid, bent).routes()
        tracks, circle = _ordered(routes, grid)
        if not circle:
            return routes, tracks
        bent |= circle


def _ordered(
    routes: tuple[Route, ...], grid: Grid
) -> tuple[Mapping[Channel, tuple[Net, ...]], frozenset[Link]]:
    """Return the nets of each channel in order; and links that must bend, where there is no such order."""
    tracks: dict[Channel, tuple[Net, ...]] = {}
    for channel, members in _members(routes).items():
        leaves, enters = _rows(members, channel, grid)
        nets = sorted(leaves, key=lambda net: net.side == "in")
        order: list[Net] = []
        while nets:
            free = next((net for net in nets if not _waits(net, nets, leaves, enters)), None)
            if free is None:
                return {}, frozenset(route.link for route, _ in members if len(route.legs) == 1)
            order.append(free)
            nets.remove(free)
        tracks[channel] = tuple(order)
    return tracks, frozenset()


Rows = Mapping[Net, set[int]]
Members = list[tuple[Route, int]]


def _members(routes: tuple[Route, ...]) -> Mapping[Channel, Members]:
    found: dict[Channel, Members] = {}
    for route in routes:
        for at, leg in enumerate(route.legs):
            found.setdefault(leg.channel, []).append((route, at))
    return found


def _rows(members: Members, channel: Channel, grid: Grid) -> tuple[Rows, Rows]:
    """Return for each net in which rows it comes from the left, and in which it goes on to the right."""
    leaves: dict[Net, set[int]] = {}
    enters: dict[Net, set[int]] = {}
    for route, at in members:
        net = route.legs[at].net
        rows_in, rows_out = leaves.setdefault(net, set()), enters.setdefault(net, set())
        if channel.kind == "column" and at == 0:
            rows_in.add(grid.seats[route.link.source].row)
        if channel.kind == "column" and at == len(route.legs) - 1:
            rows_out.add(grid.seats[route.link.target].row)
    return leaves, enters


def _waits(net: Net, others: list[Net], leaves: Rows, enters: Rows) -> bool:
    """Tell whether another net must come first: one that leaves a row which this one enters."""
    return any(leaves[other] & enters[net] for other in others if other != net)
