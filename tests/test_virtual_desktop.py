"""The virtual desktop is real: it has a window manager and an accessibility bus, and ends with its block."""

import subprocess
from collections.abc import Mapping

from recorder.demo.virtual_desktop import virtual_desktop


def run(command: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False)


def test_a_window_manager_runs(desktop: Mapping[str, str]) -> None:
    assert "window id" in run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], desktop).stdout


def test_the_accessibility_bus_answers(desktop: Mapping[str, str]) -> None:
    command = "dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.a11y.Bus.GetAddress"
    assert "unix:path" in run(command.split(), desktop).stdout


def test_nothing_is_left_afterwards() -> None:
    with virtual_desktop(640, 480) as environment:
        assert "640x480" in run(["xdpyinfo"], environment).stdout
    assert run(["xdpyinfo"], environment).returncode != 0
