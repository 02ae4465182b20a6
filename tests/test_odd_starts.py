"""A recorder that is started oddly records, or says in one sentence why not."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from recorder.document.guidefile import read_guide
from recorder.recording import Press
from tests.bench.workload import click, program
from tests.recorder_process import HANDRAIL, Recorder, recording
from tests.running import wait_for

BARE_PLACES = ("HOME", "XDG_STATE_HOME")


def began(process: "subprocess.Popen[bytes]", folder: Path) -> Recorder:
    """Return a recorder that says nothing, once it records: then it holds the lock and has a start."""
    recorder = Recorder(process, folder / "task.guide", folder / "spool", [])  # type: ignore[arg-type]
    wait_for(lambda: list(recorder.spool.glob("*/journal.jsonl")), "the journal")
    return recorder


def clicked(environment: Mapping[str, str], recorder: Recorder) -> bool:
    """Click, and tell whether that is kept by now: the hands may not be live at the first ones."""
    click(environment["DISPLAY"], 1, 4)
    return bool(recorder.facts(Press))


@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", "2>&-"])
def test_closed_streams_are_no_place_for_a_recording(
    desktop: Mapping[str, str], tmp_path: Path, closed: str
) -> None:
    command = f'exec "{HANDRAIL}" record --keep -o "{tmp_path}/task.guide" {closed}'
    environment = {**desktop, "HANDRAIL_SPOOL": str(tmp_path / "spool")}
    with (
        program("gtk", desktop),
        subprocess.Popen(["/bin/sh", "-c", command], env=environment, stdout=subprocess.DEVNULL) as process,
    ):
        recorder = began(process, tmp_path)
        wait_for(lambda: clicked(desktop, recorder), "a press")
        for descriptor in range(3):
            place = Path(f"/proc/{process.pid}/fd/{descriptor}").readlink()
            assert str(place) == "/dev/null"
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert recorder.output.exists()


def test_nobody_who_listens_any_more_ends_no_recording(desktop: Mapping[str, str], tmp_path: Path) -> None:
    read, write = os.pipe()
    environment = {**desktop, "HANDRAIL_SPOOL": str(tmp_path / "spool")}
    environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere/at/all"  # so that there is something to say
    command = [str(HANDRAIL), "record", "--keep", "-o", str(tmp_path / "task.guide")]
    with program("gtk", desktop), subprocess.Popen(command, env=environment, stderr=write) as process:
        os.close(read)
        os.close(write)
        recorder = began(process, tmp_path)
        wait_for(lambda: clicked(desktop, recorder), "a press")
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    with read_guide(recorder.output) as file:
        assert file.guide.steps


def test_without_a_home_there_is_still_a_place(desktop: Mapping[str, str], tmp_path: Path) -> None:
    environment = {name: value for name, value in desktop.items() if name not in BARE_PLACES}
    with recording(environment, tmp_path) as recorder:
        assert recorder.stop() == 0


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_a_name_that_is_no_text_is_a_name(
    desktop: Mapping[str, str], tmp_path: Path, end: signal.Signals
) -> None:
    wished = tmp_path / os.fsdecode(b"caf\xe9.guide")
    environment = {**desktop, "HANDRAIL_SPOOL": str(tmp_path / "spool"), "LC_ALL": "C.UTF-8"}
    command = [str(HANDRAIL), "record", "-o", str(wished)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:
        assert process.stderr
        assert process.stderr.readline() == b"recording\n"
        process.send_signal(end)
        process.wait(30)
    if end is signal.SIGKILL:
        outcome = run(["recover"], environment)
        assert outcome.returncode == 0, outcome.stderr
    with read_guide(wished) as file:
        assert file.guide.steps == ()


def test_a_title_nobody_could_read_is_refused_with_one_sentence(
    desktop: Mapping[str, str], tmp_path: Path
) -> None:
    for title in ("x" * 5_000, os.fsdecode(b"caf\xe9")):
        outcome = run(["record", "-o", str(tmp_path / "a.guide"), "--title", title], desktop)
        assert outcome.returncode == 1
        (sentence,) = outcome.stderr.splitlines()
        assert b"--title should be" in sentence
        assert sentence.endswith(b": write another.")


def test_a_place_where_nothing_can_be_kept_is_told(desktop: Mapping[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in ("/proc/spool", str(tmp_path / "file"), str(tmp_path / "file" / "below")):
        outcome = run(["record", "-o", str(tmp_path / "a.guide")], {**desktop, "HANDRAIL_SPOOL": place})
        assert outcome.returncode == 1
        (sentence,) = outcome.stderr.splitlines()
        assert b"set HANDRAIL_SPOOL to another folder" in sentence


def run(words: Sequence[str], environment: Mapping[str, str]) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [str(HANDRAIL), *words], env=dict(environment), capture_output=True, check=False, timeout=60
    )
