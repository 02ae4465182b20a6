"""The recorder port over a real child process that speaks the recorder's lines."""

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from recorder.compose.compose import identify
from server.recording.child import CRASHED, ChildRecorder
from server.recording.port import NotRecordingError, RecorderBusyError
from server.recording.take import Into, Landed, Take, Wishes
from tests.running import PROGRAMS, wait_for
from tests.sample_guides import sample_file

COMMAND = [sys.executable, str(PROGRAMS / "scripted_recorder.py")]
NOTHING = [sys.executable, "-c", ""]


class Shelf:
    """Keeps the files it is handed, or refuses them."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self.errands: list[Into | None] = []
        self.refusal: Exception | None = None

    def keep(self, file: Path, into: Into | None) -> Landed:
        """Keep a file's bytes, and what it was for."""
        if self.refusal:
            raise self.refusal
        self.kept.append(file.read_bytes())
        self.errands.append(into)
        return Landed(f"guide-{len(self.kept)}", f"/guides/guide-{len(self.kept)}/trim")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def recorder(tmp_path: Path, shelf: Shelf) -> Iterator[ChildRecorder]:
    recorder = ChildRecorder(COMMAND, NOTHING, tmp_path / "takes")
    recorder.open(shelf.keep)
    yield recorder
    recorder.close()


def reach(recorder: ChildRecorder, state: str, look: Callable[[Take], bool] = lambda _take: True) -> Take:
    def looked() -> Take | None:
        take = recorder.take
        return take if take.state == state and look(take) else None

    return wait_for(looked, f"the state {state}", 20)


def test_a_take_goes_from_the_count_down_to_the_shelf(recorder: ChildRecorder, shelf: Shelf) -> None:
    states: list[str] = []
    recorder.listen(lambda take: states.append(take.state))
    recorder.start(Wishes("How to refund", "Support"))
    take = reach(recorder, "recording", lambda take: len(take.steps) == 3)
    assert [step.caption for step in take.steps][2] == "Click **Issue refund**"
    assert take.keys["stop"] == "Ctrl+Alt+End"
    recorder.tell("stop")
    take = reach(recorder, "kept")
    assert take.guide == "guide-1"
    assert take.ran == 42.1
    assert len(shelf.kept) == 1
    assert list(dict.fromkeys(states)) == [
        *("starting", "countdown", "recording", "composing", "keeping", "kept")
    ]
    recorder.landed("another")
    assert recorder.take.guide == "guide-1"
    recorder.landed("guide-1")
    assert recorder.take.guide == ""


def test_one_recording_at_a_time(recorder: ChildRecorder) -> None:
    recorder.start(Wishes())
    with pytest.raises(RecorderBusyError):
        recorder.start(Wishes())
    reach(recorder, "recording")
    with pytest.raises(RecorderBusyError):
        recorder.start(Wishes())
    recorder.tell("cancel")
    reach(recorder, "thrown")
    recorder.start(Wishes())
    reach(recorder, "recording")


def test_pauses_notes_and_thrown_away_steps_are_told(recorder: ChildRecorder) -> None:
    recorder.start(Wishes())
    reach(recorder, "recording", lambda take: len(take.steps) == 3)
    recorder.tell("pause")
    assert reach(recorder, "paused").since is None
    recorder.tell("resume")
    reach(recorder, "recording")
    recorder.tell("discard")
    reach(recorder, "recording", lambda take: len(take.steps) == 2)
    recorder.tell("note", "Ask the customer first")
    take = reach(recorder, "recording", lambda take: len(take.steps) == 3)
    assert (take.steps[2].kind, take.steps[2].caption) == ("note", "Ask the customer first")


def test_the_program_to_reopen_is_the_one_that_the_recorder_named(recorder: ChildRecorder) -> None:
    recorder.start(Wishes())
    reach(recorder, "recording", lambda take: len(take.steps) == 3)
    recorder.tell("reopen")  # nobody named one
    recorder.tell("picture")
    take = reach(recorder, "recording", lambda take: take.reopen is not None)
    assert take.trouble == "Chromium tells no names."
    recorder.tell("reopen")
    take = reach(recorder, "recording", lambda take: take.reopen is None)
    assert take.trouble == "Process 4711 was opened anew."


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("no display", "There is no display to record: run this in a terminal on the desktop."),
        ("fail", "Recording stopped because the disk is full. Free some space before going on."),
        ("crash", CRASHED),
    ],
)
def test_what_goes_wrong_is_one_sentence(recorder: ChildRecorder, title: str, said: str) -> None:
    recorder.start(Wishes(title))
    assert reach(recorder, "failed").said == said
    recorder.start(Wishes())
    reach(recorder, "recording")


def test_a_recorder_that_is_killed_leaves_the_port_ready(recorder: ChildRecorder) -> None:
    recorder.start(Wishes())
    reach(recorder, "recording")
    assert recorder._run
    recorder._run.process.send_signal(signal.SIGKILL)
    assert reach(recorder, "failed").said == CRASHED
    with pytest.raises(NotRecordingError):
        recorder.tell("stop")


def test_a_recorder_that_is_not_there_is_said(tmp_path: Path, shelf: Shelf) -> None:
    recorder = ChildRecorder([str(tmp_path / "nothing")], NOTHING, tmp_path / "takes")
    recorder.open(shelf.keep)
    recorder.start(Wishes())
    assert "install Handrail anew" in recorder.take.said


def test_the_end_of_the_server_stops_the_take_and_keeps_it(recorder: ChildRecorder, shelf: Shelf) -> None:
    recorder.start(Wishes())
    reach(recorder, "recording")
    recorder.close()
    assert recorder.take.state == "kept"
    assert len(shelf.kept) == 1
    with pytest.raises(RecorderBusyError):
        recorder.start(Wishes())


def test_what_cannot_be_taken_in_stays_in_its_file_until_the_next_start(
    recorder: ChildRecorder, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.refusal = OSError("no room")
    recorder.start(Wishes())
    reach(recorder, "recording")
    recorder.tell("stop")
    take = reach(recorder, "failed")
    (file,) = (tmp_path / "takes").glob("*.guide")
    assert str(file) in take.said
    shelf.refusal = None
    recorder.close()
    recorder.open(shelf.keep)
    assert len(shelf.kept) == 1
    assert not file.exists()


def test_a_stop_in_the_count_down_keeps_nothing(recorder: ChildRecorder, shelf: Shelf) -> None:
    recorder.start(Wishes())
    recorder.tell("stop")
    wait_for(lambda: not recorder.take.is_running, "the end", 20)
    assert recorder.take.state == "thrown"
    assert not shelf.kept


def test_recovering_takes_in_what_was_left(tmp_path: Path, shelf: Shelf) -> None:
    script = "import sys, pathlib; pathlib.Path(sys.argv[2], 'left.guide').write_bytes(b'left')"
    recorder = ChildRecorder(COMMAND, [sys.executable, "-c", script], tmp_path / "takes")
    recorder.open(shelf.keep)
    assert recorder.recover() == 1
    assert shelf.kept == [b"left"]


def test_a_take_comes_with_what_it_was_recorded_for(recorder: ChildRecorder, shelf: Shelf) -> None:
    into = Into("refund", "again", "s2")
    recorder.start(Wishes("How to refund"), into)
    assert reach(recorder, "recording", lambda take: len(take.steps) == 3).into == into
    recorder.tell("stop")
    assert reach(recorder, "kept").url == "/guides/guide-1/trim"
    assert shelf.errands == [into]


def test_a_take_that_was_killed_comes_back_with_what_it_was_recorded_for(
    tmp_path: Path, shelf: Shelf
) -> None:
    left = tmp_path / "left.guide"
    left.write_bytes(sample_file(id=identify("take", "guide")).getvalue())
    script = f"import sys, shutil; shutil.copy({str(left)!r}, sys.argv[2])"
    recorder = ChildRecorder(COMMAND, [sys.executable, "-c", script], tmp_path / "takes")
    recorder.open(shelf.keep)
    recorder.start(Wishes("crash"), Into("refund", "here", "s1"))
    reach(recorder, "failed")
    recorder.close()
    later = ChildRecorder(COMMAND, [sys.executable, "-c", script], tmp_path / "takes")
    later.open(shelf.keep)
    assert later.recover() == 1
    assert shelf.errands == [Into("refund", "here", "s1")]
    assert later.recover() == 1
    assert shelf.errands[1:] == [None], "an errand is done once"
