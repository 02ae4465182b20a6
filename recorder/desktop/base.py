"""What a desktop backend tells: few methods, and a miss loses a name, never a step."""

from dataclasses import dataclass
from typing import Protocol, Self

from recorder.document.geometry import Box, Point
from recorder.document.guide import Target

CONTROL_APP, CONTROL_TITLE = "handrail-control", "Handrail"
"""What the recorder's own control window is known by."""


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """One window on the screen as the window system knows it; boxes in desktop pixels.

    `box` includes the frame that the window manager drew. `family` is the id of the top-level window it
    belongs to: its own for a main window, that of its parent for dialogs, menus, tooltips and other popups.
    `passed` are the places where it was a moment ago: what it showed there may still stand on the screen.
    """

    id: int
    family: int
    title: str
    app: str
    pid: int | None
    box: Box
    active: bool = False
    popup: bool = False
    passed: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Reopening:
    """A running program that would give names if it were started again, by `reopening.reopen`."""

    app: str
    process: int


class Problem(str):
    """A sentence of what keeps names away, with its mend; `reopening` where a click could mend it."""

    __slots__ = ("reopening",)
    reopening: Reopening | None

    def __new__(cls, sentence: str, reopening: Reopening | None = None) -> Self:
        """Return the sentence."""
        problem = super().__new__(cls, sentence)
        problem.reopening = reopening
        return problem


class Desktop(Protocol):
    """What is under the pointer, in the focus and on the screen. No method raises; none waits over 0.2 s."""

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return the visible windows, the topmost first; empty where nobody tells."""

    def target_at(self, point: Point, window: OpenWindow | None) -> Target | None:
        """Return the control at `point` (desktop pixels) in `window`, or None where no tree answers."""

    def focused(self, window: OpenWindow | None) -> Target | None:
        """Return the control that has the keyboard in `window`, or None where that is not known.

        None is a doubt: what is typed then is counted, not kept.
        """

    def value(self, window: OpenWindow | None) -> str | None:
        """Return what the focused control holds: a field's text, a slider's number, the option a list shows.

        Where a page itself has the focus, its address. None where it is secret or not known.
        """

    def problems(self) -> tuple[str, ...]:
        """Return what keeps names away, each a sentence with its mend; it may grow while recording.

        A `Problem` among them says which program a click could start again with names.
        """

    def close(self) -> None:
        """Give its connections up."""
