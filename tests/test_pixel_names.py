"""Clicks that no program names are read while the recording goes on, each place and picture once."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recorder.capture.journal import Journal
from recorder.capture.pixel_names import MOST_WAITING, REST_SECONDS, PixelNames
from recorder.capture.recover import recover_all
from recorder.capture.spool import read_recording
from recorder.compose.compose import compose
from recorder.demo.hands import hands_on
from recorder.document.geometry import Box, Point
from recorder.document.guide import Target, Window
from recorder.document.guidefile import read_guide
from recorder.reading import worker
from recorder.reading.reader import Reader
from recorder.recording import Named, Press, Settled, Start
from tests.recorder_lines import recorder_lines
from tests.recorder_process import recording
from tests.running import Program, wait_for, xdo
from tests.test_converter import FRAME, drawn

SCREEN = Box(0, 0, 320, 200)
READS = """
import sys, json
for line in sys.stdin:
    asked = json.loads(line)
    with open({log!r}, "a") as log:
        log.write(line)
    x, y = asked["at"]
    word = {{"text": "Place " + chr(65 + x // 10), "box": [x - 10, y - 5, 20, 10], "sure": 0.99}}
    print(json.dumps({{"lines": [word], "frame": None}}), flush=True)
"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    start = Start(id="take", at=datetime.now(UTC), platform="linux-x11", recorder="0", monitors=())
    with Journal(tmp_path / "take", start, 0.0) as opened:
        yield opened


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "asked"


@pytest.fixture
def names(journal: Journal, log: Path) -> Iterator[PixelNames]:
    made = PixelNames(journal, Reader((sys.executable, "-c", READS.format(log=str(log)))))
    yield made
    made.close()


def press(journal: Journal, at: Point, when: float = 1.0, app: str = "drawn", words: str = "one") -> Press:
    """Write a click down, and return it."""
    before = journal.keep(drawn(words), FRAME)
    window = Window(title="Drawn", app=app, box=SCREEN)
    made = Press(time=when, button="left", at=at, window=window, before=before)
    journal.add(made)
    return made


def work(names: PixelNames) -> None:
    """Let it work until nothing is left to be read."""

    def done() -> bool:
        names.tick(time.monotonic())
        return not names.left

    wait_for(done, "the readings")


def named(journal: Journal) -> list[tuple[float, str]]:
    """Return the presses that were named, by the journal on the disk."""
    facts = read_recording(journal.folder).facts
    return [(fact.of, fact.target.name) for fact in facts if isinstance(fact, Named)]


def asked(log: Path) -> int:
    return len(log.read_text().splitlines()) if log.exists() else 0


def test_twenty_clicks_on_one_place_are_one_reading(journal: Journal, names: PixelNames, log: Path) -> None:
    for number in range(20):
        names.told(press(journal, Point(40, 30), float(number)), None, SCREEN)
    names.told(press(journal, Point(90, 30), 20.0), None, SCREEN)
    names.told(press(journal, Point(90, 30), 21.0, words="two"), None, SCREEN)
    work(names)
    assert asked(log) == 3
    assert named(journal) == [
        *((float(number), "Place E") for number in range(20)),
        (20.0, "Place J"),
        (21.0, "Place J"),
    ]


@pytest.mark.parametrize(
    ("target", "app"),
    [
        (Target(name="Save", role="button"), "gtk-form"),
        (Target(role="password", secret=True), "gtk-form"),
        (Target(role="text"), "gtk-form"),
        (None, "xterm"),
    ],
)
def test_what_is_named_secret_a_field_or_a_terminal_starts_no_process(
    journal: Journal, names: PixelNames, target: Target | None, app: str
) -> None:
    names.told(press(journal, Point(40, 30), app=app), target, SCREEN)
    names.tick(time.monotonic())
    assert (names.left, names.deadline, names._reader.runs) == (0, None, False)


def test_words_fill_what_the_tree_gave_without_a_name(journal: Journal, names: PixelNames) -> None:
    made = press(journal, Point(40, 30))
    panel = Target(role="panel", box=SCREEN)
    journal.add(Named(time=1.1, what="press", of=made.time, target=panel))
    names.told(made, panel, SCREEN)
    work(names)
    (step,) = compose(read_recording(journal.folder)).steps
    assert step.target
    assert (step.target.name, step.target.source) == ("Place E", "pixels")


def test_no_more_wait_than_have_room(journal: Journal, names: PixelNames) -> None:
    made = press(journal, Point(40, 30))
    for _ in range(MOST_WAITING + 9):
        names.told(made, None, SCREEN)
    assert names.left == MOST_WAITING


def test_the_process_goes_when_nothing_was_read_for_long(journal: Journal, names: PixelNames) -> None:
    names.told(press(journal, Point(40, 30)), None, SCREEN)
    work(names)
    assert names._reader.runs
    names.tick(time.monotonic() + REST_SECONDS)
    assert (names._reader.runs, names.deadline) == (False, None)
    names.told(press(journal, Point(90, 30), 2.0), None, SCREEN)
    work(names)
    assert len(named(journal)) == 2


def test_the_stop_waits_no_longer_than_it_says(journal: Journal) -> None:
    never = PixelNames(journal, Reader((sys.executable, "-c", "input(); input()")))
    never.told(press(journal, Point(40, 30)), None, SCREEN)
    never.conclude(0.0)
    assert (never.left, named(journal)) == (0, [])


def test_the_stop_takes_what_comes_in_time(journal: Journal, names: PixelNames) -> None:
    for number in range(3):
        names.told(press(journal, Point(40 + number, 30), float(number)), None, SCREEN)
    names.conclude(60.0)
    assert len(named(journal)) == 3


@pytest.mark.parametrize(
    "program", ["", "input(); print('nonsense', flush=True); input()", "input(); print('{}')"]
)
def test_a_process_that_fails_costs_its_names_only(journal: Journal, program: str) -> None:
    broken = PixelNames(journal, Reader((sys.executable, "-c", program)))
    for number in range(5):
        broken.told(press(journal, Point(40 + number, 30), float(number)), None, SCREEN)
    work(broken)
    broken.close()
    assert named(journal) == []


def readers(process: subprocess.Popen[str]) -> list[str]:
    """Return the processes that read words for a recorder."""
    tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
    children = [child for task in tasks for child in task.read_text().split()]
    return [child for child in children if worker.__name__ in Path(f"/proc/{child}/cmdline").read_text()]


def test_a_recording_whose_clicks_have_names_starts_no_reader(
    desktop: Mapping[str, str], gtk_form: Program, tmp_path: Path
) -> None:
    with recording(desktop, tmp_path) as recorder, hands_on(desktop["DISPLAY"]) as hands:
        hands.click(Box(gtk_form.window.box.right - 60, gtk_form.window.box.bottom - 40, 20, 10))
        wait_for(lambda: recorder.facts(Settled), "the settled screen")
        assert readers(recorder.process) == []
        (press,) = recorder.facts(Press)
        assert press.target is not None


def test_the_live_list_tells_the_words_as_they_are_read_and_the_file_has_them(
    desktop: Mapping[str, str], tk_form: Program, tmp_path: Path
) -> None:
    box = tk_form.window.box
    with recorder_lines(desktop, tmp_path, "--keep") as told:
        xdo(desktop, "windowactivate", "--sync", tk_form.window.id)
        xdo(desktop, "mousemove", box.x + box.width // 2, box.y + 262)
        xdo(desktop, "click", 1)
        wait_for(lambda: told.captions, "the step")
        wait_for(lambda: told.captions == ["Click **Save**"], "its words")
        assert len(readers(told.process)) == 1
        told.order("stop")
        assert told.end() == 0
    with read_guide(tmp_path / "task.guide") as file:
        (step, *_) = file.guide.steps
    assert step.caption == "Click **Save**"
    assert step.target is not None
    assert step.target.source == "pixels"
    assert step.target.box is not None
    assert step.target.box.width > 300, "the whole button is marked"


def test_what_a_kill_left_unread_is_read_when_it_is_recovered(
    desktop: Mapping[str, str], tk_form: Program, tmp_path: Path
) -> None:
    box = tk_form.window.box
    with recording(desktop, tmp_path) as recorder:
        xdo(desktop, "windowactivate", "--sync", tk_form.window.id)
        xdo(desktop, "mousemove", box.x + box.width // 2, box.y + 262)
        xdo(desktop, "click", 1)
        wait_for(lambda: recorder.facts(Press), "the click")
        recorder.process.kill()
        recorder.process.wait()
        assert not recorder.facts(Named)
        (recovered,) = recover_all(recorder.spool)
    assert recovered.guide is not None
    assert recovered.guide.steps[0].caption == "Click **Save**"
