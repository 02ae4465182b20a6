"""The trim sheet: what a take became, step by step, with what was dropped still in its place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from recorder.document.guide import CaseValue, Guide, Step
from server.dropped import dropped
from server.editing.deleting import restore_step
from server.editing.merged import may_merge
from server.guide_page import Illustrate, StepShown, numbers_of, step_shown
from server.model import Edit, Person


@dataclass(frozen=True, slots=True)
class Card:
    """One step on the sheet. A dropped one tells by which edit, and whether whoever looks may put it back."""

    step: StepShown
    values: tuple[CaseValue, ...]
    was_typed: bool
    following: Step | None = None
    dropped_by: int | None = None
    may_restore: bool = False


def cards(
    guide: Guide, dropping: Iterable[Edit], person: Person | None, illustrate: Illustrate
) -> tuple[Card, ...]:
    """Return the guide's steps in order, those dropped where they were, by the edits that dropped any."""
    numbered = zip(guide.steps, numbers_of(guide), (*guide.steps[1:], None), strict=True)
    shown = {
        step.id: replace(_card(step, number, illustrate), following=after if may_merge(step, after) else None)
        for step, number, after in numbered
    }
    whole = guide
    for each in reversed(dropped(guide, dropping)):
        whole = restore_step(whole, each.back)
        card = _card(each.step, "", illustrate)
        may_restore = each.edit.person == person
        shown[each.step.id] = replace(card, dropped_by=each.edit.serial, may_restore=may_restore)
    return tuple(shown[step.id] for step in whole.steps)


def _card(step: Step, number: str, illustrate: Illustrate) -> Card:
    was_typed = step.action is not None and step.action.kind == "type"
    return Card(step_shown(step, number, illustrate), step.values, was_typed)
