"""What is under the pointer, in the focus and on the screen, by name."""

import os
from collections.abc import Mapping

from recorder.desktop.base import Desktop


def open_desktop(environment: Mapping[str, str] = os.environ) -> Desktop:
    """Return the desktop that the environment names; it may take some seconds, once."""
    # Each platform's own libraries are imported here and nowhere before.
    from recorder.desktop.bus import session_address  # noqa: PLC0415
    from recorder.desktop.linux import LinuxDesktop  # noqa: PLC0415

    return LinuxDesktop(environment.get("DISPLAY"), session_address(environment))
