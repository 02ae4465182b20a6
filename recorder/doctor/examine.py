"""Looks at all that recording depends on, in the order in which it depends on each other."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from recorder.calibration import calibrate
from recorder.capture.output import ROOM, OutputError, check_folder
from recorder.capture.spool import spool_root, unfinished
from recorder.capture.surroundings import surroundings
from recorder.control.shortcuts import Keys
from recorder.doctor.finding import Finding
from recorder.doctor.hotkeys import look_at_hotkeys
from recorder.doctor.names import look_at_names
from recorder.errors import RecorderError
from recorder.systems import this_system


def examine(environment: Mapping[str, str], keys: Keys, *, marks: bool = True) -> Iterator[Finding]:
    """Yield what was found, each as soon as it is known.

    With `marks`, a dot is shown on each monitor and clicked, to see where the mark of a click would be.
    """
    possible = True
    for check in surroundings(environment):
        finding = Finding(
            check.name, check.complaint is None, check.complaint or check.otherwise, check.needed
        )
        possible = possible and not finding.hinders
        yield finding
    if possible:
        with closing(this_system().desktop(environment)) as desktop:
            yield from look_at_names(desktop)
        if marks and this_system().calibrates:
            yield from _look_at_marks()
    yield from look_at_hotkeys(keys, ask=possible)
    yield _look_at_disk(spool_root())
    yield _look_for_interrupted(spool_root())


def _look_at_marks() -> Iterator[Finding]:
    try:
        for outcome in calibrate():
            yield Finding("marks", outcome.well, outcome.told, needed=False)
    except RecorderError as error:
        yield Finding("marks", well=False, told=str(error), needed=False)


def _look_at_disk(root: Path) -> Finding:
    place = next(each for each in (root, *root.parents) if each.is_dir())
    try:
        check_folder(place)
    except OutputError as error:
        return Finding("disk", well=False, told=f"{error} HANDRAIL_SPOOL names the folder of recordings.")
    free = shutil.disk_usage(place).free // ROOM
    return Finding("disk", well=True, told=f"{free:,} MB free for recordings in {root}")


def _look_for_interrupted(root: Path) -> Finding:
    left = len(unfinished(root))
    if not left:
        return Finding("recordings", well=True, told="none was interrupted")
    told = f"{left} interrupted: 'handrail recover' finishes them."
    return Finding("recordings", well=False, told=told, needed=False)
