"""However a recording is stopped or cannot begin: a file, or one sentence."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from recorder.compose.captions import caption_for
from recorder.demo.hands import hands_on
from recorder.document.geometry import Box
from recorder.document.guidefile import read_guide
from recorder.recording import Dropped, Press, Stop
from tests.recorder_process import HANDRAIL, recording
from tests.running import Program, wait_for

IGNORING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.execv(sys.argv[1], sys.argv[1:])
"""


def refused(environment: Mapping[str, str], *options: str) -> str:
    """Return the sentence with which a recording did not begin."""
    command = [str(HANDRAIL), "record", *options]
    outcome = subprocess.run(
        command, env=dict(environment), capture_output=True, text=True, check=False, timeout=30
    )
    assert outcome.returncode == 1, outcome.stdout + outcome.stderr
    (sentence,) = outcome.stderr.splitlines()
    return sentence


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_stop_it_also_those_that_were_ignored(
    desktop: Mapping[str, str], tmp_path: Path, by: signal.Signals
) -> None:
    with recording(desktop, tmp_path, prefix=[sys.executable, "-c", IGNORING]) as recorder:
        assert recorder.stop(by) == 0
    (stop,) = recorder.facts(Stop)
    assert stop.reason == by.name
    with read_guide(recorder.output) as file:
        assert file.guide.steps == ()


def test_the_file_carries_the_recording_and_the_spool_goes(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    with recording(desktop, tmp_path, "--process", "Support", "--stage", "Refunds") as recorder:
        with hands_on(desktop["DISPLAY"]) as hands:
            hands.click(Box.around(gtk_form.window.box.centre, 4, 4), count=2)
        recorder.stop()
    with read_guide(recorder.output) as file:
        assert (file.guide.process, file.guide.stage) == ("Support", "Refunds")
        assert file.guide.steps[-1].kind == "result"
        assert "recording/journal.jsonl" in file.recording
    assert (recorder.folder / "journal.jsonl").exists()


def test_captions_are_in_the_language_that_was_wished(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    german = {**desktop, "HANDRAIL_LANGUAGE": "de"}
    with recording(german, tmp_path) as recorder:
        with hands_on(desktop["DISPLAY"]) as hands:
            hands.click(Box.around(gtk_form.window.box.centre, 4, 4))
        recorder.stop()
    with read_guide(recorder.output) as file:
        step = file.guide.steps[0]
        assert step.caption == caption_for(step, "de") != caption_for(step, "en")


def test_without_keep_nothing_is_left(desktop: Mapping[str, str], tmp_path: Path) -> None:
    environment = {**desktop, "HANDRAIL_SPOOL": str(tmp_path / "spool")}
    command = [str(HANDRAIL), "record", "--no-window", "-o", str(tmp_path / "a.guide")]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    assert process.stderr.readline() == "recording\n"
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert (tmp_path / "a.guide").exists()
    assert list((tmp_path / "spool").iterdir()) == []


def test_an_output_that_cannot_be_written_is_told_before_recording(
    desktop: Mapping[str, str], tmp_path: Path
) -> None:
    assert "does not exist: make it" in refused(desktop, "-o", str(tmp_path / "no" / "a.guide"))
    assert "is a folder: name a file in it" in refused(desktop, "-o", str(tmp_path))
    assert "choose another folder" in refused(desktop, "-o", "/proc/a.guide")


def test_wrong_wishes_are_told(desktop: Mapping[str, str], tmp_path: Path) -> None:
    output = str(tmp_path / "a.guide")
    assert "no monitor 7: choose 1 to 1" in refused(desktop, "-o", output, "--monitor", "7")
    assert "write one like Ctrl+Alt+End" in refused(desktop, "-o", output, "--stop-keys", "End")
    assert refused(desktop, "-o", output, "--push", "nonsense")
    assert not list(tmp_path.iterdir())


def test_an_output_folder_that_vanished_costs_nothing(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    there = tmp_path / "there"
    there.mkdir()
    with recording(desktop, there) as recorder:
        with hands_on(desktop["DISPLAY"]) as hands:
            hands.click(Box.around(gtk_form.window.box.centre, 4, 4))
        wait_for(lambda: recorder.facts(Press), "the press")
        elsewhere = tmp_path / "elsewhere"
        environment = {**desktop, "HANDRAIL_SPOOL": str(elsewhere / "spool")}
        os.rename(there, elsewhere)  # noqa: PTH104
        assert recorder.stop() == 1
    assert any("handrail recover -o FILE" in line for line in recorder.said)
    saved = subprocess.run(
        [str(HANDRAIL), "recover", "-o", str(tmp_path / "saved.guide")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert saved.returncode == 0, saved.stderr
    with read_guide(tmp_path / "saved.guide") as file:
        assert [step.kind for step in file.guide.steps][:1] == ["action"]


@pytest.mark.parametrize("room", [100, 4_000], ids=["for no line", "for lines and no picture"])
def test_a_full_disk_stops_the_recording_and_keeps_what_is_there(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program, room: int
) -> None:
    with recording(desktop, tmp_path) as recorder, hands_on(desktop["DISPLAY"]) as hands:
        box = Box.around(gtk_form.window.box.centre, 4, 4)
        hands.click(box)
        wait_for(lambda: len(recorder.facts(Press)) == 1, "the first press")
        limits = (resource.RLIMIT_FSIZE, ((recorder.folder / "journal.jsonl").stat().st_size + room,) * 2)
        resource.prlimit(recorder.process.pid, *limits)
        time.sleep(0.3)
        hands.click(box)
        wait_for(lambda: recorder.process.poll() is not None, "the end", seconds=20)
        assert recorder.wait() == 1
    (complaint,) = [line for line in recorder.said if line.startswith("handrail:")]
    assert complaint.startswith("handrail: Recording stopped because the disk is full")
    assert "recover" in complaint or "Free some space" in complaint
    assert len(recorder.facts(Press)) == 1
    assert recorder.facts(Dropped) == []


def test_names_are_missed_once_and_recording_goes_on(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    environment = {**desktop, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/at/all"}
    with recording(environment, tmp_path) as recorder:
        with hands_on(desktop["DISPLAY"]) as hands:
            hands.click(Box.around(gtk_form.window.box.centre, 4, 4))
        assert recorder.stop() == 0
    assert sum("at-spi2-core" in line for line in recorder.said) == 1
    (press,) = recorder.facts(Press)
    assert press.target is None
    assert press.before


@pytest.mark.parametrize(("options", "times"), [((), 1), (("--whole-screen",), 0)])
def test_clicks_outside_all_windows_are_told_of_once(
    desktop: Mapping[str, str], tmp_path: Path, options: tuple[str, ...], times: int
) -> None:
    with recording(desktop, tmp_path, *options) as recorder, hands_on(desktop["DISPLAY"]) as hands:
        for _ in range(2):
            hands.click(Box(1900, 1060, 10, 10))
        assert recorder.stop() == 0
    assert sum("--whole-screen" in line for line in recorder.said) == times


def test_what_only_pushing_needs_takes_no_room(desktop: Mapping[str, str], tmp_path: Path) -> None:
    with recording({**desktop, "PYTHONPROFILEIMPORTTIME": "1"}, tmp_path) as recorder:
        assert recorder.stop() == 0
    imported = {line.rpartition("|")[2].strip() for line in recorder.said}
    assert "recorder.capture.session" in imported
    assert "httpx2" not in imported
