"""The only way from facts to prose: a recording in, the guide out, the same each time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import sha256

from recorder.compose.actions import merge
from recorder.compose.asides import Item, note_step
from recorder.compose.gestures import Gesture
from recorder.compose.ledger import ledger_of
from recorder.compose.observed import INPUT
from recorder.compose.places import as_of, monitors_of
from recorder.compose.steps import View, result_step, step_of
from recorder.compose.titles import propose_title
from recorder.compose.values import window_name
from recorder.document.guide import FORMAT, VERSION, Guide, Recorded, Step
from recorder.recording import After, AnyFact, Layout, Moment, Recording, Release, Settled, Start, Suppressed


def compose(recording: Recording) -> Guide:
    """Return the guide that a recording tells, its ids derived from the recording's."""
    start, account = recording.start, merge(recording)
    steps = _steps(recording, account.items)
    return Guide(
        format=FORMAT,
        version=VERSION,
        id=identify(start.id, "guide"),
        title=start.title.strip() or propose_title(steps, start.at, start.language),
        language=start.language,
        process=start.process,
        stage=start.stage,
        minutes=max(1, round(recording.seconds / 60)),
        recorded=Recorded(
            at=start.at,
            seconds=recording.seconds,
            platform=start.platform,
            recorder=start.recorder,
            monitors=monitors_of(recording),
            ledger=ledger_of(account),
        ),
        steps=steps,
    )


def identify(recording: str, part: object) -> str:
    """Return the id of a part of what a recording tells: the same each time, and no other's."""
    return sha256(f"{recording}/{part}".encode()).hexdigest()[:20]


def _steps(recording: Recording, items: tuple[Item, ...]) -> tuple[Step, ...]:
    """Return a step for each gesture and note, and the result."""
    start, moments = recording.start, recording.moments
    layouts = tuple(fact for fact in recording.facts if isinstance(fact, Layout))
    told = (step for step, _ in steps_of(items, start, moments, layouts))
    return (*told, *result_of(recording.facts, start, moments, layouts, windows_of(items)))


def windows_of(items: Iterable[Item]) -> frozenset[str]:
    """Return the names of the windows that were worked in."""
    return frozenset(window_name(each.window) for each in items if isinstance(each, Gesture))


def steps_of(
    items: Iterable[Item],
    start: Start,
    moments: Mapping[str, Moment],
    layouts: Sequence[Layout],
    view: View | None = None,
) -> Iterator[tuple[Step, View | None]]:
    """Yield a step for each gesture and note, framed like the one before where that fits, and what it showed.

    `layouts` are all rearrangements of the monitors, `view` is what the step before the first one showed.
    """
    for item in items:
        if isinstance(item, Gesture):
            moment = moments.get(item.moment or "")
            then = as_of(start, layouts, item.time)
            step, view = step_of(item, moment, then, identify(start.id, item.serial), view)
        else:
            moment = moments.get(getattr(item.fact, "moment", None) or "")
            then = as_of(start, layouts, item.fact.time)
            step = note_step(item, moment, then, identify(start.id, item.place))
        yield step, view


def result_of(
    facts: Sequence[AnyFact],
    start: Start,
    moments: Mapping[str, Moment],
    layouts: Sequence[Layout],
    windows: AbstractSet[str],
) -> tuple[Step, ...]:
    """Return the step that shows how it ended, if that was seen; `windows` are those that were worked in."""
    after = settled(facts)
    if after is None:
        return ()
    then = as_of(start, layouts, after.time)
    return (result_step(after, moments.get(after.moment), then, identify(start.id, "result"), windows),)


def settled(facts: Sequence[AnyFact]) -> After | None:
    """Return the screen after the last action, None where the recording was cut short before it settled."""
    last: Settled | None = None
    for fact in reversed(facts):
        if isinstance(fact, After):
            return fact
        if isinstance(fact, Settled):
            last = last or fact
        elif isinstance(fact, INPUT) and not isinstance(fact, Suppressed):
            if last and isinstance(fact, Release):
                continue
            is_of_it = last is not None and last.of == fact.time
            return (
                After(time=last.time, moment=last.moment, window=last.window) if last and is_of_it else None
            )
    return None
