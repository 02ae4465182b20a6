"""Maps of any process: nothing lies on anything else, everything is drawn, and always the same way."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from server.mapping.drawing import Box, Drawing, Line, Point
from server.mapping.flow import END, START, Arrow, Flow, Stop, StopKind
from server.mapping.lying import PAPER, SCREEN, lying
from server.mapping.upright import upright
from server.mapping.widths import width_of
from server.mapping.wrapping import wrapped

DRAWN: dict[str, Callable[[Flow], Drawing]] = {
    "screen": lambda flow: lying(flow, SCREEN),
    "paper": lambda flow: lying(flow, PAPER),
    "upright": upright,
}
INTER = (
    Path(__file__).parent.parent / "server" / "static" / "vendor" / "inter" / "inter-latin-wght-normal.woff2"
)
SAID = "When **Straße** is “done”, pay €4,711.50 (VAT 19 %) & file: Ærø, naïve façade, WWW, Millimetre"

kinds: st.SearchStrategy[StopKind] = st.sampled_from(["work", "work", "decision", "process"])
words = st.text("aeinrstWm. ", min_size=1, max_size=60) | st.sampled_from(["Go", "結帳" * 12, "W" * 70])
roles = st.sampled_from(
    ["", "Support agent", "support  agent", "Team lead", "A role of many words and letters"]
)


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """Return a flow of up to a dozen stops with arrows that lead anywhere."""
    ids = [f"s{number}" for number in range(draw(st.integers(0, 12)))]
    ends = st.sampled_from([*ids, END])
    stops, arrows = [], [Arrow(START, ids[0] if ids else END)]
    for at, key in enumerate(ids):
        kind = draw(kinds)
        following = ids[at + 1] if at + 1 < len(ids) else END
        if kind == "decision":
            arrows += [Arrow(key, draw(ends), draw(words)) for _ in range(draw(st.integers(2, 5)))]
        else:
            arrows.append(Arrow(key, draw(st.just(following) | ends)))
        note = draw(st.sampled_from(["", "2 guides", "no guide yet", "leads nowhere any more"]))
        stops.append(
            Stop(
                key,
                draw(words),
                kind,
                draw(roles),
                note,
                amber=note.startswith("n"),
                beside=draw(st.booleans()),
            )
        )
    return Flow(draw(words), draw(words), tuple(stops), tuple(arrows))


@pytest.mark.parametrize("sheet", DRAWN)
@settings(max_examples=40)
@given(flow=flows())
def test_nothing_lies_on_anything_else(sheet: str, flow: Flow) -> None:
    drawing = DRAWN[sheet](flow)
    assert list(troubles(drawing)) == []
    assert DRAWN[sheet](flow) == drawing
    assert list(missing(flow, drawing)) == []


def troubles(drawing: Drawing) -> Iterator[str]:
    """Give what lies outside, or on something else."""
    texts = [(spot.key, text.box) for spot in drawing.spots for text in spot.words if any(text.lines)]
    texts += [(f"lane {at}", band.role.box) for at, band in enumerate(drawing.bands) if band.role.lines]
    shapes = [(spot.key, spot.box) for spot in drawing.spots if spot.kind != "label"]
    tips = [(f"tip {at}", tip(head.at, down=head.down)) for at, head in enumerate(drawing.heads)]
    bands = [(f"band {at}", band.box) for at, band in enumerate(drawing.bands)]
    yield from outside(drawing, [*texts, *shapes, *tips, *bands])
    pairs = [*combinations([*texts, *shapes], 2), *((one, two) for one in texts for two in tips)]
    for (name, box), (other, there) in pairs:
        within = name == other and name in (START, END)
        if not within and meet(box, there):
            yield f"{other} lies on {name}"
    for line in drawing.lines:
        others = [(name, box) for name, box in shapes if name not in (line.source, line.target)]
        yield from crossed(line, [*texts, *others])
    yield from shared(drawing)


def outside(drawing: Drawing, boxes: Iterable[tuple[str, Box]]) -> Iterator[str]:
    """Give what is not within the drawing."""
    for name, box in boxes:
        if min(box.x, box.y, drawing.width - right(box), drawing.height - bottom(box)) < -0.01:
            yield f"{name} lies outside"


def crossed(line: Line, boxes: Sequence[tuple[str, Box]]) -> Iterator[str]:
    """Give what a line runs through."""
    for here in stretches(line):
        for name, box in boxes:
            if meet(here, box):
                yield f"{line.source}-{line.target} runs through {name}"


def shared(drawing: Drawing) -> Iterator[str]:
    """Give lines that run along each other though they neither begin nor end together."""
    for one, other in combinations(drawing.lines, 2):
        if {one.source, one.target} & {other.source, other.target}:
            continue
        for here in stretches(one, wide=0.5):
            for there in stretches(other, wide=0.5):
                if meet(here, there) and (here.width > here.height) == (there.width > there.height):
                    yield f"{one.source}-{one.target} runs along {other.source}-{other.target}"


def missing(flow: Flow, drawing: Drawing) -> Iterator[str]:
    """Give arrows that are not drawn from where they begin to where they end."""
    spots = {spot.key: spot for spot in drawing.spots}
    for line in drawing.lines:
        for point, key in ((line.points[0], line.source), (line.points[-1], line.target)):
            if not meet(grown(spots[key].box, 9), Box(point.x, point.y, 0.1, 0.1)):
                yield f"{line.source}-{line.target} does not reach {key}"
        if any(a.x != b.x and a.y != b.y for a, b in pairwise(line.points)):
            yield f"{line.source}-{line.target} is crooked"
    joined = {(line.source, line.target) for line in drawing.lines}
    for arrow in flow.arrows:
        labels = [key for key in spots if key.startswith(f"{arrow.source}^")] if arrow.label else []
        ways = [{(arrow.source, key), (key, arrow.target)} for key in labels]
        if not any(way <= joined for way in ways or [{(arrow.source, arrow.target)}]):
            yield f"{arrow} is not drawn"


def stretches(line: Line, wide: float = 1.5) -> Iterator[Box]:
    for a, b in pairwise(line.points):
        left, top = min(a.x, b.x), min(a.y, b.y)
        if a != b:
            yield grown(Box(left, top, abs(a.x - b.x), abs(a.y - b.y)), wide)


def tip(at: Point, *, down: bool) -> Box:
    return Box(at.x - 5.5, at.y - 10, 11, 10) if down else Box(at.x - 10, at.y - 5.5, 10, 11)


def grown(box: Box, by: float) -> Box:
    return Box(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def right(box: Box) -> float:
    return box.x + box.width


def bottom(box: Box) -> float:
    return box.y + box.height


def meet(one: Box, other: Box) -> bool:
    across = min(right(one), right(other)) - max(one.x, other.x)
    return across > 0.01 and min(bottom(one), bottom(other)) - max(one.y, other.y) > 0.01


def chain(count: int) -> Flow:
    ids = [START, *(f"s{number}" for number in range(count)), END]
    stops = tuple(Stop(key, f"Stage {key}", role=f"Role {at // 5}") for at, key in enumerate(ids[1:-1]))
    return Flow("Start", "End", stops, tuple(Arrow(a, b) for a, b in pairwise(ids)))


def test_a_long_process_goes_on_below_and_is_no_wider() -> None:
    long, short = lying(chain(30)), lying(chain(4))
    assert long.width == short.width == SCREEN.width
    assert len({spot.middle.y for spot in short.spots}) == 1
    assert len({spot.middle.y for spot in long.spots}) >= 4


def test_a_hand_over_crosses_from_lane_to_lane() -> None:
    stops = (
        Stop("a", "Diagnose", role="Agent"),
        Stop("b", "Approve", role="Team lead"),
        Stop("c", "Tell", role="agent"),
    )
    drawing = lying(
        Flow("", "", stops, (Arrow(START, "a"), Arrow("a", "b"), Arrow("b", "c"), Arrow("c", END)))
    )
    assert [band.role.lines for band in drawing.bands] == [("Agent",), ("Team lead",)]
    lanes = {
        spot.key: [band.box for band in drawing.bands].index(around(drawing, spot.box))
        for spot in drawing.spots
    }
    assert lanes == {START: 0, "a": 0, "b": 1, "c": 0, END: 0}


def around(drawing: Drawing, box: Box) -> Box:
    return next(band.box for band in drawing.bands if meet(band.box, box))


def test_stages_side_by_side_stand_in_one_column_and_are_waited_for() -> None:
    stops = (Stop("a", "Pick"), Stop("b", "Pack"), Stop("c", "Label", beside=True), Stop("d", "Ship"))
    arrows = (("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"))
    drawing = lying(Flow("", "", stops, tuple(Arrow(*each) for each in arrows)))
    spots = {spot.key: spot.middle for spot in drawing.spots}
    assert spots["b"].x == spots["c"].x
    assert spots["b"].y < spots["c"].y
    assert spots["a"].x < spots["b"].x < spots["d"].x


def test_two_ways_that_change_places_do_not_run_along_each_other() -> None:
    ids = ("a", "b", "c", "d", "e")
    stops = tuple(Stop(key, key.upper(), role=role) for key, role in zip(ids, "wxyxy", strict=True))
    arrows = (("a", "b"), ("a", "c"), ("b", "e"), ("c", "d"), ("b", "d"))
    drawing = lying(Flow("", "", stops, tuple(Arrow(*each) for each in arrows)))
    assert list(troubles(drawing)) == []


def test_widths_are_those_of_the_font_and_never_less() -> None:
    face = ImageFont.truetype(str(INTER), 1_000)
    face.set_variation_by_axes([650])
    for text in (SAID, *SAID.split()):
        real, known = face.getlength(text, features=["cv05", "ss03"]), width_of(text, 1_000)
        assert real <= known <= real * 1.12


def test_words_break_between_words_and_are_cut_with_a_sign() -> None:
    assert wrapped("Resolve and close", 10, 65, 3) == ("Resolve and", "close")
    assert wrapped("Resolve and close the ticket", 10, 65, 2) == ("Resolve and", "close the t…")
    assert all(width_of(line, 10) <= 60 for line in wrapped("Donaudampfschifffahrtsgesellschaft", 10, 60, 9))
    assert wrapped("  ", 10, 60, 2) == ()
