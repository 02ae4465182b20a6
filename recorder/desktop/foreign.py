"""A desktop told by elements: what Windows and macOS share of what the recorder asks."""

from collections.abc import Sequence
from typing import Protocol

from recorder.desktop.asking import Asker
from recorder.desktop.base import OpenWindow
from recorder.desktop.elements import Element, target_around, target_of
from recorder.document.geometry import Point
from recorder.document.guide import Target

UNSURE = frozenset({"window", "document", "panel", "group", "dialog"})
"""What never counts as a known focus: where in it the keys go is hidden."""


class Source(Protocol):
    """One system's interface; it may raise whatever it likes. Controls are asked for on one thread."""

    def prepare(self) -> None:
        """Make the thread ready that asks."""

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return the visible windows, the topmost first."""

    def around(self, point: Point) -> Sequence[Element]:
        """Return the control at a point and what it is in, innermost first, the window last."""

    def focused(self) -> Sequence[Element]:
        """Return the control that has the keyboard and what it is in, likewise."""

    def problems(self) -> tuple[str, ...]:
        """Return what keeps names away, each a sentence with its mend."""


class ForeignDesktop:
    """Answer from a source, each look-up within a fifth of a second."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._asker = Asker(source.prepare)

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return the visible windows, the topmost first: the system itself tells, and does not hang."""
        try:
            return self._source.windows()
        except Exception:  # noqa: BLE001  # of many kinds: a miss loses a name, never a step
            return ()

    def target_at(self, point: Point, window: OpenWindow | None) -> Target | None:
        """Return the control at the point, None where nothing tells or another window answered."""
        if window is None:
            return None
        chain = self._asker.ask(lambda: self._source.around(point)) or ()
        return target_around(chain, point) if chain and _may_be_of(chain[-1], window) else None

    def focused(self, window: OpenWindow | None) -> Target | None:
        """Return the control that has the keyboard in the window, None on doubt."""
        chain = self._focus(window)
        return target_of(chain) if chain else None

    def value(self, window: OpenWindow | None) -> str | None:
        """Return the text of the focused field, None where it is secret or not known."""
        chain = self._focus(window)
        return chain[0].value if chain and not chain[0].secret else None

    def problems(self) -> tuple[str, ...]:
        """Return what keeps names away."""
        return self._source.problems()

    def close(self) -> None:
        """Let the thread end."""
        self._asker.close()

    def _focus(self, window: OpenWindow | None) -> Sequence[Element]:
        if window is None or not window.active:
            return ()
        chain = self._asker.ask(self._source.focused) or ()
        return chain if chain and chain[0].role not in UNSURE and _may_be_of(chain[-1], window) else ()


def _may_be_of(top: Element, window: OpenWindow) -> bool:
    """Tell whether a top-level element may be that window: they overlap, as far as its place is known."""
    return top.box is None or top.box.meet(window.box) is not None
