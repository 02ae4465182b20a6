"""Which of nested controls is meant, and how the names around it read."""

from recorder.desktop.accessible import Node
from recorder.desktop.choosing import labelled_by_place, meant, path_of, worth_reading
from recorder.document.geometry import Box, Point

LABEL, BUTTON, LIST_ITEM, LIST, TAB, PANEL, LINK, ICON, CHECK_BOX = 29, 43, 32, 31, 37, 39, 88, 26, 7
HERE = Point(20, 20)
AROUND = Box(10, 10, 40, 20)


def node(number: int, name: str = "", box: Box | None = AROUND) -> Node:
    return Node(("program", f"/{number}{name}"), number, name, box=box)


def test_words_and_pictures_mean_the_control_they_are_on() -> None:
    button = node(BUTTON, "Save")
    assert meant([node(LABEL, "Save"), node(ICON), button, node(PANEL)], HERE) is button
    item = node(LIST_ITEM)
    assert meant([node(LABEL, "Refunds"), node(PANEL), item, node(LIST, "Queues")], HERE) is item


def test_the_innermost_control_wins() -> None:
    link = node(LINK, "Details")
    assert meant([node(LABEL), link, node(LIST_ITEM, "Row")], HERE) is link


def test_words_on_nothing_mean_themselves() -> None:
    words = node(LABEL, "Total")
    assert meant([words, node(PANEL), node(LIST, "Orders"), node(LIST_ITEM, "outer")], HERE) is words


def test_what_does_not_lie_at_the_point_is_not_meant() -> None:
    elsewhere = Box(100, 100, 10, 10)
    panel = node(PANEL, "Form")
    assert meant([node(BUTTON, "Ghost", elsewhere), panel, node(TAB, "Page", elsewhere)], HERE) is panel
    assert meant([node(BUTTON, "Ghost", None)], HERE) is None
    assert meant([], HERE) is None


def test_no_more_is_read_than_can_be_meant() -> None:
    chain = [node(LABEL).kin, node(BUTTON).kin, node(PANEL).kin, node(LIST).kin]
    assert worth_reading(chain) == 2
    assert worth_reading([node(BUTTON).kin]) == 1


def test_words_to_the_right_of_a_check_box_belong_to_it() -> None:
    box = node(CHECK_BOX, "Notify customer", Box(60, 100, 13, 13))
    found = labelled_by_place([node(BUTTON, "Save"), box], Point(120, 106))
    assert found is not None
    assert found.name == "Notify customer"
    assert found.holds(Point(120, 106))
    assert labelled_by_place([box], Point(120, 140)) is None
    assert labelled_by_place([box], Point(400, 106)) is None


def test_a_path_reads_from_the_outside_without_doubles() -> None:
    assert path_of(["Orders", "", "Orders", "Refunds"]) == ("Refunds", "Orders")
    assert path_of([]) == ()
