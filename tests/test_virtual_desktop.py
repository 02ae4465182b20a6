"""The virtual desktop is real: it has a window manager and an accessibility bus, and ends with its block."""

import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

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


def test_nothing_is_written_into_a_persons_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    with virtual_desktop(640, 480):
        pass
    assert [*tmp_path.iterdir()] == []


def test_no_setting_of_this_machine_reaches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {
        "WAYLAND_DISPLAY": "wayland-0",
        "GTK_MODULES": "odd",
        "XDG_CONFIG_HOME": "/nowhere",
        "LC_ALL": "de_DE",
    }
    for name, value in ours.items():
        monkeypatch.setenv(name, value)
    with virtual_desktop(640, 480) as environment:
        assert not [name for name, value in ours.items() if environment.get(name) == value]


def test_no_process_is_left_afterwards() -> None:
    with virtual_desktop(640, 480) as environment:
        command = (
            "dbus-send --session --print-reply --dest=org.a11y.Bus /org/a11y/bus org.a11y.Bus.GetAddress"
        )
        run(command.split(), environment)
        assert len(processes_in(environment)) >= 3
    deadline = time.monotonic() + 5
    while processes_in(environment) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes_in(environment) == []


def processes_in(environment: Mapping[str, str]) -> list[str]:
    home = environment["XDG_RUNTIME_DIR"].encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if home in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_text().replace("\0", " "))
    return found
