"""Which steps a change touched: those that say something else, and those whose number or level changed."""

from recorder.document.guide import Guide
from server.guide_page import numbers_of
from server.levels import levels_of


def touched(before: Guide, after: Guide) -> tuple[str, ...]:
    """Return the ids of the steps of `after` that look otherwise than before, in their order."""
    seen = {
        step.id: (step, number, level)
        for step, number, level in zip(before.steps, numbers_of(before), levels_of(before.steps), strict=True)
    }
    now = zip(after.steps, numbers_of(after), levels_of(after.steps), strict=True)
    return tuple(step.id for step, *place in now if _differs(seen.get(step.id), (step, *place)))


def renumbered(before: Guide, after: Guide) -> frozenset[str]:
    """Return the ids of the steps of `after` of which nothing but the number changed."""
    seen = {step.id: (step, level) for step, level in zip(before.steps, levels_of(before.steps), strict=True)}
    now = zip(after.steps, levels_of(after.steps), strict=True)
    return frozenset(step.id for step, level in now if not _differs(seen.get(step.id), (step, level)))


def _differs(one: tuple[object, ...] | None, other: tuple[object, ...]) -> bool:
    if one is None or one[1:] != other[1:]:
        return True
    return one[0] is not other[0] and one[0] != other[0]
