"""What a page shows of the differences between two states of a guide: grouped by step, words marked."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from recorder.document.guide import Guide, Step
from recorder.document.markup import plain
from server.comparing import Change, compare
from server.drawings import Drawing
from server.guide_page import PictureShown, illustrate_by, numbers_of
from server.marking import Piece, marked, readable


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One difference with its words marked, and the pictures before and after where that is what differs."""

    change: Change
    pieces: tuple[Piece, ...]
    before: PictureShown | None = None
    after: PictureShown | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Everything that differs in one step, or in the guide as a whole where `step` is None.

    The numbers are those of its place before and now, empty where it has none.
    """

    step: Step | None
    name: str
    number_before: str
    number: str
    changes: tuple[ChangeShown, ...]

    @property
    def fate(self) -> str:
        """Whether the step is `new` or `gone`, or empty."""
        return next((each.change.what for each in self.changes if each.change.what in ("new", "gone")), "")

    @property
    def picture(self) -> PictureShown | None:
        """What a step that came or went shows."""
        return illustrate_by(_address, whole=False)(self.step) if self.step and self.fate else None


def groups(before: Guide, after: Guide) -> tuple[Group, ...]:
    """Return what differs between two states of a guide, in the order in which it is read."""
    old, new = _numbers(before), _numbers(after)
    found = []
    for step_id, run in groupby(compare(before, after), key=lambda each: each.step.id if each.step else ""):
        changes = tuple(run)
        step = changes[0].step
        name = plain(step.caption) if step else ""
        shown = tuple(_shown(each) for each in changes)
        found.append(Group(step, name, old.get(step_id, ""), new.get(step_id, ""), shown))
    return tuple(found)


def _numbers(guide: Guide) -> dict[str, str]:
    return dict(zip((step.id for step in guide.steps), numbers_of(guide), strict=True))


def _shown(change: Change) -> ChangeShown:
    pieces = marked(*readable(change.before, change.after))
    if change.what != "picture":
        return ChangeShown(change, pieces)
    illustrate = illustrate_by(_address)
    was, now = (illustrate(step) if step else None for step in (change.was, change.now))
    return ChangeShown(change, pieces, was, now)


def _address(drawing: Drawing) -> str:
    return drawing.url


Counted = Callable[[str, str, int], str]

_COUNTED = {
    "new": ("{count} step is new", "{count} steps are new"),
    "gone": ("{count} step is gone", "{count} steps are gone"),
    "moved": ("{count} step moved", "{count} steps moved"),
    "words": ("{count} step reworded", "{count} steps reworded"),
    "picture": ("{count} picture changed", "{count} pictures changed"),
    "guide": ("title or scope changed", "title and scope changed"),
}
_TOLD_AS = {
    **dict.fromkeys(("caption", "short", "detail", "callout", "when", "value"), "words"),
    **dict.fromkeys(("title", "scope", "about", "place"), "guide"),
}


def offered_note(changes: Sequence[Change], counted: Counted) -> str:
    """Return a line that sums the changes up, to be taken or rewritten."""
    told = {(_TOLD_AS.get(each.what, each.what), each.step.id if each.step else "") for each in changes}
    counts = Counter(what for what, _ in told)
    said = [
        counted(*_COUNTED[what], counts[what]).format(count=counts[what]) for what in _COUNTED if counts[what]
    ]
    line = ", ".join(said)
    return line[:1].upper() + line[1:]
