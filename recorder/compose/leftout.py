"""What rules left out of a guide, each as the step that it would be: so that an author can bring it back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from recorder.compose.actions import Account, inputs_of, merge, paired, reach_of
from recorder.compose.compose import identify
from recorder.compose.gestures import Gesture
from recorder.compose.steps import step_of
from recorder.document.guide import Guide, Step
from recorder.recording import Recording


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that was done and is no step of its own: the rule that left it out, and the step it would be.

    `into` is the step that it was merged into, None where it was suppressed; `done` are the ids of all steps
    and pieces in the order in which they were done, and `place` is its own among them.
    """

    step: Step
    rule: str
    into: str | None
    done: tuple[str, ...]
    place: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A gesture that was left out, before it is put in its place among the others."""

    gesture: Gesture
    rule: str
    into: str | None = None


def left_out(recording: Recording) -> tuple[Piece, ...]:
    """Return what rules left out and what can be brought back, in the order in which it was done."""
    account, start, moments = merge(recording), recording.start, recording.moments
    found = sorted((*_suppressed(account), *_merged(account, recording)), key=attrgetter("gesture.serial"))
    names = {each: identify(start.id, f"left out {each.gesture.serial}") for each in found}
    steps = [(_own(gesture), identify(start.id, gesture.serial)) for gesture in account.gestures]
    done = tuple(
        name for _, name in sorted([*steps, *((each.gesture.serial, names[each]) for each in found)])
    )
    places = {name: place for place, name in enumerate(done)}
    pieces = []
    for each, name in names.items():
        step, _ = step_of(each.gesture, moments.get(each.gesture.moment or ""), start, name, None)
        pieces.append(Piece(step, each.rule, each.into, done, places[name]))
    return tuple(pieces)


def neighbour(piece: Piece, guide: Guide) -> str | None:
    """Return the id of the step that a piece comes right after in a guide, None where it comes first."""
    here = {step.id for step in guide.steps}
    return next((each for each in reversed(piece.done[: piece.place]) if each in here), None)


def _suppressed(account: Account) -> Iterator[_Found]:
    return (_Found(each.gesture, each.rule) for each in account.left_out if each.gesture)


def _merged(account: Account, recording: Recording) -> Iterator[_Found]:
    """Yield what was merged into another gesture and would have been one by itself."""
    facts, reach = inputs_of(recording), reach_of(recording.start)
    for gesture in account.gestures:
        rules: Mapping[int, str] = {part.serial: part.rule for part in gesture.parts if part.rule}
        own = _own(gesture)
        alone, _ = paired(((serial, facts[serial]) for serial in sorted({own, *rules})), reach)
        for each in alone:
            if each.serial != own:
                yield _Found(each, rules[each.serial], identify(recording.start.id, gesture.serial))


def _own(gesture: Gesture) -> int:
    """Return the serial number of the fact that a gesture stands for, not of those merged into it."""
    return next(part.serial for part in gesture.parts if part.rule is None)
