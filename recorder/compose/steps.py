"""One gesture made a step: its places in the picture's pixels, its data apart, its words and its frame."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from recorder.compose.captions import address, caption_for, short_for
from recorder.compose.controls import NUMBERS
from recorder.compose.framing import frame_crop
from recorder.compose.gestures import Gesture
from recorder.compose.marks import marks_for
from recorder.compose.names import name_of
from recorder.compose.phrases import phrases
from recorder.compose.places import Frame, frame_of
from recorder.compose.values import holds_data, looks_like_data, row_value, typed_value, window_name
from recorder.document.geometry import Box
from recorder.document.guide import Action, CaseValue, Picture, PointerMark, Step, Target, Window
from recorder.recording import After, Moment, Start

_POINTED = frozenset({"click", "double_click", "right_click", "middle_click", "drag"})


@dataclass(frozen=True, slots=True)
class View:
    """What the step before showed: which screen, which part of it, and the window it was framed for."""

    frame: Frame
    crop: Box
    window: Box | None


def step_of(
    gesture: Gesture, moment: Moment | None, start: Start, step_id: str, before: View | None
) -> tuple[Step, View | None]:
    """Return the step that a gesture makes, and what it shows, for the next one to stay with."""
    frame = frame_of(start.monitors, moment, gesture.at)
    action = _action(gesture, frame)
    window = _window(gesture, frame)
    seen = frame.target(gesture.target) if frame else gesture.target
    step = Step(
        id=step_id,
        kind="action",
        caption="",
        action=action,
        target=_opened(window) if gesture.kind == "open" and gesture.text else _without_data(seen),
        window=window,
        values=_values(gesture, start.language),
    )
    picture, view = _picture(step, seen, moment, frame, before)
    return worded(step.model_copy(update={"picture": picture}), start.language), view or before


def result_step(
    after: After, moment: Moment | None, start: Start, step_id: str, windows: AbstractSet[str]
) -> Step:
    """Return the last step: the settled screen, told by the words or else the window that came of it."""
    frame = frame_of(start.monitors, moment, None)
    window = frame.window(after.window) if frame else after.window
    name = window_name(after.window)
    appeared = Target(name=name, role="window", box=window.box, source="window") if window and name else None
    target = _said(after, frame) or (appeared if name not in windows else None)
    picture = None
    if moment is not None and frame is not None:
        crop = frame_crop(frame.box, frame.scale, target, None, window.box if window else None)
        picture = _shown(moment, frame, crop)
    step = Step(id=step_id, kind="result", caption="", target=target, window=window, picture=picture)
    return worded(step, start.language)


def _said(after: After, frame: Frame | None) -> Target | None:
    """Return the first words that came onto the screen and belong to the task, not to this case."""
    fitting = (each for each in after.shown if each.name and not looks_like_data(each.name))
    found = next(fitting, None)
    return frame.target(found) if frame and found else found


def worded(step: Step, language: str) -> Step:
    """Return the step with its caption and its short form."""
    words = {"caption": caption_for(step, language), "short": short_for(step, language)}
    return step.model_copy(update=words)


def _action(gesture: Gesture, frame: Frame | None) -> Action:
    """Return the action, without what was typed: that is a value."""
    return Action(
        kind=gesture.kind,
        button=gesture.button,
        count=gesture.count,
        modifiers=gesture.modifiers,
        at=frame.point(gesture.at) if frame else gesture.at,
        to=frame.point(gesture.to) if frame else gesture.to,
        landed=_goal(frame.target(gesture.landed) if frame else gesture.landed),
        scroll=gesture.scroll,
        keys=gesture.keys if gesture.kind == "press" else (),
        held=gesture.held,
        time=gesture.time,
    )


def _window(gesture: Gesture, frame: Frame | None) -> Window | None:
    window = frame.window(gesture.window) if frame else gesture.window
    if gesture.kind == "open" and gesture.text:
        return (window or Window()).model_copy(update={"url": address(gesture.text)})
    return window


def _opened(window: Window | None) -> Target | None:
    if window is None:
        return None
    return Target(name=window_name(window), role="window", box=window.box, source="window")


def _without_data(target: Target | None) -> Target | None:
    """Return the control without names that belong to this case: those are values."""
    if target is None or target.role in ("option", "menu item"):
        return target
    column = "" if looks_like_data(target.column) else target.column
    path = tuple(name for name in target.path if not looks_like_data(name))
    name = "" if holds_data(target) else target.name
    return target.model_copy(update={"path": path, "column": column, "name": name})


def _goal(landed: Target | None) -> Target | None:
    """Return where a drag ended: a cell may be a place, too, such as a folder; nobody drops on a record."""
    bare = _without_data(landed)
    if landed is None or bare is None or looks_like_data(name_of(landed)):
        return bare
    return bare.model_copy(update={"name": landed.name})


def _values(gesture: Gesture, language: str) -> tuple[CaseValue, ...]:
    say, target = phrases(language).say, gesture.target
    if target is not None and target.secret:
        return ()
    if gesture.kind == "type" and gesture.text is not None:
        field = _without_data(target)
        return (typed_value(field, gesture.text, unnamed=say("Text")),)
    if gesture.kind == "open" and gesture.text and address(gesture.text) != gesture.text:
        return (CaseValue(name=say("Address"), text=gesture.text),)
    became = gesture.became.value if gesture.became and gesture.kind != "type" else None
    if target is not None and target.role in NUMBERS and became:
        return (typed_value(target, became, unnamed=say("Text")),)
    if gesture.kind in _POINTED and target is not None and holds_data(target):
        return (row_value(target, unnamed=say("Entry")),)
    return ()


def _picture(
    step: Step, target: Target | None, moment: Moment | None, frame: Frame | None, before: View | None
) -> tuple[Picture | None, View | None]:
    """Return the picture with its crop and marks, and the view to stay with; neither without a moment."""
    action = step.action
    if moment is None or frame is None or action is None:
        return None, None
    place = step.window.box if step.window else None
    previous = before if before and before.frame.on_desktop == frame.on_desktop else None
    marks = marks_for(action, target, place, frame.box, frame.scale)
    crop = frame_crop(
        frame.box,
        frame.scale,
        target,
        action.at,
        place,
        tip=next((mark.at for mark in marks if isinstance(mark, PointerMark)), None),
        previous=previous.crop if previous else None,
        same_window=previous is not None and previous.window == place,
    )
    picture = _shown(moment, frame, crop).model_copy(update={"marks": marks})
    stayed = previous is not None and previous.crop == crop
    return picture, previous if stayed else View(frame, crop, place)


def _shown(moment: Moment, frame: Frame, crop: Box) -> Picture:
    return Picture(
        file=f"images/{moment.file}", width=moment.width, height=moment.height, scale=frame.scale, crop=crop
    )
