"""Find and replace over the API: told first, then replaced guide by guide, undone in one go."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from server.app import create_app
from server.settings import Settings
from tests.serving import bring_in, visit

WISH: dict[str, Any] = {"find": "refund", "replace": "repayment", "whole": True}


@pytest.fixture
def editor(tmp_path: Path) -> TestClient:
    client = visit(create_app(Settings(data=tmp_path, share=True)), "editor")
    client.put("/api/name", json={"name": "Ana"})
    for number in range(3):
        bring_in(client, id=f"g{number}", title=f"How to refund order {number}")
    return client


def process_of(client: TestClient) -> str:
    (process,) = client.get("/api/processes").json()["processes"]
    return f"/api{process['url']}"


def said(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def captions(client: TestClient, guide: str) -> list[str]:
    return [step["caption"] for step in client.get(f"/api/guides/{guide}/draft").json()["steps"]]


def test_what_is_found_is_told_place_by_place_with_what_would_stand_there(editor: TestClient) -> None:
    told = said(editor.get("/api/guides/g0/find", params=WISH))
    assert told == said(editor.post("/api/guides/g0/find", json=WISH))
    place = next(each for each in told["places"] if each["step"] == "s4")
    assert (place["place"], place["said"], place["number"]) == ("s4:caption:0:", "Caption of step 4", "4")
    assert (place["before"], place["after"]) == ("Click Issue refund", "Click Issue repayment")
    assert place["before"][place["start"] :][: place["length"]] == "refund"
    assert place["after"][place["start"] :][: place["after_length"]] == "repayment"
    assert told["count"] == 3, "title, step 4, and the result"


def test_chosen_places_are_replaced_in_a_guide_and_answered_as_edits_are(editor: TestClient) -> None:
    told = said(editor.get("/api/guides/g0/find", params=WISH))
    body = {**WISH, "places": ["s4:caption:0:"], "serial": told["serial"]}
    answer = said(editor.post("/api/guides/g0/replace?html=1", json=body))
    assert (answer["replaced"], answer["captions"]["s4"]) == (1, "Click **Issue repayment**")
    assert "<strong>Issue repayment</strong>" in answer["changes"]["steps"]["s4"]["html"]
    assert editor.post("/api/guides/g0/replace", json=body).status_code == 409, "it was replaced already"
    wrong = {**body, "places": ["s4:caption:first:"]}
    assert editor.post("/api/guides/g0/replace", json=wrong).status_code == 409


def test_the_places_of_a_process_are_replaced_and_each_guide_is_undone_in_one_go(editor: TestClient) -> None:
    address = process_of(editor)
    told = said(editor.get(f"{address}/find", params=WISH))
    assert [guide["count"] for guide in told["guides"]] == [3, 3, 3]
    ids = [place["place"] for place in told["guides"][0]["places"]]
    chosen = {"g0": {"places": ids[:2], "serial": 0}, "g1": {}}
    before = captions(editor, "g1")
    answer = said(editor.post(f"{address}/replace", json={**WISH, "guides": chosen, "call": "c1"}))
    assert (answer["replaced"], [each["replaced"] for each in answer["guides"]]) == (5, [2, 3])
    assert captions(editor, "g1")[3:] == [
        "Click **Issue repayment**",
        "Done when **Repayment issued** is shown",
    ]
    again = said(editor.post(f"{address}/replace", json={**WISH, "guides": chosen, "call": "c1"}))
    assert again["replaced"] == 0, "the same call again changes nothing"
    assert editor.post("/api/guides/g1/edits/undo").status_code == 200
    assert captions(editor, "g1") == before


def test_a_guide_that_was_changed_meanwhile_is_left_whole_and_told(editor: TestClient) -> None:
    address = process_of(editor)
    told = said(editor.get(f"{address}/find", params=WISH))
    edit = {"kind": "set_caption", "step": "s4", "before": "Click **Issue refund**", "caption": "Click on"}
    assert editor.post("/api/guides/g1/edits", json={"edits": [edit]}).status_code == 200
    chosen = {
        guide["guide"]: {"serial": guide["serial"], "places": [place["place"] for place in guide["places"]]}
        for guide in told["guides"]
    } | {"elsewhere": {}}
    answer = said(editor.post(f"{address}/replace", json={**WISH, "guides": chosen}))
    problems = {each["guide"]: each["problem"] for each in answer["guides"]}
    assert (problems["g0"], problems["g2"]) == (None, None)
    assert "changed this text" in problems["g1"]
    assert "belong" in problems["elsewhere"]
    title = editor.get("/api/guides/g1/draft").json()["title"]
    assert title == "How to refund order 1", "nothing is half done"


def test_readers_find_nothing_and_nonsense_is_refused(editor: TestClient) -> None:
    reader = visit(editor.app, "reader")  # type: ignore[arg-type]
    assert reader.get("/api/guides/g0/find", params=WISH).status_code == 403
    assert reader.post("/api/guides/g0/replace", json=WISH).status_code == 403
    assert editor.get("/api/guides/g0/find", params={"find": ""}).status_code == 422
    assert editor.get("/api/guides/none/find", params=WISH).status_code == 404
    assert editor.get("/api/processes/none/find", params=WISH).status_code == 404
    assert said(editor.get("/api/guides/g0/find", params={"find": "\u2603"}))["count"] == 0
