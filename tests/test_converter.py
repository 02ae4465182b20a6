"""Kept pictures become lossless WebP while nothing else goes on, and nothing is lost when that fails."""

import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from recorder.capture import png
from recorder.capture.conversion import convert, part_of
from recorder.capture.converter import QUIET_SECONDS, Converter
from recorder.capture.eyes import Frame
from recorder.capture.journal import MOMENTS, Journal
from recorder.capture.spool import read_recording
from recorder.demo.hands import hands_on
from recorder.document.geometry import Box
from recorder.document.guidefile import read_guide
from recorder.recording import Moment, Press, Start
from tests.recorder_process import recording
from tests.running import Program, wait_for

SIZE = (320, 200)
FRAME = Frame(0, Box(0, 0, *SIZE), (), 1, 1.0, 1.0, (), ())


def drawn(words: str) -> bytes:
    """Return a small screen with words, as the recorder stores it."""
    image = Image.new("RGB", SIZE, "white")
    ImageDraw.Draw(image).text((20, 20), words, fill="black")
    return png.encode(*SIZE, [image.tobytes()])


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    start = Start(id="take", at=datetime.now(UTC), platform="linux-x11", recorder="0", monitors=())
    with Journal(tmp_path / "take", start, 0.0) as opened:
        yield opened


def files(journal: Journal) -> dict[str, str]:
    """Return which file shows each moment, by the journal on the disk."""
    return {name: moment.file for name, moment in read_recording(journal.folder).moments.items()}


def rests(converter: Converter) -> bool:
    """Tell whether there is no process at work."""
    return converter._process is None


def work(converter: Converter, journal: Journal, now: float) -> None:
    """Let the converter work until it has nothing more to do."""

    def done() -> bool:
        converter.tick(now)
        return journal.unconverted is None

    wait_for(done, "the conversions")


def test_the_same_pixels_in_fewer_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(drawn("Refund desk"))
    assert convert(path)
    with Image.open(path) as one, Image.open(part_of(path)) as other:
        assert other.format == "WEBP"
        assert one.convert("RGB").tobytes() == other.convert("RGB").tobytes()
    assert part_of(path).stat().st_size < path.stat().st_size * 0.65


def test_what_is_no_picture_or_gets_no_smaller_is_left(tmp_path: Path) -> None:
    broken, small = tmp_path / "broken.png", tmp_path / "small.png"
    broken.write_bytes(b"no picture")
    Image.new("RGB", (40, 40)).save(small, "WEBP", lossless=True, method=1, quality=80)
    assert convert(broken) is None
    assert convert(small) is None
    assert convert(tmp_path / "gone.png") is None
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".png", ".png"]


def test_each_moment_of_a_picture_names_the_smaller_file_and_later_ones_do_so_at_once(
    journal: Journal,
) -> None:
    now = [0.0]
    converter = Converter(journal, lambda: now[0])
    first, again = journal.keep(drawn("one"), FRAME), journal.keep(drawn("one"), FRAME)
    other = journal.keep(drawn("two"), FRAME)
    converter.tick(now[0])
    assert [converter.deadline] == [QUIET_SECONDS]
    assert rests(converter), "the person is at work"
    now[0] = QUIET_SECONDS
    work(converter, journal, now[0])
    named = files(journal)
    assert all(name.endswith(".webp") for name in named.values())
    assert named[first] == named[again] != named[other]
    later = journal.keep(drawn("one"), FRAME)
    assert files(journal)[later] == named[first]
    assert journal.unconverted is None
    converter.tick(now[0])
    assert converter.deadline is None
    assert rests(converter), "there is nothing more to do"
    converter.close()


def test_a_picture_that_is_replaced_goes_with_all_that_was_made_of_it(journal: Journal) -> None:
    converter = Converter(journal, lambda: 10.0)
    moment = journal.keep(drawn("secret"), FRAME)
    work(converter, journal, 11.0)
    journal.keep(drawn("filled"), FRAME, instead=moment)
    (left,) = (journal.folder / MOMENTS).iterdir()
    assert left.name == files(journal)[moment]
    converter.close()


def test_a_picture_that_is_replaced_while_it_is_converted_leaves_nothing(journal: Journal) -> None:
    moment = journal.keep(drawn("secret"), FRAME)
    name = files(journal)[moment]
    smaller = convert(journal.folder / MOMENTS / name)
    journal.keep(drawn("filled"), FRAME, instead=moment)
    assert smaller
    assert not journal.convert(name, f"{smaller}.webp")
    converter = Converter(journal)
    converter.close()
    assert [path.name for path in (journal.folder / MOMENTS).iterdir()] == [files(journal)[moment]]


@pytest.mark.parametrize("program", ["", "print('nonsense', flush=True); input()"])
def test_a_converter_that_fails_costs_nothing(journal: Journal, program: str) -> None:
    converter = Converter(journal, lambda: 10.0, (sys.executable, "-c", program))
    moment = journal.keep(drawn("one"), FRAME)
    work(converter, journal, 11.0)
    converter.close()
    assert files(journal)[moment].endswith(".png")


def test_a_converter_that_cannot_be_started_costs_nothing(journal: Journal) -> None:
    converter = Converter(journal, lambda: 10.0, ("/nowhere/at/all",))
    moment = journal.keep(drawn("one"), FRAME)
    work(converter, journal, 11.0)
    assert files(journal)[moment].endswith(".png")
    assert rests(converter)


def test_a_recording_is_converted_while_the_person_pauses(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    with recording(desktop, tmp_path) as recorder, hands_on(desktop["DISPLAY"]) as hands:
        hands.click(Box(gtk_form.window.box.right - 60, gtk_form.window.box.bottom - 40, 20, 10))
        wait_for(lambda: recorder.facts(Press), "the press")
        wait_for(
            lambda: all(each.file.endswith(".webp") for each in recorder.recording.moments.values()),
            "the conversion",
            seconds=120,
        )
        converted = {each.file for each in recorder.recording.moments.values()}
        assert recorder.stop() == 0
    assert recorder.facts(Moment)
    with read_guide(recorder.output) as file:
        pictures = {Path(name).name for name in (*file.images, *file.recording)}
        assert converted <= pictures
    assert not list(recorder.folder.rglob("*.converted"))
