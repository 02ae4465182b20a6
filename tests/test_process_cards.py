"""Cards of processes: counted in the database, and right."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, update

from server import clock
from server.base import KnowledgeBase
from server.storage import process_cards, slots, tables
from server.storage.process_names import known_names
from tests.processes_made import make_orders, put, want
from tests.published_guides import publish


@pytest.fixture
def connection(base: KnowledgeBase) -> Iterator[Connection]:
    with base.database.writing() as connection:
        make_orders(connection)
        for guide in ("one", "two", "three"):
            publish(connection, guide)
        yield connection


def test_a_card_shows_the_rail_with_its_gaps(connection: Connection) -> None:
    put(connection, "one", "orders", "receive")
    put(connection, "two", "orders", "receive")
    put(connection, "two", "orders", "pick")
    put(connection, "three", "orders", None)
    (_, card) = process_cards.first(connection, 9)
    assert card.stops == ("work", "decision", "gap", "work", "gap", "process", "process")
    assert (card.guide_count, card.gaps) == (3, 2)
    assert process_cards.counts(connection, "orders") == {"receive": 2, "pick": 1, None: 1}
    assert process_cards.guide_count(connection, "orders") == 3


def test_open_slots_are_gaps_and_filled_ones_are_not(connection: Connection) -> None:
    put(connection, "one", "orders", "receive")
    want(connection, "s1", "receive", "How to read an order")
    want(connection, "s2", "receive", "How to file an order")
    assert process_cards.first(connection, 9)[1].gaps == 2 + 3
    slots.fill(connection, "s1", "two")
    assert process_cards.first(connection, 9)[1].gaps == 1 + 3


def test_what_is_in_the_trash_or_not_published_does_not_count(connection: Connection) -> None:
    put(connection, "one", "orders", "receive")
    put(connection, "two", "orders", "receive")
    connection.execute(update(tables.guides).where(tables.guides.c.id == "one").values(version=0))
    trashed = {"guide": "two", "person": 1, "at": clock.now()}
    connection.execute(tables.trash.insert().values(trashed))
    assert process_cards.counts(connection, "orders") == {}
    assert process_cards.first(connection, 9)[1].stops[0] == "gap"


def test_processes_are_found_by_name_and_purpose_part_by_part(connection: Connection) -> None:
    names = [card.name for card in process_cards.by_name(connection, "", 1, 1)]
    assert names == ["Returns"]
    assert [card.id for card in process_cards.by_name(connection, "MONEY comes", 9, 0)] == ["orders"]
    assert [card.id for card in process_cards.by_name(connection, "  retu", 9, 0)] == ["returns"]
    assert process_cards.by_name(connection, "100%", 9, 0) == ()
    assert (process_cards.count(connection), process_cards.count(connection, "cash")) == (2, 1)


def test_a_deleted_process_is_no_card_and_leads_nowhere(connection: Connection) -> None:
    assert process_cards.leading_to(connection, "returns") == (("orders", "Order to cash"),)
    connection.execute(
        update(tables.processes).where(tables.processes.c.id == "orders").values(deleted_at=clock.now())
    )
    assert process_cards.leading_to(connection, "returns") == ()
    assert [card.id for card in process_cards.first(connection, 9)] == ["returns"]


def test_names_of_processes_and_stages_are_known_in_order(connection: Connection) -> None:
    first, second = known_names(connection)
    assert first == ("Returns", ("Check the goods",))
    assert second.stages[:2] == ("Receive order", "Credit ok?")
