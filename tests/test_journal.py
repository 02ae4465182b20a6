"""What is on disk can be read at any moment, and what was cut short loses its last line only."""

import fcntl
import os
import resource
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from recorder.capture import png
from recorder.capture.eyes import Frame
from recorder.capture.journal import LINES, MOMENTS, Journal
from recorder.capture.spool import read_recording, unfinished, wanted_output
from recorder.document.geometry import Box, Point
from recorder.document.guide import Window
from recorder.errors import RecorderError
from recorder.recording import Dropped, Moment, Press, Start, WindowChange

FRAME = Frame(0, Box(0, 0, 4, 3), (bytearray(48),), 1, 100.0, 101.0, (), ())
PNG = png.encode(4, 3, [bytes(36)])


def start(name: str = "take-1") -> Start:
    return Start(id=name, at=datetime.now(UTC), platform="linux-x11", recorder="0", monitors=())


def press(journal: Journal, moment: float, before: str | None) -> None:
    journal.add(Press(time=journal.since(moment), button="left", at=Point(1, 1), before=before))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Journal(tmp_path / "take-1", start(), 100.0, tmp_path / "task.guide") as journal:
        press(journal, 102.0, journal.keep(PNG, FRAME))
        press(journal, 103.0, journal.keep(PNG, FRAME))
    return tmp_path / "take-1"


def test_it_can_be_read_back(folder: Path) -> None:
    recording = read_recording(folder)
    assert [fact.kind for fact in recording.facts] == ["moment", "press", "moment", "press"]
    assert [fact.time for fact in recording.facts] == [1.0, 2.0, 1.0, 3.0]
    assert wanted_output(folder) == folder.parent / "task.guide"


def test_the_window_that_was_active_before_is_read_back(tmp_path: Path) -> None:
    change = WindowChange(time=1, what="switched", window=Window(title="B"), before=Window(title="A"))
    with Journal(tmp_path / "take-1", start(), 100.0, tmp_path / "task.guide") as journal:
        journal.add(change)
    assert read_recording(tmp_path / "take-1").facts == (change,)


def test_equal_pictures_are_stored_once(folder: Path) -> None:
    assert len(list((folder / MOMENTS).iterdir())) == 1


def test_one_picture_may_come_from_several_threads_at_once(tmp_path: Path) -> None:
    with Journal(tmp_path / "take", start(), 0.0) as journal, ThreadPoolExecutor(4) as pool:
        for number in range(25):
            assert len(set(pool.map(journal.store, [bytes([number]) * 50_000] * 4))) == 1


@pytest.mark.parametrize("torn", [1, 2, 40])
def test_a_torn_last_line_is_left_out(folder: Path, torn: int) -> None:
    lines = folder / LINES
    lines.write_bytes(lines.read_bytes()[:-torn])
    kept = [fact.kind for fact in read_recording(folder).facts]
    assert kept == ["moment", "press", "moment", "press"][: 3 if torn > 1 else 4]


def test_a_moment_whose_picture_is_gone_is_no_moment(folder: Path) -> None:
    next((folder / MOMENTS).iterdir()).unlink()
    recording = read_recording(folder)
    assert [fact.kind for fact in recording.facts] == ["press", "press"]
    assert all(fact.before is None for fact in recording.facts if isinstance(fact, Press))


def test_an_empty_journal_is_no_recording(tmp_path: Path) -> None:
    (tmp_path / LINES).touch()
    with pytest.raises(RecorderError, match="can be deleted"):
        read_recording(tmp_path)


def test_a_recording_that_goes_on_is_not_unfinished(tmp_path: Path) -> None:
    with Journal(tmp_path / "a", start("a"), 0.0):
        assert unfinished(tmp_path) == []
    assert unfinished(tmp_path) == [tmp_path / "a"]


def test_whoever_writes_holds_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "a" / "lock"
    with Journal(tmp_path / "a", start("a"), 0.0), lock.open() as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_line_for_which_there_is_no_room_leaves_no_trace(tmp_path: Path) -> None:
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Journal(tmp_path / "a", start("a"), 0.0) as journal:
        size = (tmp_path / "a" / LINES).stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, hard))
        try:
            with pytest.raises(OSError, match=r"too large|No space"):
                journal.add(Dropped(time=1.0, what="press", why="a reason that is longer than the room left"))
            with pytest.raises(OSError, match=r"too large|No space"):
                journal.keep(PNG * 20, FRAME)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, ignored)
        press(journal, 5.0, None)
    assert [fact.kind for fact in read_recording(tmp_path / "a").facts] == ["press"]
    assert list((tmp_path / "a" / MOMENTS).iterdir()) == []


def test_the_fast_png_is_read_by_others_pixel_for_pixel(tmp_path: Path) -> None:
    image = Image.effect_noise((301, 257), 90).convert("RGB")
    raw, band = image.tobytes(), 301 * 3 * 40
    bands = [raw[start : start + band] for start in range(0, len(raw), band)]
    (tmp_path / "noise.png").write_bytes(png.encode(301, 257, bands))
    with Image.open(tmp_path / "noise.png") as read:
        read.load()
        assert (read.mode, read.size, read.tobytes()) == ("RGB", image.size, image.tobytes())


def test_moments_are_named_one_after_the_other(folder: Path) -> None:
    moments = [fact for fact in read_recording(folder).facts if isinstance(fact, Moment)]
    assert [moment.id for moment in moments] == ["m1", "m2"]


def test_a_folder_that_somebody_deletes_is_told_and_the_lines_are_put_back(tmp_path: Path) -> None:
    with Journal(tmp_path / "a", start("a"), 0.0) as journal:
        press(journal, 1.0, journal.keep(PNG, FRAME))
        shutil.rmtree(tmp_path / "a")
        with pytest.raises(OSError, match="a was deleted"):
            press(journal, 2.0, None)
    assert [fact.kind for fact in read_recording(tmp_path / "a").facts] == ["press", "press"]


def test_pictures_that_somebody_deletes_are_told(tmp_path: Path) -> None:
    with Journal(tmp_path / "a", start("a"), 0.0) as journal:
        shutil.rmtree(tmp_path / "a" / MOMENTS)
        with pytest.raises(OSError, match="a was deleted"):
            journal.keep(PNG, FRAME)


def test_what_was_written_is_on_the_disk_before_the_next_line_and_so_is_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def spy(descriptor: int) -> None:
        fsync(descriptor)
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()).removeprefix(f"{tmp_path}/"))

    monkeypatch.setattr(os, "fsync", spy)
    with Journal(tmp_path / "a", start("a"), 0.0) as journal:
        assert synced == [f"a/{LINES}", "a", str(tmp_path)]
        synced.clear()
        journal.keep(PNG, FRAME)
        picture, *rest = synced
        assert picture.startswith(f"a/{MOMENTS}/")
        assert rest == [f"a/{MOMENTS}", f"a/{LINES}"]
        synced.clear()
        press(journal, 1.0, None)
        assert synced == [f"a/{LINES}"]
