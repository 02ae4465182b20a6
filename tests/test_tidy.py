"""The tidy-up page finds what is not well in the whole base, and each line offers the one thing to do."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import insert, update

from server import trash
from server.app import create_app
from server.base import KnowledgeBase
from server.ordering.beside import beside
from server.settings import Settings
from server.storage import tidy
from server.storage.tables import stages
from server.tidying import PAGE, one_group, overview
from tests.serving import visit
from tests.small_guides import put, small_guide

REFUNDS = ("Customer support", "Refunds")
STEPS = ("Orders", "Reason", "Note", "Issue refund")


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path / "data"))


@pytest.fixture
def base(app: FastAPI) -> KnowledgeBase:
    base: KnowledgeBase = app.state.base
    return base


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with visit(app) as opened:
        yield opened


def counts(base: KnowledgeBase) -> dict[str, int]:
    with base.database.reading() as connection:
        return {group.name: group.count for group in overview(connection) if group.count}


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_a_base_without_guides_has_nothing_to_tidy(client: TestClient) -> None:
    assert "Nothing to tidy up" in words(client.get("/tidy").text)


def test_links_to_what_readers_do_not_find_are_dead_and_circles_are_not(base: KnowledgeBase) -> None:
    for mine, other in (("a", "b"), ("b", "a")):
        put(base, small_guide(mine, f"Task {mine}", (f"Go {mine}",), links={1: [{"guide": other}]}), REFUNDS)
    assert "links" not in counts(base)
    person = put(base, small_guide("c", "Third", ("Look",), links={1: [{"guide": "a"}, {"guide": "never"}]}))
    assert counts(base)["links"] == 1
    with base.database.writing() as connection:
        trash.put(connection, "a", person)
        found = tidy.dead_links(connection, 10)
        assert [(each.guide, each.target) for each in found] == [("b", "a"), ("c", "a"), ("c", "never")]
        assert tidy.whereabouts(connection, {"a", "never"}) == {"a": ("Task a", "trash")}


def test_guides_lack_a_place_an_owner_and_a_look_until_they_have_them(
    base: KnowledgeBase, client: TestClient
) -> None:
    put(base, small_guide("a", "Refund", STEPS))
    put(base, small_guide("b", "Call back", ("Call",)), REFUNDS)
    assert counts(base) == {"owner": 2, "place": 1, "review": 2}
    page = client.get("/tidy").text
    assert "Guides without an owner 2" in words(page)
    answer = client.post("/tidy/owner", data={"guide": ["a", "b", "gone"], "owner": "Ben"})
    assert answer.headers["location"] == "/tidy/owner?done=2"
    assert "2 guides have an owner now." in client.get("/tidy/owner?done=2").text
    assert counts(base) == {"place": 1, "review": 2}


def test_nothing_ticked_is_said_and_keeps_the_page(base: KnowledgeBase, client: TestClient) -> None:
    put(base, small_guide("a", "Refund", STEPS))
    for group in ("owner", "place"):
        answer = client.post(f"/tidy/{group}", data={"owner": "Ben"})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text or group == "place"


def test_many_are_put_where_they_are_suggested_at_once(base: KnowledgeBase, client: TestClient) -> None:
    for number in range(4):
        put(base, small_guide(f"r{number}", f"Refund an order {number}", ("Orders", "Refund")), REFUNDS)
    for number in range(3):
        put(
            base, small_guide(f"n{number}", f"Refund part of an order {number}", ("Part", f"Refund {number}"))
        )
    page = client.get("/tidy/place").text
    ticks = re.findall(r'name="guide" value="([^"]+)"', page)
    assert len(ticks) == 3
    assert client.post("/tidy/place", data={"guide": ticks}).headers["location"] == "/tidy/place?done=3"
    assert "place" not in counts(base)


def test_doubles_are_compared_kept_apart_or_one_is_archived_and_brought_back(
    base: KnowledgeBase, client: TestClient
) -> None:
    for guide in ("one", "two", "three"):
        put(base, small_guide(guide, f"Refund {guide}", (*STEPS, guide)), REFUNDS)
    assert counts(base)["doubles"] == 3
    page = client.get("/tidy/doubles/one/two").text
    assert page.count('<tr class="alone">') == 2
    client.post("/tidy/apart", data={"one": "two", "other": "one"})
    assert counts(base)["doubles"] == 2
    answer = client.post("/tidy/archive", data={"one": "three", "other": "one"})
    assert "doubles" not in counts(base)
    assert "Undo" in client.get(answer.headers["location"]).text
    client.post("/tidy/bring-back", data={"guide": "three"})
    assert counts(base)["doubles"] == 2
    assert client.get("/tidy/doubles/one/gone").status_code == 404


def test_steps_that_do_the_same_stand_side_by_side() -> None:
    one, other = (
        small_guide("a", "A", ("Open", "Note", "Save")),
        small_guide("b", "B", ("Open", "Save", "Close")),
    )
    rows = [tuple(step.short if step else "" for step in row) for row in beside(one, other)]
    assert rows == [("Open", "Open"), ("Note", ""), ("Save", "Save"), ("", "Close")]


def test_gaps_and_ways_that_lead_nowhere_are_found(base: KnowledgeBase, client: TestClient) -> None:
    put(base, small_guide("a", "Refund", STEPS), REFUNDS)
    empty = {
        "role": "",
        "trigger": "",
        "deadline": "",
        "specification": "",
        "optional": False,
        "beside": False,
    }
    row = empty | {"process": "customer-support", "branches": [], "kind": "work", "position": 2}
    with base.database.writing() as connection:
        for name in ("Complaints", "Calls"):
            made = row | {"id": name.lower(), "name": name, "folded": name.lower()}
            connection.execute(insert(stages).values(made))
    assert counts(base)["gaps"] == 1
    with base.database.writing() as connection:
        here = update(stages).where(stages.c.id == "calls")
        connection.execute(here.values(kind="process", leads_to="gone"))
        connection.execute(update(stages).where(stages.c.id == "complaints").values(then="nowhere"))
    assert counts(base)["ways"] == 1
    page = words(client.get("/tidy/ways").text)
    assert "Complaints , Calls" in page or "Calls , Complaints" in page
    assert "Mend the way" in page


def test_acronyms_count_until_explained_or_let_stand(base: KnowledgeBase, client: TestClient) -> None:
    put(base, small_guide("a", "Check the SLA", ("Check",)), REFUNDS)
    put(base, small_guide("b", "Extend the SLA", ("Extend",), covers="What the QXR says."), REFUNDS)
    assert counts(base)["acronyms"] == 2
    assert "SLA in 2 guides" in words(client.get("/tidy").text)
    for guide in ("a", "b"):
        for remark in client.get(f"/api/guides/{guide}/remarks").json()["remarks"]:
            if "SLA" in remark["words"]:
                client.put(f"/api/guides/{guide}/remarks/{remark['key']}", json={"stays": True})
    assert counts(base)["acronyms"] == 1


def test_a_group_is_paged_and_an_unknown_one_is_not_found(base: KnowledgeBase, client: TestClient) -> None:
    for number in range(PAGE + 2):
        put(base, small_guide(f"g{number:02}", f"Task {number}", (f"Do {number}",)), REFUNDS)
    with base.database.reading() as connection:
        first, second = (one_group(connection, "owner", page) for page in (1, 2))
        assert first
        assert second
        assert (len(first.lines), len(second.lines)) == (PAGE, 2)
    assert "1 of 2" in words(client.get("/tidy/owner").text)
    assert client.get("/tidy/owner?page=2").text.count("tidy-line") == 2
    assert client.get("/tidy/owner?page=9").status_code == 200
    assert client.get("/tidy/nothing").status_code == 404
    assert client.get("/tidy/owner?page=0").status_code == 422


def test_readers_have_no_tidy_up_page(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path / "shared", share=True))
    with visit(app, "reader") as reader:
        assert reader.get("/tidy").status_code == 403
        assert reader.post("/tidy/owner", data={"guide": "a", "owner": "Ben"}).status_code == 403
