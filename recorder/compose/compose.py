"""The only way from facts to prose: a recording in, the guide out, the same each time."""

from hashlib import sha256

from recorder.compose.actions import INPUT, merge
from recorder.compose.gestures import Gesture
from recorder.compose.ledger import ledger_of
from recorder.compose.places import layout_at, monitors_of
from recorder.compose.steps import View, result_step, step_of
from recorder.compose.titles import propose_title
from recorder.compose.values import window_name
from recorder.document.guide import FORMAT, VERSION, Guide, Recorded, Step
from recorder.recording import After, Recording, Start, Suppressed


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
            monitors=monitors_of(recording),
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
        then = _as_of(recording, gesture.time)
        step, view = step_of(gesture, moment, then, identify(start.id, gesture.serial), view)
        steps.append(step)
    if after := _settled(recording):
        seen = {window_name(gesture.window) for gesture in gestures}
        then = _as_of(recording, after.time)
        steps.append(result_step(after, moments.get(after.moment), then, identify(start.id, "result"), seen))
    return tuple(steps)


def _as_of(recording: Recording, time: float) -> Start:
    """Return the start with the monitors as they stood at a time."""
    return recording.start.model_copy(update={"monitors": layout_at(recording, time)})


def _settled(recording: Recording) -> After | None:
    """Return the screen after the last action, None where the recording was cut short before it settled."""
    for fact in reversed(recording.facts):
        if isinstance(fact, After):
            return fact
        if isinstance(fact, INPUT) and not isinstance(fact, Suppressed):
            return None
    return None
