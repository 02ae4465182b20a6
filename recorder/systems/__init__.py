"""The one place that chooses by operating system; what only one system has loads when it is used."""

import sys
from functools import cache

from recorder.errors import RecorderError
from recorder.systems.base import System


class UnknownSystemError(RecorderError):
    """Recording was not written for this system."""


@cache
def this_system(platform: str = sys.platform) -> System:
    """Return the system that this runs on.

    Raises:
        UnknownSystemError: nothing was written for it.
    """
    # On Windows, this must be made before anything looks at the screen: see recorder/systems/windows.py.
    if platform == "linux":
        from recorder.systems.linux import Linux  # noqa: PLC0415  # one system's module only

        return Linux()
    if platform == "win32":
        from recorder.systems.windows import Windows  # noqa: PLC0415  # as above

        return Windows()
    if platform == "darwin":
        from recorder.systems.macos import MacOS  # noqa: PLC0415  # as above

        return MacOS()
    raise UnknownSystemError(
        "Recording works on Linux with X11, and is written for Windows and macOS: record there, and read the "
        "guides anywhere."
    )
