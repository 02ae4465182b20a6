"""Where words stand in lines that were read from pixels, and a picture that is really read."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from recorder.document.geometry import Box
from server.commands.reading import PictureReader
from server.redacting.reading import Line
from server.redacting.sight import places_in

FONT = Path(__file__).parents[1] / "recorder/document/fonts/Inter-SemiBold.ttf"
WIDE = Box(100, 50, 400, 20)


def lines(*texts: str) -> list[Line]:
    return [Line(text, WIDE.moved(0, 40 * number)) for number, text in enumerate(texts)]


def test_a_line_of_the_words_alone_is_covered_whole() -> None:
    assert places_in(lines("Ines Okafor"), ["Ines Okafor"]) == (WIDE.grown(3),)


def test_words_within_a_line_are_covered_and_what_is_far_from_them_is_not() -> None:
    (place,) = places_in(lines("Order for Ines Okafor, paid in full"), ["ines okafor"])
    assert 170 < place.x < 225
    assert 330 < place.right < 380


@pytest.mark.parametrize(
    "read", ["InesOkafor", "lnes 0kafor", "INES OKAFOR", "ines.okafor@example.org", "byInesOkafor"]
)
def test_what_reading_loses_is_forgiven(read: str) -> None:
    assert len(places_in(lines(read), ["Ines Okafor"])) == 1


@pytest.mark.parametrize("read", ["Martines Okafor", "Ines Okaforson", "Ines", "Okafor Ines", ""])
def test_parts_of_other_words_are_not_the_words(read: str) -> None:
    assert places_in(lines(read), ["Ines Okafor"]) == ()


def test_a_place_that_two_strips_show_is_offered_once() -> None:
    found = places_in([Line("Okafor", Box(10, 10, 80, 20)), Line("Okafor", Box(11, 10, 80, 19))], ["Okafor"])
    assert len(found) == 1


def test_words_drawn_in_a_picture_are_read_and_covered() -> None:
    picture = Image.new("RGB", (900, 420), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, 14)
    drawn = {}
    for text, at in {"Ines Okafor": (40, 30), "Order 10482 for Ines Okafor, paid": (420, 300)}.items():
        draw.text(at, text, "black", font)
        start = at[0] + round(font.getlength(text[: text.index("Ines")]))
        drawn[start] = Box(start, at[1] + 2, round(font.getlength("Ines Okafor")), 12)
    stream = BytesIO()
    picture.save(stream, "PNG")
    reader = PictureReader()
    try:
        places = places_in(reader.read(stream.getvalue()), ["Ines Okafor"])
    finally:
        reader.leave()
    assert len(places) == 2
    for box in drawn.values():
        assert any(place.covers(box) for place in places)
    assert all(place.width < 2 * 90 for place in places)
