"""What the accessibility interface of macOS answers, attribute by attribute, and a system that says it again.

The answers have the values and types that Accessibility Inspector shows: numbers for states, places and sizes
in boxes of their own, and an error object for what a control does not have.
"""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

UNSUPPORTED = object()


@dataclass
class Boxed:
    """A place or a size, as AXValue holds it."""

    kind: int
    pair: SimpleNamespace


@dataclass
class Element:
    """One element with its attributes, and the one it is in."""

    told: dict[str, Any]
    above: "Element | None" = None
    label: "Element | None" = None


def answer(role: str, box: tuple[float, float, float, float] | None = None, **known: Any) -> dict[str, Any]:
    """Return the attributes of one control, the named ones without their `AX`."""
    told = {"AXRole": role, "AXEnabled": 1, "AXFocused": 0}
    if box:
        told["AXPosition"] = Boxed(1, SimpleNamespace(x=box[0], y=box[1]))
        told["AXSize"] = Boxed(2, SimpleNamespace(width=box[2], height=box[3]))
    return told | {f"AX{name}": value for name, value in known.items()}


MAIL = answer("AXWindow", (100, 60, 1200, 800), Title="Inbox - Mail", Subrole="AXStandardWindow")
TOOL_BAR = answer("AXToolbar", (100, 60, 1200, 52))
ARCHIVE = answer(
    "AXButton", (600, 70, 40, 32), Title="", Description="Archive", Help="Archive selected messages"
)
MESSAGES = answer("AXTable", (300, 112, 380, 748), Description="Messages")
MESSAGE = answer("AXRow", (300, 150, 380, 64), Subrole="AXTableRow", Selected=1)
SENDER = answer("AXStaticText", (310, 155, 200, 18), Value="Ines Okafor")
SUBJECT = answer("AXTextField", (760, 200, 500, 24), Value="Refund", Focused=1, Title="")
SECRET = answer(
    "AXTextField", (760, 240, 500, 24), Subrole="AXSecureTextField", Value="•••", Description="Password"
)
ACCOUNT = answer("AXPopUpButton", (760, 300, 220, 26), Value="Work", Title="Work", Description="Account")
NOTIFY = answer("AXCheckBox", (760, 340, 200, 18), Title="Notify customer", Value=1)
WIFI = answer("AXCheckBox", (10, 10, 40, 22), Subrole="AXSwitch", Title="Wi-Fi", Value=0, Enabled=0)
GENERAL = answer("AXRadioButton", (400, 100, 90, 30), Subrole="AXTabButton", Title="General", Value=1)
BRIGHTNESS = answer("AXSlider", (400, 300, 200, 20), Description="Brightness", Value=0.75)


def nest(*outer_first: dict[str, Any], label: str | None = None) -> Element:
    """Return the innermost of elements that lie in each other, in a program."""
    inner = Element(answer("AXApplication", Title="Mail"))
    for told in outer_first:
        inner = Element(told, inner)
    if label is not None:
        inner.label = Element(answer("AXStaticText", Value=label))
    return inner


@dataclass
class System:
    """The functions of macOS that are used: what lies where, what has the keyboard, what is allowed."""

    at: dict[tuple[int, int], Element] = field(default_factory=dict)
    focus: Element | None = None
    windows: list[dict[str, Any]] = field(default_factory=list)
    front: int = 0
    allowed: tuple[bool, bool, bool] = (True, True, True)
    patience: float = 0.0

    def AXUIElementCreateSystemWide(self) -> "System":  # noqa: N802
        """Return what is asked about everything."""
        return self

    def AXUIElementSetMessagingTimeout(self, element: Any, seconds: float) -> int:  # noqa: N802
        """Note how long a question may take."""
        assert element is self
        self.patience = seconds
        return 0

    def AXUIElementCopyElementAtPosition(self, _all: Any, x: float, y: float, out: None) -> tuple[int, Any]:  # noqa: N802
        """Return an error or what lies at a place."""
        assert out is None
        found = self.at.get((int(x), int(y)))
        return (0, found) if found else (-25200, None)

    def AXUIElementCopyAttributeValue(self, element: Any, name: str, out: None) -> tuple[int, Any]:  # noqa: N802
        """Return an error or one attribute."""
        assert out is None
        if element is self:
            found = self.focus if name == "AXFocusedUIElement" else None
        elif name == "AXTitleUIElement":
            found = element.label
        else:
            found = element.told.get(name)
        return (0, found) if found is not None else (-25212, None)

    def AXUIElementCopyMultipleAttributeValues(  # noqa: N802
        self, element: Any, names: tuple[str, ...], options: int, out: None
    ) -> tuple[int, list[Any] | None]:
        """Return all attributes, an error object for each that the element does not have."""
        assert (options, out) == (0, None)
        if not isinstance(element, Element):
            return -25202, None
        told = {**element.told, "AXParent": element.above}
        return 0, [told.get(name, UNSUPPORTED) for name in names]

    def AXValueGetValue(self, value: Any, kind: int, out: None) -> tuple[bool, Any]:  # noqa: N802
        """Open the box of a place or size."""
        assert out is None
        return (True, value.pair) if isinstance(value, Boxed) and value.kind == kind else (False, None)

    def CGWindowListCopyWindowInfo(self, options: int, window: int) -> list[dict[str, Any]]:  # noqa: N802
        """Return the windows on the screen, topmost first."""
        assert (options, window) == (1, 0)
        return self.windows

    def front_process(self) -> int:
        """Return the process of the program in front."""
        return self.front

    def AXIsProcessTrusted(self) -> bool:  # noqa: N802
        """Tell whether controls may be asked."""
        return self.allowed[0]

    def CGPreflightScreenCaptureAccess(self) -> bool:  # noqa: N802
        """Tell whether the screen may be seen."""
        return self.allowed[1]

    def CGPreflightListenEventAccess(self) -> bool:  # noqa: N802
        """Tell whether input may be heard."""
        return self.allowed[2]


def window(
    number: int, title: str, pid: int, box: tuple[int, int, int, int], layer: int = 0
) -> dict[str, Any]:
    """Return what Quartz tells of a window."""
    bounds = dict(zip(("X", "Y", "Width", "Height"), map(float, box), strict=True))
    return {
        "kCGWindowNumber": number,
        "kCGWindowName": title,
        "kCGWindowOwnerName": "Mail" if pid == 71 else "Window Server",
        "kCGWindowOwnerPID": pid,
        "kCGWindowLayer": layer,
        "kCGWindowAlpha": 1.0,
        "kCGWindowBounds": bounds,
    }
