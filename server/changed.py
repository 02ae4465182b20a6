"""What readers see otherwise than in an older version: which steps, never the older words."""

from dataclasses import dataclass

from recorder.document.guide import Guide
from recorder.document.markup import plain
from server.comparing import compare
from server.guide_page import numbers_of, shortened

_OF_GUIDE = ("title", "scope", "about", "place")


@dataclass(frozen=True, slots=True)
class StepChanged:
    """A step that reads or looks otherwise now; it `is_new` where the older version did not have it."""

    id: str
    number: str
    name: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """The steps that changed, how many are gone, and whether title or scope say something else."""

    steps: tuple[StepChanged, ...] = ()
    gone: int = 0
    about: bool = False


def changed_between(before: Guide, after: Guide) -> Changed:
    """Return what a reader of `before` finds otherwise in `after`."""
    changes = [each for each in compare(before, after) if each.what != "unseen"]
    touched = {each.now.id: each.what == "new" for each in changes if each.now}
    steps = tuple(
        StepChanged(step.id, number, shortened(plain(step.caption)), touched[step.id])
        for step, number in zip(after.steps, numbers_of(after), strict=True)
        if step.id in touched
    )
    gone = sum(each.what == "gone" for each in changes)
    return Changed(steps, gone, any(each.what in _OF_GUIDE for each in changes))
