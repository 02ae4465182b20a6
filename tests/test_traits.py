"""What guides are about is kept with each publish, found by bounded questions, and gone with the guide."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from server import trash
from server.base import KnowledgeBase, opened_base
from server.noting import note_waiting
from server.ordering.traits import Term, host_of, traits_of
from server.ordering.words import stems
from server.settings import Settings
from server.storage import places, traits
from server.storage.tables import alike, guides
from server.storage.tables import traits as rows
from tests.small_guides import put, small_guide

STEPS = ("Orders", "Reason", "Note", "Amount", "Issue refund")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with opened_base(Settings(data=tmp_path / "data")) as opened:
        yield opened


def test_words_are_compared_without_endings_accents_and_data() -> None:
    assert stems("How to refund customers' orders 4711") == stems("Refunding a customer order")
    assert stems("Gutschriften prüfen") == stems("Gutschrift PRÜFEN")
    assert stems("Règlement") == stems("reglements")
    assert stems("the of how to click") == ()
    assert stems("注文の返金") == ("注文", "文の", "の返", "返金")


def test_a_host_is_read_from_what_windows_show() -> None:
    assert host_of("https://www.shop.example/orders?x=1") == "shop.example"
    assert host_of("shop.example:8080/orders") == "shop.example"
    assert host_of("http://[broken") == host_of(None) == ""


def test_a_guide_is_about_its_programs_words_and_links_and_not_about_values() -> None:
    links = [{"guide": "close-up", "text": "How"}, {"address": "/guides/other#step-1", "text": "There"}]
    first = {"values": [{"name": "Customer", "text": "Okafor"}], "detail": "See [this](/guides/third)."}
    about = {
        "window": "Order of Okafor",
        "url": "https://shop.example/x",
        "links": {2: links},
        "first": first,
    }
    guide = small_guide("a", "Refund an order", STEPS, **about)
    found = {each.term: each for each in traits_of(guide)}
    assert found[Term("program", "refund-desk")].weight == len(STEPS)
    assert found[Term("word", "refund")].weight > found[Term("word", "amount")].weight
    assert Term("host", "shop.example") in found
    assert found[Term("link", "close-up")].about == found[Term("link", "other")].about == "s2"
    assert found[Term("link", "third")].about == "s1"
    assert Term("window", "order") in found
    assert Term("window", "okafor") not in found


def test_acronyms_that_a_guide_never_explains_are_noted_with_their_remark() -> None:
    guide = small_guide("a", "Check the SLA", STEPS, covers="Whatever the QXR says.")
    assert {each.name for each in traits_of(guide) if each.kind == "acronym"} == {"SLA", "QXR"}
    assert all(each.about for each in traits_of(guide) if each.kind == "acronym")


def test_programs_are_listed_with_how_many_guides_use_them(base: KnowledgeBase) -> None:
    put(base, small_guide("a", "Refund", STEPS))
    put(base, small_guide("b", "Refund again", STEPS))
    put(base, small_guide("c", "Send a letter", ["New"], app="Writer"))
    with base.database.reading() as connection:
        assert traits.programs(connection) == (("refund-desk", 2), ("writer", 1))
        assert traits.guides_using(connection, "Refund-Desk") == ("a", "b")


def test_what_is_in_the_trash_or_archived_is_not_found(base: KnowledgeBase) -> None:
    person = put(base, small_guide("a", "Refund", STEPS))
    put(base, small_guide("b", "Refund", STEPS))
    with base.database.writing() as connection:
        trash.put(connection, "a", person)
        connection.execute(update(guides).where(guides.c.id == "b").values(state="archived"))
        assert traits.programs(connection) == ()
        assert connection.scalar(select(func.count()).select_from(alike)) == 0
        trash.put_back(connection, "a")
        assert traits.programs(connection) == (("refund-desk", 1),)
        assert connection.scalar(select(func.count()).select_from(alike)) == 1


def test_guides_that_share_a_term_are_found_unless_too_many_do(base: KnowledgeBase) -> None:
    for number in range(6):
        put(base, small_guide(f"g{number}", "Refund", STEPS), ("Support", "Refunds" if number else ""))
    term, other = Term("program", "refund-desk"), Term("word", "nowhere")
    with base.database.reading() as connection:
        found = traits.sharing(connection, [term, other], "g0", 5)
        assert set(found[term]) == {"g1", "g2", "g3", "g4", "g5"}
        assert found[other] == {}
        assert term not in traits.sharing(connection, [term], "g0", 4)
        placed = places.neighbours(connection, [term, other], "g5")
        assert {each[1:] for each in placed[term]} == {("support", None), ("support", "refunds")}
        assert len(placed[term]) == 5


def test_links_are_found_from_the_guide_they_lead_to(base: KnowledgeBase) -> None:
    put(base, small_guide("close-up", "Find the number", ["Find"]))
    put(base, small_guide("a", "Refund", STEPS, links={3: [{"guide": "close-up"}], 4: [{"guide": "a"}]}))
    with base.database.reading() as connection:
        assert traits.linking_to(connection, "close-up") == {"a": "s3"}
        assert traits.linking_to(connection, "a") == {}


def test_what_was_published_before_is_noted_in_the_background(base: KnowledgeBase) -> None:
    for number in range(30):
        put(base, small_guide(f"g{number}", f"Refund {number}", STEPS))
    with base.database.writing() as connection:
        connection.execute(delete(alike))
        connection.execute(delete(rows))
    assert note_waiting(base) == 30
    assert note_waiting(base) == 0
    with base.database.reading() as connection:
        assert traits.programs(connection) == (("refund-desk", 30),)
