"""Whatever a crash, a power cut or a bad disk left of a recording: what is whole of it becomes a guide."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.capture import png
from recorder.capture.eyes import Frame
from recorder.capture.finish import OTHER_ENTRIES, finish, others_that_fit
from recorder.capture.journal import LINES, MOMENTS, Journal
from recorder.capture.recover import Recovered, recover_all
from recorder.capture.spool import read_recording
from recorder.document.geometry import Box, Point
from recorder.document.guide import Monitor, Target, Window
from recorder.document.guidefile import read_guide
from recorder.document.limits import Limits
from recorder.recording import After, Moment, Press, Release, Start, Stop

CLICKS = 4
SIZE = (64, 48)
WINDOW = Window(title="Form", app="form", box=Box(0, 0, *SIZE))


def record(folder: Path) -> None:
    """Write a recording of some clicks, each with a picture of its own, and of the settled screen."""
    start = Start(
        id="take",
        at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
        platform="linux-x11",
        recorder="0",
        monitors=(Monitor(x=0, y=0, width=SIZE[0], height=SIZE[1]),),
    )
    with Journal(folder, start, 0.0) as journal:
        for number in range(CLICKS):
            at, time = Point(10 * number, 10), float(number)
            target = Target(name=f"Button {number}", role="button", box=Box(10 * number, 8, 9, 9))
            before = keep(journal, number)
            journal.add(Press(time=time, button="left", at=at, target=target, window=WINDOW, before=before))
            journal.add(Release(time=time + 0.05, button="left", at=at))
        journal.add(After(time=CLICKS, moment=keep(journal, CLICKS), window=WINDOW))
        journal.add(Stop(time=CLICKS, reason="hotkey"))


def keep(journal: Journal, number: int) -> str:
    frame = Frame(0, Box(0, 0, *SIZE), (bytearray(1),), number, number, number, (), ())
    return journal.keep(png.encode(*SIZE, [bytes([40 * number]) * SIZE[0] * SIZE[1] * 3]), frame)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("torn") / "take"
    record(folder)
    return folder


@contextmanager
def damaged(whole: Path, damage: Callable[[Path], None]) -> Iterator[tuple[Recovered, Path]]:
    """Give what `recover` makes of a copy that was damaged, and the folder of its guide."""
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(whole, Path(place, "spool", "take"))
        damage(Path(place, "spool", "take"))
        (recovered,) = recover_all(Path(place, "spool"), Path(place, "task.guide"))
        yield recovered, Path(place)


def clicks(recovered: Recovered) -> list[str]:
    """Return the names of what was clicked, read back from the file."""
    assert recovered.output, recovered.complaint
    with read_guide(recovered.output) as file:
        return [step.target.name for step in file.guide.steps if step.action and step.target]


def lines(whole: Path) -> list[bytes]:
    return (whole / LINES).read_bytes().splitlines(keepends=True)


def pictures(folder: Path) -> list[Path]:
    """Return the pictures in the order in which they were taken."""
    moments = read_recording(folder).moments.values()
    return [folder / MOMENTS / moment.file for moment in moments]


@given(st.data())
def test_a_journal_cut_off_at_any_byte_gives_every_step_before_the_cut(
    whole: Path, data: st.DataObject
) -> None:
    journal = (whole / LINES).read_bytes()
    cut = data.draw(st.integers(len(lines(whole)[0]), len(journal)))
    tail = data.draw(st.binary(max_size=40))
    ended = journal[:cut].count(b'"kind":"press"') - (b'"kind":"press"' in journal[:cut].split(b"\n")[-1])

    def tear(folder: Path) -> None:
        (folder / LINES).write_bytes(journal[:cut] + tail)

    with damaged(whole, tear) as (recovered, _):
        named = clicks(recovered)
        assert len(named) >= ended
        assert named == [f"Button {number}" for number in range(len(named))]
        assert len(recovered.told.splitlines()) == 1


@given(st.data())
def test_lines_that_are_damaged_or_come_twice_cost_only_themselves(whole: Path, data: st.DataObject) -> None:
    written = lines(whole)
    number = data.draw(st.integers(1, len(written) - 1))
    other = data.draw(st.sampled_from([b"\x00" * 30 + b"\n", b"{}\n", b'{"kind":"press"}\n', b"[[[[\n"]))
    twice = data.draw(st.booleans())

    def tear(folder: Path) -> None:
        changed = [*written[:number], written[number] if twice else other, *written[number + 1 - twice :]]
        (folder / LINES).write_bytes(b"".join(changed))

    with damaged(whole, tear) as (recovered, _):
        assert len(clicks(recovered)) >= CLICKS - (b'"press"' in written[number])
        assert ("1 line of the recording" in recovered.told) is not twice


@pytest.mark.parametrize(
    "damage",
    [
        Path.unlink,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-9]),
        lambda path: path.write_bytes(b"\0" * path.stat().st_size),
    ],
    ids=["missing", "empty", "cut short", "zeros"],
)
def test_a_damaged_picture_costs_a_picture_and_no_step(whole: Path, damage: Callable[[Path], None]) -> None:
    with damaged(whole, lambda folder: damage(pictures(folder)[1])) as (recovered, _):
        assert recovered.guide
        assert [step.picture is None for step in recovered.guide.steps] == [False, True, False, False, False]
        assert clicks(recovered) == [f"Button {number}" for number in range(CLICKS)]
        assert recovered.told.endswith("4 steps (1 picture of the recording damaged and left out)")


def test_all_pictures_gone_still_gives_all_steps(whole: Path) -> None:
    with damaged(whole, lambda folder: shutil.rmtree(folder / MOMENTS)) as (recovered, _):
        assert clicks(recovered) == [f"Button {number}" for number in range(CLICKS)]


def test_without_its_first_line_it_is_kept_and_told(whole: Path) -> None:
    def tear(folder: Path) -> None:
        (folder / LINES).write_bytes(b"".join(lines(whole)[1:]))

    with damaged(whole, tear) as (recovered, place):
        assert recovered.guide is None
        assert "holds no recording" in recovered.told
        assert (place / "spool" / "take" / LINES).exists()


def test_writing_tells_how_far_it_is(whole: Path, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    finish(whole, tmp_path / "a.guide", lambda done, total: heard.append((done, total)))
    files = CLICKS + 1 + 2
    assert heard == [(number, files) for number in range(files + 1)]


def test_other_moments_that_no_program_would_read_back_are_left_out(whole: Path) -> None:
    recording, names = read_recording(whole), [path.name for path in pictures(whole)]
    used, folder = names[:2], whole / MOMENTS
    assert others_that_fit(recording, used, folder) == names[2:]
    room = Limits(total_pixels=4 * SIZE[0] * SIZE[1])
    assert others_that_fit(recording, used, folder, room) == names[2:4]
    assert others_that_fit(recording, used, folder, Limits(entries=2 + OTHER_ENTRIES + 1)) == names[2:3]
    assert others_that_fit(recording, used, folder, Limits(file_bytes=1)) == []


def test_a_moment_that_was_kept_anew_is_the_newer_one_or_else_the_older(tmp_path: Path) -> None:
    record(tmp_path / "take")
    first = next(fact for fact in read_recording(tmp_path / "take").facts if isinstance(fact, Moment))
    again = first.model_copy(update={"file": f"{7:064x}.webp"})
    with (tmp_path / "take" / LINES).open("ab") as file:
        file.write(again.model_dump_json().encode() + b"\n")
    assert read_recording(tmp_path / "take").moments[first.id] == first
    (tmp_path / "take" / MOMENTS / again.file).touch()
    assert read_recording(tmp_path / "take").moments[first.id] == again
