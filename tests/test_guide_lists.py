"""Long lists of guides: of a process, of a stage, of none, part by part."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from server.base import KnowledgeBase
from server.storage import guide_lists
from server.storage.guide_lists import Wanted
from tests.processes_made import make_orders, put
from tests.published_guides import publish


@pytest.fixture
def connection(base: KnowledgeBase) -> Iterator[Connection]:
    with base.database.writing() as connection:
        make_orders(connection)
        for guide, title in (("a", "Zebra"), ("b", "apple 100%"), ("c", "Mango"), ("d", "Plum")):
            publish(connection, guide, title)
        put(connection, "c", "orders", "pick")
        put(connection, "a", "orders", "receive")
        put(connection, "c", "orders", "receive")
        put(connection, "b", "orders", None)
        yield connection


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Wanted(), ["apple 100%", "Mango", "Plum", "Zebra"]),
        (Wanted("orders"), ["Mango", "Zebra", "apple 100%"]),
        (Wanted("orders", "receive"), ["Zebra", "Mango"]),
        (Wanted("returns"), []),
        (Wanted(unplaced=True), ["Plum"]),
        (Wanted(words="ANGO"), ["Mango"]),
        (Wanted(words="0%"), ["apple 100%"]),
        (Wanted("orders", words="z"), ["Zebra"]),
    ],
)
def test_a_list_has_its_guides_in_order(connection: Connection, wanted: Wanted, titles: list[str]) -> None:
    assert [guide.title for guide in guide_lists.part(connection, wanted, 9)] == titles
    assert guide_lists.count(connection, wanted) == len(titles)
    parts = [guide_lists.part(connection, wanted, 2, offset) for offset in range(0, 4, 2)]
    assert [guide.title for part in parts for guide in part] == titles


def test_a_place_has_its_names_or_is_none(connection: Connection) -> None:
    place = guide_lists.place(connection, Wanted("orders", "pick"))
    assert place
    assert (place.process_name, place.stage_name) == ("Order to cash", "Pick")
    assert guide_lists.place(connection, Wanted("orders", "check")) is None
    assert guide_lists.place(connection, Wanted("nothing")) is None
