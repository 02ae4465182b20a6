"""A recording controlled by another program: what it tells, and what it can be told, line by line."""

from collections.abc import Mapping
from pathlib import Path

from recorder.demo.hands import hands_on
from recorder.document.geometry import Box
from recorder.document.guidefile import read_guide
from tests.recorder_lines import Told, recorder_lines
from tests.running import Program, wait_for

CARD, TRANSFER = 188, 218  # how far the two radio buttons are below the middle of the form


def click(desktop: Mapping[str, str], program: Program, below: int = CARD) -> None:
    """Click in a program's window, that far below its middle."""
    x, y = program.window.box.centre
    with hands_on(desktop["DISPLAY"]) as hands:
        hands.click(Box(x, y + below, 4, 4))


def steps_are(told: Told, number: int) -> None:
    """Wait until the list has so many steps."""
    wait_for(lambda: len(told.steps) == number, f"{number} steps in {told.captions}", seconds=20)


def test_the_live_list_ends_as_the_guide_that_is_written(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    with recorder_lines(desktop, tmp_path) as told:
        click(desktop, gtk_form)
        steps_are(told, 1)
        picture = Path(told.steps[0]["picture"])
        assert picture.is_absolute()
        assert picture.is_file()
        assert told.steps[0]["action"] == "click"
        told.order("note", text="Ask *first*")
        steps_are(told, 2)
        click(desktop, gtk_form, TRANSFER)
        told.order("picture")
        steps_are(told, 4)
        told.order("stop")
        assert told.end() == 0
    with read_guide(tmp_path / "task.guide") as file:
        guide = file.guide
    (written,) = told.all("written")
    assert written["file"] == str(tmp_path / "task.guide")
    assert (written["title"], written["steps"]) == (guide.title, len(guide.steps))
    assert [(step["id"], step["caption"]) for step in told.steps] == [
        (step.id, step.caption) for step in guide.steps
    ]
    assert [step.kind for step in guide.steps] == ["action", "note", "action", "note", "result"]
    assert guide.steps[1].caption == r"Ask \*first\*"
    assert guide.steps[3].caption.startswith("Look at **")
    assert told.all("composing")[-1]["done"] == told.all("composing")[-1]["total"]


def test_the_last_step_can_be_thrown_away(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    with recorder_lines(desktop, tmp_path) as told:
        click(desktop, gtk_form)
        steps_are(told, 1)
        click(desktop, gtk_form, TRANSFER)
        steps_are(told, 2)
        kept = told.steps[0]
        told.order("discard")
        steps_are(told, 1)
        assert told.steps == [kept]
        told.order("stop")
        assert told.end() == 0
    with read_guide(tmp_path / "task.guide") as file:
        assert file.guide.recorded
        ledger = file.guide.recorded.ledger
    assert ledger.rules["thrown_away"] == 2
    assert ledger.events == 1 + ledger.merged + ledger.suppressed + ledger.dropped


def test_nothing_is_kept_while_it_is_paused(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    with recorder_lines(desktop, tmp_path) as told:
        told.order("pause")
        told.hear("paused")
        click(desktop, gtk_form)
        told.order("picture")
        assert "go on before" in told.hear("problem")["text"]
        told.order("resume")
        told.hear("resumed")
        click(desktop, gtk_form)
        steps_are(told, 1)
        told.order("stop")
        assert told.end() == 0
    with read_guide(tmp_path / "task.guide") as file:
        assert file.guide.recorded
        assert file.guide.recorded.ledger.rules["paused"] == 2
        assert [step.kind for step in file.guide.steps] == ["action", "result"]


def test_a_cancelled_recording_leaves_nothing(
    desktop: Mapping[str, str], tmp_path: Path, gtk_form: Program
) -> None:
    with recorder_lines(desktop, tmp_path) as told:
        click(desktop, gtk_form)
        steps_are(told, 1)
        told.order("cancel")
        assert told.end() == 1
        assert "thrown away" in told.hear("failed")["text"]
    assert not (tmp_path / "task.guide").exists()
    assert list((tmp_path / "spool").iterdir()) == []


def test_the_end_of_the_input_means_nothing_and_wrong_lines_are_told(
    desktop: Mapping[str, str], tmp_path: Path
) -> None:
    with recorder_lines(desktop, tmp_path) as told:
        told.say("stop!")
        assert "write one like" in told.hear("problem")["text"]
        told.say('{"do": "dance"}')
        wait_for(lambda: len(told.all("problem")) == 2, "the second complaint")
        assert told.process.stdin
        told.process.stdin.close()
        with hands_on(desktop["DISPLAY"]) as hands:
            hands.press("Control_L", "Alt_L", "End")
        assert told.end() == 0


def test_seconds_are_counted_down_and_can_be_cut_short(desktop: Mapping[str, str], tmp_path: Path) -> None:
    with recorder_lines(desktop, tmp_path, "--countdown", "2") as told:
        assert [event["event"] for event in told.events[:3]] == ["countdown", "countdown", "recording"]
        assert [event["seconds"] for event in told.all("countdown")] == [2, 1]
        assert told.hear("recording")["keys"]["pause"] == "Ctrl+Alt+Home"
        told.order("stop")
        assert told.end() == 0


def test_what_keeps_it_from_beginning_is_told(desktop: Mapping[str, str], tmp_path: Path) -> None:
    with recorder_lines(desktop, tmp_path, "--monitor", "9") as told:
        assert told.end() == 1
        assert told.events == [{"event": "failed", "text": "There is no monitor 9: choose 1 to 1."}]
