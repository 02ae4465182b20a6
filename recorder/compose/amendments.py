"""Facts that were completed later: a line is never changed, so what came late stands in a line of its own."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from recorder.recording import AnyFact, Named, Press, Release, Scroll

if TYPE_CHECKING:
    from recorder.document.guide import Target


def amended(facts: Sequence[AnyFact]) -> Iterator[AnyFact]:
    """Yield the facts in their order, each with the target that was told of it later."""
    late: defaultdict[tuple[str, float], deque[Target]] = defaultdict(deque)
    for fact in facts:
        if isinstance(fact, Named):
            late[fact.what, fact.of].append(fact.target)
    for fact in facts:
        named = isinstance(fact, Press | Release | Scroll) and not (fact.target and fact.target.name)
        waiting = late.get((fact.kind, fact.time)) if named else None
        yield fact.model_copy(update={"target": _best(waiting)}) if waiting else fact


def _best(waiting: "deque[Target]") -> "Target":
    """Take the first target that has a name: after one that has none, words may have been read."""
    target = waiting.popleft()
    while waiting and not target.name:
        target = waiting.popleft()
    return target
