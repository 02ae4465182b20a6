"""Whatever address a reader asks for, they find nothing of a draft: no word, no value, no picture."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from server import clock
from tests.example_guide import HIDDEN_NOTE
from tests.serving import bring_in, visit
from tests.test_access import addresses

SECRETS = ("Zanzibar", "Quagga", "Yttrium", "Wombat", "Vexillum", "Umlaut", HIDDEN_NOTE)
ASKED = {
    "guide_id": "refund",
    "process_id": "customer-support",
    "number": "1",
    "serial": "1",
    "step_id": "s2",
}


@pytest.fixture
def editor(app: FastAPI) -> Iterator[TestClient]:
    with visit(app, "editor") as client:
        assert client.put("/api/name", json={"name": "Amara Diallo"}).status_code == 200
        bring_in(client, pictured=True)
        yield client


def draft(editor: TestClient) -> list[dict[str, Any]]:
    """Change everything that can be changed in words, and a picture, and return the draft's steps."""
    marks = [{"kind": "hide", "box": [640, 606, 640, 46]}]
    before = editor.get("/api/guides/refund/draft").json()["steps"]
    wanted = [
        {"kind": "set_title", "before": "How to process a customer refund", "title": "Zanzibar"},
        {"kind": "set_caption", "step": "s2", "before": before[1]["caption"], "caption": "Quagga"},
        {"kind": "set_detail", "step": "s1", "before": "", "detail": "Yttrium"},
        {"kind": "set_scope", "field": "purpose", "before": "", "text": "Wombat"},
        {"kind": "set_place", "before": "Customer support", "before_stage": "Refunds", "process": "Vexillum"},
        {"kind": "set_about", "field": "tags", "before": [], "to": ["Umlaut"]},
        {"kind": "set_value_show", "step": "s3", "name": "Typed", "before": "never", "show": "fixed"},
        {"kind": "set_marks", "step": "s4", "before": before[3]["picture"]["marks"], "marks": marks},
        {"kind": "delete_step", "step": "s5", "before": before[4]["caption"]},
    ]
    answer = editor.post("/api/guides/refund/edits", json={"edits": wanted})
    assert answer.status_code == 200, answer.text
    steps: list[dict[str, Any]] = editor.get("/api/guides/refund").json()["steps"]
    return steps


def drawings(steps: list[dict[str, Any]]) -> set[str]:
    return {each["url"] for step in steps if step["picture"] for each in step["picture"]["drawings"].values()}


def asked_for(app: FastAPI) -> list[str]:
    """Return every address that can be read, its parts filled in with those of the guide."""
    paths = {route.path or "" for method, _, route in addresses(app) if method == "GET"}
    filled = {re.sub(r"{(\w+)[^}]*}", lambda part: ASKED.get(part[1], "refund"), path) for path in paths}
    queries = {f"{path}?q={word}" for path in ("/search", "/api/search") for word in SECRETS}
    assert {"/guides/refund", "/api/guides/refund/draft", "/guides/refund/versions/1"} <= filled
    return sorted(filled | queries | {"/api/guides/refund/changes?since=0"})


def test_a_reader_finds_nothing_of_a_draft_at_any_address(
    app: FastAPI, editor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = editor.get("/api/guides/refund?as=reader").json()
    steps = draft(editor)
    seen = editor.get("/guides/refund/preview").text + editor.get("/guides/refund/publish").text
    assert all(secret in seen for secret in SECRETS[:4]), "what readers must not find is there for editors"
    with visit(app, "reader") as reader:
        for address in asked_for(app):
            if address.endswith("/events"):
                assert reader.get(address).status_code == 403, address  # it would never end
                continue
            told = reader.get(address).text.replace("?q=", "")
            found = [secret for secret in SECRETS if secret in told and secret not in address]
            assert not found, f"{found} at {address}"
        assert reader.get("/api/guides/refund").json() == published
        assert "Vexillum" not in reader.get("/processes").text
        only_in_draft = drawings(steps) - drawings(published["steps"])
        assert only_in_draft
        for url in only_in_draft:
            assert editor.get(url).status_code == 200
            assert reader.get(url).status_code == 404, "a picture drawn for the draft"
        for url in drawings(published["steps"]):
            assert reader.get(url).status_code == 200
        assert editor.post("/api/guides/refund/publish").status_code == 200
        assert reader.get(only_in_draft.pop()).status_code == 200
        only_before = drawings(published["steps"]) - drawings(steps)
        hidden = drawings([step for step in published["steps"] if step["id"] == "s4"])
        assert hidden < only_before
        for (
            url
        ) in only_before:  # a page that was open goes on showing its pictures, but for what is hidden now
            assert reader.get(url).status_code == (404 if url in hidden else 200)
        tomorrow = clock.now() + timedelta(days=1, minutes=1)
        monkeypatch.setattr(clock, "now", lambda: tomorrow)
        assert all(reader.get(url).status_code == 404 for url in only_before), "readers get the current one"
