"""What a kill left behind is brought back, and a recording that goes on is left alone."""

import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from recorder.demo.hands import hands_on
from recorder.document.geometry import Box
from recorder.document.guidefile import read_guide
from recorder.recording import Settled
from tests.recorder_process import HANDRAIL, Recorder, recording
from tests.running import Program, wait_for


def recover(recorder: Recorder, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(HANDRAIL), "recover", *options],
        env={"HANDRAIL_SPOOL": str(recorder.spool), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def click(desktop: Mapping[str, str], program: Program, times: int) -> None:
    """Click down the form, far enough apart that no two are one double click."""
    box = program.window.box
    with hands_on(desktop["DISPLAY"]) as hands:
        for number in range(times):
            hands.click(Box(box.x + 300, box.y + 150 + 40 * number, 4, 4))


def test_a_kill_in_the_middle_costs_no_finished_step(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    with recording(desktop, tmp_path) as recorder:
        click(desktop, gtk_form, 4)
        wait_for(lambda: len(recorder.facts(Settled)) == 4, "four presses and what came of the last")
        assert recorder.stop(signal.SIGKILL) == -signal.SIGKILL
    assert not recorder.output.exists()
    outcome = recover(recorder)
    assert outcome.returncode == 0, outcome.stderr
    with read_guide(recorder.output) as file:
        pointer = [step for step in file.guide.steps if step.action and step.picture]
        assert len(pointer) == 4
        assert (file.guide.steps[-1].kind, bool(file.guide.steps[-1].picture)) == ("result", True)
    assert list(recorder.spool.iterdir()) == []


def test_a_recording_that_goes_on_is_left_alone(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    with recording(desktop, tmp_path) as recorder:
        click(desktop, gtk_form, 1)
        outcome = recover(recorder)
        assert outcome.stdout == "No recording was interrupted.\n"
        assert recorder.stop() == 0
    assert recorder.output.exists()


def test_an_older_guide_is_not_overwritten(desktop: Mapping[str, str], tmp_path: Path) -> None:
    with recording(desktop, tmp_path) as recorder:
        recorder.stop(signal.SIGKILL)
    recorder.output.write_text("older")
    assert recover(recorder, "--keep").returncode == 0
    assert recorder.output.read_text() == "older"
    assert recorder.output.with_name("task-2.guide").exists()
    assert recorder.folder.exists()


def test_what_is_beyond_help_is_told_and_stays(tmp_path: Path) -> None:
    broken = tmp_path / "spool" / "broken"
    broken.mkdir(parents=True)
    (broken / "journal.jsonl").write_text('{"kind": "sta')
    outcome = subprocess.run(
        [str(HANDRAIL), "recover", "-o", str(tmp_path / "a.guide")],
        env={"HANDRAIL_SPOOL": str(tmp_path / "spool"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 1
    assert "can be deleted" in outcome.stderr
    assert broken.exists()
