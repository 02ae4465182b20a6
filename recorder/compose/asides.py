"""What a person said about the recording while it went on: looks and remarks become notes, and a step may go.

None of it is an event of the task. Each ends what went on before it, so that no rule merges across.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recorder.compose.captions import caption_for
from recorder.compose.gestures import Gesture
from recorder.compose.phrases import phrases
from recorder.compose.places import frame_of
from recorder.compose.values import window_name
from recorder.document.guide import Picture, Step, Target
from recorder.document.markup import escape, plain
from recorder.recording import AnyFact, Discard, InputFact, Moment, Remark, Snapshot, Start

LONGEST_CAPTION = 300
LONGEST_DETAIL = 8_000

Aside = Snapshot | Remark | Discard


@dataclass(frozen=True, slots=True)
class Note:
    """An aside at its place: `serial` counts the input facts before it, `order` the asides since the last."""

    serial: int
    order: int
    fact: Aside

    @property
    def place(self) -> str:
        """What its step's id is derived from."""
        return f"{self.serial}.{self.order}"


Item = Gesture | Note


def asides(facts: Iterable[AnyFact], first: int = 0) -> Iterator[Note]:
    """Yield the asides of a recording whose first input fact has the number `first`."""
    serial, order = first, 0
    for fact in facts:
        if isinstance(fact, InputFact):
            serial, order = serial + 1, 0
        elif isinstance(fact, Aside):
            yield Note(serial, order, fact)
            order += 1


def parted(gestures: Iterable[Gesture], notes: Iterable[Note]) -> Iterator[tuple[list[Gesture], Note | None]]:
    """Yield the gestures up to each aside, with it, and those after the last."""
    rest = list(gestures)
    for note in notes:
        before = [each for each in rest if each.serial < note.serial]
        rest = rest[len(before) :]
        yield before, note
    yield rest, None


def followed(items: Sequence[Item], note: Note | None) -> tuple[list[Item], list[Gesture]]:
    """Return the items with an aside after them, and the gesture that it threw away, if it was that."""
    if note is None:
        return list(items), []
    if not isinstance(note.fact, Discard):
        return [*items, note], []
    return list(items[:-1]), [each for each in items[-1:] if isinstance(each, Gesture)]


def note_step(note: Note, moment: Moment | None, start: Start, step_id: str) -> Step:
    """Return the step of kind `note` that a look or a remark makes, with the whole window's picture."""
    fact = note.fact
    assert not isinstance(fact, Discard)
    frame = frame_of(start.monitors, moment, None)
    window = frame.window(fact.window) if frame else fact.window
    box = window.box.meet(frame.box) if window and window.box and frame else None
    picture = None
    if moment is not None and frame is not None:
        picture = Picture(
            file=f"images/{moment.file}",
            width=moment.width,
            height=moment.height,
            scale=frame.scale,
            crop=box or frame.box,
        )
    step = Step(id=step_id, kind="note", caption="", window=window, picture=picture)
    if isinstance(fact, Remark):
        return _remarked(step, fact.text, start.language)
    name = window_name(window)
    step = step.model_copy(update={"target": Target(name=name, role="window", box=box, source="window")})
    caption = caption_for(step, start.language)
    return step.model_copy(update={"caption": caption, "short": plain(caption)})


def _remarked(step: Step, text: str, language: str) -> Step:
    """Return the step with what was remarked: its first line as the caption, the rest as details."""
    first, *rest = text.strip().splitlines() or [""]
    first = " ".join(first.split())
    if len(first) > LONGEST_CAPTION:
        first, rest = f"{first[: LONGEST_CAPTION - 1]}…", [text.strip()]
    caption = escape(first)
    caption = caption if plain(caption) else phrases(language).say("Note")
    detail = escape("\n".join(rest).strip()[:LONGEST_DETAIL])
    return step.model_copy(update={"caption": caption, "short": plain(caption), "detail": detail})
