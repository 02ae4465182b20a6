"""The demo records a real task with the real recorder, on a desktop of its own, and leaves nothing behind."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import urljoin

import httpx2
import pytest
from Xlib import X
from Xlib.display import Display

from recorder.demo.demo import DemoError, record_demo, recording
from recorder.demo.refund import NOTE, PIN
from recorder.document.guide import Guide
from recorder.document.guidefile import read_guide

HANDRAIL = [sys.executable, "-P", "-m", "server.cli"]


@pytest.fixture(scope="module")
def recorded(desktop: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Give the guide that the command line recorded, and how many windows came up where it was started."""
    file = tmp_path_factory.mktemp("demo") / "refund.guide"
    watch = Display(desktop["DISPLAY"])
    watch.screen().root.change_attributes(event_mask=X.SubstructureNotifyMask)
    drain(watch)
    command = [*HANDRAIL, "demo", "--no-serve", "-o", str(file)]
    subprocess.run(command, env=dict(desktop), check=True, timeout=120)
    watch.sync()
    opened = watch.pending_events()
    watch.close()
    return file, opened


def drain(watch: Display) -> None:
    """Read the events of a desktop that is still starting, until there was none for 0.3 seconds."""
    watch.sync()
    while watch.pending_events() or select.select([watch.fileno()], [], [], 0.3)[0]:
        watch.next_event()


def guide_in(file: Path) -> Guide:
    with read_guide(file) as opened:
        return opened.guide


def test_the_steps_say_what_was_done(recorded: tuple[Path, int]) -> None:
    guide = guide_in(recorded[0])
    assert [step.caption for step in guide.steps[:-1]] == [
        "Choose the entry in **Orders**",
        "Click **Start refund**",
        "Choose **Returned goods** in **Reason**",
        "Fill in **Note**",
        "Fill in **PIN**",
        "Turn on **Notify customer**",
        "Click **Issue refund**",
        "Click **Confirm refund**",
    ]
    assert guide.steps[-1].kind == "result"
    assert guide.steps[-1].caption == "Done when **Refund issued** is shown"
    assert (guide.process, guide.stage) == ("Customer support", "Refunds")


def test_every_step_has_its_picture(recorded: tuple[Path, int]) -> None:
    with read_guide(recorded[0]) as opened:
        pictures = [step.picture for step in opened.guide.steps]
        assert all(picture and opened.images[picture.file] for picture in pictures)


def test_nothing_was_lost(recorded: tuple[Path, int]) -> None:
    facts = guide_in(recorded[0]).recorded
    assert facts
    assert facts.ledger.dropped == facts.ledger.suppressed == 0
    assert facts.ledger.events > len(NOTE)


def test_the_secret_is_nowhere_in_the_file(recorded: tuple[Path, int]) -> None:
    with read_guide(recorded[0]) as opened:
        pin = opened.guide.steps[4]
        assert pin.target
        assert pin.target.secret
        assert PIN not in opened.guide.model_dump_json()
        journal = b"".join(opened.recording[name] for name in opened.recording if name.endswith(".jsonl"))
        assert journal
        assert PIN.encode() not in journal
        assert [key for key in PIN if f'"keys":["{key}"'.encode() in journal] == []


def test_the_screen_it_began_on_is_left_alone(recorded: tuple[Path, int]) -> None:
    assert recorded[1] == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_all(tmp_path: Path, number: signal.Signals) -> None:
    file = tmp_path / "refund.guide"
    marked = {**os.environ, "DEMO_TEST": str(tmp_path)}
    command = " ".join([*HANDRAIL, "demo", "--no-serve", "-o", str(file), "&", "echo $!; wait"])
    # In a script's background job SIGINT is ignored from the start.
    with subprocess.Popen(["sh", "-c", command], env=marked, stdout=subprocess.PIPE, text=True) as shell:
        assert shell.stdout
        demo = int(shell.stdout.readline())
        wait_until(lambda: any("refund_desk.py" in each for each in processes_with(str(tmp_path))))
        os.kill(demo, number)
        wait_until(lambda: not processes_with(str(tmp_path)))
    assert not file.exists()


def test_the_guide_is_served_until_a_signal(tmp_path: Path) -> None:
    data = tmp_path / "data"
    marked = {
        **os.environ,
        "DEMO_TEST": str(tmp_path),
        "HANDRAIL_SHARE": "1",
        "HANDRAIL_DATABASE": "sqlite:///x",
    }
    command = [*HANDRAIL, "demo", "--data", str(data)]
    with subprocess.Popen(command, env=marked, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout
        lines = iter(demo.stdout.readline, "")
        address = next(found[0] for line in lines if (found := re.findall(r"http://127\.0\.0\.1:\d+/", line)))
        home = httpx2.get(address)
        guides = httpx2.get(f"{address}api/guides").json()["guides"]
        page = httpx2.get(urljoin(address, guides[0]["url"]))
        demo.terminate()
    assert demo.returncode == 0
    assert "Customer support" in home.text
    assert [guide["title"] for guide in guides] == ["How to process a customer refund"]
    assert "Confirm refund" in page.text
    assert processes_with(str(tmp_path)) == []
    assert (data / "handrail.db").exists()


def test_a_recorder_that_cannot_begin_is_quoted(desktop: Mapping[str, str]) -> None:
    refusing = [sys.executable, "-c", "import sys; sys.exit('handrail: No display was found.')"]
    said = r"^The recorder did not begin: No display was found\.$"
    with pytest.raises(DemoError, match=said), recording(refusing, desktop):
        pytest.fail("nothing records")


def test_a_recorder_that_fails_at_the_end_is_quoted(desktop: Mapping[str, str]) -> None:
    script = (
        "import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit('The disk is full.'));"
        "print('ready', 'recording', sep='\\n', file=sys.stderr, flush=True); signal.pause()"
    )
    with (
        pytest.raises(DemoError, match=r"The disk is full\.$"),
        recording([sys.executable, "-c", script], desktop),
    ):
        pass


def test_no_serve_needs_a_file() -> None:
    outcome = subprocess.run([*HANDRAIL, "demo", "--no-serve"], capture_output=True, text=True, check=False)
    assert outcome.returncode == 2
    assert "-o refund.guide" in outcome.stderr


def test_a_missing_program_is_said_with_the_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Exception, match="apt-get install"):
        record_demo(tmp_path / "refund.guide", [])


def wait_until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def processes_with(mark: str) -> list[str]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"DEMO_TEST={mark}".encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_text().replace("\0", " "))
    return [each for each in found if each and not each.startswith("sh -c")]
