"""What Windows and macOS are asked beside windows and controls, on answers of the real interfaces."""

import ctypes
import os
import subprocess
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from recorder.capture.suppression import ancestors
from recorder.capture.surroundings import SurroundingsError, check_surroundings, surroundings
from recorder.desktop.macos import NOT_HEARING, NOT_SEEING, NOT_TRUSTED
from recorder.document.geometry import Point
from recorder.systems.linux import Linux
from recorder.systems.macos import LIST, MacOS
from recorder.systems.processes import Process, parent_in, parse_list
from recorder.systems.win32 import KEYS, Entry, idle_seconds, is_taken, processes, scale_at
from recorder.systems.windows import Windows
from tests.ax_answers import System

STARTED = (
    Process(4, 0, "System"),
    Process(500, 4, "explorer.exe"),
    Process(612, 500, "WindowsTerminal.exe"),
    Process(700, 612, "powershell.exe"),
    Process(744, 700, "python.exe"),
)


class Libraries:
    """The part of user32, kernel32 and shcore that tells of input, monitors, hotkeys and processes."""

    def __init__(self, *, front: int = 10, taken: Sequence[tuple[int, int]] = (), dpi: int = 144) -> None:
        self.user32 = self.kernel32 = self.shcore = self
        self.CreateToolhelp32Snapshot = SimpleSnapshot()
        self._front, self._taken, self._dpi = front, taken, dpi
        self._left: Iterator[Process] = iter(())
        self.registered: list[tuple[int, int]] = []

    def SetProcessDpiAwarenessContext(self, _context: Any) -> bool:  # noqa: N802
        """Agree."""
        return True

    def GetDesktopWindow(self) -> int:  # noqa: N802
        """Return the desktop."""
        return 1

    def GetForegroundWindow(self) -> int:  # noqa: N802
        """Return the window in front."""
        return self._front

    def GetDoubleClickTime(self) -> int:  # noqa: N802
        """Return milliseconds."""
        return 650

    def GetSystemMetrics(self, number: int) -> int:  # noqa: N802
        """Return the width of a double click."""
        return {36: 4}[number]

    def GetLastInputInfo(self, into: Any) -> bool:  # noqa: N802
        """Write when the last input was, just before the ticks wrapped."""
        assert into._obj.size == 8
        into._obj.ticks = (1 << 32) - 500
        return True

    def GetTickCount(self) -> int:  # noqa: N802
        """Return the ticks now."""
        return 1000

    def MonitorFromPoint(self, point: Any, nearest: int) -> int:  # noqa: N802
        """Return the monitor."""
        assert nearest == 2
        return int(point.x)

    def GetDpiForMonitor(self, _monitor: int, kind: int, across: Any, down: Any) -> int:  # noqa: N802
        """Write its density."""
        assert kind == 0
        across._obj.value = down._obj.value = self._dpi
        return 0

    def RegisterHotKey(self, window: None, _id: int, modifiers: int, code: int) -> bool:  # noqa: N802
        """Register keys, unless others have them."""
        assert window is None
        self.registered.append((modifiers, code))
        return (modifiers, code) not in self._taken

    def UnregisterHotKey(self, _window: None, _id: int) -> bool:  # noqa: N802
        """Give them back."""
        self.registered.pop()
        return True

    def Process32FirstW(self, _snapshot: Any, entry: Any) -> bool:  # noqa: N802
        """Write the first process."""
        self._left = iter(STARTED)
        return self.Process32NextW(_snapshot, entry)

    def Process32NextW(self, _snapshot: Any, entry: Any) -> bool:  # noqa: N802
        """Write the next process."""
        found = next(self._left, None)
        if found:
            entry._obj.id, entry._obj.parent, entry._obj.program = found.id, found.parent, found.program
        return found is not None

    def CloseHandle(self, _handle: Any) -> bool:  # noqa: N802
        """Close."""
        return True


class SimpleSnapshot:
    """A function of a library: callable, with a type of result that can be set."""

    restype: Any = None

    def __call__(self, kind: int, _process: int) -> int:
        """Return a handle."""
        assert kind == 2
        return 77


def test_windows_says_what_counts_as_a_double_click() -> None:
    assert Windows(Libraries()).double_click() == (0.65, 4)


def test_windows_tells_for_how_long_nobody_worked_also_when_its_ticks_wrap() -> None:
    assert idle_seconds(Libraries()) == pytest.approx(1.5)


def test_windows_tells_how_dense_a_monitor_is() -> None:
    assert scale_at(Libraries(), Point(2000, 10)) == 1.5
    assert scale_at(SimpleNamespace(user32=object()), Point(0, 0)) == 1.0, "one that is too old to tell"


def test_a_hotkey_of_another_program_is_known_and_none_is_kept() -> None:
    libraries = Libraries(taken=[(3, KEYS["End"])])
    assert is_taken(libraries, frozenset({"Ctrl", "Alt", "End"}))
    libraries.registered.clear()
    assert not is_taken(libraries, frozenset({"Ctrl", "Alt", "Home"}))
    assert not is_taken(libraries, frozenset({"Super", "X"}))
    assert not is_taken(libraries, frozenset({"Ctrl", "ß"})), "no key of that name is known"
    assert libraries.registered == []


def test_windows_tells_what_started_a_process_up_to_explorer() -> None:
    system = Windows(Libraries())
    assert list(processes(Libraries())) == list(STARTED)
    assert [system.parent(each) for each in (744, 700, 612, 1)] == [700, 612, None, None]
    wider = 260 * (ctypes.sizeof(ctypes.c_wchar) - 2)
    assert ctypes.sizeof(Entry) - wider in (556, 568), "as the documentation has it for 32 and 64 bits"


def test_macos_tells_what_started_a_process_as_the_kernel_does_here() -> None:
    told = subprocess.run(LIST, capture_output=True, text=True, check=True).stdout
    listed = parse_list(told)
    mine = os.getpid()
    assert parent_in(listed, mine, "launchd") == Linux().parent(mine) == ancestors()[0]
    assert parse_list("  1 0 /sbin/launchd\n 9\n x y z\n") == [Process(1, 0, "launchd")]
    assert parent_in(parse_list("1 0 /sbin/launchd\n9 1 /A b/Terminal"), 9, "launchd") is None


def test_a_windows_where_nobody_is_signed_in_cannot_be_recorded() -> None:
    (well,) = Windows(Libraries()).checks({})
    (ill,) = Windows(Libraries(front=0)).checks({})
    assert (well.complaint, ill.needed) == (None, True)
    assert "signed in" in (ill.complaint or "")


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_each_permission_of_macos_is_told_with_where_to_allow_it(missing: int) -> None:
    allowed = tuple(number != missing for number in range(3))
    checks = {each.name: each for each in MacOS(System(allowed=allowed)).checks({})}  # type: ignore[arg-type]
    named = [("accessibility", NOT_TRUSTED), ("screen", NOT_SEEING), ("input", NOT_HEARING)]
    assert checks[named[missing][0]].complaint == named[missing][1]
    assert [each.name for each in checks.values() if each.complaint] == [named[missing][0]]
    assert [each.needed for each in checks.values()] == [True, True, False]
    assert all("System Settings" in complaint for _, complaint in named)


def test_what_was_never_tried_says_so_once() -> None:
    assert "Windows has not been tried" in (Windows(Libraries()).caution or "")
    assert "macOS has not been tried" in (MacOS(System()).caution or "")
    assert Linux().caution is None
    told = SimpleNamespace(double_click_seconds=lambda: 0.5)
    assert MacOS(told).double_click() == (0.5, 5)


class Complete(MacOS):
    """A macOS on which all packages are installed."""

    packages = ("json",)  # type: ignore[assignment]


def test_recording_is_refused_where_a_permission_is_missing_that_it_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = "recorder.capture.surroundings.this_system"
    monkeypatch.setattr(asked, lambda: Complete(System(allowed=(True, False, True))))
    with pytest.raises(SurroundingsError, match="Screen & System Audio Recording"):
        check_surroundings({})
    monkeypatch.setattr(asked, lambda: Complete(System(allowed=(False, True, True))))
    check_surroundings({})
    told = {each.name: each for each in surroundings({})}
    assert "has not been tried" in told["system"].otherwise
    assert told["accessibility"].complaint == NOT_TRUSTED
    monkeypatch.setattr(asked, lambda: MacOS(System()))
    with pytest.raises(SurroundingsError, match=r"ApplicationServices, Quartz: run .*'\.\[record\]'"):
        check_surroundings({})
