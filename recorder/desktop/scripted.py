"""A desktop that answers as it was told to: tests and the demo walk the same path as a person's recording."""

from collections.abc import Sequence
from dataclasses import dataclass

from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Point
from recorder.document.guide import Target


@dataclass(frozen=True, slots=True)
class ScriptedDesktop:
    """Answer from given values.

    `open_windows` are topmost first; where boxes of `targets` overlap, the smallest around the point answers.
    """

    open_windows: tuple[OpenWindow, ...] = ()
    targets: Sequence[Target] = ()
    focus: Target | None = None
    text: str | None = None
    warnings: tuple[str, ...] = ()

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return the windows as given."""
        return self.open_windows

    def target_at(self, point: Point, window: OpenWindow | None) -> Target | None:
        """Return the smallest given target around the point, where the window holds it too."""
        if window is not None and not window.box.holds(point):
            return None
        around = [target for target in self.targets if target.box is not None and target.box.holds(point)]
        return min(around, key=lambda target: target.box.area if target.box else 0, default=None)

    def focused(self, window: OpenWindow | None) -> Target | None:
        """Return the given focus, where there is a window to have it."""
        return self.focus if window is not None else None

    def value(self, window: OpenWindow | None) -> str | None:
        """Return the given text, None where the focus is secret or not known."""
        focus = self.focused(window)
        return None if focus is None or focus.secret else self.text

    def problems(self) -> tuple[str, ...]:
        """Return the given warnings."""
        return self.warnings

    def close(self) -> None:
        """Do nothing: there is no connection."""
