"""Pictures as they are shown: marks look as designed, keep their place and size, and hide what they hide.

The golden pictures are written anew by `pytest tests/test_paint.py --refresh`.
"""

import io
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageStat

from recorder.compose.words import POINTER
from recorder.document.geometry import Box, Point
from recorder.document.guide import (
    AnyMark,
    ArrowMark,
    BoxMark,
    HideMark,
    HighlightMark,
    NumberMark,
    Picture,
    PointerMark,
    RingMark,
    SpotlightMark,
    TextMark,
)
from recorder.document.paint import POINTER_SIZE, encode, mark_box, paint
from recorder.document.paint.fade import cut_sides
from recorder.document.paint.fonts import font_of
from recorder.document.paint.measures import TOKENS
from recorder.document.paint.painting import _COVER, _DRAW
from recorder.document.paint.style import _luminance, ink_on

GOLDEN = Path(__file__).parent / "golden" / "paint"
FILE = f"images/{'0' * 64}.png"
SCREENS = {1: GOLDEN / "desk-1x.png", 2: GOLDEN / "desk-2x.png"}  # the same window on two screens
TITLE_BAR = {1: 20, 2: 10}  # its height in points, the one thing that did not grow

BUTTON = [663, 290, 114, 34]
CLICK = [{"kind": "box", "box": BUTTON}, {"kind": "pointer", "at": [754, 314]}]
SCENES: dict[str, tuple[list[int], list[dict[str, Any]]]] = {
    "click": ([200, 110, 602, 260], CLICK),
    "click-close": ([500, 240, 302, 150], CLICK),
    "click-inside": ([120, 100, 600, 260], [{"kind": "box", "box": [130, 170, 647, 34]}]),
    "ring": (
        [60, 200, 420, 200],
        [{"kind": "ring", "at": [142, 269]}, {"kind": "pointer", "at": [142, 269]}],
    ),
    "talk": (
        [40, 40, 762, 440],
        [
            {"kind": "highlight", "box": [150, 256, 114, 26]},
            {"kind": "number", "at": [120, 98], "number": 1},
            {"kind": "number", "at": [120, 142], "number": 12},
            {"kind": "number", "at": [120, 186], "number": 123, "color": "rail"},
            {"kind": "text", "at": [300, 176], "text": "What the customer said: Größe, Żółw, Кириллица"},
            {"kind": "arrow", "start": [560, 380], "end": [676, 330]},
        ],
    ),
    "spotlight": (
        [40, 40, 762, 440],
        [
            {"kind": "box", "box": BUTTON, "color": "good"},
            {"kind": "spotlight", "box": BUTTON},
            {"kind": "spotlight", "box": [130, 82, 647, 34]},
            {"kind": "hide", "box": [130, 214, 647, 34]},
        ],
    ),
}


def grown(value: Any, scale: int) -> Any:
    """Return a place or box in points as pixels of one of the screens."""
    if not isinstance(value, list):
        return value
    return [each * scale + (TITLE_BAR[scale] + 30) * scale * (at == 1) for at, each in enumerate(value)]


def scene(name: str, scale: int) -> tuple[Image.Image, Picture]:
    crop, marks = SCENES[name]
    with Image.open(SCREENS[scale]) as image:
        image.load()
    shown = [{key: grown(value, scale) for key, value in mark.items()} for mark in marks]
    return image, picture(image.size, shown, grown(crop, scale), float(scale))


def picture(
    size: tuple[int, int], marks: list[dict[str, Any]], crop: list[int] | None = None, scale: float = 1.0
) -> Picture:
    width, height = size
    return Picture.model_validate(
        {"file": FILE, "width": width, "height": height, "scale": scale, "crop": crop, "marks": marks}
    )


def window(scale: int) -> Box:
    return Box(40 * scale, 30 * scale, 762 * scale, (525 + TITLE_BAR[scale]) * scale)


def assert_alike(one: Image.Image, other: Image.Image, mean: float = 0.15, far: float = 0.001) -> None:
    """Compare with room for another version of Pillow or FreeType, and none for a mark out of place."""
    assert one.size == other.size
    difference = ImageChops.difference(one, other).convert("L")
    assert ImageStat.Stat(difference).mean[0] <= mean
    off = sum(difference.histogram()[48:]) / (one.width * one.height)
    assert off <= far


@pytest.mark.parametrize("scale", [1, 2])
@pytest.mark.parametrize("name", SCENES)
def test_a_scene_looks_as_it_was_approved(name: str, scale: int, refresh: bool) -> None:  # noqa: FBT001 a fixture
    image, shown = scene(name, scale)
    painted = paint(image, shown, width=720, window=window(scale))
    path = GOLDEN / f"{name}-{scale}x.webp"
    if refresh:
        painted.save(path, lossless=True, quality=100)
    with Image.open(path) as golden:
        assert_alike(painted, golden.convert("RGB"))


def test_a_mark_out_of_place_or_missing_is_noticed() -> None:
    image, shown = scene("click", 1)
    box, pointer = shown.marks
    assert isinstance(pointer, PointerMark)
    moved = box.model_copy(update={"box": Box(*grown(BUTTON, 1)).moved(3, 0)})
    with Image.open(GOLDEN / "click-1x.webp") as golden:
        aside = pointer.model_copy(update={"at": pointer.at.moved(2, 0)})
        for marks in ((moved, pointer), (box, aside), (box,)):
            other = shown.model_copy(update={"marks": marks})
            with pytest.raises(AssertionError):
                assert_alike(paint(image, other, width=720, window=window(1)), golden.convert("RGB"))


def test_every_kind_of_mark_is_painted() -> None:
    union = get_args(AnyMark)[0]
    kinds = {each.model_fields["kind"].default for each in get_args(union)}
    assert kinds == _COVER.keys() == _DRAW.keys() | {"hide", "spotlight"}


@pytest.mark.parametrize("name", ["click", "ring"])
def test_a_mark_has_the_same_size_on_a_dense_screen(name: str) -> None:
    drawn = []
    for scale in (1, 2):
        image, shown = scene(name, scale)
        plain = Image.new("RGB", image.size, "white")
        moved = shown.shown.y - (TITLE_BAR[scale] + 30) * scale
        assert moved >= 0
        drawn.append(paint(plain, shown, width=720))
    assert_alike(drawn[0], drawn[1])


def test_a_mark_has_the_same_size_whether_the_system_told_of_a_dense_screen_or_not() -> None:
    blank = Image.new("RGB", (3840, 2160), "white")
    marks = [{"kind": "box", "box": [1000, 800, 600, 120]}, {"kind": "pointer", "at": [1400, 860]}]
    told, untold = (paint(blank, picture(blank.size, marks, None, scale), width=1000) for scale in (1.0, 4.0))
    assert_alike(told, untold, mean=0.01)


def test_the_crop_given_wins_and_the_image_is_left_as_it_is() -> None:
    image, shown = scene("click", 1)
    before = image.tobytes()
    assert paint(image, shown).size == (602, 260)
    assert paint(image, shown, crop=Box(10, 10, 100, 50)).size == (100, 50)
    assert paint(image, shown, crop=Box(10, 10, 100, 50), width=400).size == (400, 200)
    assert image.tobytes() == before


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA", "1"])
def test_pictures_of_every_mode_are_painted(mode: str) -> None:
    image = Image.new("RGB", (80, 60), "white").convert(mode)
    assert paint(image, picture(image.size, [{"kind": "pointer", "at": [9, 9]}])).mode == "RGB"


def test_what_was_see_through_is_white() -> None:
    image = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    assert paint(image, picture(image.size, [])).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("width", [None, 97, 640])
def test_nothing_under_a_hide_mark_survives(width: int | None) -> None:
    outputs = set()
    hide = {"kind": "hide", "box": [61, 41, 83, 37]}
    marks = [
        {"kind": "spotlight", "box": [0, 0, 300, 200]},
        {"kind": "highlight", "box": [50, 30, 99, 60]},
        hide,
    ]
    for secret in ("white", "black", "red"):
        image = Image.new("RGB", (300, 200), "white")
        ImageDraw.Draw(image).rectangle((61, 41, 143, 77), fill=secret)
        shown = picture(image.size, marks, [50, 20, 200, 150])
        outputs.add(encode(paint(image, shown, width=width, window=Box(0, 0, 300, 200))))
    assert len(outputs) == 1


def test_a_hide_mark_fills_its_corners() -> None:
    image = Image.new("RGB", (100, 100), "red")
    painted = paint(image, picture(image.size, [{"kind": "hide", "box": [10, 20, 30, 40]}]))
    grey = (92, 97, 88)
    assert [painted.getpixel(at) for at in ((10, 20), (39, 20), (10, 59), (39, 59))] == [grey] * 4
    assert painted.getpixel((9, 20)) == painted.getpixel((40, 59)) == (255, 0, 0)


PLACES = st.integers(-(2**31), 2**31 - 1) | st.integers(-50, 450)
POINTS = st.builds(Point, PLACES, PLACES)
BOXES = st.builds(Box, PLACES, PLACES, PLACES, PLACES)
COLOURS = st.none() | st.sampled_from(["rail", "signal", "no such token"])
SIZES = st.none() | st.integers(1, 100_000)
ANY_MARK = st.one_of(
    st.builds(BoxMark, box=BOXES, color=COLOURS),
    st.builds(PointerMark, at=POINTS),
    st.builds(RingMark, at=POINTS, radius=SIZES),
    st.builds(ArrowMark, start=POINTS, end=POINTS),
    st.builds(TextMark, at=POINTS, text=st.text(max_size=60), size=SIZES),
    st.builds(NumberMark, at=POINTS, number=st.integers(0, 999)),
    st.builds(HighlightMark, box=BOXES, color=COLOURS),
    st.builds(SpotlightMark, box=BOXES),
    st.builds(HideMark, box=BOXES, color=COLOURS),
)


@settings(max_examples=150)
@given(ANY_MARK, BOXES | st.none(), st.integers(1, 700))
def test_no_mark_in_any_place_breaks_painting(mark: AnyMark, crop: Box | None, width: int) -> None:
    image = Image.new("RGB", (400, 300), "white")
    shown = Picture(file=FILE, width=400, height=300, crop=crop, marks=(mark,))
    assert paint(image, shown, width=width, window=crop).width == width
    assert mark_box(mark, shown)


INSIDE: dict[str, dict[str, Any]] = {
    "box": {"box": [100, 90, 120, 40]},
    "pointer": {"at": [150, 120]},
    "ring": {"at": [150, 120]},
    "arrow": {"start": [60, 200], "end": [200, 120]},
    "text": {"at": [80, 90], "text": "Ask the customer"},
    "number": {"at": [150, 120], "number": 42},
    "highlight": {"box": [100, 90, 120, 40]},
    "hide": {"box": [100, 90, 120, 40]},
}


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("kind", INSIDE)
def test_a_mark_draws_where_its_box_says_and_fills_it(kind: str, scale: float) -> None:
    image = Image.new("RGB", (400, 300), (40, 90, 160))
    marked = picture(image.size, [{"kind": kind, **INSIDE[kind]}], None, scale)
    changed = ImageChops.difference(paint(image, marked), image).convert("L")
    strong = changed.point(lambda value: 255 if value > 60 else 0)
    left, top, right, bottom = (strong if kind == "pointer" else changed).getbbox() or (0, 0, 0, 0)
    drawn, said = Box(left, top, right - left, bottom - top), mark_box(marked.marks[0], marked)
    assert said.grown(1).covers(drawn)
    assert drawn.grown(round(9 * scale) if kind == "arrow" else 3).covers(said)


def test_the_pointer_covers_as_much_as_it_says() -> None:
    mark = PointerMark(at=Point(100, 100))
    box = mark_box(mark, picture((900, 600), []))
    assert (box.width - 2, box.height - 2) == pytest.approx(POINTER_SIZE, abs=2)


def test_the_pointer_is_placed_by_the_size_that_is_painted() -> None:
    assert POINTER == POINTER_SIZE


def test_the_tip_of_the_pointer_is_at_the_click() -> None:
    image = Image.new("RGB", (200, 200), "white")
    painted = paint(image, picture(image.size, [{"kind": "pointer", "at": [100, 80]}]))
    dark = painted.convert("L").point(lambda value: 255 if value < 100 else 0).getbbox()
    assert dark is not None
    assert 100 <= dark[0] <= 101
    assert 80 <= dark[1] <= 82


def test_a_box_at_the_rim_keeps_its_line_in_sight() -> None:
    image = Image.new("RGB", (300, 200), "white")
    painted = paint(image, picture(image.size, [{"kind": "box", "box": [0, 0, 300, 200]}]))
    for at in ((150, 3), (150, 196), (3, 100), (296, 100)):
        assert painted.getpixel(at) == (255, 90, 31)


def test_a_box_that_goes_on_beyond_the_crop_is_not_closed_there() -> None:
    image = Image.new("RGB", (300, 200), "white")
    shown = picture(image.size, [{"kind": "box", "box": [20, 50, 270, 60]}], [0, 0, 150, 200])
    painted = paint(image, shown)
    assert painted.getpixel((149, 80)) == (255, 255, 255)
    assert painted.getpixel((149, 46)) == (255, 90, 31)


def test_a_long_text_is_broken_into_lines_inside_the_picture() -> None:
    image = Image.new("RGB", (300, 200), "white")
    mark = {"kind": "text", "at": [250, 190], "text": "Ask the customer for the " + "very " * 9 + "x" * 60}
    changed = ImageChops.difference(paint(image, picture(image.size, [mark])), image).getbbox()
    assert changed is not None
    assert changed[0] >= 0
    assert changed[3] <= 200
    assert changed[3] - changed[1] > 4 * 22


@pytest.mark.parametrize("token", TOKENS)
def test_words_can_be_read_on_every_colour(token: str) -> None:
    ground, ink = _luminance(TOKENS[token]), _luminance(ink_on(TOKENS[token]))
    assert (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5


def test_the_font_has_the_letters_of_european_languages() -> None:
    font = font_of("A", 64)
    missing = font.getmask("\ue000").getbbox(), bytes(font.getmask("\ue000"))
    for letter in "AzÄßéşžŁőñçÅæΩλЖяїґ€→✓„“":
        mask = font.getmask(letter)
        assert (mask.getbbox(), bytes(mask)) != missing, letter


@pytest.mark.parametrize("words", ["اختر السبب", "בחרו סיבה", "აირჩიეთ"])
def test_words_in_other_scripts_are_drawn_in_a_font_of_this_machine(words: str) -> None:
    chosen = font_of(words, 64)
    missing = bytes(chosen.getmask("\ue000"))
    assert all(bytes(chosen.getmask(letter)) != missing for letter in words if letter != " ")
    assert font_of("Größe, Żółw", 64).getname() != chosen.getname()


def test_words_that_no_font_has_are_drawn_in_the_bundled_one() -> None:
    assert font_of("Wait \U0001f9ff", 64).getname() == font_of("Wait", 64).getname()


def test_a_crop_fades_only_where_it_cuts_through_the_window() -> None:
    assert cut_sides(Box(0, 0, 100, 100), Box(10, 10, 50, 50)) == ()
    assert cut_sides(Box(20, 0, 100, 40), Box(10, 10, 50, 50)) == ("left", "bottom")
    assert cut_sides(Box(200, 200, 10, 10), Box(10, 10, 50, 50)) == ()


def test_a_fade_dissolves_words_into_the_ground_around_them() -> None:
    image = Image.new("RGB", (600, 300), (30, 60, 90))
    ImageDraw.Draw(image).rectangle((0, 100, 600, 104), fill="white")
    painted = paint(image, picture(image.size, [], [100, 0, 400, 300]), window=image_box(image))
    assert all(abs(a - b) < 25 for a, b in zip(painted.getpixel((0, 102)), (30, 60, 90), strict=True))  # type: ignore[arg-type]
    assert painted.getpixel((200, 102)) == (255, 255, 255)


def image_box(image: Image.Image) -> Box:
    return Box(0, 0, *image.size)


def test_a_derivative_is_small_and_hardly_differs() -> None:
    image, shown = scene("talk", 2)
    painted = paint(image, shown, width=1664)
    data = encode(painted)
    assert len(data) < 120_000
    with Image.open(io.BytesIO(data)) as decoded:
        assert decoded.format == "WEBP"
        assert_alike(decoded.convert("RGB"), painted, mean=2, far=0.01)


def test_a_whole_picture_has_marks_of_the_weight_that_its_crop_has() -> None:
    picture = Picture(file=FILE, width=1920, height=1080, marks=(BoxMark(box=Box(900, 500, 100, 40)),))
    ground = Image.new("RGB", (1920, 1080), "white")
    crop = paint(ground, picture, crop=Box(480, 240, 960, 600))
    whole = paint(ground, picture, across=1920).crop((480, 240, 1440, 840))
    assert ImageChops.difference(crop, whole).getbbox() is None
