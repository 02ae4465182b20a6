"""What one step says and shows that is made of two.

The merged step keeps the first one's id. What it shows is what a reader needs to see while doing both: where
the first only prepares the second (typing before a click, scrolling, opening), the second's picture, which
shows the first done; else the first's, since a step shows the screen as it was before it.
"""

from collections.abc import Iterator

from recorder.compose.captions import caption_for
from recorder.compose.joining import joined_caption
from recorder.document.guide import BoxMark, CaseValue, Picture, Step
from server.editing.errors import CannotMergeError, TooLongError
from server.editing.wording import with_caption

LONGEST = 20_000
_PREPARING = {"type", "press", "scroll", "open"}


def may_merge(first: Step, second: Step | None) -> bool:
    """Tell whether two neighbours can be made one: two actions, or an action and the note below it."""
    return second is not None and first.kind == "action" and second.kind in ("action", "note")


def merge(first: Step, second: Step, language: str) -> Step:
    """Return the one step that says and shows both; CannotMergeError where that makes no sense."""
    if not may_merge(first, second):
        raise CannotMergeError
    if second.kind == "note":
        detail = _together(first.detail, second.caption, second.detail)
        return first.model_copy(update={"detail": detail, "links": (*first.links, *second.links)})
    shown = second if _is_shown_by_second(first, second) else first
    implied = _is_implied(first, second)
    rewritten = first.caption if implied and first.caption != caption_for(first, language) else ""
    callouts = [step.callout for step in (first, second) if step.callout]
    left_over = callouts[1].text if len(callouts) > 1 else ""
    changes = {
        "values": tuple(_values(first, second)),
        "detail": _together(first.detail, rewritten, second.detail, left_over),
        "links": (*first.links, *second.links),
        "callout": callouts[0] if callouts else None,
        "optional": first.optional and second.optional,
        "when": "; ".join(dict.fromkeys(each.when for each in (first, second) if each.when)),
        "action": shown.action,
        "target": shown.target,
        "window": shown.window,
        "picture": _picture(first, second, shown),
    }
    caption = second.caption if implied else joined_caption(first, second, language)
    if len(caption) > LONGEST:
        raise TooLongError
    return with_caption(first.model_copy(update=changes), caption, language)


def _is_implied(first: Step, second: Step) -> bool:
    """Tell whether the first is only the click into the field that the second fills."""
    kinds = [step.action.kind if step.action else "" for step in (first, second)]
    boxes = [step.target.box if step.target else None for step in (first, second)]
    return kinds == ["click", "type"] and boxes[0] is not None and boxes[0] == boxes[1]


def _is_shown_by_second(first: Step, second: Step) -> bool:
    if second.picture is None or first.picture is None:
        return second.picture is not None
    return _is_implied(first, second) or bool(first.action and first.action.kind in _PREPARING)


def _picture(first: Step, second: Step, shown: Step) -> Picture | None:
    """Return what is shown; a field that was filled stays marked where the other's picture shows it too."""
    picture = shown.picture
    if picture is None or shown is first or _is_implied(first, second) or first.picture is None:
        return picture
    typed = first.action is not None and first.action.kind == "type"
    if not typed or first.window != second.window or _size(first.picture) != _size(picture):
        return picture
    marks = (each for each in first.picture.marks if isinstance(each, BoxMark) and each not in picture.marks)
    seen = tuple(each for each in marks if picture.shown.covers(each.box))
    return picture.model_copy(update={"marks": (*seen, *picture.marks)})


def _size(picture: Picture) -> tuple[int, int]:
    return picture.width, picture.height


def _values(first: Step, second: Step) -> Iterator[CaseValue]:
    """Yield the values of both, each under a name of its own."""
    taken: dict[str, CaseValue] = {}
    for value in (*first.values, *second.values):
        name, number = value.name, 1
        while name in taken and taken[name].text != value.text:
            number += 1
            name = f"{value.name} {number}"
        if name not in taken:
            taken[name] = value.model_copy(update={"name": name})
            yield taken[name]


def _together(*texts: str) -> str:
    joined = "\n\n".join(dict.fromkeys(text for text in texts if text.strip()))
    if len(joined) > LONGEST:
        raise TooLongError
    return joined
