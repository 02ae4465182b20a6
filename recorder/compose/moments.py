"""Which frames a recording keeps of each step: before it, at it, and after it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from recorder.compose.actions import inputs_of, merge
from recorder.compose.compose import identify
from recorder.compose.gestures import Gesture
from recorder.recording import InputFact, Keys, Moment, Press, Recording, Release, Scroll, Settled, Typed

Which = Literal["before", "at", "after"]


def moments_of(recording: Recording) -> Mapping[str, Mapping[Which, Moment]]:
    """Return the moments of each action step by its id, as far as they were kept; its own is among them."""
    facts, known = inputs_of(recording), recording.moments
    settled = {fact.of: fact.moment for fact in recording.facts if isinstance(fact, Settled)}
    found: dict[str, Mapping[Which, Moment]] = {}
    for gesture in merge(recording).gestures:
        named = {which: moment for which, moment in _named(_acting(gesture, facts), known, settled) if moment}
        if gesture.moment and gesture.moment not in named.values():
            named["after" if gesture.kind == "type" else "before"] = gesture.moment
        here = {which: known[moment] for which, moment in named.items() if moment in known}
        found[identify(recording.start.id, gesture.serial)] = here
    return found


def _acting(gesture: Gesture, facts: Sequence[InputFact]) -> list[InputFact]:
    """Return the facts of a gesture in order; the release of a button has no moments of its own."""
    serials = sorted({part.serial for part in gesture.parts})
    return [facts[serial] for serial in serials if not isinstance(facts[serial], Release)]


def _named(
    facts: Sequence[InputFact], known: Mapping[str, Moment], settled: Mapping[float, str]
) -> Iterator[tuple[Which, str | None]]:
    """Yield the ids of the moments: of a click and the typing after it the one at the click."""
    before = next((fact.before for fact in facts if isinstance(fact, Press | Scroll | Keys)), None)
    pressed = next((fact for fact in reversed(facts) if isinstance(fact, Press | Keys)), None)
    last = facts[-1]
    filled = last.filled if isinstance(last, Typed) else None
    yield "before", before
    if pressed:
        yield "at", pressed.during if pressed.during in known else pressed.before
    yield "after", settled.get(last.time, filled)
