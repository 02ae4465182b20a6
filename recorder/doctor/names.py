"""Looks a real control up in the topmost window that is not the doctor's own terminal."""

import time
from collections.abc import Callable, Iterator, Sequence

from recorder.capture.masking import window_at
from recorder.capture.suppression import is_control, started_from
from recorder.desktop.base import Desktop, OpenWindow
from recorder.desktop.roles import ACTED_ON
from recorder.doctor.finding import Finding
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target

SECONDS = 3.0
STEPS = (160, 80, 40, 20)
"""How far the places are apart that are asked, in pixels: first a few all over the window, then more."""

SMALLEST = 60


def look_at_names(desktop: Desktop) -> Iterator[Finding]:
    """Yield which windows are seen, whether anybody tells names, and one that was told."""
    windows = desktop.windows()
    yield _windows(windows)
    window = chosen(windows)
    target = found_in(desktop, window, windows) if window else None
    problems = " ".join(desktop.problems())
    yield Finding("names", not problems, problems or "the accessibility interface answers", needed=False)
    if window and not problems:
        yield _one_name(window, target)


def chosen(windows: Sequence[OpenWindow]) -> OpenWindow | None:
    """Return the topmost real window; that of our own terminal only where there is no other."""
    terminal = started_from(windows)
    real = [
        each
        for each in windows
        if not each.popup and not is_control(each) and min(each.box.width, each.box.height) >= SMALLEST
    ]
    return next((each for each in real if not terminal.owns(each)), next(iter(real), None))


def found_in(
    desktop: Desktop,
    window: OpenWindow,
    windows: Sequence[OpenWindow],
    clock: Callable[[], float] = time.monotonic,
) -> Target | None:
    """Return a control that is acted on and has a name, else whatever has one, else None."""
    ends, best = clock() + SECONDS, None
    for point in _places(window.box):
        if clock() > ends:
            break
        if window_at(windows, point) != window:
            continue
        target = desktop.target_at(point, window)
        if target and target.name and target.role in ACTED_ON:
            return target
        best = best or (target if target and target.name else None)
    return best


def _places(box: Box) -> Iterator[Point]:
    for step in STEPS:
        for y in range(box.y + step // 2, box.bottom, step):
            for x in range(box.x + step // 2, box.right, step):
                yield Point(x, y)


def _windows(windows: Sequence[OpenWindow]) -> Finding:
    if windows:
        seen = "1 is seen" if len(windows) == 1 else f"{len(windows)} are seen"
        return Finding("windows", well=True, told=f"{seen}, {windows[0].title!r} on top")
    told = "None is seen: open one, and if it stays so, use a desktop with a window manager."
    return Finding("windows", well=False, told=told, needed=False)


def _one_name(window: OpenWindow, target: Target | None) -> Finding:
    if target:
        return Finding("a control", well=True, told=f"{target.role} {target.name!r} in {window.title!r}")
    told = f"{window.title!r} names no controls: its steps will show places instead of names."
    return Finding("a control", well=False, told=told, needed=False)
