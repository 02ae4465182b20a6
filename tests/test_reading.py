"""Where a program tells nothing, the words around a click name it; what is in fields is never read."""

import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from recorder.capture.journal import MOMENTS
from recorder.compose.amendments import amended
from recorder.compose.compose import compose
from recorder.document.geometry import Box, Point
from recorder.document.guide import Monitor, Target, Window
from recorder.reading.edges import frame_around
from recorder.reading.names import names_read, with_names_read
from recorder.reading.reader import Reader
from recorder.reading.words import Line, named_by
from recorder.recording import Moment, Named, Press, Recording
from tests.recorder_process import recording
from tests.running import Program, wait_for, xdo
from tests.takes import Take

FONT = Path(__file__).parents[1] / "recorder/document/fonts/Inter-SemiBold.ttf"
BUTTON, FIELD = Box(60, 120, 120, 36), Box(160, 60, 240, 30)
SAVE = Line("Save order", Box(80, 130, 80, 16), 0.99)
NAME = Line("Customer", Box(60, 66, 80, 16), 0.99)
ADA = Line("Ada Lovelace", Box(166, 66, 90, 16), 0.99)
SECONDS = 120.0


def form() -> Image.Image:
    """Return a picture of a window with a filled field, its label and a button."""
    picture = Image.new("RGB", (480, 200), "#e4e4e4")
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, 14)
    draw.rectangle((FIELD.x - 1, FIELD.y - 1, FIELD.right, FIELD.bottom), fill="white", outline="#777777")
    draw.rectangle(
        (BUTTON.x - 1, BUTTON.y - 1, BUTTON.right, BUTTON.bottom), fill="#3366cc", outline="#224488"
    )
    draw.text((60, 66), "Customer", fill="black", font=font)
    draw.text((166, 66), "Ada Lovelace", fill="black", font=font)
    draw.text((84, 129), "Save order", fill="white", font=font)
    return picture


def test_words_on_a_button_name_it_and_its_edges_are_the_box() -> None:
    assert named_by([SAVE, NAME], BUTTON.centre, BUTTON) == Target(
        name="Save order", role="button", box=BUTTON, source="pixels"
    )


def test_words_on_nothing_are_a_label() -> None:
    found = named_by([SAVE, NAME], NAME.box.centre, None)
    assert found is not None
    assert (found.name, found.role) == ("Customer", "label")


def test_a_field_goes_by_its_label_and_what_is_in_it_is_never_read() -> None:
    for lines in ([NAME, ADA], [NAME]):
        found = named_by(lines, Point(200, 75), FIELD)
        assert found is not None
        assert (found.name, found.role, found.box) == ("Customer", "text", FIELD)
    assert named_by([ADA], Point(200, 75), FIELD) is None
    above = Line("Customer", Box(160, 36, 80, 16), 0.99)
    found = named_by([above, ADA], Point(200, 75), FIELD)
    assert found is not None
    assert found.name == "Customer"


@pytest.mark.parametrize(
    "line",
    [
        Line("Save order", SAVE.box, 0.5),
        Line("00:42", SAVE.box, 0.99),
        Line("root@host:~# tail -f /var/log/syslog | grep error", SAVE.box, 0.99),
    ],
)
def test_unsure_long_and_wordless_readings_are_no_names(line: Line) -> None:
    assert named_by([line], BUTTON.centre, BUTTON) is None


def test_the_surface_around_a_point_is_its_box() -> None:
    picture = form()
    assert frame_around(picture, BUTTON.centre) == BUTTON
    assert frame_around(picture, Point(300, 70)) == FIELD
    assert frame_around(picture, Point(200, 75)) == FIELD, "on the words too"
    assert frame_around(picture, Point(440, 180)) is None, "the ground is no control"
    assert frame_around(picture, Point(900, 900)) is None


def kept(folder: Path) -> Path:
    """Write the picture of the form where moments are kept, and return its path."""
    path = folder / f"{'a' * 64}.png"
    form().save(path)
    return path


def test_words_are_read_from_real_pixels(tmp_path: Path) -> None:
    with Reader(time.monotonic() + SECONDS) as reader:
        lines = reader.lines(kept(tmp_path), Box(0, 0, 480, 200))
        assert lines is not None
        assert {line.text for line in lines} >= {"Customer", "Save order"}
        assert reader.lines(tmp_path / "none.png", Box(0, 0, 9, 9)) is None


def test_a_reading_out_of_time_reads_nothing(tmp_path: Path) -> None:
    with Reader(time.monotonic() - 1) as reader:
        assert reader.lines(kept(tmp_path), Box(0, 0, 480, 200)) is None
        assert reader._process is None


def clicked(folder: Path, at: Point, target: Target | None = None, app: str = "tk-form") -> Recording:
    """Return a recording of one click in the form."""
    screen = Monitor(x=0, y=0, width=480, height=200)
    moment = Moment(time=1.0, id="m1", file=kept(folder).name, width=480, height=200, screen=screen)
    window = Window(title="Form", app=app, box=Box(0, 0, 480, 200))
    press = Press(time=1.0, button="left", at=at, target=target, window=window, before="m1")
    return Take().recording().model_copy(update={"facts": (moment, press)})


def test_a_click_that_nothing_names_is_read_and_the_recording_says_so(tmp_path: Path) -> None:
    named_now = with_names_read(clicked(tmp_path, BUTTON.centre), tmp_path, SECONDS)
    (named,) = (fact for fact in named_now.facts if isinstance(fact, Named))
    assert (named.target.name, named.target.source) == ("Save order", "pixels")
    (press,) = (fact for fact in amended(named_now.facts) if isinstance(fact, Press))
    assert press.target == named.target


def read_nothing(path: Path, part: Box) -> list[Line]:
    raise AssertionError((path, part))


@pytest.mark.parametrize(
    ("target", "app"),
    [
        (Target(name="Save", role="button"), "gtk-form"),
        (Target(role="password", secret=True), "gtk-form"),
        (Target(role="text"), "gtk-form"),
        (None, "xterm"),
        (None, "org.gnome.Terminal"),
    ],
)
def test_what_is_named_secret_a_field_or_a_terminal_is_not_read(
    tmp_path: Path, target: Target | None, app: str
) -> None:
    assert [*names_read(clicked(tmp_path, BUTTON.centre, target, app), tmp_path, read_nothing)] == []


def test_a_drawing_inside_a_program_with_a_tree_is_read(tmp_path: Path) -> None:
    drawn = clicked(tmp_path, BUTTON.centre, Target(role="panel", box=Box(0, 0, 480, 200)))
    (named,) = names_read(drawn, tmp_path, lambda _path, _part: [SAVE])
    assert named.target.name == "Save order"


def test_a_task_in_a_program_without_a_tree_is_told_by_its_words(
    desktop: Mapping[str, str], tk_form: Program, tmp_path: Path
) -> None:
    box = tk_form.window.box
    with recording(desktop, tmp_path) as recorder:
        xdo(desktop, "windowactivate", "--sync", tk_form.window.id)
        xdo(desktop, "mousemove", box.x + box.width // 2, box.y + 262)
        xdo(desktop, "click", 1)
        wait_for(lambda: recorder.facts(Press), "the click")
        assert recorder.stop() == 0
        read = with_names_read(recorder.recording, recorder.folder / MOMENTS, SECONDS)
    step = compose(read).steps[0]
    assert step.caption == "Click **Save**"
    assert step.target is not None
    assert step.target.source == "pixels"
    assert step.target.box is not None
    assert step.target.box.width > 300, "the whole button is marked"
