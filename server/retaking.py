"""One step taken again: the picture and the facts are the new take's, the words the author's.

What compose said is said anew of the new facts; what somebody wrote stays: captions by hand, details,
call-outs, conditions, links, and the values that readers may see. Marks that compose made are replaced by the
new ones, all others go with the control, and so does a crop that was chosen. What was redacted in the old
picture is hidden in the new one, at its old place and where it would be now, until somebody has looked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from recorder.compose.captions import caption_for
from recorder.document.geometry import Box, Point
from recorder.document.guide import (
    AnyMark,
    ArrowMark,
    BoxMark,
    CaseValue,
    HideMark,
    Picture,
    PointerMark,
    RingMark,
    Step,
)
from server.editing.wording import with_caption

_AUTOMATIC = (BoxMark, PointerMark, RingMark, ArrowMark)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an old step: how it was recorded, and what was redacted in its picture."""

    original: Step | None = None
    redacted: tuple[Box, ...] = ()


def retaken(old: Step, new: Step, known: Known, language: str, *, new_words: bool = False) -> Step:
    """Return the old step as the new take has it.

    With `new_words` it says what the new take says, even where somebody had written the caption.
    """
    facts: dict[str, Any] = {name: getattr(new, name) for name in ("action", "target", "window")}
    facts["values"] = tuple(_values(old, new))
    facts["picture"] = _picture(old, new, known)
    changed = old.model_copy(update=facts)
    if new_words or not is_by_hand(old, language):
        words = caption_for(changed, language) or new.caption
        return with_caption(changed, new.caption if is_by_hand(new, language) else words, language)
    return changed


def is_by_hand(step: Step, language: str) -> bool:
    """Tell whether somebody wrote the step's caption."""
    return step.caption != caption_for(step, language)


def _values(old: Step, new: Step) -> Iterator[CaseValue]:
    """Yield the values: a choice to show one stays, with what is shown; the others are the new take's."""
    shown = {value.name: value for value in old.values if value.show != "never"}
    if len(old.values) == len(new.values) == len(shown) == 1:
        yield old.values[0].model_copy(update={"name": new.values[0].name})
        return
    for value in new.values:
        yield shown.pop(value.name, value)
    yield from shown.values()


def _picture(old: Step, new: Step, known: Known) -> Picture | None:
    now, fresh = old.picture, new.picture
    if now is None or fresh is None:
        return fresh or now
    by_hand = [mark for mark in now.marks if not _is_automatic(mark, old)]
    by_hand += [HideMark(box=box) for box in known.redacted if fresh.file != now.file]
    move = _Move(old, new, now, fresh)
    kept = tuple(moved for mark in by_hand for moved in move.mark(mark))
    marks = (*_made_for(now, old, known.original, fresh), *kept)
    return fresh.model_copy(update={"marks": marks, "crop": _crop(now, known.original, fresh, move)})


def _made_for(now: Picture, old: Step, original: Step | None, fresh: Picture) -> Iterator[AnyMark]:
    """Yield the new take's own marks, without the kinds that somebody had taken away."""
    there = {type(mark) for mark in now.marks if _is_automatic(mark, old)}
    was = original.picture.marks if original and original.picture else ()
    taken_away = {type(mark) for mark in was if isinstance(mark, _AUTOMATIC)} - there
    yield from (mark for mark in fresh.marks if type(mark) not in taken_away)


def _is_automatic(mark: AnyMark, step: Step) -> bool:
    """Tell whether compose put a mark there, or somebody one just like it."""
    target = step.target.box if step.target else None
    frame = step.picture.frame if step.picture else None
    action = step.action
    if mark.color or (target is None and action is None):
        return False
    match mark:
        case BoxMark():
            return bool(target and frame) and mark.box in {
                target,
                target.meet(frame) if target and frame else None,
            }
        case PointerMark():
            return mark.at == (action.at if action else None) or bool(
                target and target.grown(1).holds(mark.at)
            )
        case RingMark():
            return mark.radius is None and mark.at == (action.at if action else None)
        case ArrowMark():
            return action is not None and (mark.start, mark.end) == (action.at, action.to)
    return False


def _crop(now: Picture, original: Step | None, fresh: Picture, move: "_Move") -> Box | None:
    was = original.picture if original else None
    if was is None or now.crop == was.crop or (now.width, now.height) != (was.width, was.height):
        return fresh.crop
    if now.crop is None:
        return None
    moved = move.box(now.crop)
    return moved.within(fresh.frame) if moved.meet(fresh.frame) else fresh.crop


class _Move:
    """Where things of the old picture are in the new one: they go with the control, else with the window."""

    def __init__(self, old: Step, new: Step, now: Picture, fresh: Picture) -> None:
        self._frame, self._zoom = fresh.frame, fresh.scale / now.scale
        before, after = _anchor(old), _anchor(new)
        start = before.scaled(self._zoom) if before else None
        self._dx = after.x - start.x if start and after else 0
        self._dy = after.y - start.y if start and after else 0

    def point(self, at: Point) -> Point:
        """Return where a point is now."""
        return Point(round(at.x * self._zoom) + self._dx, round(at.y * self._zoom) + self._dy)

    def box(self, box: Box) -> Box:
        """Return where a box is now."""
        grown = box if self._zoom == 1 else box.scaled(self._zoom)
        return grown.moved(self._dx, self._dy)

    def mark(self, mark: AnyMark) -> Iterator[AnyMark]:
        """Yield a mark at its new place, if that is in the picture; what hides something stays there, too."""
        changes: dict[str, Any] = {
            name: self.box(value) if isinstance(value, Box) else self.point(value)
            for name in ("box", "at", "start", "end")
            if isinstance(value := getattr(mark, name, None), Box | Point)
        }
        places = [each if isinstance(each, Box) else Box(each.x, each.y, 1, 1) for each in changes.values()]
        if any(each.meet(self._frame) for each in places):
            yield mark.model_copy(update=changes)
        if isinstance(mark, HideMark) and mark.box != changes["box"] and mark.box.meet(self._frame):
            yield mark


def _anchor(step: Step) -> Box | None:
    if step.target and step.target.box and step.target.role != "window":
        return step.target.box
    return step.window.box if step.window else None
