"""Where a program tells nothing, the words around a click name it; what is in fields is never read."""

import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image, ImageDraw, ImageFont

from recorder.compose.amendments import amended
from recorder.document.geometry import Box, Point
from recorder.document.guide import Monitor, Target, Window
from recorder.reading.edges import frame_around
from recorder.reading.engine import Engine
from recorder.reading.names import names_read, with_names_read
from recorder.reading.reader import MOST_FAILURES, Reader
from recorder.reading.sight import Sight
from recorder.reading.words import Line, Words, named_by
from recorder.recording import Moment, Named, Press, Recording
from tests.takes import Take

FONT = Path(__file__).parents[1] / "recorder/document/fonts/Inter-SemiBold.ttf"
WHOLE = Box(0, 0, 480, 200)
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
    sight, until = Sight(BUTTON.centre, Box(40, 40, 400, 150), WHOLE), time.monotonic() + SECONDS
    with Reader() as reader:
        assert reader.read(tmp_path / "none.png", sight, until) is None
        words = reader.read(kept(tmp_path), sight, until)
    assert words is not None
    assert {line.text for line in words.lines} >= {"Customer", "Save order"}
    save = next(line for line in words.lines if line.text == "Save order")
    assert BUTTON.covers(save.box)
    assert words.frame == BUTTON


class NoWords:
    """Counts how often it is asked, and finds no words."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, _: object) -> SimpleNamespace:
        """Return what RapidOCR does then."""
        self.asked += 1
        return SimpleNamespace(boxes=None)


def test_the_same_pixels_are_read_once() -> None:
    finder = NoWords()
    engine = Engine(finder)
    for picture in (form(), form(), form().crop((0, 0, 90, 90)), form()):
        assert engine.lines(picture) == []
    assert finder.asked == 2


def test_a_reading_out_of_time_reads_nothing(tmp_path: Path) -> None:
    with Reader() as reader:
        assert reader.read(kept(tmp_path), Sight(BUTTON.centre, WHOLE, WHOLE), time.monotonic() - 1) is None
        assert not reader.runs


def test_a_reader_that_fails_again_and_again_is_let_be(tmp_path: Path) -> None:
    sight, until = Sight(BUTTON.centre, WHOLE, WHOLE), time.monotonic() + SECONDS
    started = tmp_path / "started"
    program = f"open({str(started)!r}, 'a').write('x')"
    with Reader((sys.executable, "-c", program)) as reader:
        assert [reader.read(kept(tmp_path), sight, until) for _ in range(9)] == [None] * 9
    assert started.read_text() == "x" * MOST_FAILURES


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


def read_nothing(path: Path, sight: Sight) -> Words:
    raise AssertionError((path, sight))


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
    (named,) = names_read(drawn, tmp_path, lambda _path, _sight: Words((SAVE,), BUTTON))
    assert named.target.name == "Save order"
