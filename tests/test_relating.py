"""At the foot of a guide stand few related guides, each with the reason, and where the guide is used."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.app import create_app
from server.base import KnowledgeBase, opened_base
from server.close_ups import surroundings_of
from server.ordering.relating import related
from server.ordering.traits import Term, Trait
from server.relating import Foot, foot_of
from server.settings import Settings
from server.storage import versions
from server.storage.processes import find_or_make, put_guide
from tests.place_cases import PLACED
from tests.serving import bring_in, visit
from tests.small_guides import put, small_guide

REFUNDS = ("Customer support", "Refunds")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with opened_base(Settings(data=tmp_path / "data")) as opened:
        yield opened


def foot(base: KnowledgeBase, guide: str) -> Foot:
    with base.database.reading() as connection:
        version = versions.published(connection, guide)
        assert version
        return foot_of(connection, version.document, "en")


def test_what_is_rare_counts_more_and_one_thing_in_common_is_too_little() -> None:
    mine = (Trait("program", "desk", 3), Trait("word", "refund", 3), Trait("word", "order", 1))
    shared = {
        Term("program", "desk"): {"a": 1, "b": 1, "c": 1},
        Term("word", "refund"): {"a": 3},
        Term("word", "order"): {"b": 1},
    }
    found = related(mine, shared, 40)
    assert [each.guide for each in found] == ["a", "b"]
    assert found[0].what == "words"
    assert found[0].names == ("refund",)
    assert found[0].share > found[1].share
    assert [each.guide for each in related(mine, shared, 40, left_out={"a"})] == ["b"]


def test_related_guides_are_few_and_explained(base: KnowledgeBase) -> None:
    for number, case in enumerate(PLACED):
        put(base, small_guide(f"p{number}", case.title, case.names, app=case.app), (case.process, case.stage))
    found = foot(base, "p0").related
    assert 2 <= len(found) <= 4
    assert {each.guide.id for each in found} <= {"p1", "p2", "p3"}
    assert found[0].why == "Also in Customer support · Refunds"
    put(base, small_guide("lonely", "How to water the plants", ("Can", "Tap"), app="garden"))
    assert foot(base, "lonely").related == ()


def test_doubles_and_guides_that_are_linked_anyway_are_not_shown_as_related(base: KnowledgeBase) -> None:
    names = ("Orders", "Reason", "Issue refund")
    put(base, small_guide("a", "Refund an order", names), REFUNDS)
    put(base, small_guide("b", "Refund an order again", names), REFUNDS)
    by_card = small_guide("c", "Refund an order by card", ("Card", "Orders"), links={1: [{"guide": "a"}]})
    put(base, by_card, REFUNDS)
    assert foot(base, "a").related == ()
    assert [each.guide.id for each in foot(base, "a").uses] == ["c"]


def test_used_in_names_guides_that_lead_here_and_every_place_of_several(base: KnowledgeBase) -> None:
    put(base, small_guide("close-up", "Find the number", ("Find",), kind="work instruction"), REFUNDS)
    for number in range(14):
        put(base, small_guide(f"g{number:02}", f"Task {number}", ("Go",), links={1: [{"guide": "close-up"}]}))
    found = foot(base, "close-up")
    assert len(found.uses) == 12
    assert found.more == 2
    assert (found.uses[0].guide.id, found.uses[0].step) == ("g00", "s1")
    with base.database.writing() as connection:
        place = find_or_make(connection, "Warranty", "")
        assert place
        put_guide(connection, "close-up", place)
    assert [each.process_name for each in foot(base, "close-up").places] == ["Customer support", "Warranty"]


def test_a_work_instruction_opens_at_its_step_and_circles_do_no_harm(base: KnowledgeBase) -> None:
    for mine, other in (("one", "two"), ("two", "one")):
        links = {1: [{"guide": other}, {"guide": mine}, {"guide": "gone"}]}
        put(base, small_guide(mine, f"Close-up {mine}", ("Look",), links=links, kind="work instruction"))
    with base.database.reading() as connection:
        version = versions.published(connection, "one")
        assert version
        around = surroundings_of(connection, version.document)
    assert around.gone == {"gone"}
    assert [step.short for step in around.linked["two"].steps] == ["Look"]
    assert around.linked["one"].steps == ()


def test_the_page_shows_the_close_up_and_says_what_is_archived_and_what_is_no_longer_here(
    tmp_path: Path,
) -> None:
    app = create_app(Settings(data=tmp_path / "data"))
    with visit(app) as client:
        bring_in(client, id="close-up", kind="work instruction", title="Find the order number")
        links = [{"guide": "close-up", "text": "Where it is"}, {"guide": "lost", "text": "The old way"}]
        put(app.state.base, small_guide("a", "Refund", ("Orders",), links={1: links}))
        page = client.get("/guides/a").text
        assert '<details class="close-up">' in page
        assert "Where it is" in page
        assert "no longer here" in page
        assert 'href="/guides/lost"' not in page
        assert "a step leads here" in client.get("/guides/close-up").text
        assert '<details class="close-up">' in client.get("/guides/a/preview").text
        assert client.post("/api/guides/close-up/archive").status_code == 200
        page = client.get("/guides/a").text
        assert '<details class="close-up">' not in page, "it is not to be followed any more"
        assert '<a href="/guides/close-up">Where it is</a> <span class="tag warn">archived</span>' in page
