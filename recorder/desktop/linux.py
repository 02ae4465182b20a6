"""The desktop on Linux under X11: windows from the X server, names from the accessibility tree."""

from recorder.desktop.at_spi import AtSpiTree
from recorder.desktop.base import OpenWindow
from recorder.desktop.x11 import X11Windows
from recorder.document.geometry import Point
from recorder.document.guide import Target


class LinuxDesktop:
    """Join the two, of an X display and a session bus; where no tree answers there are windows only."""

    def __init__(self, display: str | None, session: str | None) -> None:
        self._windows = X11Windows(display)
        self._tree = AtSpiTree(session)
        self._tree.start()

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return the visible windows, the topmost first."""
        return self._windows.windows()

    def target_at(self, point: Point, window: OpenWindow | None) -> Target | None:
        """Return the control at the point in the window, or None."""
        return None if window is None else self._tree.target_at(point, window)

    def focused(self, window: OpenWindow | None) -> Target | None:
        """Return the control that has the keyboard, None on doubt."""
        if window is None:
            return None
        menu = any(each.popup and each.family == window.family for each in self._windows.windows())
        return self._tree.focused(window, menu=menu)

    def value(self, window: OpenWindow | None) -> str | None:
        """Return what the focused control holds, or a page's address; None where it is not known."""
        return None if window is None else self._tree.value(window)

    def problems(self) -> tuple[str, ...]:
        """Return what keeps names away."""
        return self._tree.problems()

    def close(self) -> None:
        """Give both connections up."""
        self._windows.close()
        self._tree.close()
