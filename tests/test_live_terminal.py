"""The live list in a terminal: steps as they come, and names that are only ever names."""

import io
import os
import pty
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console

from recorder.control.events import Composing, Problem, Recording, Steps, Written
from recorder.control.terminal import Terminal
from recorder.document.guide import Step
from recorder.document.markup import escape
from tests.recorder_process import HANDRAIL
from tests.running import wait_for

HOSTILE = "[red]Save[/red] \x1b[31m\x1b]0;mine\x07 \x9b2J [link=http://x]y[/link]"


def told(*events: object) -> str:
    """Return what a terminal is sent for some events."""
    file = io.StringIO()
    terminal = Terminal(Console(file=file, force_terminal=True, width=100, highlight=False))
    for event in events:
        terminal.tell(event)  # type: ignore[arg-type]
    terminal.close()
    return file.getvalue()


def test_names_never_become_markup_or_commands() -> None:
    step = Step(id="a", kind="action", caption=f"Click **{escape(HOSTILE)}**")
    sent = told(Recording("take", {}), Steps(0, (step,), Path()), Problem(HOSTILE))
    assert "Click [red]Save[/red]" in sent
    assert "[link=http://x]y[/link]" in sent
    for command in ("\x1b[31m", "\x1b]0;", "\x07", "\x9b"):
        assert command not in sent


def test_the_list_follows_its_changes_and_the_guide_is_written() -> None:
    first, second, other = (
        Step(id=each, kind="action", caption=f"Click **{each}**") for each in ("One", "Two", "Three")
    )
    sent = told(
        Recording("take", {"stop": "Ctrl+Alt+End"}),
        Steps(0, (first, second), Path()),
        Composing(0, 1),
        Steps(1, (other,), Path()),
        Composing(1, 2),
        Composing(2, 2),
        Written(Path("a.guide"), "A", 2, 1.0),
    )
    assert "Ctrl+Alt+End stops" in sent
    last = sent.rpartition("Click One")[2]
    assert "Click Three" in last
    assert "Click Two" not in last
    assert "2/2" in last


def test_a_real_terminal_gets_the_line_that_says_it_records(
    desktop: Mapping[str, str], tmp_path: Path
) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [str(HANDRAIL), "record", "--no-window", "-o", str(tmp_path / "a.guide")],
        env={**desktop, "HANDRAIL_SPOOL": str(tmp_path / "spool"), "TERM": "xterm-256color"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    heard: list[bytes] = []
    reader = threading.Thread(target=read, args=(ours, heard))
    reader.start()
    wait_for(lambda: b"recording\r\n" in b"".join(heard), "the line")
    process.terminate()
    assert process.wait(20) == 0
    reader.join(10)
    os.close(ours)
    assert b"\x1b[" in b"".join(heard)


def read(descriptor: int, heard: list[bytes]) -> None:
    """Collect what comes until the other side is closed."""
    while True:
        try:
            data = os.read(descriptor, 4096)
        except OSError:
            return
        if not data:
            return
        heard.append(data)
