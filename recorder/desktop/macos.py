"""macOS: windows from Quartz, controls from the accessibility interface. Its libraries load when it is made.

Written by the interface's documentation and tested on recorded answers; not yet tried on a real machine.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from recorder.desktop.ax import ATTRIBUTES, element_of
from recorder.desktop.base import CONTROL_APP, CONTROL_TITLE, OpenWindow
from recorder.desktop.elements import DEEPEST, Element, box_of
from recorder.desktop.stacking import XWindow, arrange
from recorder.desktop.words import tidy
from recorder.document.geometry import Box, Point

ON_SCREEN, NO_WINDOW, NO_OPTIONS, POINT, SIZE = 1, 0, 0, 1, 2
NORMAL_LAYER, MENU_LAYER, PANEL_LAYER = 0, 101, 3
SESSION, ANY_INPUT = 0, 0xFFFFFFFF
ANSWER_SECONDS = 0.18
TK_PROGRAM = "python"
NOT_TRUSTED = (
    "Controls are not named, because this terminal may not use accessibility: allow it in System Settings, "
    "Privacy & Security, Accessibility, and start it again."
)
NOT_SEEING = (
    "Other programs' windows cannot be seen: allow this terminal in System Settings, Privacy & Security, "
    "Screen & System Audio Recording, and start it again."
)
NOT_HEARING = (
    "Mouse and keys cannot be heard: allow this terminal in System Settings, Privacy & Security, "
    "Input Monitoring, and start it again."
)


class MacSource:
    """Ask macOS; `system` has the functions of ApplicationServices, Quartz and AppKit that are used here."""

    def __init__(self, system: Any = None) -> None:
        self._system = system or open_system()
        self._everywhere: Any = None

    def prepare(self) -> None:
        """Open the accessibility interface on the thread that asks."""
        self._everywhere = self._system.AXUIElementCreateSystemWide()
        self._system.AXUIElementSetMessagingTimeout(self._everywhere, ANSWER_SECONDS)

    def windows(self) -> tuple[OpenWindow, ...]:
        """Return the visible windows, the topmost first."""
        told = self._system.CGWindowListCopyWindowInfo(ON_SCREEN, NO_WINDOW) or ()
        seen = [window for each in told if (window := _window(each))]
        front = self._system.front_process()
        active = next((each.id for each in seen if each.pid == front and not each.popup), None)
        return arrange(seen[::-1], active, [active] if active else [], None)

    def around(self, point: Point) -> Sequence[Element]:
        """Return the control at a point and what it is in, innermost first."""
        failed, element = self._system.AXUIElementCopyElementAtPosition(
            self._everywhere, point.x, point.y, None
        )
        return () if failed else self._chain(element)

    def focused(self) -> Sequence[Element]:
        """Return the control that has the keyboard and what it is in, innermost first."""
        element = self._attribute(self._everywhere, "AXFocusedUIElement")
        return () if element is None else self._chain(element)

    def problems(self) -> tuple[str, ...]:
        """Return which permissions are missing."""
        return permissions(self._system)

    def _chain(self, element: Any) -> Sequence[Element]:
        """Read an element and what it is in, but for the program, which is no control."""
        found: list[Element] = []
        while element is not None and len(found) < DEEPEST:
            told = self._told(element)
            if told.get("AXRole") in (None, "AXApplication"):
                break
            found.append(element_of(told, "" if found else self._label(element)))
            element = told.get("AXParent")
        return found

    def _told(self, element: Any) -> Mapping[str, Any]:
        """Return the attributes that an element has; what it has not comes as an error in a box."""
        failed, values = self._system.AXUIElementCopyMultipleAttributeValues(
            element, ATTRIBUTES, NO_OPTIONS, None
        )
        if failed or values is None:
            return {}
        return {name: self._plain(name, value) for name, value in zip(ATTRIBUTES, values, strict=False)}

    def _plain(self, name: str, value: Any) -> Any:
        """Return a place or size as a pair of numbers, all else as it came."""
        if name not in ("AXPosition", "AXSize"):
            return value
        found, pair = self._system.AXValueGetValue(value, POINT if name == "AXPosition" else SIZE, None)
        if not found:
            return None
        return (pair.x, pair.y) if name == "AXPosition" else (pair.width, pair.height)

    def _label(self, element: Any) -> str:
        label = self._attribute(element, "AXTitleUIElement")
        words = label is not None and (self._attribute(label, "AXValue") or self._attribute(label, "AXTitle"))
        return tidy(words) if isinstance(words, str) else ""

    def _attribute(self, element: Any, name: str) -> Any:
        failed, value = self._system.AXUIElementCopyAttributeValue(element, name, None)
        return None if failed else value


def permissions(system: Any) -> tuple[str, ...]:
    """Return a sentence for each permission that is missing, with the mend; older systems ask for fewer."""
    asked = (
        (system.AXIsProcessTrusted, NOT_TRUSTED),
        (system.CGPreflightScreenCaptureAccess, NOT_SEEING),
        (system.CGPreflightListenEventAccess, NOT_HEARING),
    )
    return tuple(sentence for allowed, sentence in asked if not allowed())


def open_system() -> Any:
    """Return the functions of macOS that are used here."""
    import ApplicationServices  # noqa: PLC0415  # there is none elsewhere
    import Quartz  # noqa: PLC0415
    from AppKit import NSEvent, NSWorkspace  # noqa: PLC0415

    def front_process() -> int:
        program = NSWorkspace.sharedWorkspace().frontmostApplication()
        return int(program.processIdentifier()) if program else 0

    named: Iterable[tuple[Any, str]] = (
        *((ApplicationServices, name) for name in _ACCESSIBILITY),
        *((Quartz, name) for name in _QUARTZ),
    )
    functions = {name: getattr(library, name, _allowed) for library, name in named}
    return SimpleNamespace(
        front_process=front_process,
        double_click_seconds=NSEvent.doubleClickInterval,
        idle_seconds=lambda: Quartz.CGEventSourceSecondsSinceLastEventType(SESSION, ANY_INPUT),
        **functions,
    )


_ACCESSIBILITY = (
    *("AXUIElementCreateSystemWide", "AXUIElementSetMessagingTimeout", "AXUIElementCopyElementAtPosition"),
    *("AXUIElementCopyAttributeValue", "AXUIElementCopyMultipleAttributeValues", "AXValueGetValue"),
    "AXIsProcessTrusted",
)
_QUARTZ = ("CGWindowListCopyWindowInfo", "CGPreflightScreenCaptureAccess", "CGPreflightListenEventAccess")


def _allowed() -> bool:
    """Stand for a question that an older macOS does not know: what it asks about was always allowed."""
    return True


def _window(told: Mapping[str, Any]) -> XWindow | None:
    """Return what Quartz tells of a window; None for what is no window a person sees."""
    layer, bounds = told.get("kCGWindowLayer", 0), told.get("kCGWindowBounds") or {}
    box = box_of(*(bounds.get(side, 0) for side in ("X", "Y", "Width", "Height")))
    if box is None or told.get("kCGWindowAlpha", 1) == 0 or not NORMAL_LAYER <= layer <= MENU_LAYER:
        return None
    process, title = told.get("kCGWindowOwnerPID"), tidy(str(told.get("kCGWindowName") or ""))
    app = tidy(str(told.get("kCGWindowOwnerName") or "")).lower()
    return XWindow(
        id=told["kCGWindowNumber"],
        client=process or 0,
        title=title,
        app=CONTROL_APP if title == CONTROL_TITLE and app.startswith(TK_PROGRAM) else app,
        pid=process,
        box=Box(*box),
        popup=layer > PANEL_LAYER,
    )
