"""Lays the steps of two takes of one task side by side: which are the same, changed, new, or gone.

A longest common subsequence with costs. Two steps are paired where making one of the other costs less than
leaving both alone. What a step says is not compared, for an author may have rewritten it; what was done is:
the kind of action, and the name, role and place of the control in its window. What was typed or which row was
chosen belongs to one case, and says nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from recorder.compose.values import window_name
from recorder.document.guide import Step, Target
from recorder.document.markup import plain

Kind = Literal["same", "changed", "new", "gone"]
Difference = Literal["action", "control", "role", "window", "keys"]

GAP = 0.5
"""What a step without a partner costs: two steps are paired below twice as much."""
TINY = 0.06
"""What never makes a difference by itself, only between twins: another place, another word in a title."""
_MOST_CELLS = 1_500_000
_CLICKS = frozenset({"click", "double_click", "right_click", "middle_click"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A step of the old take beside its partner in the new one; one of them may be missing."""

    old: Step | None
    new: Step | None
    differs: tuple[Difference, ...] = ()
    has_moved: bool = False

    @property
    def kind(self) -> Kind:
        """What the new take means for the old step."""
        if self.old is None:
            return "new"
        if self.new is None:
            return "gone"
        return "changed" if self.differs else "same"


@dataclass(frozen=True, slots=True)
class Trait:
    """What tells a step from another: what was done, and to what."""

    kind: str
    action: str
    name: str
    role: str
    way: tuple[str, ...]
    app: str
    window: str
    detail: tuple[str, ...]
    place: tuple[float, float] | None


def align(old: Sequence[Step], new: Sequence[Step]) -> tuple[Pair, ...]:
    """Return the pairs in the order of the steps; one that moved stands where the new take has it."""
    before, after = [trait_of(step) for step in old], [trait_of(step) for step in new]
    known = {step.id: place for place, step in enumerate(old)}
    same_id = [known.get(step.id) for step in new]
    pairs = [
        _paired(old[i] if i is not None else None, new[j] if j is not None else None)
        for i, j in _matched(before, after, same_id)
    ]
    return tuple(_with_moved(pairs))


def trait_of(step: Step) -> Trait:
    """Return what tells a step from another."""
    action, target, window = step.action, step.target, step.window
    by_words = step.kind in ("note", "heading") and target is None
    return Trait(
        kind=step.kind,
        action=action.kind if action else "",
        name=_folded(plain(step.caption) if by_words else target.name if target else ""),
        role=target.role if target else "",
        way=tuple(_folded(each) for each in (*target.path, target.column)) if target else (),
        app=window.app.casefold() if window else "",
        window=_folded(window_name(window)),
        detail=_detail(step),
        place=_place(step),
    )


@lru_cache(20_000)
def cost(old: Trait, new: Trait) -> float:
    """Return what it costs to make one of the other, `2 * GAP` or more where they are two steps."""
    if old.kind != new.kind:
        return 2 * GAP
    if old.kind == "result":
        return 0.1
    if old.kind in ("note", "heading"):
        return 0.0 if old.name == new.name and old.name else 2 * GAP
    return sum(_costs(old, new))


def differences(old: Trait, new: Trait) -> tuple[Difference, ...]:
    """Return in what two steps that belong together differ."""
    if old.kind == "result":
        return ("control",) if old.name != new.name else ()
    found: list[tuple[Difference, bool]] = [
        ("action", old.action != new.action),
        ("control", bool(old.name or new.name) and old.name != new.name),
        ("role", old.name == new.name and bool(old.role and new.role) and old.role != new.role),
        ("window", old.app != new.app),
        ("keys", old.action == new.action and old.detail != new.detail),
    ]
    return tuple(name for name, differs in found if differs)


def _costs(old: Trait, new: Trait) -> Iterator[float]:
    if old.action != new.action:
        yield 0.5 if {old.action, new.action} <= _CLICKS else 2 * GAP
    if old.detail != new.detail:
        yield 0.3 if old.action in _CLICKS else 0.9
    yield _cost_of_names(old, new)
    yield 0.2 if old.role != new.role and old.role and new.role else 0.0
    yield 0.1 if old.way != new.way else 0.0
    yield 0.4 if old.app != new.app else TINY / 2 if old.window != new.window else 0.0
    yield _cost_of_places(old, new)


def _cost_of_names(old: Trait, new: Trait) -> float:
    if old.name == new.name:
        return 0.0
    if not (old.name and new.name):
        return 0.4
    return 0.4 + 0.6 * (1 - SequenceMatcher(None, old.name, new.name, autojunk=False).ratio())


def _cost_of_places(old: Trait, new: Trait) -> float:
    if old.place is None or new.place is None:
        return 0.0
    apart = max(abs(a - b) for a, b in zip(old.place, new.place, strict=True))
    return TINY / 2 * min(1.0, apart) if old.name else 0.5 * min(1.0, 4 * apart)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .…:*")


def _detail(step: Step) -> tuple[str, ...]:
    action = step.action
    if action is None:
        return ()
    if action.kind == "press":
        return (*action.modifiers, *action.keys)
    if action.kind == "open":
        return (step.window.url or "",) if step.window else ()
    if action.kind == "scroll" and action.scroll:
        return tuple(str((way > 0) - (way < 0)) for way in action.scroll)
    if action.kind == "drag":
        return (_folded(action.landed.name) if action.landed else "",)
    return action.modifiers


def _place(step: Step) -> tuple[float, float] | None:
    """Return where the control is in its window, each way from 0 to 1; a window itself has no place."""
    target: Target | None = step.target
    frame = (
        step.window.box if step.window and step.window.box else step.picture.frame if step.picture else None
    )
    centre = target.box.centre if target and target.box else step.action.at if step.action else None
    if frame is None or centre is None or not frame.area or (target and target.role == "window"):
        return None
    return (centre.x - frame.x) / frame.width, (centre.y - frame.y) / frame.height


def _paired(old: Step | None, new: Step | None) -> Pair:
    if old is None or new is None:
        return Pair(old, new)
    return Pair(old, new, differences(trait_of(old), trait_of(new)))


def _matched(
    old: Sequence[Trait], new: Sequence[Trait], same_id: Sequence[int | None]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the places of partners; what has none stands alone, the old before the new."""
    if len(old) * len(new) > _MOST_CELLS:
        yield from _matched_roughly(old, new)
        return
    best = _best(old, new, same_id)
    i = j = 0
    while i < len(old) and j < len(new):
        here = best[i][j]
        if here == best[i + 1][j + 1] + _cell(old, new, same_id, i, j):
            yield i, j
            i, j = i + 1, j + 1
        elif here == best[i + 1][j] + GAP:
            yield i, None
            i += 1
        else:
            yield None, j
            j += 1
    yield from ((place, None) for place in range(i, len(old)))
    yield from ((None, place) for place in range(j, len(new)))


def _best(old: Sequence[Trait], new: Sequence[Trait], same_id: Sequence[int | None]) -> list[list[float]]:
    """Return what the rest costs from each pair of places on."""
    rows = len(old) + 1
    best = [[0.0] * (len(new) + 1) for _ in range(rows)]
    best[len(old)] = [GAP * (len(new) - j) for j in range(len(new) + 1)]
    for i in reversed(range(len(old))):
        row, below = best[i], best[i + 1]
        row[len(new)] = below[len(new)] + GAP
        for j in reversed(range(len(new))):
            row[j] = min(below[j + 1] + _cell(old, new, same_id, i, j), below[j] + GAP, row[j + 1] + GAP)
    return best


def _cell(old: Sequence[Trait], new: Sequence[Trait], same_id: Sequence[int | None], i: int, j: int) -> float:
    """Return what pairing costs: a step that kept its id is the same whatever became of it."""
    if same_id[j] is not None:
        return 0.0 if same_id[j] == i else 2 * GAP + TINY
    found = cost(old[i], new[j])
    return found if found < 2 * GAP else 2 * GAP + TINY


def _matched_roughly(old: Sequence[Trait], new: Sequence[Trait]) -> Iterator[tuple[int | None, int | None]]:
    """Yield partners of takes so long that only equal steps can be looked for."""
    keys = [[(t.kind, t.action, t.name, t.role, t.app, t.detail) for t in each] for each in (old, new)]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            yield from ((i, None) for i in range(i1, i2))
            yield from ((None, j) for j in range(j1, j2))


def _with_moved(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the pairs, a step that is gone here and new there as one that moved there."""
    gone = [each.old for each in pairs if each.new is None and each.old]
    partners: dict[str, Step] = {}
    for pair in pairs:
        if pair.old is None and pair.new is not None:
            wanted = trait_of(pair.new)
            found = next((each for each in gone if is_same(trait_of(each), wanted)), None)
            if found is not None:
                gone.remove(found)
                partners[pair.new.id] = found
    moved = {step.id for step in partners.values()}
    for pair in pairs:
        if pair.new is None and pair.old is not None and pair.old.id in moved:
            continue
        if pair.old is None and pair.new is not None and pair.new.id in partners:
            yield Pair(partners[pair.new.id], pair.new, has_moved=True)
        else:
            yield pair


def is_same(old: Trait, new: Trait) -> bool:
    """Tell whether two steps do the same to a control that has a name."""
    return old.kind == "action" and bool(old.name) and cost(old, new) <= TINY and not differences(old, new)
