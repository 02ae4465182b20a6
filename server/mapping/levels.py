"""Where rows, lanes and the channels between them lie from top to bottom."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.mapping.measuring import Measured
from server.mapping.routes import Channel, Net
from server.mapping.tracks import Grid, Seat

APART, PAD, BETWEEN_LANES, BETWEEN_STRIPS = 12.0, 15.0, 4.0, 22.0


@dataclass
class Levels:
    """The middle of each row, the first track of each channel, and top and bottom of each lane."""

    height: float = 0.0
    middles: dict[tuple[int, int], float] = field(default_factory=dict)
    firsts: dict[Channel, float] = field(default_factory=dict)
    lanes: dict[tuple[int, str], tuple[float, float]] = field(default_factory=dict)

    def middle(self, seat: Seat) -> float:
        """Return the middle of a seat."""
        return self.middles[seat.strip, seat.row]

    def track(self, channel: Channel, at: int) -> float:
        """Return where a track of a channel lies."""
        return self.firsts[channel] + APART * at

    def lane(self, strip: int, lane: str) -> tuple[float, float]:
        """Return top and bottom of a lane in a strip."""
        return self.lanes[strip, lane]


def levels_of(
    grid: Grid,
    measured: Mapping[str, Measured],
    tracks: Mapping[Channel, tuple[Net, ...]],
    least: Mapping[str, float],
) -> Levels:
    """Return the rows of all strips below each other; a lane is at least as high as its name needs."""
    levels = Levels()
    reach = _reach(grid, measured)
    counts = {channel: len(nets) for channel, nets in tracks.items()}
    for number, strip in enumerate(grid.strips):
        _leave(levels, Channel("gap", number), counts, BETWEEN_STRIPS if number else 0)
        for lane in dict.fromkeys(strip.lanes):
            rows = [row for row, other in enumerate(strip.lanes) if other == lane]
            within = {row: reach[number, row] for row in rows}
            is_last = max(rows) + 1 == len(strip.lanes)
            _lane(levels, (number, lane), within, counts, least, is_last=is_last)
            levels.height += BETWEEN_LANES
        levels.height -= BETWEEN_LANES
    _leave(levels, Channel("gap", len(grid.strips)), counts, 0)
    return levels


def _reach(grid: Grid, measured: Mapping[str, Measured]) -> Mapping[tuple[int, int], tuple[float, float]]:
    """Return how far each row reaches up and down from its middle."""
    reach: dict[tuple[int, int], tuple[float, float]] = {}
    for key, seat in grid.seats.items():
        up, down = reach.get((seat.strip, seat.row), (0.0, 0.0))
        reach[seat.strip, seat.row] = max(up, measured[key].up), max(down, measured[key].down)
    return reach


def _leave(levels: Levels, channel: Channel, counts: Mapping[Channel, int], least: float) -> None:
    """Leave room for the ways of a channel, and `least` without any."""
    count = counts.get(channel, 0)
    room = max(least, 2 * APART) if count else least
    levels.firsts[channel] = levels.height + room / 2
    levels.height += room + APART * max(count - 1, 0)


def _lane(
    levels: Levels,
    name: tuple[int, str],
    rows: Mapping[int, tuple[float, float]],
    counts: Mapping[Channel, int],
    least: Mapping[str, float],
    *,
    is_last: bool,
) -> None:
    number, lane = name
    top = levels.height
    slack = max(0.0, least.get(lane, 0.0) - sum(up + down for up, down in rows.values()))
    levels.height += PAD + slack / 2
    for row, (up, down) in rows.items():
        _leave(levels, Channel("row", number, row), counts, 0 if row == min(rows) else PAD)
        levels.middles[number, row] = round(levels.height + up, 1)
        levels.height = levels.middles[number, row] + down
    if is_last:
        _leave(levels, Channel("row", number, max(rows) + 1), counts, 0)
    levels.height += PAD + slack / 2
    levels.lanes[name] = (top, levels.height)
