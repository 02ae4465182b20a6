"""The doctor tells what works, and how to mend what does not."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from recorder.capture.surroundings import extras_complaint, session_complaint, system_complaint
from tests.recorder_process import HANDRAIL
from tests.running import Program


def doctor(environment: Mapping[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(HANDRAIL), "doctor", *options]
    return subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False)


def test_all_is_well_on_a_real_desktop(desktop: Mapping[str, str], gtk_form: Program, tmp_path: Path) -> None:
    outcome = doctor({**desktop, "HANDRAIL_SPOOL": str(tmp_path / "spool")})
    lines = outcome.stdout.splitlines()
    assert outcome.returncode == 0, outcome.stdout
    assert {line.split()[1].rstrip(":") for line in lines if line.startswith("ok ")} >= {
        *(
            "system",
            "packages",
            "session",
            "display",
            "windows",
            "names",
            "marks",
            "hotkey",
            "disk",
            "recordings",
        ),
    }
    assert gtk_form.window.title in outcome.stdout


@pytest.mark.parametrize(
    ("change", "mend"),
    [
        ({"DISPLAY": ""}, "DISPLAY is not set"),
        ({"DISPLAY": ":9999"}, "cannot be opened"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "Xorg"),
        ({"XDG_SESSION_TYPE": "wayland"}, "Xorg"),
    ],
)
def test_what_makes_recording_impossible_is_told_with_the_mend(
    desktop: Mapping[str, str], tmp_path: Path, change: dict[str, str], mend: str
) -> None:
    environment = {**desktop, "HANDRAIL_SPOOL": str(tmp_path), **change}
    outcome = doctor(environment)
    assert outcome.returncode == 1
    assert any(line.startswith("not") and mend in line for line in outcome.stdout.splitlines())
    recorder = subprocess.run(
        [str(HANDRAIL), "record", "-o", str(tmp_path / "a.guide")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert recorder.returncode == 1
    assert mend in recorder.stderr
    assert len(recorder.stderr.splitlines()) == 1


def test_a_missing_accessibility_bus_is_no_hindrance(desktop: Mapping[str, str], tmp_path: Path) -> None:
    nowhere = "unix:path=/nowhere/at/all"
    environment = {**desktop, "HANDRAIL_SPOOL": str(tmp_path), "DBUS_SESSION_BUS_ADDRESS": nowhere}
    outcome = doctor(environment)
    assert outcome.returncode == 0
    assert "at-spi2-core" in outcome.stdout


def test_a_missing_package_and_another_system_are_told() -> None:
    assert "handrail[record]" in str(extras_complaint(["no_such_package_here"]))
    assert extras_complaint(["json"]) is None
    assert system_complaint("darwin")
    assert session_complaint({"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11"}) is None


def test_a_hotkey_that_the_server_keeps_is_told(desktop: Mapping[str, str], tmp_path: Path) -> None:
    outcome = doctor({**desktop, "HANDRAIL_SPOOL": str(tmp_path)}, "--stop-keys", "Ctrl+Alt+F2")
    assert outcome.returncode == 1
    assert "'Ctrl+Alt+F2' cannot stop" in outcome.stdout
