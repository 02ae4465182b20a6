"""Which clicks have words to read, and where in a picture they would be: pure."""

from typing import NamedTuple

from recorder.document.geometry import Box, Point
from recorder.document.guide import Target
from recorder.reading.words import Words, named_by
from recorder.recording import Press

AROUND_WIDTH, AROUND_HEIGHT = 560, 160
EDGES_WIDTH, EDGES_HEIGHT = 900, 320
TERMINALS = ("terminal", "xterm", "rxvt", "konsole", "kitty", "alacritty", "st", "tilix", "foot")
"""Programs whose words are what was done in them, and never names."""

BARE = ("", "panel", "icon", "window", "document")
"""What a tree says where it does not see the controls that a program draws itself."""


def is_nameless(press: Press, target: Target | None) -> bool:
    """Tell whether nothing names what was clicked, and its words would."""
    app = press.window.app.lower() if press.window else ""
    if target is not None and (target.name or target.secret or target.role not in BARE):
        return False
    return not any(each in app.replace(".", "-").split("-") or each == app for each in TERMINALS)


class Sight(NamedTuple):
    """A place clicked in a picture, in its pixels: words are read in `part`, a frame sought in `edges`."""

    at: Point
    part: Box
    edges: Box


def sight_of(press: Press, screen: Box, factor: float = 1.0) -> Sight | None:
    """Return where to read the words of a click, in a picture of `screen` that is `factor` times as large."""
    at = Point(*press.at).moved(-screen.x, -screen.y)
    whole = Box(0, 0, screen.width, screen.height)
    within = whole
    if press.window and press.window.box:
        within = whole.meet(press.window.box.moved(-screen.x, -screen.y)) or whole
    around = Box.around(at, AROUND_WIDTH, AROUND_HEIGHT).meet(within)
    if around is None:
        return None
    place = Point(round(at.x * factor), round(at.y * factor))
    edges = Box.around(place, EDGES_WIDTH, EDGES_HEIGHT).meet(_scaled(whole, factor))
    return Sight(place, _scaled(around, factor), edges) if edges else None


def target_in(sight: Sight, words: Words, screen: Box, factor: float = 1.0) -> Target | None:
    """Return the control that the words at a sight name, its box in desktop pixels."""
    target = named_by(words.lines, sight.at, words.frame)
    if target is None or target.box is None:
        return None
    box = _scaled(target.box, 1 / factor).moved(screen.x, screen.y)
    return target.model_copy(update={"box": box})


def _scaled(box: Box, factor: float) -> Box:
    return Box(*(round(each * factor) for each in box))
