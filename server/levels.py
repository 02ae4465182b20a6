"""How deep steps stand, and which are parts of which.

A guide is a flat list whose steps say their level. Whatever they say, what is shown is always sound: the
first step stands at the top, and each at most one level below the one before it.
"""

from collections.abc import Iterator, Sequence

from recorder.document.guide import Step

DEEPEST = 2
_HOLDING = {"action", "heading"}


def levels_of(steps: Sequence[Step]) -> Iterator[int]:
    """Yield the level at which each step is shown."""
    above = -1
    for step in steps:
        above = min(step.level, above + 1)
        yield above


def end_of(steps: Sequence[Step], place: int) -> int:
    """Return where the sub-steps of the step at that place end: the place after the last, or after itself.

    Only actions and headings have sub-steps: those that follow right after, each deeper than they are.
    """
    step, end = steps[place], place + 1
    if step.kind in _HOLDING:
        while end < len(steps) and steps[end].level > step.level:
            end += 1
    return end


def fitting(level: int, above: Step | None, below: Step | None) -> int:
    """Return the level nearest to that one at which a step fits between two.

    Between a step and its sub-steps it becomes one of them, rather than taking them over; it is never more
    than one level below what stands above it.
    """
    most = min(above.level + 1, DEEPEST) if above else 0
    return min(max(level, below.level if below and above else 0), most)
