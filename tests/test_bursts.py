"""Much at once: a burst of clicks, a key held down, a program that hangs, two recorders. Nothing is lost."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from recorder.demo.hands import hands_on
from recorder.demo.virtual_desktop import virtual_desktop
from recorder.document.geometry import Box
from recorder.document.guide import Guide
from recorder.document.guidefile import read_guide
from recorder.recording import Dropped, Press, Release
from tests.bench.workload import click, program
from tests.recorder_process import HANDRAIL, Recorder, recording
from tests.running import PROGRAMS, PYTHON, Program, running, wait_for, xdo

BURST = 200
RATE = 50


def guide_of(recorder: Recorder) -> Guide:
    """Return the guide, its ledger found to add up and to hold what the journal does."""
    with read_guide(recorder.output) as file:
        guide = file.guide
    assert guide.recorded
    ledger = guide.recorded.ledger
    actions = sum(step.kind == "action" for step in guide.steps)
    assert ledger.events == actions + ledger.merged + ledger.suppressed + ledger.dropped
    assert ledger.events == sum(getattr(fact, "count", 0) for fact in recorder.recording.facts)
    return guide


def test_of_a_burst_of_clicks_none_is_lost(desktop: Mapping[str, str], tmp_path: Path) -> None:
    with program("gtk", desktop), recording(desktop, tmp_path) as recorder:
        click(desktop["DISPLAY"], BURST, RATE)
        assert recorder.stop() == 0
    presses = recorder.facts(Press)
    assert len(presses) == len(recorder.facts(Release)) == BURST
    assert all(press.before for press in presses)
    times = [press.time for press in presses]
    assert times == sorted(times)
    assert recorder.facts(Dropped) == []
    guide_of(recorder)


def test_a_key_that_is_held_down_is_counted_to_the_last(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    with recording(desktop, tmp_path) as recorder, hands_on(desktop["DISPLAY"]) as hands:
        hands.click(Box.around(gtk_form.window.box.centre, 4, 4))
        xdo(desktop, "keydown", "F6")
        time.sleep(1.5)
        xdo(desktop, "keyup", "F6")
        assert recorder.stop() == 0
    assert guide_of(recorder).steps


def test_a_second_recorder_on_the_display_disturbs_the_first_in_nothing(
    desktop: Mapping[str, str], tmp_path: Path
) -> None:
    with program("gtk", desktop), recording(desktop, tmp_path) as recorder:
        click(desktop["DISPLAY"], 2, 4)
        second = subprocess.run(
            [str(HANDRAIL), "record", "-o", str(tmp_path / "second.guide")],
            env={**desktop, "HANDRAIL_SPOOL": str(recorder.spool)},
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert second.returncode == 1
        click(desktop["DISPLAY"], 4, 4)
        assert recorder.stop() == 0
    assert len(recorder.facts(Press)) == 6
    assert list(recorder.spool.iterdir()) == [recorder.folder]
    assert guide_of(recorder).steps


def test_two_recorders_on_two_displays_share_one_spool(desktop: Mapping[str, str], tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    with virtual_desktop(1000, 900) as other, ExitStack() as stack:
        for number, each in enumerate((desktop, other)):
            stack.enter_context(program("gtk", each))
            command = [str(HANDRAIL), "record", "--no-window", "-o", str(tmp_path / f"{number}.guide")]
            shared = {**each, "HANDRAIL_SPOOL": str(spool)}
            process = stack.enter_context(subprocess.Popen(command, env=shared, stderr=subprocess.PIPE))
            stack.callback(process.send_signal, signal.SIGTERM)
            assert process.stderr
            assert process.stderr.readline() == b"recording\n"
            click(each["DISPLAY"], 2 + number, 4)
    for number in range(2):
        with read_guide(tmp_path / f"{number}.guide") as file:
            assert sum(step.kind == "action" for step in file.guide.steps) == 2 + number
    assert list(spool.iterdir()) == []


@contextmanager
def hanging(program: Program) -> Iterator[None]:
    """Stop a program as if it hung."""
    os.kill(program.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(program.process.pid, signal.SIGCONT)


def test_steps_in_a_program_that_hangs_and_behind_it_are_kept_with_their_pictures(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    lively = [PYTHON, str(PROGRAMS / "marker_tk.py"), "300x200+1500+700"]
    hung = Box.around(gtk_form.window.box.centre, 4, 4)
    with (
        running(desktop, lively, "Marker") as marker,
        recording(desktop, tmp_path) as recorder,
        hands_on(desktop["DISPLAY"]) as hands,
    ):
        with hanging(gtk_form):
            for _ in range(3):
                hands.click(hung)
                hands.click(Box.around(marker.window.box.centre, 4, 4))
            wait_for(lambda: len(recorder.facts(Release)) == 6, "all clicks while the program hangs")
        assert recorder.stop() == 0
    presses = recorder.facts(Press)
    assert [press.window.title for press in presses if press.window] == ["Refund form", "Marker"] * 3
    assert all(press.before for press in presses)
    guide_of(recorder)
