"""Whose events are not part of the task: the recorder's own hotkeys and window, and its terminal."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from recorder.desktop.base import CONTROL_APP, OpenWindow
from recorder.systems import this_system

OWN_HOTKEY: Final = "own_hotkey"
OWN_TERMINAL: Final = "own_terminal"
OWN_CONTROL: Final = "own_control"
PAUSED: Final = "paused"
TERMINAL_SWITCH: Final = "terminal_switch"
MODIFIER_ALONE: Final = "modifier_alone"
SWITCH_KEYS = frozenset({"Tab"})
SWITCH_MODIFIERS = frozenset({"Alt", "Super"})


@dataclass(frozen=True, slots=True)
class Terminal:
    """The recorder's own windows: those of the terminal it runs in, by family, and of its control window."""

    family: int | None = None

    def owns(self, window: OpenWindow | None) -> bool:
        """Tell whether a window is one of them."""
        if window is None:
            return False
        return is_control(window) or (self.family is not None and window.family == self.family)


def find_terminal(windows: Sequence[OpenWindow], window_id: int | None, ancestors: Iterable[int]) -> Terminal:
    """Return the terminal: the window named by WINDOWID, else the one of a program that started this one.

    Where that program has several windows, it is the active one, else the topmost.
    """
    named = [window for window in windows if window.id == window_id]
    started = set(ancestors)
    ours = sorted((window for window in windows if window.pid in started), key=lambda each: not each.active)
    found = (*named, *ours)
    return Terminal(found[0].family) if found else Terminal()


def own_terminal(windows: Sequence[OpenWindow]) -> Terminal:
    """Return the terminal that this process runs in, if it runs in one."""
    in_terminal = any(os.isatty(descriptor) for descriptor in (0, 1, 2))
    return started_from(windows) if in_terminal else Terminal()


def started_from(windows: Sequence[OpenWindow]) -> Terminal:
    """Return the terminal, or whatever other program's window, that this process was started from."""
    window_id = os.environ.get("WINDOWID", "")
    return find_terminal(windows, int(window_id) if window_id.isdigit() else None, ancestors())


def is_control(window: OpenWindow | None) -> bool:
    """Tell whether a window controls a recording; Tk tells no process, so it is known by its class."""
    return window is not None and window.app == CONTROL_APP


def ancestors(pid: int | None = None) -> tuple[int, ...]:
    """Return the process ids of what started this process, and what started that, and so on."""
    found: list[int] = []
    parent = pid or os.getppid()
    while parent > 1 and parent not in found:
        found.append(parent)
        parent = this_system().parent(parent) or 0
    return tuple(found)


def is_switch(name: str | None, modifiers: Iterable[str]) -> bool:
    """Tell whether a key switches between windows, as Alt+Tab does."""
    return name in SWITCH_KEYS and bool(SWITCH_MODIFIERS & set(modifiers))
