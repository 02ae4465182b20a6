"""A display, a window manager or a bus that dies in the middle costs no step that was done before."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from recorder.capture.senses import SensesLostError, wait_to_stop
from recorder.capture.stopping import Stopper
from recorder.demo.virtual_desktop import virtual_desktop
from recorder.document.guidefile import read_guide
from recorder.recording import Press
from tests.bench.workload import click, program
from tests.recorder_process import Recorder, recording
from tests.running import wait_for

RATE = 3


@pytest.fixture
def own_desktop() -> Iterator[Mapping[str, str]]:
    """Give a desktop of which parts may be killed."""
    with virtual_desktop(1000, 900) as environment:
        yield environment


def kill(environment: Mapping[str, str], *names: str) -> None:
    """Kill the programs of those names that run on that desktop."""
    ours = f"XDG_RUNTIME_DIR={environment['XDG_RUNTIME_DIR']}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            here = ours in (process / "environ").read_bytes()
            command = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if here and any(Path(os.fsdecode(word)).name in names for word in command[:2]):
            os.kill(int(process.name), signal.SIGKILL)


def click_on(environment: Mapping[str, str], recorder: Recorder, times: int) -> None:
    """Click, and wait until that is written down."""
    before = len(recorder.facts(Press))
    click(environment["DISPLAY"], times, RATE)
    wait_for(lambda: len(recorder.facts(Press)) == before + times, "the presses")


def presses(recorder: Recorder) -> int:
    """Return how many presses were kept, and see that each has a picture and that there is a guide."""
    kept = recorder.facts(Press)
    assert all(press.before for press in kept)
    with read_guide(recorder.output) as file:
        assert file.guide.steps
    return len(kept)


def test_a_display_that_dies_ends_the_recording_with_one_sentence_and_a_guide(
    own_desktop: Mapping[str, str], tmp_path: Path
) -> None:
    with program("gtk", own_desktop), recording(own_desktop, tmp_path) as recorder:
        click_on(own_desktop, recorder, 3)
        kill(own_desktop, "Xvfb")
        assert recorder.wait() == 1
    (sentence,) = [line for line in recorder.said if line.startswith("handrail:")]
    assert not any("Traceback" in line for line in recorder.said)
    assert "the display has gone: " in sentence
    assert str(recorder.output) in sentence
    assert presses(recorder) == 3


def test_a_window_manager_that_dies_and_comes_back_costs_nothing(
    own_desktop: Mapping[str, str], tmp_path: Path
) -> None:
    with program("gtk", own_desktop), recording(own_desktop, tmp_path) as recorder:
        click_on(own_desktop, recorder, 1)
        kill(own_desktop, "openbox")
        click_on(own_desktop, recorder, 2)
        with subprocess.Popen(["openbox", "--sm-disable"], env=dict(own_desktop)) as manager:
            click_on(own_desktop, recorder, 2)
            assert recorder.stop() == 0
            manager.kill()
    assert presses(recorder) == 5


def test_a_bus_that_dies_costs_names_and_no_step(own_desktop: Mapping[str, str], tmp_path: Path) -> None:
    with program("gtk", own_desktop), recording(own_desktop, tmp_path) as recorder:
        click_on(own_desktop, recorder, 1)
        kill(own_desktop, "at-spi-bus-launcher", "at-spi2-registryd")
        click_on(own_desktop, recorder, 2)
        kill(own_desktop, "dbus-daemon")
        click_on(own_desktop, recorder, 2)
        assert recorder.stop() == 0
    assert presses(recorder) == 5


class Senses:
    """Eyes and hands in one."""

    failure: Exception | None = None
    listening = True


@pytest.mark.parametrize(
    ("failure", "listening", "told"),
    [
        (OSError("no more"), False, "the display has gone"),
        (OSError("no more"), True, "the screen cannot be read any more (no more)"),
        (None, False, "the display does not report mouse and keys any more"),
    ],
)
def test_what_was_lost_is_told(failure: Exception | None, *, listening: bool, told: str) -> None:
    senses, stopper = Senses(), Stopper()
    senses.failure, senses.listening = failure, listening
    lost = wait_to_stop(stopper, senses, senses)
    assert isinstance(lost, SensesLostError)
    assert (str(lost), stopper.reason) == (told, "failure")


def test_nothing_is_lost_where_somebody_asks_to_stop() -> None:
    senses, stopper = Senses(), Stopper()
    stopper.ask("hotkey")
    assert wait_to_stop(stopper, senses, senses) is None
    assert stopper.reason == "hotkey"
