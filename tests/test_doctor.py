"""The doctor tells what works, and how to mend what does not."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from Xlib import X

from recorder.capture.surroundings import extras_complaint
from recorder.desktop.base import OpenWindow
from recorder.doctor.finding import WELL, Finding, conclusion, lines_of
from recorder.doctor.names import chosen
from recorder.document.geometry import Box
from recorder.systems.linux import session_complaint
from tests.recorder_process import HANDRAIL
from tests.running import PROGRAMS, PYTHON, Program, running
from tests.test_hotkeys import grabbed

ORDERS = ("stop", "pause", "picture", "note", "discard", "here")
FROM_A_WINDOW = """
import subprocess, sys
import gi
gi.require_version("Gtk", "3.0")
from gi.repository import GLib, Gtk
window = Gtk.Window(title="Terminal")
window.add(Gtk.Button(label="Of the terminal"))
window.set_default_size(400, 300)
window.show_all()
def begin():
    window.present()
    child = subprocess.Popen(sys.argv[1:])
    GLib.timeout_add(50, lambda: True if child.poll() is None else Gtk.main_quit())
GLib.timeout_add(700, begin)
Gtk.main()
"""


def doctor(environment: Mapping[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(HANDRAIL), "doctor", *options]
    return subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False)


def told(outcome: subprocess.CompletedProcess[str]) -> dict[str, tuple[str, str]]:
    """Return how each thing is and what was told of it, by its name."""
    lines = outcome.stdout.partition("\n\n")[0].splitlines()
    return {line[5:19].strip(): (line[:5].strip(), line[19:]) for line in lines}


def test_all_is_well_on_a_real_desktop(desktop: Mapping[str, str], gtk_form: Program, tmp_path: Path) -> None:
    outcome = doctor({**desktop, "HANDRAIL_SPOOL": str(tmp_path / "spool")})
    found = told(outcome)
    assert outcome.returncode == 0, outcome.stdout
    assert list(found) == [
        *("system", "packages", "session", "display", "windows", "names", "a control", "marks"),
        *(f"{order} keys" for order in ORDERS),
        *("disk", "recordings"),
    ]
    assert {how for how, _ in found.values()} == {"ok"}
    assert found["a control"][1].endswith(f"in {gtk_form.window.title!r}")
    assert not found["a control"][1].startswith(("window", "panel"))
    assert found["pause keys"][1] == "Ctrl+Alt+Home"
    assert outcome.stdout.splitlines()[-1] == WELL


def test_a_control_is_looked_up_elsewhere_than_in_its_own_terminal(
    desktop: Mapping[str, str], gtk_form: Program, tmp_path: Path
) -> None:
    command = [PYTHON, "-c", FROM_A_WINDOW, str(HANDRAIL), "doctor", "--no-marks"]
    environment = {**desktop, "HANDRAIL_SPOOL": str(tmp_path)}
    outcome = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = told(outcome)
    assert "'Terminal' on top" in found["windows"][1]
    assert found["a control"][1].endswith(f"in {gtk_form.window.title!r}")


def window(number: int, title: str, box: Box, *, popup: bool = False) -> OpenWindow:
    return OpenWindow(number, number, title, "app", None, box, popup=popup)


def test_a_menu_or_a_sliver_is_no_real_window(monkeypatch: pytest.MonkeyPatch) -> None:
    menu, sliver = window(3, "", Box(0, 0, 200, 300), popup=True), window(4, "Panel", Box(0, 0, 1920, 30))
    terminal, mail = window(1, "Terminal", Box(0, 0, 800, 600)), window(2, "Mail", Box(0, 0, 900, 700))
    monkeypatch.setenv("WINDOWID", "1")
    assert chosen([menu, sliver, terminal, mail]) == mail
    assert chosen([menu, terminal]) == terminal, "there is no other"
    assert chosen([menu]) is None


def test_a_program_without_names_is_told(desktop: Mapping[str, str], tmp_path: Path) -> None:
    with running(desktop, [PYTHON, str(PROGRAMS / "marker_tk.py"), "500x400+700+300"], "Marker"):
        outcome = doctor({**desktop, "HANDRAIL_SPOOL": str(tmp_path)}, "--no-marks")
    assert outcome.returncode == 0
    assert told(outcome)["a control"] == (
        "not",
        "'Marker' names no controls: its steps will show places instead of names.",
    )
    assert outcome.stdout.splitlines()[-1] == "Recording works. To have it better, mend a control first."


@pytest.mark.parametrize(
    ("change", "mend"),
    [
        ({"DISPLAY": ""}, "DISPLAY is not set"),
        ({"DISPLAY": ":9999"}, "cannot be opened"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "Xorg"),
        ({"XDG_SESSION_TYPE": "wayland"}, "docs/wayland.md"),
    ],
)
def test_what_makes_recording_impossible_is_told_with_the_mend(
    desktop: Mapping[str, str], tmp_path: Path, change: dict[str, str], mend: str
) -> None:
    environment = {**desktop, "HANDRAIL_SPOOL": str(tmp_path), **change}
    outcome = doctor(environment)
    assert outcome.returncode == 1
    assert any(how == "not" and mend in words for how, words in told(outcome).values())
    last = outcome.stdout.splitlines()[-1]
    assert last.startswith("Nothing can be recorded yet. Begin with ")
    assert mend in last
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
    outcome = doctor(environment, "--no-marks")
    assert outcome.returncode == 0
    assert "at-spi2-core" in outcome.stdout


def test_a_missing_package_is_told() -> None:
    assert "pipx install --force '.[record]'" in str(extras_complaint(["no_such_package_here"]))
    assert extras_complaint(["json"]) is None
    assert session_complaint({"DISPLAY": ":0", "XDG_SESSION_TYPE": "x11"}) is None


def test_each_hotkey_that_cannot_be_one_is_told(desktop: Mapping[str, str], tmp_path: Path) -> None:
    wished = ("--stop-keys", "Ctrl+Alt+F2", "--pause-keys", "x", "--note-keys", "Ctrl+Alt+Insert")
    outcome = doctor({**desktop, "HANDRAIL_SPOOL": str(tmp_path)}, "--no-marks", *wished)
    found = told(outcome)
    assert outcome.returncode == 1
    assert [found[f"{order} keys"][0] for order in ORDERS] == ["not", "not", "ok", "not", "ok", "ok"]
    assert "'Ctrl+Alt+F2' is no shortcut that can stop" in found["stop keys"][1]
    assert "cannot both take a picture and add a note" in found["note keys"][1]


def test_a_hotkey_of_another_program_is_told_and_does_not_hinder(
    desktop: Mapping[str, str], tmp_path: Path
) -> None:
    with grabbed(desktop["DISPLAY"], "Insert", X.ControlMask | X.Mod1Mask):
        outcome = doctor(
            {**desktop, "HANDRAIL_SPOOL": str(tmp_path), "HANDRAIL_NOTE_KEYS": "none"}, "--no-marks"
        )
    found = told(outcome)
    assert outcome.returncode == 0
    assert found["picture keys"][0] == "not"
    assert "--picture-keys" in found["picture keys"][1]
    assert found["stop keys"] == ("ok", "Ctrl+Alt+End")
    assert "note keys" not in found


def test_long_findings_stand_under_each_other() -> None:
    lines = list(lines_of(Finding("display", well=False, told="one two three " * 8), 70))
    assert len(lines) > 1
    assert max(map(len, lines)) <= 70
    assert lines[0].startswith("not  display       one two")
    assert all(line.startswith(" " * 19 + "o") or line[19] != " " for line in lines[1:])


def test_the_last_line_says_what_to_do_first() -> None:
    fine, small = Finding("disk", well=True, told=""), Finding("names", well=False, told="a", needed=False)
    grave = Finding("display", well=False, told="Do this.")
    assert conclusion([fine]) == WELL
    assert conclusion([fine, small, grave]) == "Nothing can be recorded yet. Begin with display: Do this."
    assert conclusion([small, small]).endswith("mend names first, then what else says 'not' (1).")
