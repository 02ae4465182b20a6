"""A real desktop with no screen: X server, window manager, session bus and accessibility, all its own."""

import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from recorder.errors import RecorderError

START_SECONDS = 20.0
# What ties programs to the desktop of whoever started this, or makes them look and type as there.
FOREIGN = (
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "SESSION_MANAGER",
    "AT_SPI_BUS_ADDRESS",
    "WINDOWID",
    "DESKTOP_STARTUP_ID",
    "GTK_MODULES",
    "GTK_IM_MODULE",
    "QT_IM_MODULE",
    "XMODIFIERS",
    "GTK2_RC_FILES",
    "GDK_SCALE",
    "GDK_DPI_SCALE",
    "QT_SCALE_FACTOR",
)
PROGRAMS = ("Xvfb", "dbus-daemon", "openbox", "xprop")


class DesktopError(RecorderError):
    """The virtual desktop could not be started; the message says what to install."""


@contextmanager
def virtual_desktop(width: int = 1920, height: int = 1080) -> Iterator[Mapping[str, str]]:
    """Yield the environment in which programs run on a new desktop of that size, and end it all afterwards.

    Raises:
        DesktopError: a program is missing or did not start within 20 seconds.
    """
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        raise DesktopError(
            f"The virtual display needs {', '.join(missing)}: run "
            "'apt-get install xvfb dbus-x11 openbox x11-utils at-spi2-core' and try again."
        )
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="handrail-desktop-")))
        home.chmod(0o700)
        environment = _environment(home)
        screen = ["-screen", "0", f"{width}x{height}x24", "-noreset", "-nolisten", "tcp"]
        display = _start(stack, ["Xvfb", *screen, "-displayfd"], environment)
        environment["DISPLAY"] = f":{display}"
        environment["DBUS_SESSION_BUS_ADDRESS"] = _start(
            stack,
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
            environment,
            "=",
        )
        logging = {**environment, "XDG_CACHE_HOME": str(home)}  # else it leaves a log where a person's are
        stack.enter_context(_running(["openbox", "--sm-disable"], logging))
        _wait_for_window_manager(environment)
        yield environment


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return kept | {
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "en",
        "XDG_RUNTIME_DIR": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_SESSION_TYPE": "x11",
        "XDG_CURRENT_DESKTOP": "",
        "GIO_USE_VFS": "local",
        "GSETTINGS_BACKEND": "memory",
        "GTK_USE_PORTAL": "0",
        "GDK_BACKEND": "x11",
        "QT_QPA_PLATFORM": "xcb",
        "GNOME_ACCESSIBILITY": "1",
        "QT_ACCESSIBILITY": "1",
        "NO_AT_BRIDGE": "0",
        "GTK_THEME": "Adwaita",
    }


def _start(stack: ExitStack, command: list[str], environment: dict[str, str], joint: str = " ") -> str:
    """Start a program that tells where it listens on a file descriptor, and return what it told."""
    told, tell = os.pipe()
    last = [command[-1] + joint + str(tell)] if joint == "=" else [command[-1], str(tell)]
    try:
        stack.enter_context(_running([*command[:-1], *last], environment, pass_fds=(tell,)))
    finally:
        os.close(tell)
    with os.fdopen(told) as answer:
        if not select.select([answer], [], [], START_SECONDS)[0]:
            raise DesktopError(f"{command[0]} did not start within {START_SECONDS:.0f} seconds.")
        line = answer.readline().strip()
    if not line:
        raise DesktopError(f"{command[0]} ended at once: run it by hand to see why.")
    return line


@contextmanager
def _running(
    command: list[str], environment: Mapping[str, str], pass_fds: tuple[int, ...] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        env=dict(environment),
        pass_fds=pass_fds,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for_window_manager(environment: Mapping[str, str]) -> None:
    command = ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        answer = subprocess.run(command, env=dict(environment), capture_output=True, check=False)
        if b"window id" in answer.stdout:
            return
        time.sleep(0.05)
    raise DesktopError(f"openbox did not start within {START_SECONDS:.0f} seconds.")
