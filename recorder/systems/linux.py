"""Linux under X11; Wayland is recognised and refused, since it shows a recorder a black screen."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from recorder.capture.events import HandEvent
from recorder.capture.seats import Screen
from recorder.desktop.base import Desktop
from recorder.systems.base import Check, Claims, Hands

EXTENSIONS = {
    "RECORD": "sees the input",
    "DAMAGE": "tells when the screen changes",
    "XInputExtension": "keeps the input flowing",
}
WAYLAND = (
    "This is a Wayland session, which shows a recorder a black screen until its portals are asked, as "
    "docs/wayland.md plans: log in again with 'on Xorg' (or 'X11') chosen at the login screen."
)


class Linux:
    """The X server tells windows, input and damage; AT-SPI names the controls."""

    name = "Linux"
    platform = "linux-x11"
    packages = ("pynput", "mss", "jeepney", "Xlib")
    caution = None
    calibrates = True

    def checks(self, environment: Mapping[str, str]) -> Iterator[Check]:
        """Yield what is to say of the session, and of its display where there is one."""
        complaint = session_complaint(environment)
        yield Check("session", complaint, "X11")
        if complaint is None:
            name = environment.get("DISPLAY", "")
            yield Check("display", display_complaint(name), f"{name} opens, with all its extensions")

    def desktop(self, environment: Mapping[str, str]) -> Desktop:
        """Open the display and the session bus that the environment names."""
        from recorder.desktop.bus import session_address  # noqa: PLC0415  # needs the extra
        from recorder.desktop.linux import LinuxDesktop  # noqa: PLC0415  # likewise

        return LinuxDesktop(environment.get("DISPLAY"), session_address(environment))

    def hands(self, take: Callable[[HandEvent], None]) -> Hands:
        """Return what hears the X server's record of input."""
        from recorder.capture.hands import Hands as XHands  # noqa: PLC0415  # X11's own

        return XHands(take)

    def screen(self) -> Screen:
        """Open what is told of damage."""
        from recorder.capture.screen import XScreen  # noqa: PLC0415  # X11's own

        return XScreen()

    def claims(self) -> Claims:
        """Open a connection for claims."""
        from recorder.capture.claims import Claims as XClaims  # noqa: PLC0415  # X11's own

        return XClaims()

    def double_click(self) -> tuple[float, int]:
        """Return what the desktop's settings say."""
        from recorder.desktop.xsettings import double_click  # noqa: PLC0415  # X11's own

        return double_click()

    def parent(self, process: int) -> int | None:
        """Return what the kernel tells."""
        try:
            stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return None
        return int(stat.rpartition(")")[2].split()[1])


def session_complaint(environment: Mapping[str, str]) -> str | None:
    """Return why this kind of session cannot be recorded."""
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        return WAYLAND
    if not environment.get("DISPLAY"):
        return "There is no display to record (DISPLAY is not set): run this in a terminal on the desktop."
    return None


def display_complaint(name: str) -> str | None:
    """Return why the display of that name does not do."""
    from Xlib import display, error  # noqa: PLC0415  # an extra, which may be missing

    try:
        screen = display.Display(name)
    except (error.DisplayError, error.ConnectionClosedError, OSError) as problem:
        return f"The display cannot be opened ({str(problem).strip()}): check DISPLAY and the rights to it."
    try:
        for extension, purpose in EXTENSIONS.items():
            if not screen.has_extension(extension):
                return f"The X server lacks {extension}, which {purpose}: use an X.Org server with it."
    finally:
        screen.close()
    return None
