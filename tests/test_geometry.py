"""Boxes and points keep the laws that cropping and marking rely on."""

from hypothesis import given
from hypothesis import strategies as st

from recorder.document.geometry import Box, Point

PLACES = st.integers(-3000, 3000)
SIZES = st.integers(1, 3000)
POINTS = st.builds(Point, PLACES, PLACES)
BOXES = st.builds(Box, PLACES, PLACES, SIZES, SIZES)


@given(BOXES)
def test_a_box_holds_its_corners_and_not_what_comes_after_them(box: Box) -> None:
    assert box.holds(Point(box.x, box.y))
    assert box.holds(Point(box.right - 1, box.bottom - 1))
    assert not box.holds(Point(box.right, box.y))
    assert not box.holds(Point(box.x, box.bottom))
    assert box.holds(box.centre)


@given(BOXES, BOXES)
def test_two_boxes_meet_in_what_both_hold(one: Box, other: Box) -> None:
    shared = one.meet(other)
    assert shared == other.meet(one)
    if shared is None:
        assert one.join(other).area >= one.area + other.area
    else:
        assert shared.area > 0
        assert one.covers(shared)
        assert other.covers(shared)


@given(BOXES, BOXES, POINTS)
def test_a_point_is_shared_where_both_boxes_hold_it(one: Box, other: Box, point: Point) -> None:
    shared = one.meet(other)
    assert (one.holds(point) and other.holds(point)) == (shared is not None and shared.holds(point))


@given(BOXES, BOXES)
def test_joining_covers_both_and_no_more_than_needed(one: Box, other: Box) -> None:
    joined = one.join(other)
    assert joined == other.join(one)
    assert joined.covers(one)
    assert joined.covers(other)
    assert joined.x in {one.x, other.x}
    assert joined.bottom in {one.bottom, other.bottom}


@given(BOXES, BOXES)
def test_what_is_covered_is_what_both_share(outer: Box, inner: Box) -> None:
    assert outer.covers(inner) == (outer.meet(inner) == inner)


@given(BOXES, BOXES)
def test_a_box_pushed_within_a_frame_lies_inside_and_keeps_its_size_where_it_fits(
    box: Box, frame: Box
) -> None:
    pushed = box.within(frame)
    assert frame.covers(pushed)
    assert pushed.width == min(box.width, frame.width)
    assert pushed.height == min(box.height, frame.height)
    assert pushed.within(frame) == pushed
    if frame.covers(box):
        assert pushed == box


@given(BOXES, st.integers(0, 500))
def test_growing_and_shrinking_undo_each_other(box: Box, by: int) -> None:
    grown = box.grown(by)
    assert grown.covers(box)
    assert grown.grown(-by) == box
    assert grown.centre == box.centre


@given(BOXES, PLACES, PLACES)
def test_moving_there_and_back_is_staying(box: Box, dx: int, dy: int) -> None:
    moved = box.moved(dx, dy)
    assert moved.moved(-dx, -dy) == box
    assert moved.area == box.area
    assert moved.centre == box.centre.moved(dx, dy)


@given(POINTS, SIZES, SIZES)
def test_a_box_around_a_point_has_it_in_its_middle(centre: Point, width: int, height: int) -> None:
    box = Box.around(centre, width, height)
    assert box.centre == centre
    assert (box.width, box.height) == (width, height)


def test_an_empty_box_holds_and_meets_nothing() -> None:
    empty = Box(5, 5, 0, 10)
    assert empty.area == Box(5, 5, -3, -4).area == 0
    assert not empty.holds(Point(5, 5))
    assert empty.meet(Box(0, 0, 100, 100)) is None
