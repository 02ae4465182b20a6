"""What recording needs of the machine, each miss with one sentence and the mend. Also what `doctor` asks."""

import importlib.util
import os
from collections.abc import Iterable, Iterator, Mapping

from recorder.errors import RecorderError
from recorder.systems import UnknownSystemError, this_system
from recorder.systems.base import Check


class SurroundingsError(RecorderError):
    """Recording cannot work here; the text says why and what to do."""


def check_surroundings(environment: Mapping[str, str] = os.environ) -> None:
    """Raise for the first thing that makes recording impossible.

    Raises:
        SurroundingsError: nothing was written for the system, or a package, the display or a permission is
            missing.
    """
    for check in surroundings(environment):
        if check.needed and check.complaint:
            raise SurroundingsError(check.complaint)


def surroundings(environment: Mapping[str, str]) -> Iterator[Check]:
    """Yield all that recording needs of the machine, up to a miss without which the rest cannot be asked."""
    try:
        system = this_system()
    except UnknownSystemError as error:
        yield Check("system", str(error), "")
        return
    yield Check("system", None, system.caution or system.name)
    extras = extras_complaint(system.packages)
    yield Check("packages", extras, "all there")
    if extras is None:
        yield from system.checks(environment)


def extras_complaint(names: Iterable[str]) -> str | None:
    """Return which packages are missing."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if not missing:
        return None
    needed = ", ".join(missing)
    return f"Recording needs {needed}: run \"pipx install --force '.[record]'\" in Handrail's folder."
