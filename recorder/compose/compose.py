"""The only way from facts to prose: a recording in, the guide out, the same each time."""

from hashlib import sha256

from recorder.compose.actions import INPUT, merge
from recorder.compose.gestures import Gesture
from recorder.compose.ledger import ledger_of
from recorder.compose.steps import View, result_step, step_of
from recorder.compose.titles import propose_title
from recorder.compose.values import window_name
from recorder.document.guide import FORMAT, VERSION, Guide, Recorded, Step
from recorder.recording import After, Recording, Release, Settled, Suppressed


def compose(recording: Recording) -> Guide:
    """Return the guide that a recording tells, its ids derived from the recording's."""
    start, account = recording.start, merge(recording)
    steps = _steps(recording, account.gestures)
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
            monitors=start.monitors,
            ledger=ledger_of(account),
        ),
        steps=steps,
    )


def identify(recording: str, part: object) -> str:
    """Return the id of a part of what a recording tells: the same each time, and no other's."""
    return sha256(f"{recording}/{part}".encode()).hexdigest()[:20]


def _steps(recording: Recording, gestures: tuple[Gesture, ...]) -> tuple[Step, ...]:
    """Return a step for each gesture, each framed like the one before where that fits, and the result."""
    start, moments = recording.start, recording.moments
    steps: list[Step] = []
    view: View | None = None
    for gesture in gestures:
        moment = moments.get(gesture.moment or "")
        step, view = step_of(gesture, moment, start, identify(start.id, gesture.serial), view)
        steps.append(step)
    if after := _settled(recording):
        seen = {window_name(gesture.window) for gesture in gestures}
        steps.append(result_step(after, moments.get(after.moment), start, identify(start.id, "result"), seen))
    return tuple(steps)


def _settled(recording: Recording) -> After | None:
    """Return the screen after the last action, None where the recording was cut short before it settled."""
    last: Settled | None = None
    for fact in reversed(recording.facts):
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
