"""Guides without a place get one suggested, are put there on a nod; what is dismissed is not asked again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from server.app import create_app
from server.base import KnowledgeBase
from server.settings import Settings
from server.storage import guides
from tests.serving import bring_in, visit
from tests.small_guides import put, small_guide

REFUNDS = ("Customer support", "Refunds")
WHERE = {"process": "customer-support", "stage": "refunds"}
NEW = "voucher"


@pytest.fixture
def base(app: FastAPI) -> KnowledgeBase:
    base: KnowledgeBase = app.state.base
    for number, title in enumerate(("Refund an order", "Refund shipping", "Cancel a refund")):
        put(base, small_guide(f"r{number}", title, ("Orders", "Issue refund")), REFUNDS)
    put(
        base,
        small_guide("n", "Send the newsletter", ("Campaigns", "Send"), app="mailer"),
        ("Shop", "Campaigns"),
    )
    put(base, small_guide(NEW, "Refund an order with a voucher", ("Orders", "Voucher", "Issue refund")))
    return base


@pytest.fixture
def editor(app: FastAPI, base: KnowledgeBase) -> Iterator[TestClient]:
    del base
    with visit(app, "editor") as client:
        client.put("/api/name", json={"name": "Amara Diallo"})
        yield client


def asked(client: TestClient, guide: str = NEW) -> Any:
    answer = client.get(f"/api/guides/{guide}/place")
    assert answer.status_code == 200, answer.text
    return answer.json()["suggestion"]


def places_of(base: KnowledgeBase, guide: str = NEW) -> list[str]:
    with base.database.reading() as connection:
        found = guides.places_of(connection, [guide]).get(guide, ())
    return [f"{each.process_name} · {each.stage_name}" for each in found]


def version(client: TestClient) -> int:
    number: int = client.get(f"/api/guides/{NEW}").json()["version"]
    return number


def test_a_guide_without_a_place_gets_one_suggested_in_a_sentence(editor: TestClient) -> None:
    found = asked(editor)
    assert found["process"] == {"id": "customer-support", "name": "Customer support"}
    assert found["stage"] == {"id": "refunds", "name": "Refunds"}
    assert found["why"] == "Uses Refund desk, like 3 guides in Customer support · Refunds"
    assert found["why"] in editor.get(f"/guides/{NEW}").text
    assert asked(editor, "n") is None
    assert editor.get("/api/guides/nowhere/place").status_code == 404


def test_readers_are_asked_nothing(app: FastAPI, base: KnowledgeBase) -> None:
    del base
    with visit(app, "reader") as reader:
        assert "place-hint" not in reader.get(f"/guides/{NEW}").text
        assert reader.get(f"/api/guides/{NEW}/place").status_code == 403
        assert reader.post(f"/api/guides/{NEW}/place", json=WHERE).status_code == 403


def test_a_nod_puts_it_there_for_readers_and_undo_takes_it_back(
    editor: TestClient, base: KnowledgeBase
) -> None:
    assert places_of(base) == []
    answer = editor.post(f"/api/guides/{NEW}/place", json=WHERE).json()
    assert answer["place"] == "Customer support · Refunds"
    assert answer["published"]
    assert places_of(base) == ["Customer support · Refunds"]
    assert asked(editor) is None
    undone = editor.post(f"/api/guides/{NEW}/place/undo", json={"serial": answer["serial"]})
    assert undone.status_code == 200
    assert places_of(base) == []
    assert asked(editor)


def test_with_other_changes_waiting_nothing_is_published_by_a_nod(
    editor: TestClient, base: KnowledgeBase
) -> None:
    title = {"kind": "set_title", "before": "Refund an order with a voucher", "title": "Give a voucher"}
    editor.post(f"/api/guides/{NEW}/edits", json={"edits": [title]})
    answer = editor.post(f"/api/guides/{NEW}/place", json=WHERE).json()
    assert not answer["published"]
    assert places_of(base) == []
    editor.post(f"/api/guides/{NEW}/publish")
    assert places_of(base) == ["Customer support · Refunds"]


def test_a_place_that_was_dismissed_is_not_suggested_until_asked_again(editor: TestClient) -> None:
    address = f"/api/guides/{NEW}/place/dismissed"
    assert editor.put(address, json={**WHERE, "stays": True}).status_code == 200
    assert asked(editor) is None
    assert "place-hint" not in editor.get(f"/guides/{NEW}").text
    assert editor.put(address, json={**WHERE, "stays": False}).status_code == 200
    assert asked(editor)


def test_without_scripts_a_form_does_the_same(editor: TestClient, base: KnowledgeBase) -> None:
    form = {**WHERE, "then": "put", "back": "//elsewhere.example/"}
    answer = editor.post(f"/guides/{NEW}/place", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/guides/{NEW}")
    assert places_of(base) == ["Customer support · Refunds"]
    editor.post(f"/guides/{NEW}/place", data=form | {"then": "dismiss", "back": "/"})


def test_a_place_that_is_gone_is_refused_in_a_sentence(editor: TestClient) -> None:
    answer = editor.post(f"/api/guides/{NEW}/place", json={"process": "gone"})
    assert answer.status_code == 404
    assert "no such place" in answer.json()["detail"]


def test_a_guide_linked_from_a_place_is_suggested_there(editor: TestClient, base: KnowledgeBase) -> None:
    put(base, small_guide("close-up", "Read the voucher number", ("Number",), app="scanner"))
    assert asked(editor, "close-up") is None
    for number in range(2):
        links = {1: [{"guide": "close-up"}]}
        guide = small_guide(f"l{number}", f"Give voucher {number}", ("Voucher", "Give"), links=links)
        put(base, guide, REFUNDS)
    assert asked(editor, "close-up")["why"] == "Is linked with 2 guides in Customer support · Refunds"


def test_a_guide_that_waits_to_be_published_is_asked_about_too(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path / "data", review_first=True))
    with visit(app) as client:
        put(app.state.base, small_guide("a", "Refund an order", ("Orders", "Issue refund")), REFUNDS)
        put(app.state.base, small_guide("b", "Refund shipping", ("Orders", "Issue refund")), REFUNDS)
        bring_in(client, process="", stage="")
        assert asked(client, "refund")["process"]["name"] == "Customer support"
        answer = client.post("/api/guides/refund/place", json=WHERE).json()
        assert not answer["published"]
        assert asked(client, "refund") is None
