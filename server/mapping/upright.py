"""The rail standing upright, for a phone: one node below the other, words at the right, branches indented."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from server.mapping.drawing import SIZES, Box, Drawing, Head, Line, Point, Spot, TextKind, Words
from server.mapping.flow import Flow
from server.mapping.measuring import DIAMOND, NAME_LINES, NOTE_LINES, PILL_PADDING, RADIUS, RING
from server.mapping.nodes import Graph, Link, Node, graph_of
from server.mapping.rails import Rails, rails_of
from server.mapping.wrapping import wrapped

WIDTH, LEAST = 310.0, 150.0
"""How wide a phone's map is, and what words get at least, where many rails make it wider."""
FIRST, RAIL, BACK = 24.0, 25.0, 11.0
"""Where the first rail stands, how far rails are apart, and how far ways back."""
DOT, PILL_UP, BESIDE, BEND, APART = 4.5, 16.0, 14.0, 13.0, 16.0


@dataclass(frozen=True, slots=True)
class Row:
    """A node in its place: where ways bend towards it, its middle, and where they bend away."""

    spot: Spot
    into: float
    middle: float
    out: float


def upright(flow: Flow) -> Drawing:
    """Return the upright map of a flow."""
    graph = graph_of(flow)
    rails = rails_of(graph)
    width = max(WIDTH, _x(rails, rails.count) + LEAST)
    rows = {row.spot.key: row for row in _rows(graph, rails, width)}
    last = list(rows.values())[-1]
    lines = tuple(_line(link, rails, rows) for link in graph.links)
    return Drawing(
        width=width,
        height=round(last.out, 1),
        bands=(),
        lines=lines,
        heads=tuple(_heads(graph, rails, rows)),
        spots=tuple(row.spot for row in rows.values()),
    )


def _x(rails: Rails, rail: int) -> float:
    return FIRST + BACK * len(rails.back) + RAIL * rail


def _rows(graph: Graph, rails: Rails, width: float) -> Iterator[Row]:
    top = 2.0
    order = graph.order()
    for key, node in graph.nodes.items():
        arriving = [link for link in graph.links if link.target == key and order[link.source] < order[key]]
        leaving = [link for link in graph.links if link.source == key]
        bends_in = any(rails.links[link] != rails.nodes[key] for link in arriving)
        bends_out = any(rails.links.get(link) != rails.nodes[key] for link in leaving)
        into = top + (BEND if bends_in else 0)
        head = 11 if arriving and node.kind != "label" else 0
        reach = _reach(node)
        up = PILL_UP if node.kind in ("start", "end") else reach
        middle = into + head + up + (3 if head else 0)
        spot = _spot(
            node, Point(_x(rails, rails.nodes[key]), middle), _x(rails, rails.beside[key]) + BESIDE, width
        )
        bottom = max([spot.box.y + spot.box.height, *(w.box.y + w.box.height for w in spot.words)])
        out = bottom + (BEND if bends_out else 2)
        yield Row(spot, round(into, 1), round(middle, 1), round(out, 1))
        top = out + (BEND if bends_out else APART)


def _reach(node: Node) -> float:
    reach = {"decision": DIAMOND, "process": RING, "label": DOT}
    return reach.get(node.kind, RADIUS)


def _spot(node: Node, at: Point, left: float, right: float) -> Spot:
    if node.kind in ("start", "end"):
        return _pill(node, at, right)
    reach = _reach(node)
    box = Box(at.x - reach, at.y - reach, 2 * reach, 2 * reach)
    left = max(left, at.x + reach + 9)
    if node.kind == "label":
        words = Words("branch", _lines("branch", node.text, right - left, 4), left, at.y + 4, middle=False)
        return Spot(node.key, "label", box, (words,))
    return Spot(node.key, node.kind, box, tuple(_said(node, Point(left, at.y + 5), right - left)), node.stop)


def _said(node: Node, at: Point, width: float) -> Iterator[Words]:
    """Give the name of a stop, who does it, and its note."""
    name = Words("name", _lines("name", node.text, width, NAME_LINES), at.x, at.y, middle=False)
    yield name
    stop = node.stop
    if not stop:
        return
    y = at.y + SIZES["name"][1] * (len(name.lines) - 1) + 16
    texts: list[tuple[TextKind, str]] = [("note", stop.role), ("amber", stop.note)]
    if not stop.amber:
        texts = [("note", " · ".join(filter(None, (stop.role, stop.note))))]
    for kind, text in texts:
        if text.strip():
            words = Words(kind, _lines(kind, text, width, NOTE_LINES), at.x, y, middle=False)
            y += SIZES[kind][1] * len(words.lines)
            yield words


def _pill(node: Node, at: Point, right: float) -> Spot:
    left = at.x - PILL_UP
    lines = _lines("end", node.text, right - left - 2 * PILL_PADDING, 4)
    size, step = SIZES["end"]
    words = Words("end", lines, left + PILL_PADDING, round(at.y + 0.36 * size, 1), middle=False)
    wide = max(words.box.width + 2 * PILL_PADDING, 2 * PILL_UP)
    box = Box(left, at.y - PILL_UP, wide, step * (len(lines) - 1) + 2 * PILL_UP)
    return Spot(node.key, node.kind, box, (words,), whole=node.text if lines[-1].endswith("…") else "")


def _lines(kind: TextKind, text: str, width: float, most: int) -> tuple[str, ...]:
    return wrapped(text, SIZES[kind][0], width - 2, most) or ("",)


def _line(link: Link, rails: Rails, rows: Mapping[str, Row]) -> Line:
    source, target = rows[link.source], rows[link.target]
    here, there = _x(rails, rails.nodes[link.source]), _x(rails, rails.nodes[link.target])
    foot = source.spot.box.y + source.spot.box.height
    start = Point(here, source.middle if source.spot.kind == "label" else foot)
    if link in rails.links:
        rail = _x(rails, rails.links[link])
        tip = target.middle if target.spot.kind == "label" else target.spot.box.y - 8
        points = [start, Point(here, source.out), Point(rail, source.out)]
        points += [Point(rail, target.into), Point(there, target.into), Point(there, tip)]
    else:
        side = _side(rails, link.target)
        edge = target.spot.box.x - (0 if target.spot.kind == "label" else 8)
        points = [start, Point(here, source.out), Point(side, source.out)]
        points += [Point(side, target.middle), Point(edge, target.middle)]
    return Line(link.source, link.target, tuple(points))


def _side(rails: Rails, target: str) -> float:
    return round(4 + BACK * rails.back[target], 1)


def _heads(graph: Graph, rails: Rails, rows: Mapping[str, Row]) -> Iterator[Head]:
    for key, row in rows.items():
        box, kind = row.spot.box, row.spot.kind
        if kind != "label" and any(link.target == key and link in rails.links for link in graph.links):
            yield Head(Point(_x(rails, rails.nodes[key]), box.y - 1), down=True)
        if key in rails.back:
            yield Head(Point(box.x - 1, row.middle))
