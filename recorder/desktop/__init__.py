"""What is under the pointer, in the focus and on the screen, by name."""

import os
from collections.abc import Mapping

from recorder.desktop.base import Desktop


def open_desktop(environment: Mapping[str, str] = os.environ) -> Desktop:
    """Return this system's desktop as the environment names it; it may take some seconds, once."""
    from recorder.systems import this_system  # noqa: PLC0415  # which knows each system's desktop

    return this_system().desktop(environment)
