"""Find and replace over the API: told first, then replaced guide by guide, undone in one go."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from server.app import create_app
from server.settings import Settings
from tests.serving import bring_in, visit

WISH: dict[str, Any] = {"words": "refund", "instead": "repayment"}


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


def seen(guide: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the texts that were found in a guide, as they are handed in to be replaced."""
    return [{key: text[key] for key in ("step", "field", "name", "before")} for text in guide["texts"]]


def test_what_is_found_is_told_text_by_text_with_what_it_would_say(editor: TestClient) -> None:
    told = said(editor.get("/api/guides/g0/find", params=WISH))
    assert told == said(editor.post("/api/guides/g0/find", json=WISH))
    (guide,) = told["guides"]
    caption = next(text for text in guide["texts"] if text["step"] == "s4")
    assert (caption["said"], caption["number"]) == ("Caption of step 4", "4")
    assert caption["after"] == "Click **Issue repayment**"
    place = {"lead": "Click Issue ", "found": "refund", "instead": "repayment", "rest": ""}
    assert caption["places"] == [place]
    assert told["count"] == guide["count"] == 3, "title, step 4, and the result"


def test_chosen_places_are_replaced_in_a_guide(editor: TestClient) -> None:
    text = {"step": "s4", "field": "caption", "before": "Click **Issue refund**", "numbers": [0]}
    answer = said(editor.post("/api/guides/g0/replace", json={**WISH, "texts": [text]}))
    assert (answer["replaced"], captions(editor, "g0")[3]) == (1, "Click **Issue repayment**")
    assert editor.post("/api/guides/g0/replace", json={**WISH, "texts": [text]}).status_code == 409


def test_the_places_of_a_process_are_replaced_and_each_guide_is_undone_in_one_go(editor: TestClient) -> None:
    address = process_of(editor)
    told = said(editor.get(f"{address}/find", params=WISH))
    assert [guide["count"] for guide in told["guides"]] == [3, 3, 3]
    chosen = [{"guide": "g0", "texts": seen(told["guides"][0])[:2]}, {"guide": "g1"}]
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
    chosen = [{"guide": guide["guide"], "texts": seen(guide)} for guide in told["guides"]]
    body = {**WISH, "guides": [*chosen, {"guide": "elsewhere"}]}
    answer = said(editor.post(f"{address}/replace", json=body))
    problems = {each["guide"]: each["problem"] for each in answer["guides"]}
    assert (problems["g0"], problems["g2"]) == (None, None)
    assert (problems["g1"]["status"], problems["g1"]["theirs"]) == (409, "Click on")
    assert problems["elsewhere"]["status"] == 404
    title = editor.get("/api/guides/g1/draft").json()["title"]
    assert title == "How to refund order 1", "nothing is half done"


def test_readers_find_nothing_and_nonsense_is_refused(editor: TestClient) -> None:
    reader = visit(editor.app, "reader")  # type: ignore[arg-type]
    assert reader.get("/api/guides/g0/find", params=WISH).status_code == 403
    assert reader.post("/api/guides/g0/replace", json=WISH).status_code == 403
    assert editor.get("/api/guides/g0/find", params={"words": ""}).status_code == 422
    assert editor.get("/api/guides/none/find", params=WISH).status_code == 404
    assert editor.get("/api/processes/none/find", params=WISH).status_code == 404
    assert said(editor.get("/api/guides/g0/find", params={"words": "\u2603"}))["count"] == 0
