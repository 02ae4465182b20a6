"""Where columns and the channels between them lie from left to right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.mapping.measuring import Measured
from server.mapping.routes import Channel, Net
from server.mapping.tracks import Grid, Seat

APART = 12.0
"""How far two ways in one channel stay from each other."""
BESIDE, TIP = 12.0, 22.0
"""Room for a way to bend right of a column, and left of one for the tip of an arrow."""
NARROW, FURTHEST = 34.0, 110.0
EDGE = 12.0


@dataclass(frozen=True)
class Spread:
    """The middle of each column, the first track of each channel, and how wide all is."""

    width: float
    edge: float
    """Where bands end; further right are ways by the side."""
    middles: Mapping[tuple[int, int], float]
    firsts: Mapping[Channel, float]

    def middle(self, seat: Seat) -> float:
        """Return the middle of a seat."""
        return self.middles[seat.strip, seat.column]

    def track(self, channel: Channel, at: int) -> float:
        """Return where a track of a channel lies."""
        return self.firsts[channel] + APART * at


def spread_of(
    grid: Grid,
    measured: Mapping[str, Measured],
    tracks: Mapping[Channel, tuple[Net, ...]],
    left: float,
    width: float,
) -> Spread:
    """Return the columns of each strip spread over the width, or over more where they need it."""
    counts = {channel: len(nets) for channel, nets in tracks.items()}
    halves = _halves(grid, measured)
    side = APART * counts.get(Channel("side"), 0)
    side += 8 if side else 0
    natural = [_natural(number, row, counts, left) for number, row in enumerate(halves)]
    edge = max(width - side, *natural)
    middles: dict[tuple[int, int], float] = {}
    firsts = {Channel("side"): edge + 14}
    for number, row in enumerate(halves):
        _lay(number, row, counts, (left, edge - natural[number]), middles, firsts=firsts)
    return Spread(edge + side, edge, middles, firsts)


def _halves(grid: Grid, measured: Mapping[str, Measured]) -> list[list[float]]:
    """Return half the width of each column of each strip."""
    halves = [[0.0] * strip.columns for strip in grid.strips]
    for key, seat in grid.seats.items():
        row = halves[seat.strip]
        row[seat.column] = max(row[seat.column], measured[key].half)
    return halves


def _room(channel: Channel, counts: Mapping[Channel, int], columns: int) -> float:
    """Return how wide a channel must be; at both ends of a strip it may be missing."""
    count = counts.get(channel, 0)
    if not count:
        return EDGE if channel.at in (0, columns) else NARROW
    return max(BESIDE + APART * (count - 1) + TIP, NARROW)


def _natural(number: int, row: Sequence[float], counts: Mapping[Channel, int], left: float) -> float:
    channels = [Channel("column", number, at) for at in range(len(row) + 1)]
    return left + sum(2 * half for half in row) + sum(_room(each, counts, len(row)) for each in channels)


def _lay(
    number: int,
    row: Sequence[float],
    counts: Mapping[Channel, int],
    room: tuple[float, float],
    middles: dict[tuple[int, int], float],
    *,
    firsts: dict[Channel, float],
) -> None:
    """Lay the columns of one strip, what is left shared out among the channels between them."""
    x, left_over = room
    share = min(left_over / max(len(row) - 1, 1), FURTHEST)
    for at in range(len(row) + 1):
        channel = Channel("column", number, at)
        wide = _room(channel, counts, len(row)) + (share if 0 < at < len(row) else 0)
        used = APART * (counts.get(channel, 1) - 1)
        firsts[channel] = _snapped(x + BESIDE + (wide - BESIDE - TIP - used) / 2, number)
        x += wide
        if at < len(row):
            middles[number, at] = round(x + row[at], 1)
            x += 2 * row[at]


def _snapped(x: float, number: int) -> float:
    """Return the next place for ways of that strip; those of its neighbours, met in the gap, lie between."""
    shift = APART / 2 if number % 2 else 0.0
    return round((x - shift) / APART) * APART + shift
