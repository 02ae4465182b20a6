"""The hotkeys of a recording: each does its deed, is no step, and bad wishes are told in one sentence."""

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from Xlib import XK, X
from Xlib.display import Display

from recorder.control.shortcuts import Keys, shortcuts_of
from recorder.demo.hands import hands_on
from recorder.document.geometry import Box
from recorder.document.guidefile import read_guide
from recorder.errors import RecorderError
from tests.recorder_lines import Told, recorder_lines
from tests.recorder_process import HANDRAIL, recording
from tests.running import Program, wait_for, xdo

CARD, TRANSFER = 188, 218  # how far the two radio buttons are below the middle of the form


def click(desktop: Mapping[str, str], program: Program, below: int = CARD) -> None:
    """Click in a program's window, that far below its middle."""
    x, y = program.window.box.centre
    with hands_on(desktop["DISPLAY"]) as hands:
        hands.click(Box(x, y + below, 4, 4))


def steps_are(told: Told, number: int) -> None:
    """Wait until the list has so many steps."""
    wait_for(lambda: len(told.steps) == number, f"{number} steps in {told.captions}", seconds=20)


@contextmanager
def grabbed(display: str, key: str, modifiers: int) -> Iterator[None]:
    """Have another program take a hotkey."""
    other = Display(display)
    code = other.keysym_to_keycode(XK.string_to_keysym(key))
    other.screen().root.grab_key(code, modifiers, True, X.GrabModeAsync, X.GrabModeAsync)
    other.sync()
    try:
        yield
    finally:
        other.close()


def test_each_hotkey_does_its_deed_and_is_no_step(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    with recorder_lines(desktop, tmp_path) as told:
        click(desktop, gtk_form)
        steps_are(told, 1)
        xdo(desktop, "key", "ctrl+alt+Home")
        told.hear("paused")
        click(desktop, gtk_form, TRANSFER)
        xdo(desktop, "type", "secret words")
        xdo(desktop, "key", "ctrl+alt+Home")
        told.hear("resumed")
        xdo(desktop, "key", "ctrl+alt+Insert")
        steps_are(told, 2)
        xdo(desktop, "key", "ctrl+alt+Prior")
        steps_are(told, 3)
        click(desktop, gtk_form, TRANSFER)
        steps_are(told, 4)
        xdo(desktop, "key", "ctrl+alt+Next")
        steps_are(told, 3)
        xdo(desktop, "key", "ctrl+alt+End")
        assert told.end() == 0
    with read_guide(tmp_path / "task.guide") as file:
        guide, journal = file.guide, bytes(file.recording["recording/journal.jsonl"])
    assert [step.kind for step in guide.steps] == ["action", "note", "note", "result"]
    assert guide.steps[2].caption == "Note"
    assert guide.recorded
    rules = guide.recorded.ledger.rules
    assert rules["own_hotkey"] >= 6
    assert rules["paused"] >= 2 + len("secret words")
    assert rules["thrown_away"] == 2
    assert b'"kind":"typed"' not in journal


def test_a_key_that_is_held_down_pauses_once(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    with recorder_lines(desktop, tmp_path) as told:
        xdo(desktop, "keydown", "ctrl", "keydown", "alt", "keydown", "Home", "sleep", "1.2")
        xdo(desktop, "keyup", "Home", "keyup", "alt", "keyup", "ctrl")
        click(desktop, gtk_form)
        told.order("stop")
        assert told.end() == 0
    assert (len(told.all("paused")), len(told.all("resumed"))) == (1, 0)


def test_other_keys_can_be_chosen_and_none(desktop: Mapping[str, str], tmp_path: Path) -> None:
    environment = {**desktop, "HANDRAIL_STOP_KEYS": "Ctrl+Shift+F9"}
    with recorder_lines(environment, tmp_path, "--pause-keys", "Super+P", "--note-keys", "none") as told:
        keys = told.hear("recording")["keys"]
        assert (keys["stop"], keys["pause"], "note" in keys) == ("Ctrl+Shift+F9", "Super+P", False)
        xdo(desktop, "key", "super+p")
        told.hear("paused")
        xdo(desktop, "key", "ctrl+shift+F9")
        assert told.end() == 0


def test_keys_that_another_program_has_taken_are_told_and_the_recording_goes_on(
    desktop: Mapping[str, str], tmp_path: Path
) -> None:
    with (
        grabbed(desktop["DISPLAY"], "Home", X.ControlMask | X.Mod1Mask),
        recording(desktop, tmp_path) as recorder,
    ):
        assert recorder.stop() == 0
    (sentence,) = [line for line in recorder.said if "hotkey of another program" in line]
    assert sentence.startswith("Ctrl+Alt+Home is also")
    assert "--pause-keys" in sentence


def test_wrong_keys_are_told() -> None:
    with pytest.raises(RecorderError, match=r"no shortcut that can pause: write one like Ctrl\+Alt\+Home"):
        shortcuts_of(Keys(pause="Home"))
    with pytest.raises(RecorderError, match=r"cannot both stop and take a picture: .* --picture-keys"):
        shortcuts_of(Keys(picture="ctrl+alt+end"))


def test_a_second_recorder_says_that_there_is_one(desktop: Mapping[str, str], tmp_path: Path) -> None:
    with recording(desktop, tmp_path) as recorder:
        command = [str(HANDRAIL), "record", "--no-window", "-o", str(tmp_path / "second.guide")]
        second = subprocess.run(command, env=dict(desktop), capture_output=True, text=True, check=False)
        assert second.returncode == 1
        assert (
            f"Another recording is going on on this display (process {recorder.process.pid})" in second.stderr
        )
        assert recorder.stop() == 0
    (tmp_path / "after").mkdir()
    with recording(desktop, tmp_path / "after") as again:
        assert again.stop() == 0
