"""What the recorder asks Windows beside windows and controls; `libraries` is `ctypes.windll` throughout."""

import ctypes
from collections.abc import Iterator
from typing import Any

from recorder.document.geometry import Point
from recorder.systems.processes import Process

SNAPSHOT_OF_PROCESSES, PATH_LENGTH = 2, 260
INVALID = ctypes.c_void_p(-1).value
NEAREST_MONITOR, EFFECTIVE_DPI, PLAIN_DPI = 2, 0, 96
HOTKEY = 0xB1D
MODIFIERS = {"Alt": 1, "Ctrl": 2, "Shift": 4, "Super": 8}
KEYS = {
    "Backspace": 0x08,
    "Tab": 0x09,
    "Enter": 0x0D,
    "Escape": 0x1B,
    "Space": 0x20,
    "PageUp": 0x21,
    "PageDown": 0x22,
    "End": 0x23,
    "Home": 0x24,
    "Left": 0x25,
    "Up": 0x26,
    "Right": 0x27,
    "Down": 0x28,
    "Insert": 0x2D,
    "Delete": 0x2E,
    **{f"F{number}": 0x6F + number for number in range(1, 25)},
}


class LastInput(ctypes.Structure):
    """LASTINPUTINFO."""

    _fields_ = (("size", ctypes.c_uint), ("ticks", ctypes.c_uint32))


class Entry(ctypes.Structure):
    """PROCESSENTRY32W."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("usage", ctypes.c_uint32),
        ("id", ctypes.c_uint32),
        ("heap", ctypes.c_size_t),
        ("module", ctypes.c_uint32),
        ("threads", ctypes.c_uint32),
        ("parent", ctypes.c_uint32),
        ("priority", ctypes.c_int32),
        ("flags", ctypes.c_uint32),
        ("program", ctypes.c_wchar * PATH_LENGTH),
    )


def idle_seconds(libraries: Any) -> float:
    """Return how long nobody has touched mouse or keyboard; the ticks wrap at 2³²."""
    last = LastInput(size=ctypes.sizeof(LastInput))
    libraries.user32.GetLastInputInfo(ctypes.byref(last))
    return float((libraries.kernel32.GetTickCount() - last.ticks) % (1 << 32)) / 1000


def scale_at(libraries: Any, point: Point) -> float:
    """Return the pixels of a point on the monitor there, 1.0 where Windows does not tell."""
    from ctypes.wintypes import POINT  # noqa: PLC0415  # loads on any system, but is of use on this one

    across, down = ctypes.c_uint(PLAIN_DPI), ctypes.c_uint(PLAIN_DPI)
    try:
        monitor = libraries.user32.MonitorFromPoint(POINT(point.x, point.y), NEAREST_MONITOR)
        libraries.shcore.GetDpiForMonitor(monitor, EFFECTIVE_DPI, ctypes.byref(across), ctypes.byref(down))
    except (AttributeError, OSError):
        return 1.0
    return across.value / PLAIN_DPI


def is_taken(libraries: Any, shortcut: frozenset[str]) -> bool:
    """Tell whether another program has registered a shortcut, by registering it for a moment."""
    held = sum(MODIFIERS.get(each, 0) for each in shortcut)
    (key,) = (each for each in shortcut if each not in MODIFIERS)
    code = KEYS.get(key) or (ord(key) if len(key) == 1 and key.isascii() and key.isalnum() else 0)
    if not code:
        return False
    if not libraries.user32.RegisterHotKey(None, HOTKEY, held, code):
        return True
    libraries.user32.UnregisterHotKey(None, HOTKEY)
    return False


def processes(libraries: Any) -> Iterator[Process]:
    """Yield all running processes."""
    kernel = libraries.kernel32
    kernel.CreateToolhelp32Snapshot.restype = ctypes.c_void_p
    snapshot = kernel.CreateToolhelp32Snapshot(SNAPSHOT_OF_PROCESSES, 0)
    if snapshot in (None, INVALID):
        return
    try:
        entry = Entry(size=ctypes.sizeof(Entry))
        more = kernel.Process32FirstW(ctypes.c_void_p(snapshot), ctypes.byref(entry))
        while more:
            yield Process(entry.id, entry.parent, entry.program)
            more = kernel.Process32NextW(ctypes.c_void_p(snapshot), ctypes.byref(entry))
    finally:
        kernel.CloseHandle(ctypes.c_void_p(snapshot))
