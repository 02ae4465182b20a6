"""What recording needs of an operating system, each in a module of its own beside this one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from recorder.capture.events import HandEvent
from recorder.capture.seats import Screen
from recorder.desktop.base import Desktop


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was asked: what is wrong, with its mend, or how it is; `needed` to record at all."""

    name: str
    complaint: str | None
    otherwise: str
    needed: bool = True


class Hands(Protocol):
    """What hears mouse and keys, and hands each event over from threads of its own."""

    @property
    def listening(self) -> bool:
        """Whether it still does."""

    def start(self) -> None:
        """Listen, and return once nothing is missed any more."""

    def stop(self) -> None:
        """Hand over what is still on its way, and end."""


class Claims(Protocol):
    """What only one program can have; all of it is free again when this process ends, however it ends."""

    def record(self, process: int) -> None:
        """Claim the screen for the recording of a process.

        Raises:
            RecorderError: another recorder has it.
        """

    def taken(self, shortcuts: Mapping[frozenset[str], object]) -> Iterator[frozenset[str]]:
        """Yield the shortcuts that another program is known to have taken."""

    def close(self) -> None:
        """Give everything up."""


class System(Protocol):
    """One operating system."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def platform(self) -> str:
        """What a recording calls it."""

    @property
    def packages(self) -> Sequence[str]:
        """What must be installed beside the base, by the names under which it is imported."""

    @property
    def caution(self) -> str | None:
        """What is said once before a recording, where there is something to say."""

    @property
    def calibrates(self) -> bool:
        """Whether the doctor can click here to see where marks land."""

    def checks(self, environment: Mapping[str, str]) -> Iterator[Check]:
        """Yield what was asked, in the order in which it depends on each other; needs the packages."""

    def desktop(self, environment: Mapping[str, str]) -> Desktop:
        """Open what tells windows and controls by name."""

    def hands(self, take: Callable[[HandEvent], None]) -> Hands:
        """Return what hears mouse and keys."""

    def screen(self) -> Screen:
        """Open what tells of the monitors and grabs their pixels, on the thread that uses it."""

    def claims(self) -> Claims:
        """Open what claims the screen and knows of others' hotkeys."""

    def double_click(self) -> tuple[float, int]:
        """Return within how many seconds and pixels two clicks are one."""

    def parent(self, process: int) -> int | None:
        """Return which process started a process, None where that is not known or is the desktop itself."""
