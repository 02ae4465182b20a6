"""A take laid beside the guide it belongs to, row by row, and the edits that make of both what was chosen.

Nothing is taken over unseen: what somebody dropped stays away, what a take merely ends with is no step in the
middle of a guide, and a step that the new take does not have stays, unless that is chosen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from recorder.compose.captions import caption_for
from recorder.document.geometry import Box
from recorder.document.guide import Guide, Step
from server.aligning import Pair, align, is_same, trait_of
from server.editing.edits import AnyEdit, DeleteStep, InsertStep, MoveStep
from server.editing.fields import taking
from server.editing.wording import with_caption
from server.retaking import Known, is_by_hand, retaken

Choice = Literal["keep", "take", "words"]
"""Keep what is there, take what the take has, or take it with its words as well."""
Mode = Literal["here", "again", "whole"]
Why = Literal["", "nothing", "dropped", "there", "result", "beside"]


@dataclass(frozen=True, slots=True)
class Row:
    """One step on the sheet: how it is, how it would be, what is chosen for it at first, and why."""

    pair: Pair
    would_be: Step | None
    first: Choice
    why: Why = ""
    has_other_words: bool = False
    """Whether somebody wrote the caption, and the new take would say something else."""
    was_redacted: bool = False
    """Whether something is hidden in the new picture since it was redacted in the old one."""

    @property
    def key(self) -> str:
        """What the choice for this row goes by."""
        return self.pair.old.id if self.pair.old else self.pair.new.id if self.pair.new else ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is to be laid beside a guide, and what is known of the guide's own recordings."""

    take: Guide
    mode: Mode
    step: str | None
    originals: Mapping[str, Step]
    """Steps as they were recorded, by their ids in the guide."""
    redacted: Mapping[str, tuple[Box, ...]] = field(default_factory=dict)
    """What was redacted in pictures, by their files as they are now."""
    dropped: Sequence[Step] = ()
    """What was recorded before and is in the guide no more."""


def laid_out(guide: Guide, beside: Beside) -> tuple[Row, ...]:
    """Return the rows in the order of the guide, those of the take where they would go."""
    new = tuple(_in_language(step, beside.take.language, guide.language) for step in beside.take.steps)
    old = guide.step(beside.step) if beside.step else None
    if beside.mode == "again" and old is not None:
        return tuple(_again(guide, beside, old, new))
    if beside.mode == "here":
        return tuple(_here(guide, beside, new))
    return tuple(_row(guide, beside, pair) for pair in align(guide.steps, new))


def edits_for(
    guide: Guide, beside: Beside, rows: Sequence[Row], chosen: Mapping[str, Choice]
) -> tuple[tuple[AnyEdit, ...], Mapping[str, str]]:
    """Return the edits that make what was chosen, and which step of the take each step of the guide shows."""
    edits: list[AnyEdit] = []
    placed: dict[str, str] = {}
    last = _anchor(guide, beside)
    for row in rows:
        choice, (old, new) = chosen.get(row.key, row.first), (row.pair.old, row.pair.new)
        if new is None and old is not None:
            edits += [DeleteStep(step=old.id, before=old.caption)] if choice != "keep" else []
            last = old.id if choice == "keep" else last
        elif choice == "keep" or new is None:
            last = old.id if old and not row.pair.has_moved else last
        elif old is None:
            edits.append(InsertStep(after=last, content=new))
            last, placed[new.id] = new.id, new.id
        else:
            edits += _edits_of_pair(guide, beside, row, choice, last)
            last, placed[old.id] = old.id, new.id
    return tuple(edits), placed


def _edits_of_pair(
    guide: Guide, beside: Beside, row: Row, choice: Choice, last: str | None
) -> Iterator[AnyEdit]:
    old, new = row.pair.old, row.pair.new
    assert old is not None
    assert new is not None
    if row.pair.has_moved:
        yield MoveStep(step=old.id, after=last)
    content = _retaken(guide, beside, old, new, new_words=choice == "words")
    if content != old:
        yield taking(guide, content)


def _again(guide: Guide, beside: Beside, old: Step, new: tuple[Step, ...]) -> Iterator[Row]:
    """Yield the rows of one step done again; what else was done on the way is left."""
    done = [step for step in new if step.kind == "action"]
    is_clear = old.kind == "action" and len(done) == 1
    pairs = tuple(_forced(old, done[0], new)) if is_clear else align([old], new)
    has_partner = any(pair.old and pair.new for pair in pairs)
    for pair in pairs:
        row = _row(guide, beside, pair)
        if pair.old is None and has_partner and row.first == "take":
            row = Row(pair, row.would_be, "keep", "beside")
        yield row


def _forced(old: Step, alone: Step, new: tuple[Step, ...]) -> Iterator[Pair]:
    """Yield the pairs where one step was done again, and what was done is one action: that is it."""
    pair, *apart = align([old], [alone])
    differs = ("control",) if apart else pair.differs
    for step in new:
        yield Pair(old, alone, differs) if step is alone else Pair(None, step)


def _here(guide: Guide, beside: Beside, new: tuple[Step, ...]) -> Iterator[Row]:
    """Yield the rows of more steps for one place; those done twice at its edges are there already."""
    ids = [step.id for step in guide.steps]
    place = ids.index(beside.step) + 1 if beside.step in ids else 0 if beside.step is None else len(ids)
    acts = [step for step in new if step.kind == "action"]
    before = [step for step in guide.steps[:place] if step.kind == "action"]
    after = [step for step in guide.steps[place:] if step.kind == "action"]
    twice = {step.id for step in acts[: _shared(before, acts)]}
    rest = [step for step in acts if step.id not in twice]
    twice |= {step.id for step in rest[len(rest) - _shared(rest, after) :]}
    for step in new:
        row = _row(guide, beside, Pair(None, step))
        yield Row(row.pair, row.would_be, "keep", "there") if step.id in twice else row


def _shared(before: Sequence[Step], after: Sequence[Step]) -> int:
    """Return how many steps at the end of one run are the same as those at the beginning of the next."""
    for count in range(min(len(before), len(after)), 0, -1):
        pairs = zip(before[-count:], after[:count], strict=True)
        if all(is_same(trait_of(one), trait_of(other)) for one, other in pairs):
            return count
    return 0


def _row(guide: Guide, beside: Beside, pair: Pair) -> Row:
    old, new = pair.old, pair.new
    if new is None:
        return Row(pair, None, "keep", "" if old and old.id in beside.originals else "nothing")
    if old is None:
        why = _why_not(guide, beside, new)
        return Row(pair, new, "keep" if why else "take", why)
    would_be = _retaken(guide, beside, old, new)
    if would_be == old and not pair.has_moved:
        return Row(pair, would_be, "keep", "nothing")
    fresh = _retaken(guide, beside, old, new, new_words=True)
    hides = bool(redacted_in(beside, old)) and would_be.picture != old.picture
    return Row(pair, would_be, "take", has_other_words=fresh.caption != would_be.caption, was_redacted=hides)


def _why_not(guide: Guide, beside: Beside, new: Step) -> Why:
    """Return why a new step is not taken unless somebody says so."""
    if any(is_same(trait_of(each), trait_of(new)) for each in beside.dropped):
        return "dropped"
    if new.kind == "result" and (
        beside.mode != "whole" or any(each.kind == "result" for each in guide.steps)
    ):
        return "result"
    return ""


def _retaken(guide: Guide, beside: Beside, old: Step, new: Step, *, new_words: bool = False) -> Step:
    known = Known(beside.originals.get(old.id), redacted_in(beside, old))
    return retaken(old, new, known, guide.language, new_words=new_words)


def redacted_in(beside: Beside, old: Step) -> tuple[Box, ...]:
    """Return what was redacted in a step's picture."""
    return beside.redacted.get(old.picture.file, ()) if old.picture else ()


def _anchor(guide: Guide, beside: Beside) -> str | None:
    """Return the step after which the take begins."""
    ids = [None, *(step.id for step in guide.steps)]
    if beside.mode == "whole" or beside.step not in ids:
        return None if beside.mode == "whole" or beside.step is None else ids[-1]
    return ids[ids.index(beside.step) - 1] if beside.mode == "again" else beside.step


def _in_language(step: Step, language: str, wanted: str) -> Step:
    """Return the step with words of our own in the guide's language."""
    if language == wanted or is_by_hand(step, language):
        return step
    return with_caption(step, caption_for(step, wanted), wanted)
