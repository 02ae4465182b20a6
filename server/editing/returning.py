"""The edits that lead from one state of a guide to another: going back to a version is a call like any.

Each can be taken back alone, and all of them as one call; steps that are alike are left alone.
"""

from collections.abc import Iterator

from recorder.document.guide import Guide
from server.editing.apply import apply
from server.editing.deleting import RemoveStep, RestoreStep
from server.editing.edits import AnyEdit
from server.editing.fields import FieldChange, PutFields, differences
from server.editing.moving import MoveStep


def towards(guide: Guide, wanted: Guide) -> list[AnyEdit]:
    """Return the edits that make of the guide what is wanted; none where it is that already."""
    made: list[AnyEdit] = []
    document = guide
    for stage in (_flat, _without_others, _in_order, _filled):
        for edit in stage(document, wanted):
            made.append(edit)
            document = apply(document, edit)
    return made


def _flat(guide: Guide, wanted: Guide) -> Iterator[AnyEdit]:
    """Put every step on the top level where the order changes, so that none takes others along."""
    if [step.id for step in guide.steps] == [step.id for step in wanted.steps]:
        return
    deep = [step for step in guide.steps if step.level]
    if deep:
        changes = (FieldChange(step=step.id, at=("level",), was=step.level, now=0) for step in deep)
        yield PutFields(step=None, changes=tuple(changes))


def _without_others(guide: Guide, wanted: Guide) -> Iterator[AnyEdit]:
    kept = {step.id for step in wanted.steps}
    yield from (RemoveStep(content=step, dropped=True) for step in guide.steps if step.id not in kept)


def _in_order(guide: Guide, wanted: Guide) -> Iterator[AnyEdit]:
    order = [step.id for step in guide.steps]
    before: str | None = None
    for place, step in enumerate(wanted.steps):
        following = order[place] if place < len(order) else None
        if step.id not in order:
            content = step.model_copy(update={"level": 0})
            yield RestoreStep(content=content, after=before, ahead_of=following)
            order.insert(place, step.id)
        elif following != step.id:
            yield MoveStep(step=step.id, after=before)
            order.remove(step.id)
            order.insert(place, step.id)
        before = step.id


def _filled(guide: Guide, wanted: Guide) -> Iterator[AnyEdit]:
    """Put every field that differs; `differences` says what it is now and what it shall be."""
    changes = tuple(
        FieldChange(step=step, at=at, was=was, now=now) for step, at, was, now in differences(guide, wanted)
    )
    if changes:
        yield PutFields(step=None, changes=changes)
