"""What UI Automation answers in programs of Windows, property by property, and a client that says it again.

The answers have the values and the types that inspection tools show for these programs: boxes as four floats,
and an object without meaning for what a control does not have.
"""

from collections.abc import Sequence
from typing import Any

NOT_SUPPORTED = object()
BOX, KIND, NAME, FOCUSED, ENABLED, CLASS, HELP, PASSWORD, OFFSCREEN = (
    *(30001, 30003, 30005, 30008, 30010, 30012, 30013, 30019, 30022),
)
VALUE, READ_ONLY, NUMBER, EXPANDED, SELECTED, TOGGLED = 30045, 30046, 30047, 30070, 30079, 30086


def answer(kind: int, name: str, box: tuple[float, float, float, float], **known: Any) -> dict[int, Any]:
    """Return the answers of one control; `known` has those that not every control gives."""
    numbers = {
        "value": VALUE,
        "read_only": READ_ONLY,
        "number": NUMBER,
        "expanded": EXPANDED,
        "selected": SELECTED,
        "toggled": TOGGLED,
        "class_name": CLASS,
        "help": HELP,
    }
    common = {BOX: box, KIND: kind, NAME: name, OFFSCREEN: False, HELP: ""}
    common |= {FOCUSED: known.pop("focused", False), ENABLED: known.pop("enabled", True)}
    common |= {PASSWORD: known.pop("password", False)}
    return common | {numbers[key]: value for key, value in known.items()}


CALCULATOR = answer(50032, "Calculator", (200.0, 100.0, 336.0, 540.0), class_name="ApplicationFrameWindow")
FIVE = answer(50000, "Five", (286.0, 460.0, 80.0, 52.0), class_name="Button")
FIVE_WORDS = answer(50020, "5", (320.0, 475.0, 12.0, 20.0), class_name="TextBlock")
NUMBER_PAD = answer(
    50026, "Number pad", (204.0, 408.0, 328.0, 220.0), class_name="NamedContainerAutomationPeer"
)

NOTEPAD = answer(50032, "orders.txt - Notepad", (100.0, 100.0, 900.0, 600.0), class_name="Notepad")
PAGE = answer(
    50030,
    "Text Editor",
    (108.0, 151.0, 884.0, 500.0),
    value="Customer return",
    read_only=False,
    focused=True,
    class_name="RichEditD2DPT",
)
SAVE_AS = answer(50032, "Save as", (150.0, 140.0, 700.0, 480.0), class_name="#32770")
FILE_NAME = answer(
    50004, "File name:", (260.0, 520.0, 480.0, 24.0), value="orders.txt", read_only=False, class_name="Edit"
)
KIND_LIST = answer(50003, "Save as type:", (260.0, 550.0, 480.0, 24.0), value="Text (*.txt)", expanded=0)
FOLDER = answer(50007, "Invoices", (300.0, 220.0, 400.0, 22.0), selected=True, class_name="UIItem")
FOLDERS = answer(50008, "Items View", (290.0, 200.0, 520.0, 300.0), class_name="UIItemsView")
SIGN_IN = answer(50032, "Windows Security", (300.0, 200.0, 400.0, 300.0))
PIN = answer(50004, "PIN", (340.0, 330.0, 300.0, 32.0), value="••••", read_only=False, password=True)
NOTIFY = answer(50002, "Notify customer", (320.0, 400.0, 180.0, 20.0), toggled=1)
MUTE = answer(50000, "Mute", (20.0, 20.0, 32.0, 32.0), toggled=1)
VOLUME = answer(50015, "Volume", (60.0, 20.0, 200.0, 32.0), number=40.0, read_only=False)
EURO = answer(50013, "Euro", (320.0, 430.0, 90.0, 20.0), selected=True, enabled=False)
NOTHING = answer(50033, "", (0.0, 0.0, 0.0, 0.0))


class Element:
    """One element, with its cached answers; `label` is the element that labels it."""

    def __init__(self, told: dict[int, Any], above: "Element | None", label: str | None = None) -> None:
        self.told, self.above = told, above
        self.CurrentName = told.get(NAME)
        self.CurrentLabeledBy = Element({NAME: label}, None) if label is not None else None

    def GetCachedPropertyValueEx(self, number: int, ignore_default: bool) -> Any:  # noqa: FBT001, N802
        """Return an answer; what the control does not have comes as an object without meaning."""
        assert ignore_default
        return self.told.get(number, NOT_SUPPORTED)


def nest(*outer_first: dict[int, Any], label: str | None = None) -> Element:
    """Return the innermost of elements that lie in each other, in the desktop."""
    inner = Element(answer(50033, "Desktop 1", (0.0, 0.0, 1920.0, 1080.0)), None)
    for n, told in enumerate(outer_first, 1):
        inner = Element(told, inner, label if n == len(outer_first) else None)
    return inner


class Automation:
    """A client of UI Automation: what lies at each place, and what has the keyboard."""

    def __init__(self, at: dict[tuple[int, int], Element], focused: Element | None = None) -> None:
        self.at, self.focused = at, focused
        self.asked: list[int] = []
        self.ControlViewWalker = self

    def CreateCacheRequest(self) -> "Automation":  # noqa: N802
        """Return what the wanted properties are told to."""
        return self

    def AddProperty(self, number: int) -> None:  # noqa: N802
        """Note a wanted property."""
        self.asked.append(number)

    def ElementFromPointBuildCache(self, point: Any, _request: Any) -> Element | None:  # noqa: N802
        """Return what lies at a place."""
        return self.at.get((point.x, point.y))

    def GetFocusedElementBuildCache(self, _request: Any) -> Element | None:  # noqa: N802
        """Return what has the keyboard."""
        return self.focused

    def GetParentElementBuildCache(self, element: Element, _request: Any) -> Element | None:  # noqa: N802
        """Return what an element is in."""
        return element.above


class Libraries:
    """The part of user32, dwmapi and kernel32 that tells of windows, topmost first."""

    def __init__(self, windows: Sequence[dict[str, Any]], active: int) -> None:
        self.windows, self.active = {each["handle"]: each for each in windows}, active
        self.user32 = self.dwmapi = self.kernel32 = self.shcore = self
        self.aware: Any = None

    def SetProcessDpiAwarenessContext(self, context: Any) -> bool:  # noqa: N802
        """Note how this process counts pixels."""
        self.aware = context.value
        return True

    def GetForegroundWindow(self) -> int:  # noqa: N802
        """Return the active window."""
        return self.active

    def EnumWindows(self, note: Any, data: int) -> bool:  # noqa: N802
        """Call `note` with each window."""
        return all(note(handle, data) for handle in self.windows)

    def IsWindowVisible(self, handle: int) -> bool:  # noqa: N802
        """Tell whether a window is shown."""
        return bool(self.windows[handle].get("visible", True))

    def IsIconic(self, handle: int) -> bool:  # noqa: N802
        """Tell whether it is minimised."""
        return bool(self.windows[handle].get("iconic", False))

    def GetWindowTextW(self, handle: int, text: Any, _size: int) -> int:  # noqa: N802
        """Write its title."""
        text.value = self.windows[handle]["title"]
        return len(text.value)

    def GetClassNameW(self, handle: int, text: Any, _size: int) -> int:  # noqa: N802
        """Write its class."""
        text.value = self.windows[handle].get("class", "Window")
        return len(text.value)

    def GetWindowThreadProcessId(self, handle: int, process: Any) -> int:  # noqa: N802
        """Write its process."""
        process._obj.value = self.windows[handle]["process"]
        return 1

    def GetAncestor(self, handle: int, _kind: int) -> int:  # noqa: N802
        """Return its owner."""
        return int(self.windows[handle].get("owner", handle))

    def DwmGetWindowAttribute(self, handle: int, attribute: int, into: Any, _size: int) -> int:  # noqa: N802
        """Write where it is seen, or whether it is cloaked."""
        if attribute == 14:
            into._obj.value = self.windows[handle].get("cloaked", 0)
        else:
            into._obj[:] = self.windows[handle]["sides"]
        return 0

    def OpenProcess(self, _rights: int, _inherit: bool, process: int) -> int:  # noqa: FBT001, N802
        """Open a process; system processes cannot be."""
        return process if process > 4 else 0

    def QueryFullProcessImageNameW(self, process: int, _flags: int, path: Any, _size: Any) -> bool:  # noqa: N802
        """Write its program's path."""
        path.value = {71: r"C:\Windows\System32\Notepad.exe"}.get(process, "")
        return bool(path.value)

    def CloseHandle(self, _handle: int) -> bool:  # noqa: N802
        """Do nothing."""
        return True
