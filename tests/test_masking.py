"""Only the windows acted on are kept, and only where nothing of others lies over them."""

from hypothesis import given
from hypothesis import strategies as st

from recorder.capture.masking import hidden, subtract, window_at
from recorder.desktop.base import OpenWindow
from recorder.document.geometry import Box, Point

SCREEN = Box(0, 0, 40, 30)
boxes = st.builds(Box, st.integers(-5, 40), st.integers(-5, 30), st.integers(1, 25), st.integers(1, 20))


def window(number: int, box: Box, family: int | None = None) -> OpenWindow:
    return OpenWindow(number, family or number, f"Window {number}", "app", number, box)


@given(boxes, boxes)
def test_what_is_left_of_a_box_is_each_pixel_outside_the_hole_once(box: Box, hole: Box) -> None:
    parts = subtract(box, hole)
    shared = box.meet(hole)
    assert sum(part.area for part in parts) == box.area - (shared.area if shared else 0)
    assert all(box.covers(part) and part.meet(hole) is None for part in parts)
    assert all(one is other or one.meet(other) is None for one in parts for other in parts)


@given(st.lists(st.tuples(boxes, st.integers(1, 3)), max_size=5), st.sets(st.integers(1, 3)))
def test_a_pixel_is_hidden_unless_the_topmost_window_there_was_acted_on(
    stack: list[tuple[Box, int]], families: set[int]
) -> None:
    windows = [window(number + 10, box, family) for number, (box, family) in enumerate(stack)]
    fills = hidden(SCREEN, windows, families)
    for x in range(0, SCREEN.width, 3):
        for y in range(0, SCREEN.height, 3):
            top = window_at(windows, Point(x, y))
            seen = top is not None and top.family in families
            assert any(fill.holds(Point(x, y)) for fill in fills) != seen


def test_a_dialog_of_the_family_is_kept_and_a_message_over_it_is_not() -> None:
    message = window(9, Box(5, 5, 10, 4))
    dialog = window(2, Box(4, 4, 20, 10), family=1)
    main = window(1, Box(0, 0, 30, 20))
    fills = hidden(SCREEN, (message, dialog, main), {1})
    assert any(fill.covers(message.box) for fill in fills)
    assert not any(fill.holds(Point(20, 12)) for fill in fills)
    assert any(fill.holds(Point(35, 25)) for fill in fills)
