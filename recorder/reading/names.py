"""Name what was clicked where no program told: the words around the click are read from the kept picture.

It is done once the recording has ended, and what was read is a fact of its own (`Named`), so that composing
stays pure. Only clicks are named: what was typed, and what is in fields, is never read.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from recorder.document.geometry import Box, Point
from recorder.document.guide import Target
from recorder.reading.edges import frame_around
from recorder.reading.reader import Reader, can_read
from recorder.reading.words import Line, named_by
from recorder.recording import Moment, Named, Press, Recording, Stop

READING_SECONDS = 8.0
"""The longest that a stop waits for words, once a recording has clicks that nothing else names."""

AROUND_WIDTH, AROUND_HEIGHT = 560, 160
EDGES_WIDTH, EDGES_HEIGHT = 900, 320
TERMINALS = ("terminal", "xterm", "rxvt", "konsole", "kitty", "alacritty", "st", "tilix", "foot")
"""Programs whose words are what was done in them, and never names."""

Read = Callable[[Path, Box], list[Line] | None]


def with_names_read(recording: Recording, moments: Path, seconds: float = READING_SECONDS) -> Recording:
    """Return the recording with what could be read of its nameless clicks, in the time there is."""
    if not can_read():
        return recording
    with Reader(time.monotonic() + seconds) as reader:
        named = tuple(names_read(recording, moments, reader.lines))
    if not named:
        return recording
    ends = recording.facts and isinstance(recording.facts[-1], Stop)
    facts, last = (recording.facts[:-1], recording.facts[-1:]) if ends else (recording.facts, ())
    return recording.model_copy(update={"facts": (*facts, *named, *last)})


def names_read(recording: Recording, moments: Path, read: Read) -> Iterator[Named]:
    """Yield a fact for each nameless click whose words `read` could read."""
    known = {(fact.what, fact.of) for fact in recording.facts if isinstance(fact, Named)}
    kept = recording.moments
    for fact in recording.facts:
        moment = kept.get(fact.before or "") if isinstance(fact, Press) else None
        if not isinstance(fact, Press) or moment is None or not _is_nameless(fact):
            continue
        if (fact.kind, fact.time) in known:
            continue
        target = _read(recording, fact, moment, moments, read)
        if target:
            yield Named(time=recording.seconds, what="press", of=fact.time, target=target)


def _is_nameless(fact: Press) -> bool:
    """Tell whether nothing names what was clicked, and its words would."""
    app = fact.window.app.lower() if fact.window else ""
    if fact.target is not None and (fact.target.name or fact.target.secret or fact.target.role not in BARE):
        return False
    return not any(each in app.replace(".", "-").split("-") or each == app for each in TERMINALS)


BARE = ("", "panel", "icon", "window", "document")
"""What a tree says where it does not see the controls that a program draws itself."""


def _read(recording: Recording, fact: Press, moment: Moment, moments: Path, read: Read) -> Target | None:
    screens = recording.start.monitors
    screen = moment.screen or (screens[moment.monitor] if moment.monitor < len(screens) else None)
    if screen is None:
        return None
    at, factor = Point(*fact.at).moved(-screen.x, -screen.y), moment.width / screen.width
    within = Box(0, 0, screen.width, screen.height)
    if fact.window and fact.window.box:
        within = within.meet(fact.window.box.moved(-screen.x, -screen.y)) or within
    around = Box.around(at, AROUND_WIDTH, AROUND_HEIGHT).meet(within)
    part = _scaled(around, factor) if around else None
    picture, at = moments / moment.file, Point(round(at.x * factor), round(at.y * factor))
    lines = read(picture, part) if part else None
    if not lines or part is None:
        return None
    target = named_by(lines, at, _frame(picture, Box.around(at, EDGES_WIDTH, EDGES_HEIGHT), at))
    if target is None or target.box is None:
        return None
    box = _scaled(target.box, 1 / factor)
    return target.model_copy(update={"box": box.moved(screen.x, screen.y)})


def _frame(picture: Path, around: Box, at: Point) -> Box | None:
    with Image.open(picture) as whole:
        part = around.meet(Box(0, 0, *whole.size)) or around
        cut = whole.crop((part.x, part.y, part.right, part.bottom))
    frame = frame_around(cut, at.moved(-part.x, -part.y))
    return frame.moved(part.x, part.y) if frame else None


def _scaled(box: Box, factor: float) -> Box:
    return Box(*(round(each * factor) for each in box))
