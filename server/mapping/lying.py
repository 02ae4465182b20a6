"""The rail lying down: columns from left to right, a lane for each role, and strips where it is long."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from server.mapping.columns import columns_of, strips_of
from server.mapping.drawing import SIZES, Band, Box, Drawing, Head, Line, Point, Spot, Words
from server.mapping.flow import Flow
from server.mapping.levels import Levels, levels_of
from server.mapping.measuring import Measured
from server.mapping.nodes import Graph, graph_of
from server.mapping.routes import Channel, Net, Route, routes_of
from server.mapping.spread import EDGE, Spread, spread_of
from server.mapping.tracks import Grid, grid_of
from server.mapping.wrapping import wrapped

ROLE_WIDTH, ROLE_LINES, ROLE_INDENT = 92.0, 5, 14.0
CHANNEL = 36.0
"""How wide a channel between columns is guessed to be before the ways are known."""


class Sheet(NamedTuple):
    """What a map is drawn for: how wide it may be, and the words at a stop, the widest first."""

    width: float
    words: tuple[float, ...]


SCREEN, PAPER = Sheet(1080, (120, 104, 90)), Sheet(680, (96, 84))


def lying(flow: Flow, sheet: Sheet = SCREEN) -> Drawing:
    """Return the map of a flow for a sheet; only what cannot be broken makes it wider."""
    graph = graph_of(flow)
    columns = columns_of(graph)
    measured = _measured(graph, columns, sheet)
    room, drawing = sheet.width, None
    while drawing is None or (drawing.width > sheet.width and room > sheet.width / 3):
        drawing = _drawn(graph, columns, measured, sheet.width, room)
        room *= 0.88
    return drawing


def _measured(graph: Graph, columns: Mapping[str, int], sheet: Sheet) -> Mapping[str, Measured]:
    """Return the nodes with lines as long as may be, but shorter where that saves a strip."""
    tries = [{key: Measured(node, words) for key, node in graph.nodes.items()} for words in sheet.words]
    return min(tries, key=lambda measured: len(_strips(graph, columns, measured, _room(graph, sheet.width))))


def _drawn(
    graph: Graph, columns: Mapping[str, int], measured: Mapping[str, Measured], width: float, room: float
) -> Drawing:
    heads, left = _headings(graph), _left(graph)
    grid = grid_of(graph, columns, _strips(graph, columns, measured, _room(graph, room)))
    routes, tracks = routes_of(graph, grid)
    spread = spread_of(grid, measured, tracks, left, width)
    levels = levels_of(grid, measured, tracks, {lane: words.box.height for lane, words in heads.items()})
    spots = [_spot(grid, measured[key], spread, levels) for key in graph.nodes]
    by_key = {spot.key: spot for spot in spots}
    return Drawing(
        width=spread.width,
        height=levels.height,
        bands=tuple(_bands(grid, heads, spread, levels)),
        lines=tuple(Line(*_ends(route), _way(route, by_key, tracks, spread, levels)) for route in routes),
        heads=tuple(_tips(routes, by_key)),
        spots=tuple(spots),
    )


def _left(graph: Graph) -> float:
    """Return where columns begin: right of the names of lanes."""
    widest = max((words.box.width for words in _headings(graph).values()), default=0)
    return widest + 2 * ROLE_INDENT if widest else EDGE


def _room(graph: Graph, width: float) -> float:
    return width - _left(graph) - EDGE


def _headings(graph: Graph) -> Mapping[str, Words]:
    """Return the name of each lane in lines; none where nothing has a role."""
    size = SIZES["role"][0]
    return {
        lane: Words("role", wrapped(role, size, ROLE_WIDTH, ROLE_LINES), 0, 0, middle=False)
        for lane, role in graph.roles.items()
        if role
    }


def _strips(
    graph: Graph, columns: Mapping[str, int], measured: Mapping[str, Measured], room: float
) -> Sequence[Sequence[int]]:
    count = max(columns.values()) + 1
    halves = [max(measured[key].half for key in columns if columns[key] == at) for at in range(count)]
    named = {columns[key] for key, node in graph.nodes.items() if node.kind == "label"}
    return strips_of(
        [2 * half + CHANNEL for half in halves], [at in named or at == 1 for at in range(count)], room
    )


def _spot(grid: Grid, measured: Measured, spread: Spread, levels: Levels) -> Spot:
    seat = grid.seats[measured.node.key]
    return measured.at(Point(spread.middle(seat), levels.middle(seat)))


def _bands(grid: Grid, heads: Mapping[str, Words], spread: Spread, levels: Levels) -> Sequence[Band]:
    bands = []
    for number, strip in enumerate(grid.strips):
        for lane in dict.fromkeys(strip.lanes):
            top, bottom = levels.lane(number, lane)
            role = heads.get(lane, Words("role", (), 0, 0, middle=False))
            size, step = SIZES["role"]
            first = (top + bottom) / 2 - step * (len(role.lines) - 1) / 2 + 0.36 * size
            placed = Words("role", role.lines, ROLE_INDENT, round(first, 1), middle=False)
            bands.append(Band(Box(0, top, spread.edge, bottom - top), placed))
    return bands


def _ends(route: Route) -> tuple[str, str]:
    return route.link.source, route.link.target


def _way(
    route: Route,
    spots: Mapping[str, Spot],
    tracks: Mapping[Channel, tuple[Net, ...]],
    spread: Spread,
    levels: Levels,
) -> tuple[Point, ...]:
    source, target = spots[route.link.source], spots[route.link.target]
    start, end = Point(source.box.x + source.box.width, source.middle.y), _arrival(target)
    points = [start]
    for channel, net in route.legs:
        at = tracks[channel].index(net)
        before = points[-1]
        if channel.kind in ("column", "side"):
            points.append(Point(spread.track(channel, at), before.y))
        else:
            points.append(Point(before.x, levels.track(channel, at)))
    return (*points, *_turn(points[-1], end), end)


def _turn(before: Point, end: Point) -> tuple[Point, ...]:
    """Return the last corner: whoever comes down or up goes on in the target's row."""
    return (Point(before.x, end.y),) if before.y != end.y else ()


def _arrival(target: Spot) -> Point:
    """Return where a way ends: at the tip's back, or in the middle of a branch's name, where it goes on."""
    short = 0 if target.kind == "label" else 8
    return Point(target.box.x - short, target.middle.y)


def _tips(routes: Sequence[Route], spots: Mapping[str, Spot]) -> Sequence[Head]:
    reached = dict.fromkeys(route.link.target for route in routes)
    ends = [spots[key] for key in reached if spots[key].kind != "label"]
    return [Head(Point(spot.box.x - 1, spot.middle.y)) for spot in ends]
