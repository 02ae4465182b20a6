"""A whole recording with the parts that Windows and macOS use, as far as they run under X11."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from recorder.capture.plain_claims import PlainClaims
from recorder.demo.hands import hands_on
from recorder.document.guidefile import read_guide
from recorder.errors import RecorderError
from recorder.recording import Press, Typed
from tests.looking import looking, survey_for
from tests.recorder_process import recording
from tests.running import Program, wait_for, xdo

PLAINLY = (sys.executable, str(Path(__file__).parent / "programs" / "handrail_plainly.py"))


def test_clicks_and_typing_become_a_guide_with_names_and_pictures(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    area = gtk_form.window.box
    with looking(desktop) as looked:
        found = survey_for(looked, area, (60, 200), ["Amount", "By card"])
    field, card = found["Amount"].box, found["By card"].box
    assert field
    assert card
    with recording(desktop, tmp_path, handrail=PLAINLY) as recorder, hands_on(desktop["DISPLAY"]) as hands:
        hands.click(field)
        hands.type("120.50")
        hands.click(card)
        wait_for(lambda: len(recorder.facts(Press)) == 2, "both clicks", seconds=20)
        assert recorder.facts(Typed)
        xdo(desktop, "key", "ctrl+alt+End")
        assert recorder.wait() == 0
    assert recorder.said.count("This is tried.") == 1
    with read_guide(recorder.output) as file:
        captions = [step.caption for step in file.guide.steps if step.kind == "action"]
        assert all(step.picture for step in file.guide.steps if step.kind == "action")
    assert any("Amount" in caption for caption in captions), captions
    assert any("By card" in caption for caption in captions), captions


def test_a_second_recorder_is_refused_while_the_first_goes_on(tmp_path: Path) -> None:
    first, second = PlainClaims(root=tmp_path), PlainClaims(root=tmp_path)
    first.record(71)
    with pytest.raises(RecorderError, match="process 71"):
        second.record(72)
    first.close()
    second.record(72)
    second.close()
    assert (tmp_path / "recording.lock").read_text() == "72"


def test_only_hotkeys_that_are_known_to_be_taken_are_told(tmp_path: Path) -> None:
    end, home = frozenset({"Ctrl", "Alt", "End"}), frozenset({"Ctrl", "Alt", "Home"})
    claims = PlainClaims(lambda shortcut: shortcut == end, tmp_path)
    assert list(claims.taken({end: 1, home: 2})) == [end]
    claims.close()


def test_a_wrong_monitor_is_told_in_a_sentence(desktop: Mapping[str, str], tmp_path: Path) -> None:
    command = [*PLAINLY, "record", "-o", str(tmp_path / "a.guide"), "--no-window", "--monitor", "3"]
    environment = {**desktop, "HANDRAIL_SPOOL": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "There is no monitor 3: choose 1 to 1." in done.stderr
