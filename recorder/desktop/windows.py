"""Windows: windows from user32, controls from UI Automation. The system's libraries load when it is made.

Written by the interface's documentation and tested on recorded answers; not yet tried on a real machine.
"""

import ctypes
import sys
from collections.abc import Mapping, Sequence
from pathlib import PureWindowsPath
from typing import Any

from recorder.desktop.base import CONTROL_APP, CONTROL_TITLE, OpenWindow
from recorder.desktop.elements import DEEPEST, Element
from recorder.desktop.stacking import XWindow, arrange
from recorder.desktop.uia import PROPERTIES, element_of
from recorder.desktop.words import tidy
from recorder.document.geometry import Box, Point

ROOT_OWNER, FRAME_BOUNDS, CLOAKED = 3, 9, 14
MENU_CLASS = "#32768"
TK_CLASS = "TkTopLevel"
POPUP_CLASSES = frozenset({MENU_CLASS, "ComboLBox", "tooltips_class32", "Xaml_WindowedPopupClass"})
QUERY_LIMITED = 0x1000
TRANSACTION_MILLISECONDS = 180
LONGEST = 1_024


class WindowsSource:
    """Ask Windows; `libraries` is `ctypes.windll`, and `automation` makes the client of UI Automation."""

    def __init__(self, libraries: Any = None, automation: Any = None) -> None:
        self._libraries: Any = libraries or getattr(ctypes, "windll", None)
        self._make = automation or open_automation
        self._automation: Any = None
        self._request: Any = None
        self._recent: list[int] = []

    def prepare(self) -> None:
        """Open UI Automation on the thread that asks."""
        self._automation = self._make()
        self._request = self._automation.CreateCacheRequest()
        for each in PROPERTIES:
            self._request.AddProperty(each)

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return the visible windows, the topmost first."""
        active = int(self._libraries.user32.GetForegroundWindow() or 0)
        if active and self._recent[:1] != [active]:
            self._recent = [active, *(each for each in self._recent if each != active)][:32]
        seen = [told for handle in self._handles() if (told := self._described(handle))]
        return arrange(seen[::-1], active, self._recent, None)

    def around(self, point: Point) -> Sequence[Element]:
        """Return the control at a point and what it is in, innermost first."""
        place = _point(point)
        return self._chain(self._automation.ElementFromPointBuildCache(place, self._request))

    def focused(self) -> Sequence[Element]:
        """Return the control that has the keyboard and what it is in, innermost first."""
        return self._chain(self._automation.GetFocusedElementBuildCache(self._request))

    def problems(self) -> tuple[str, ...]:
        """Return nothing: UI Automation needs no permission."""
        return ()

    def _chain(self, element: Any) -> Sequence[Element]:
        """Read an element and its ancestors, but not the desktop, which has none."""
        walker = self._automation.ControlViewWalker
        found: list[Element] = []
        while element and len(found) < DEEPEST:
            above = walker.GetParentElementBuildCache(element, self._request)
            if not above and found:
                break
            found.append(element_of(_told(element), "" if found else _label(element)))
            element = above
        return found

    def _handles(self) -> list[int]:
        """Return the top-level windows, the topmost first."""
        handles: list[int] = []
        prototype = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)(
            ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p
        )

        def note(handle: int | None, _: int | None) -> bool:
            handles.append(handle or 0)
            return True

        self._libraries.user32.EnumWindows(prototype(note), 0)
        return handles

    def _described(self, handle: int) -> XWindow | None:
        """Return what Windows tells of a window; None where it is not seen."""
        user = self._libraries.user32
        if not user.IsWindowVisible(handle) or user.IsIconic(handle) or self._is_cloaked(handle):
            return None
        title, kind = self._text(user.GetWindowTextW, handle), self._text(user.GetClassNameW, handle)
        process = ctypes.c_ulong()
        user.GetWindowThreadProcessId(handle, ctypes.byref(process))
        owner = int(user.GetAncestor(handle, ROOT_OWNER) or handle)
        return XWindow(
            id=handle,
            client=process.value,
            title=tidy(title),
            app=CONTROL_APP if (title, kind) == (CONTROL_TITLE, TK_CLASS) else self._program(process.value),
            pid=process.value or None,
            box=self._place(handle),
            transient_for=owner if owner != handle else None,
            popup=kind in POPUP_CLASSES,
        )

    def _place(self, handle: int) -> Box:
        """Return where a window is seen, without the shadow that its rectangle holds."""
        sides = (ctypes.c_long * 4)()
        failed = self._libraries.dwmapi.DwmGetWindowAttribute(
            handle, FRAME_BOUNDS, ctypes.byref(sides), ctypes.sizeof(sides)
        )
        if failed:
            self._libraries.user32.GetWindowRect(handle, ctypes.byref(sides))
        left, top, right, bottom = sides
        return Box(left, top, right - left, bottom - top)

    def _is_cloaked(self, handle: int) -> bool:
        """Tell whether a window is on another desktop, or a program's that sleeps."""
        value = ctypes.c_ulong()
        failed = self._libraries.dwmapi.DwmGetWindowAttribute(
            handle, CLOAKED, ctypes.byref(value), ctypes.sizeof(value)
        )
        return not failed and value.value != 0

    def _program(self, process: int) -> str:
        """Return the name of a process's program, as `notepad` of `notepad.exe`."""
        kernel = self._libraries.kernel32
        opened = kernel.OpenProcess(QUERY_LIMITED, False, process)
        if not opened:
            return ""
        try:
            path, size = ctypes.create_unicode_buffer(LONGEST), ctypes.c_ulong(LONGEST)
            kernel.QueryFullProcessImageNameW(opened, 0, path, ctypes.byref(size))
        finally:
            kernel.CloseHandle(opened)
        return tidy(PureWindowsPath(path.value).stem).lower()

    def _text(self, ask: Any, handle: int) -> str:
        text = ctypes.create_unicode_buffer(LONGEST)
        ask(handle, text, LONGEST)
        return text.value


def open_automation() -> Any:
    """Return the client of UI Automation, with a limit to how long one question may take."""
    sys.coinit_flags = 0  # type: ignore[attr-defined]  # comtypes reads it: threads of any kind may ask
    import comtypes.client  # noqa: PLC0415  # there is none elsewhere

    comtypes.CoInitializeEx(0)
    interface = comtypes.client.GetModule("UIAutomationCore.dll")
    automation = comtypes.client.CreateObject(interface.CUIAutomation8, interface=interface.IUIAutomation2)
    automation.ConnectionTimeout = automation.TransactionTimeout = TRANSACTION_MILLISECONDS
    return automation


def _point(point: Point) -> Any:
    from ctypes.wintypes import POINT  # noqa: PLC0415  # loads on any system, but is of use on this one

    return POINT(point.x, point.y)


def _told(element: Any) -> Mapping[int, Any]:
    """Return the cached properties that the element has: what it has not, comes as some object."""
    values = ((each, element.GetCachedPropertyValueEx(each, True)) for each in PROPERTIES)
    return {each: value for each, value in values if isinstance(value, bool | int | float | str | tuple)}


def _label(element: Any) -> str:
    label = element.CurrentLabeledBy
    return tidy(label.CurrentName or "") if label else ""
