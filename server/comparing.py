"""What differs between two states of a guide, change by change, in the order in which a reader meets it.

Nothing is left out: two guides that differ at all give at least one change, if only `unseen` for what readers
do not see.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from recorder.document.guide import CaseValue, Guide, Picture, Step

What = Literal[
    "title", "scope", "about", "place", "new", "gone", "moved", "kind", "level", "caption", "short", "detail",
    "callout", "when", "optional", "links", "value", "picture", "unseen",
]  # fmt: skip

SCOPE = ("purpose", "covers", "excludes", "inputs", "result", "role")
ABOUT = ("kind", "language", "risk", "minutes", "tags", "owner")
PLACE = ("process", "stage")
SEEN_OF_STEP = (
    "kind", "level", "caption", "short", "detail", "callout", "when", "optional", "links", "picture", "values"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `was` and `now` are the step before and after; both are None where it is the guide's.

    `field` says which of several: of the scope, the value's name, or what of a picture (`new`, `gone`,
    `other`, `crop` or `marks`). A value that readers do not see counts as no text.
    """

    what: What
    was: Step | None = None
    now: Step | None = None
    field: str = ""
    before: str = ""
    after: str = ""

    @property
    def step(self) -> Step | None:
        """The step it is about, as it is now if it is still there."""
        return self.now or self.was

    @property
    def shows_more(self) -> bool:
        """Whether readers see a value that they did not see before."""
        return self.what == "value" and not self.before


def compare(before: Guide, after: Guide) -> tuple[Change, ...]:
    """Return every difference; none means that the two are equal."""
    changes = (*_of_guide(before, after), *_of_steps(before, after))
    return (*changes, Change("unseen")) if _differ_unseen(before, after) else changes


def _of_guide(before: Guide, after: Guide) -> Iterator[Change]:
    groups: tuple[tuple[What, Sequence[str]], ...] = (
        ("title", ("title",)),
        ("scope", SCOPE),
        ("about", ABOUT),
        ("place", PLACE),
    )
    for what, fields in groups:
        for field in fields:
            old, new = getattr(before, field), getattr(after, field)
            if old != new:
                yield Change(what, field=field, before=_said(old), after=_said(new))


def _of_steps(before: Guide, after: Guide) -> Iterator[Change]:
    old = {step.id: step for step in before.steps}
    moved = moved_steps([step.id for step in before.steps], [step.id for step in after.steps])
    for step, is_gone in in_reading_order(before, after):
        if is_gone:
            yield Change("gone", was=step, before=step.caption)
        elif step.id not in old:
            yield Change("new", now=step, after=step.caption)
        else:
            if step.id in moved:
                yield Change("moved", was=old[step.id], now=step)
            yield from _of_step(old[step.id], step)


def in_reading_order(before: Guide, after: Guide) -> Iterator[tuple[Step, bool]]:
    """Yield the steps as they follow each other now, and each that is gone where it was."""
    kept, anchor = {step.id for step in after.steps}, ""
    gone: dict[str, list[Step]] = {}
    for step in before.steps:
        if step.id in kept:
            anchor = step.id
        else:
            gone.setdefault(anchor, []).append(step)
    yield from ((step, True) for step in gone.get("", ()))
    for step in after.steps:
        yield step, False
        yield from ((each, True) for each in gone.get(step.id, ()))


def moved_steps(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Return the fewest ids that must have moved, of those that are in both orders."""
    place = {step: number for number, step in enumerate(before)}
    common = [step for step in after if step in place]
    ends: list[int] = []  # the lowest end of a run of each length that keeps the old order
    tips: list[int] = []  # and which one of `common` it ends with
    ahead: list[int] = []
    for number, step in enumerate(common):
        length = bisect_left(ends, place[step])
        ends[length : length + 1], tips[length : length + 1] = [place[step]], [number]
        ahead.append(tips[length - 1] if length else -1)
    kept, number = set(), tips[-1] if tips else -1
    while number >= 0:
        kept.add(common[number])
        number = ahead[number]
    return frozenset(common) - kept


def _of_step(was: Step, now: Step) -> Iterator[Change]:
    for field, said in _PLAIN.items():
        old, new = getattr(was, field), getattr(now, field)
        is_told = field == "short" and was.caption != now.caption  # it follows the caption
        if old != new and not is_told:
            yield Change(field, was, now, before=said(old), after=said(new))
    yield from _of_values(was, now)
    if was.picture != now.picture:
        yield Change("picture", was, now, field=_of_picture(was.picture, now.picture))


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return "\n".join(map(_said, value)) if isinstance(value, tuple) else str(value)


_PLAIN: Mapping[What, Callable[[Any], str]] = {
    "kind": _said,
    "level": _said,
    "caption": _said,
    "short": _said,
    "detail": _said,
    "callout": lambda callout: callout.text if callout else "",
    "when": _said,
    "optional": _said,
    "links": _said,
}


def _of_values(was: Step, now: Step) -> Iterator[Change]:
    """Yield the values that readers see otherwise, by name; of the same name, the first with the first."""
    old, new = _shown(was.values), _shown(now.values)
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before != after:
            yield Change(
                "value", was, now, key[0], before.text if before else "", after.text if after else ""
            )


def _shown(values: Iterable[CaseValue]) -> dict[tuple[str, int], CaseValue]:
    met: Counter[str] = Counter()
    shown = {}
    for value in values:
        if value.show != "never":
            shown[value.name, met[value.name]] = value
            met[value.name] += 1
    return shown


def _of_picture(was: Picture | None, now: Picture | None) -> str:
    if was is None or now is None:
        return "gone" if was else "new"
    if was.file == now.file and was.marks == now.marks:
        return "crop"
    return "marks" if was.model_copy(update={"marks": now.marks}) == now else "other"


def _differ_unseen(before: Guide, after: Guide) -> bool:
    """Tell whether anything differs that readers do not see."""
    seen = {name: getattr(after, name) for name in ("title", *SCOPE, *ABOUT, *PLACE, "steps")}
    if before.model_copy(update=seen) != after:
        return True
    old = {step.id: step for step in before.steps}
    return any(_step_differs_unseen(old[step.id], step) for step in after.steps if step.id in old)


def _step_differs_unseen(was: Step, now: Step) -> bool:
    if was is now:
        return False
    values_look_alike = _shown(was.values) == _shown(now.values)
    seen = {name: getattr(now, name) for name in SEEN_OF_STEP}
    return (values_look_alike and was.values != now.values) or was.model_copy(update=seen) != now
