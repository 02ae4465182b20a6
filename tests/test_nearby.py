"""What belongs together by place: labels beside fields, edges of tabs, the arrows of a tree."""

from recorder.desktop.accessible import Node
from recorder.desktop.nearby import Words, label_after, label_for, row_at, tab_at, words_on
from recorder.document.geometry import Box, Point

FIELD = Box(200, 100, 120, 30)
LEFT = Words("Nickname", Box(20, 105, 80, 20))
ABOVE = Words("Full name", Box(200, 75, 80, 18))


def test_a_label_to_the_left_comes_before_one_above() -> None:
    assert label_for(FIELD, [ABOVE, LEFT], []) == "Nickname"
    assert label_for(FIELD, [ABOVE], []) == "Full name"
    assert label_for(FIELD, [], []) == ""


def test_a_box_to_tick_names_what_is_to_its_right_and_no_label_above_that_another_control_goes_by() -> None:
    tick = Words("Replace all in", Box(90, 100, 100, 30))
    assert label_for(FIELD, [ABOVE], [], [tick]) == "Replace all in"
    assert label_for(FIELD, [], [], [Words("Wrap around", ABOVE.box)]) == ""
    assert label_for(FIELD, [ABOVE], [Box(ABOVE.box.right + 6, 72, 90, 25)]) == ""


def test_the_nearest_label_counts_and_none_that_belongs_to_another_field() -> None:
    near = Words("Street", Box(120, 105, 60, 20))
    assert label_for(FIELD, [LEFT, near], []) == "Street"
    assert label_for(FIELD, [LEFT], [Box(110, 100, 80, 30)]) == ""


def test_words_below_right_or_far_off_are_no_label() -> None:
    others = [
        Words("below", Box(200, 140, 60, 20)),
        Words("right", Box(340, 105, 60, 20)),
        Words("far above", Box(200, 20, 60, 20)),
        Words("other column", Box(400, 75, 60, 18)),
    ]
    assert label_for(FIELD, others, []) == ""


def test_a_box_to_tick_goes_by_the_words_after_it() -> None:
    tick = Box(10, 10, 14, 14)
    assert (
        label_after(tick, [Words("far", Box(200, 8, 40, 18)), Words("Agree", Box(30, 8, 60, 18))]) == "Agree"
    )
    assert label_after(tick, [Words("before", Box(-60, 8, 50, 18))]) == ""


def test_words_on_a_control_are_read_in_order() -> None:
    card = Box(0, 0, 200, 80)
    words = [Words("Tent", Box(10, 10, 40, 20)), Words("Two people", Box(10, 40, 90, 20)), LEFT]
    assert words_on(card, words) == "Tent Two people"


def test_a_tab_reaches_beyond_its_words() -> None:
    tabs = [
        Node(("p", "/1"), 37, "Details", box=Box(20, 0, 50, 30)),
        Node(("p", "/2"), 37, "Orders", box=None),
    ]
    found = tab_at(tabs, Point(8, 10))
    assert found is not None
    assert found.name == "Details"
    assert found.holds(Point(8, 10))
    assert tab_at(tabs, Point(200, 10)) is None
    assert tab_at(tabs, Point(30, 40)) is None


def test_the_arrow_of_a_tree_belongs_to_its_row() -> None:
    cells = list(enumerate([Box(40, 0, 100, 20), Box(60, 20, 100, 20), Box(170, 20, 50, 20), None]))
    assert row_at(cells, Point(20, 25)) == 1
    assert row_at(cells, Point(20, 5)) == 0
    assert row_at(cells, Point(20, 90)) is None
    assert row_at(cells, Point(300, 25)) is None
