"""Two guides side by side: steps that do the same stand in one row, the others alone."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from recorder.document.guide import Guide, Step
from server.ordering.traits import deed_of


def beside(one: Guide, other: Guide) -> Iterator[tuple[Step | None, Step | None]]:
    """Yield rows of a step of each guide; where they do something else, each has a row of its own."""
    ours, others = ([deed_of(step) for step in guide.steps] for guide in (one, other))
    matched = SequenceMatcher(None, ours, others, autojunk=False)
    for what, left, left_end, right, right_end in matched.get_opcodes():
        mine, theirs = one.steps[left:left_end], other.steps[right:right_end]
        if what == "equal":
            yield from zip_longest(mine, theirs)
        else:
            yield from ((step, None) for step in mine)
            yield from ((None, step) for step in theirs)
