"""The window that controls a recording: what it does, and that nothing of it is ever part of the task."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from mss import MSS
from PIL import Image

from recorder.capture.eyes import Eyes
from recorder.capture.screen import XScreen
from recorder.capture.seats import Seat
from recorder.capture.suppression import is_control
from recorder.control.events import Recording
from recorder.control.panel import ROOT, WORDS, Panel, python_with_tk
from recorder.control.stations import Scene
from recorder.demo.hands import hands_on
from recorder.demo.virtual_desktop import virtual_desktop
from recorder.desktop.base import OpenWindow
from recorder.desktop.x11 import X11Windows
from recorder.document.geometry import Box
from recorder.document.guidefile import read_guide
from tests.recorder_lines import Told, recorder_lines
from tests.running import Program, wait_for, xdo

PAPER, GREY = (247, 247, 244), (214, 214, 214)
ORANGE, GREEN = (255, 90, 31), (15, 110, 98)


def look(desktop: Mapping[str, str], box: Box) -> Image.Image:
    """Return what the screen shows there."""
    with MSS(display=desktop["DISPLAY"]) as screen:
        shot = screen.grab({"left": box.x, "top": box.y, "width": box.width, "height": box.height})
    return Image.frombytes("RGB", shot.size, shot.raw, "raw", "BGRX")


@pytest.fixture
def control(desktop: Mapping[str, str]) -> Iterator[Callable[[], OpenWindow]]:
    """Give a function that waits for the control window and returns it as it is now."""
    with closing(X11Windows(desktop["DISPLAY"])) as screen:
        yield lambda: wait_for(
            lambda: next((each for each in screen.windows() if is_control(each)), None), "the control window"
        )


def button(desktop: Mapping[str, str], window: OpenWindow, number: int) -> Box:
    """Return the box of a button, counted from the left: what is no paper in a line through them."""
    box = window.box
    middle = box.bottom - 28
    line = look(desktop, Box(box.x + 2, middle - 12, box.width - 4, 1))
    wide = [line.getpixel((x, 0)) != PAPER for x in range(line.width)]
    starts = [x for x in range(1, len(wide)) if wide[x] and not wide[x - 1]]
    ends = [x for x in range(1, len(wide)) if wide[x - 1] and not wide[x]]
    buttons = [(start, end) for start, end in zip(starts, ends, strict=True) if end - start > 20]
    start, end = buttons[number]
    return Box(box.x + 2 + start, middle - 10, end - start, 20)


def press(desktop: Mapping[str, str], window: OpenWindow, number: int) -> None:
    """Click on a button of the window."""
    place = button(desktop, window, number).centre
    xdo(desktop, "mousemove", place.x, place.y)
    xdo(desktop, "click", 1)


STOP, PAUSE, PICTURE, NOTE, DISCARD = range(5)


def front(desktop: Mapping[str, str]) -> str:
    """Return the title of the window that has the keyboard."""
    with closing(X11Windows(desktop["DISPLAY"])) as screen:
        return next((each.title for each in screen.windows() if each.active), "")


def steps_are(told: Told, number: int) -> None:
    """Wait until the list has so many steps."""
    wait_for(
        lambda: len(told.steps) == number,
        f"{number} steps in {told.captions} {told.all('problem')}",
        seconds=20,
    )


CARD, TRANSFER = 188, 218  # how far the two radio buttons are below the middle of the form


def work(desktop: Mapping[str, str], program: Program, below: int = CARD) -> None:
    """Click in the program's window, that far below its middle."""
    x, y = program.window.box.centre
    with hands_on(desktop["DISPLAY"]) as hands:
        hands.click(Box(x, y + below, 4, 4))


def test_its_buttons_control_the_recording_and_are_no_steps(
    desktop: Mapping[str, str],
    tmp_path: Path,
    gtk_form: Program,
    control: Callable[[], OpenWindow],
) -> None:
    with recorder_lines(desktop, tmp_path, window=True) as told:
        work(desktop, gtk_form)
        steps_are(told, 1)
        press(desktop, control(), PAUSE)
        told.hear("paused")
        work(desktop, gtk_form)
        press(desktop, control(), PAUSE)
        told.hear("resumed")
        press(desktop, control(), PICTURE)
        steps_are(told, 2)
        press(desktop, control(), NOTE)
        wait_for(lambda: front(desktop) == "Note", "the question for a note")
        xdo(desktop, "type", "--delay", "40", "Ask first")
        xdo(desktop, "key", "Return")
        steps_are(told, 3)
        work(desktop, gtk_form, TRANSFER)
        steps_are(told, 4)
        press(desktop, control(), DISCARD)
        steps_are(told, 3)
        press(desktop, control(), STOP)
        assert told.end() == 0
    with read_guide(tmp_path / "task.guide") as file:
        guide = file.guide
        journal = file.recording["recording/journal.jsonl"]
    assert [step.kind for step in guide.steps] == ["action", "note", "note", "result"]
    assert guide.steps[2].caption == "Ask first"
    assert guide.recorded
    assert guide.recorded.ledger.rules["own_control"] >= 2 * 5 + len("Ask first")
    assert b"handrail-control" not in journal


def test_no_pixel_of_it_is_in_any_kept_frame(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program, control: Callable[[], OpenWindow]
) -> None:
    with recorder_lines(desktop, tmp_path, "--whole-screen", "--keep", window=True) as told:
        work(desktop, gtk_form)
        steps_are(told, 1)
        there = control().box
        assert has(look(desktop, there), ORANGE)
        assert has(look(desktop, there), GREEN)
        press(desktop, control(), PICTURE)
        steps_are(told, 2)
        press(desktop, control(), STOP)
        assert told.end() == 0
    frames = [Image.open(path) for path in (tmp_path / "spool").rglob("*.png")]
    assert frames
    for frame in frames:
        assert not has(frame, ORANGE)
        assert not has(frame, GREEN)
        assert frame.crop((there.x, there.y, there.right, there.bottom)).getcolors() == [(there.area, GREY)]


def has(image: Image.Image, colour: tuple[int, int, int]) -> bool:
    """Tell whether any pixel has that colour."""
    return any(found == colour for _, found in image.getcolors(1 << 24) or ())


def test_its_clock_ticks_and_the_eyes_do_not_look(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Seat] = []
    grab = XScreen.grab

    def counted(screen: XScreen, seat: Seat) -> bytearray | None:
        looks.append(seat)
        return grab(screen, seat)

    monkeypatch.setattr(XScreen, "grab", counted)
    panel = Panel()
    with virtual_desktop() as alone, closing(X11Windows(alone["DISPLAY"])) as windows:
        monkeypatch.setenv("DISPLAY", alone["DISPLAY"])
        eyes = Eyes(windows.windows)
        eyes.open()
        panel.open(Scene(lambda _: None, lambda _: None, eyes.monitors))
        panel.tell(Recording("take", {}))
        there = wait_for(
            lambda: next((each for each in windows.windows() if is_control(each)), None), "it"
        ).box
        wait_for(lambda: has(look(alone, there), ORANGE), "the sign that it records")
        clock = Box(there.x + 36, there.y + 10, 80, 26)
        number = wait_for(lambda: quiet(looks), "rest")
        frame, time_shown = eyes.newest(), shown(alone, clock)
        for _ in range(3):
            time_shown = wait_for(partial(changed, alone, clock, time_shown), "a tick of the clock")
        assert len(looks) == number
        assert eyes.newest() is frame
        subprocess.run(["xsetroot", "-solid", "#203040"], env=dict(alone), check=True)
        wait_for(lambda: eyes.newest() is not frame, "a change of the screen")
        panel.close()
        eyes.close()


def shown(desktop: Mapping[str, str], box: Box) -> bytes:
    """Return the pixels that the screen shows there."""
    return look(desktop, box).tobytes()


def changed(desktop: Mapping[str, str], box: Box, before: bytes) -> bytes | None:
    """Return the pixels that the screen shows there, if they are others."""
    now = shown(desktop, box)
    return now if now != before else None


def quiet(looks: list[Seat]) -> int | None:
    """Return how often the eyes have looked, if they did not for longer than the clock takes to tick."""
    count = len(looks)
    time.sleep(1.5)
    return count if len(looks) == count else None


def test_it_steps_aside_from_the_pointer_and_stays_where_it_is_used(
    desktop: Mapping[str, str], tmp_path: Path, control: Callable[[], OpenWindow]
) -> None:
    xdo(desktop, "mousemove", 400, 300)
    with recorder_lines(desktop, tmp_path, window=True) as told:
        first = wait_for(lambda: now if (now := control().box).x else None, "its corner")
        xdo(desktop, "mousemove", first.x - 300, first.y + 20)
        xdo(desktop, "mousemove", *first.centre)
        assert control().box == first
        xdo(desktop, "mousemove", first.x - 12, first.y + 20)
        second = wait_for(lambda: now if (now := control().box) != first else None, "it to step aside")
        assert not first.meet(second)
        xdo(desktop, "mousemove", first.x + 40, second.y - 12)
        xdo(desktop, "mousemove", second.x + 40, second.y - 12)
        wait_for(lambda: control().box == first, "it to step back")
        told.order("stop")
        assert told.end() == 0


def test_without_it_the_recording_goes_on_and_without_the_recorder_it_ends(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program, control: Callable[[], OpenWindow]
) -> None:
    with recorder_lines(desktop, tmp_path, window=True) as told:
        control()
        (child,) = children(told.process.pid)
        os.kill(child, signal.SIGKILL)
        assert "the hotkeys still work" in told.hear("problem")["text"]
        work(desktop, gtk_form)
        steps_are(told, 1)
        told.order("stop")
        assert told.end() == 0
    with recorder_lines(desktop, tmp_path, window=True) as told:
        control()
        (child,) = children(told.process.pid)
        told.process.kill()
        wait_for(
            lambda: (
                not Path(f"/proc/{child}/cmdline").exists() or not Path(f"/proc/{child}/cmdline").read_bytes()
            ),
            "its end",
        )


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def runs(pid: int) -> bool:
    """Tell whether a process still runs; one that has ended and waits for its parent does not."""
    command = Path(f"/proc/{pid}/cmdline")
    return command.exists() and bool(command.read_bytes())


def test_where_tk_watches_no_files_a_thread_brings_the_lines(desktop: Mapping[str, str]) -> None:
    begin = (
        f"import sys; sys.path.append({str(ROOT)!r}); import recorder.control.window.main as window; "
        "window.Lines = window.ThreadedLines; window.main()"
    )
    python = python_with_tk()
    assert python
    words = json.dumps(dict.fromkeys(WORDS, "word"))
    process = subprocess.Popen(
        [python, "-I", "-c", begin, "1.0", words],
        env=dict(desktop),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    assert "size" in json.loads(process.stdout.readline())
    process.stdin.write('{"event": "move", "to": [40, 50]}\n')
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["at"][:2] == [40, 50]
    process.stdin.close()
    assert process.wait(20) == 0
    process.stdout.close()
