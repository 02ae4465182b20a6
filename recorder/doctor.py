"""What works here and what does not, each with its mend: the work of `handrail doctor`."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recorder.calibration import calibrate
from recorder.capture.keymap import parse_shortcut
from recorder.capture.output import ROOM, OutputError, check_folder
from recorder.capture.spool import spool_root, unfinished
from recorder.capture.surroundings import (
    display_complaint,
    extras_complaint,
    session_complaint,
    system_complaint,
)
from recorder.errors import RecorderError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from recorder.desktop.base import Desktop, OpenWindow


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is, and what to do where it is not well; `needed` to record at all."""

    name: str
    well: bool
    told: str
    needed: bool = True


def examine(environment: Mapping[str, str], stop_keys: str, *, marks: bool = True) -> Iterator[Finding]:
    """Yield what was found, in the order in which it depends on each other.

    With `marks`, a dot is shown on each monitor and clicked, to see where the mark of a click would be.
    """
    yield _finding("system", system_complaint(), "Linux")
    extras = extras_complaint()
    yield _finding("packages", extras, "all there")
    session = session_complaint(environment)
    yield _finding("session", session, "X11")
    if not extras and not session:
        display = display_complaint()
        yield _finding("display", display, environment.get("DISPLAY", ""))
        if not display:
            yield from _examine_desktop(environment)
            yield from _examine_marks() if marks else ()
    yield _hotkey(stop_keys)
    yield _disk(spool_root())
    yield _interrupted(spool_root())


def _finding(name: str, complaint: str | None, otherwise: str, *, needed: bool = True) -> Finding:
    return Finding(name, complaint is None, complaint or otherwise, needed)


def _examine_desktop(environment: Mapping[str, str]) -> Iterator[Finding]:
    from recorder.desktop.linux import LinuxDesktop  # noqa: PLC0415  # needs the extra

    desktop = LinuxDesktop(environment.get("DISPLAY"), environment.get("DBUS_SESSION_BUS_ADDRESS"))
    try:
        windows = desktop.windows()
        yield _windows(windows)
        problems = desktop.problems()
        yield _finding("names", " ".join(problems) or None, "the accessibility bus answers", needed=False)
        if not problems and windows:
            yield _one_name(desktop, windows[0])
    finally:
        desktop.close()


def _examine_marks() -> Iterator[Finding]:
    try:
        for outcome in calibrate():
            yield Finding("marks", outcome.well, outcome.told, needed=False)
    except RecorderError as error:
        yield Finding("marks", well=False, told=str(error), needed=False)


def _windows(windows: tuple[OpenWindow, ...]) -> Finding:
    if windows:
        return Finding("windows", well=True, told=f"{len(windows)} seen, {windows[0].title!r} on top")
    told = "None is seen: open one, and if it stays so, use a desktop with a window manager."
    return Finding("windows", well=False, told=told, needed=False)


def _one_name(desktop: Desktop, window: OpenWindow) -> Finding:
    """Look one control up, in the middle of the topmost window."""
    target = desktop.target_at(window.box.centre, window)
    if target:
        return Finding("a control", well=True, told=f"{target.role} {target.name!r} in {window.title!r}")
    told = f"{window.title!r} names no controls: its steps will show places instead of names."
    return Finding("a control", well=False, told=told, needed=False)


def _hotkey(stop_keys: str) -> Finding:
    try:
        parse_shortcut(stop_keys)
    except ValueError:
        return Finding("hotkey", well=False, told=f"{stop_keys!r} cannot stop: choose one like Ctrl+Alt+End.")
    return Finding("hotkey", well=True, told=f"{stop_keys} stops a recording")


def _disk(root: Path) -> Finding:
    place = next(each for each in (root, *root.parents) if each.is_dir())
    try:
        check_folder(place)
    except OutputError as error:
        return Finding("disk", well=False, told=f"{error} HANDRAIL_SPOOL names the folder of recordings.")
    free = shutil.disk_usage(place).free // ROOM
    return Finding("disk", well=True, told=f"{free:,} MB free for recordings in {root}")


def _interrupted(root: Path) -> Finding:
    left = len(unfinished(root))
    if not left:
        return Finding("recordings", well=True, told="none was interrupted")
    told = f"{left} interrupted: 'handrail recover' finishes them."
    return Finding("recordings", well=False, told=told, needed=False)
