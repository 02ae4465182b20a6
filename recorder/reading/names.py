"""Name what was clicked in a recording that was cut short: what was still to be read is read afterwards.

What was read is a fact of its own (`Named`), so that composing stays pure. Only clicks are named: what was
typed, and what is in fields, is never read.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from recorder.compose.amendments import amended
from recorder.reading.reader import Reader, can_read
from recorder.reading.sight import Sight, is_nameless, sight_of, target_in
from recorder.reading.words import Words
from recorder.recording import Moment, Named, Press, Recording, Stop

READING_SECONDS = 8.0
"""The longest that recovering waits for words, once a recording has clicks that nothing else names."""

Read = Callable[[Path, Sight], Words | None]


def with_names_read(recording: Recording, moments: Path, seconds: float = READING_SECONDS) -> Recording:
    """Return the recording with what could be read of its nameless clicks, in the time there is."""
    if not can_read():
        return recording
    ends = time.monotonic() + seconds
    with Reader() as reader:
        named = tuple(names_read(recording, moments, lambda file, sight: reader.read(file, sight, ends)))
    if not named:
        return recording
    stops = recording.facts and isinstance(recording.facts[-1], Stop)
    facts, last = (recording.facts[:-1], recording.facts[-1:]) if stops else (recording.facts, ())
    return recording.model_copy(update={"facts": (*facts, *named, *last)})


def names_read(recording: Recording, moments: Path, read: Read) -> Iterator[Named]:
    """Yield a fact for each nameless click whose words `read` could read."""
    kept = recording.moments
    for fact in amended(recording.facts):
        moment = kept.get(fact.before or "") if isinstance(fact, Press) else None
        if isinstance(fact, Press) and moment and is_nameless(fact, fact.target):
            named = _named(recording, fact, moment, moments, read)
            if named:
                yield named


def _named(recording: Recording, press: Press, moment: Moment, moments: Path, read: Read) -> Named | None:
    screens = recording.start.monitors
    screen = moment.screen or (screens[moment.monitor] if moment.monitor < len(screens) else None)
    if screen is None:
        return None
    factor = moment.width / screen.width
    sight = sight_of(press, screen.box, factor)
    words = read(moments / moment.file, sight) if sight else None
    target = target_in(sight, words, screen.box, factor) if sight and words else None
    return Named(time=recording.seconds, what="press", of=press.time, target=target) if target else None
