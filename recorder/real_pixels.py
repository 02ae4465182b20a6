"""Has Windows show this process each monitor's real pixels. The control window needs it, too."""

import ctypes
from typing import Any

PER_MONITOR_V2, PER_MONITOR = -4, 2


def count_real_pixels(libraries: Any) -> None:
    """Have this process see each monitor's real pixels; must come before pynput or mss are imported.

    Windows before 10 (1703) know the older calls only.
    """
    try:
        if libraries.user32.SetProcessDpiAwarenessContext(ctypes.c_void_p(PER_MONITOR_V2)):
            return
    except AttributeError:
        pass
    try:
        libraries.shcore.SetProcessDpiAwareness(PER_MONITOR)
    except (AttributeError, OSError):
        libraries.user32.SetProcessDPIAware()
