"""The terminal that runs the recorder is no part of the task; a real one is a window and a pty."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from recorder.compose.compose import compose
from recorder.demo.hands import hands_on
from recorder.desktop.x11 import X11Windows
from recorder.document.geometry import Box
from recorder.recording import Keys, Press, Suppressed, Typed
from tests.recorder_process import recording
from tests.running import PROGRAMS, PYTHON, Program, running, wait_for

ON_A_TERMINAL = """
import os, pty, sys
screen, keyboard = pty.openpty()
os.set_inheritable(screen, True)
os.dup2(keyboard, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


def activate(desktop: Mapping[str, str], window: int) -> None:
    subprocess.run(["xdotool", "windowactivate", str(window)], env=dict(desktop), check=True)
    with_windows = X11Windows(desktop["DISPLAY"])
    wait_for(lambda: any(each.id == window and each.active for each in with_windows.windows()), "the window")
    with_windows.close()


def test_clicks_keys_and_the_way_to_the_terminal_are_left_out(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    command = [PYTHON, str(PROGRAMS / "marker_tk.py"), "300x200+20+40"]
    with running(desktop, command, "Marker") as terminal:
        environment = {**desktop, "WINDOWID": str(terminal.window.id)}
        prefix = [sys.executable, "-c", ON_A_TERMINAL]
        with (
            recording(environment, tmp_path, prefix=prefix) as recorder,
            hands_on(desktop["DISPLAY"]) as hands,
        ):
            hands.click(Box.around(terminal.window.box.centre, 4, 4))
            hands.type("ls")
            activate(desktop, gtk_form.window.id)
            hands.click(Box(gtk_form.window.box.right - 60, gtk_form.window.box.bottom - 60, 20, 10))
            hands.press("Alt_L", "Tab")
            wait_for(lambda: any(fact.rule == "terminal_switch" for fact in recorder.facts(Suppressed)), "it")
            hands.press("Control_L", "c")
            assert recorder.stop() == 0
    rules = {fact.rule for fact in recorder.facts(Suppressed)}
    assert rules == {"own_terminal", "terminal_switch"}
    assert len(recorder.facts(Press)) == 1
    assert not recorder.facts(Keys)
    assert not recorder.facts(Typed)
    counted = sum(fact.count for fact in recorder.facts(Suppressed))
    assert counted == 2 + 2 + 2 + 2
    guide = compose(recorder.recording)
    assert guide.recorded
    assert guide.recorded.ledger.suppressed == counted
