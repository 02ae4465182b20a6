"""Which nodes stand in which column, and where columns go on in a strip below, as lines of a text do."""

from collections.abc import Mapping, Sequence

from server.mapping.flow import END, START
from server.mapping.nodes import Graph


def columns_of(graph: Graph) -> Mapping[str, int]:
    """Return the column of each node: right of every node that leads there, but for those that lead back."""
    before = _before(graph)
    grouped = {key: group for group in graph.groups for key in group}
    columns = {START: 0}
    last = 0
    for key in graph.nodes:
        if key in columns or key == END:
            continue
        members = grouped.get(key, (key,))
        leading = [columns[one] for member in members for one in before[member] if one in columns]
        last = max(leading, default=last) + 1
        columns |= dict.fromkeys(members, last)
    columns[END] = max(columns.values()) + 1
    return columns


def _before(graph: Graph) -> Mapping[str, list[str]]:
    order = graph.order()
    before: dict[str, list[str]] = {key: [] for key in graph.nodes}
    for link in graph.links:
        if order[link.source] < order[link.target]:
            before[link.target].append(link.source)
    return before


def strips_of(widths: Sequence[float], tied: Sequence[bool], room: float) -> tuple[tuple[int, ...], ...]:
    """Return the columns in strips that have room, of widths as alike as may be.

    `tied` columns stay with the one before.
    """
    blocks: list[list[int]] = []
    for column, together in enumerate(tied):
        if together and blocks:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    fewest = len(_filled(blocks, widths, room))
    low, high = 0.0, room
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(blocks, widths, middle)) <= fewest else (middle, high)
    return tuple(tuple(strip) for strip in _filled(blocks, widths, high))


def _filled(blocks: Sequence[Sequence[int]], widths: Sequence[float], room: float) -> list[list[int]]:
    strips: list[list[int]] = [[]]
    for block in blocks:
        if strips[-1] and sum(widths[column] for column in (*strips[-1], *block)) > room:
            strips.append([])
        strips[-1] += block
    return strips
