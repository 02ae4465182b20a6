"""A guide with its recording beside it, as a recorder writes it: other moments, and steps left out."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO

from recorder.compose import compose
from recorder.compose.account import tell
from recorder.document.archive import JOURNAL, LEDGER
from recorder.document.guide import Window
from recorder.document.guidefile import pack_guide, read_guide
from recorder.document.journalcheck import recording_of
from recorder.recording import AnyFact, Moment, Press, Recording, Settled
from tests.example_guide import (
    DARK,
    WINDOW,
    Draw,
    paint_button,
    paint_form,
    paint_result,
    screen,
)
from tests.takes import Take, control

Paint = Callable[[Draw], None]

NOTE = control("Note", "text", (640, 606, 640, 46))
ISSUE = control("Issue refund", "button", (1090, 780, 190, 48))
HIDDEN = "Wrong size, called twice"


def paint_pressed(draw: Draw) -> None:
    paint_form("Returned goods", HIDDEN)(draw)
    assert ISSUE.box
    paint_button(draw, ISSUE.box, "Issue refund", (DARK, "white"))


EMPTY, FILLED = paint_form("Returned goods", ""), paint_form("Returned goods", HIDDEN)
STAGES: tuple[Paint, ...] = (EMPTY, FILLED, FILLED, paint_pressed, paint_result, paint_result, paint_result)
"""What each moment shows, in their order: click, typed, click with its two others, scroll twice."""


def recorded() -> tuple[Recording, Mapping[str, bytes]]:
    """Return a recording, and its pictures by their names beside the journal."""
    take = Take(Window(title="Refund desk", app="refund-desk", box=WINDOW))
    take.click(NOTE).type(NOTE, HIDDEN, HIDDEN).click(ISSUE)
    at, after = take.moment(), take.moment()
    take.scroll(0, 3).scroll(0, -3)
    presses = [fact for fact in take.facts if isinstance(fact, Press)]
    pictures: dict[str, bytes] = {}
    facts: list[AnyFact] = []
    for fact in take.facts:
        if isinstance(fact, Moment):
            data = drawn(min(sum(isinstance(each, Moment) for each in facts), len(STAGES) - 1))
            name = f"{hashlib.sha256(data).hexdigest()}.png"
            pictures[name] = data
            facts.append(fact.model_copy(update={"file": name}))
        elif fact is presses[-1]:
            facts.append(fact.model_copy(update={"during": at}))
        else:
            facts.append(fact)
    facts.append(Settled(time=take.time, of=presses[-1].time, moment=after))
    return take.recording().model_copy(update={"facts": tuple(facts)}), pictures


@cache
def drawn(stage: int) -> bytes:
    return screen(STAGES[stage])


def altered_file(change: Callable[[AnyFact], AnyFact]) -> BytesIO:
    """Return the file with the facts of its journal changed, as another program might write them."""
    stream = BytesIO()
    with read_guide(recorded_file()) as file:
        recording = recording_of(file.read(JOURNAL))
        lines = (recording.start, *map(change, recording.facts))
        journal = b"".join(line.model_dump_json().encode() + b"\n" for line in lines)
        pack_guide(stream, file.guide, dict(file.images), {**file.recording, JOURNAL: journal})
    stream.seek(0)
    return stream


def recorded_file() -> BytesIO:
    """Return the guide's file, its recording in it, as a stream."""
    return BytesIO(recorded_bytes())


@cache
def recorded_bytes() -> bytes:
    """Return the bytes of the same."""
    recording, pictures = recorded()
    guide = compose(recording)
    lines = (recording.start, *recording.facts)
    beside = {f"recording/{name}": data for name, data in pictures.items()}
    images = {name: beside.pop(f"recording/{name.rpartition('/')[2]}") for name in guide.images}
    beside[JOURNAL] = b"".join(line.model_dump_json().encode() + b"\n" for line in lines)
    beside[LEDGER] = tell(recording).model_dump_json().encode()
    stream = BytesIO()
    pack_guide(stream, guide, images, beside)
    return stream.getvalue()
