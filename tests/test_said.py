"""The history says who did what and when, call by call."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from server.app import create_app
from server.editing.edits import AnyEdit
from server.editing.said import sentence
from server.settings import Settings
from tests.serving import bring_in, visit
from tests.test_editing import EVERY_KIND
from tests.test_editing import guide as sample

TITLE = "How to process a customer refund"


@pytest.fixture
def editor(tmp_path: Path) -> TestClient:
    client = visit(create_app(Settings(data=tmp_path, share=True)), "editor")
    client.put("/api/name", json={"name": "Ana"})
    bring_in(client)
    return client


def listed(client: TestClient, **asked: Any) -> dict[str, Any]:
    answer = client.get("/api/guides/refund/edits", params=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_calls_are_told_with_names_times_and_a_sentence_for_each_edit(editor: TestClient) -> None:
    edits = [
        {"kind": "set_caption", "step": "s3", "before": "Fill in **Note**", "caption": "Say why"},
        {"kind": "delete_step", "step": "s4", "before": "Click **Issue refund**"},
        {"kind": "set_about", "field": "minutes", "before": 2, "to": 3},
    ]
    assert editor.post("/api/guides/refund/edits", json={"edits": edits}).status_code == 200
    assert editor.post("/api/guides/refund/edits/undo").status_code == 200
    made, undone = listed(editor)["calls"]
    assert made["person"] == "Ana"
    assert made["said"] == ["Caption of step 3 changed", "Step 4 deleted", "Time needed changed"]
    assert (undone["kind"], undone["of"]) == ("undone", made["call"])
    assert undone["said"][1] == "Undone: Step 4 deleted"
    assert len(listed(editor)["edits"]) == 6


def test_a_step_that_is_gone_is_called_by_its_words(editor: TestClient) -> None:
    edit = {"kind": "delete_step", "step": "s4", "before": "Click **Issue refund**"}
    assert editor.post("/api/guides/refund/edits", json={"edits": [edit]}).status_code == 200
    assert listed(editor)["calls"][0]["said"] == ["The step “Click Issue refund” deleted"]


def test_the_history_is_paged_both_ways(editor: TestClient) -> None:
    for number in range(5):
        before = str(number - 1) if number else TITLE
        edit = {"kind": "set_title", "before": before, "title": str(number)}
        assert editor.post("/api/guides/refund/edits", json={"edits": [edit]}).status_code == 200
    first = listed(editor, limit=2)
    second = listed(editor, limit=2, since=first["next"])
    third = listed(editor, limit=2, since=second["next"])
    assert [len(page["edits"]) for page in (first, second, third)] == [2, 2, 1]
    assert third["next"] is None
    newest = listed(editor, limit=3, newest=True)
    older = listed(editor, limit=3, before=newest["next"])
    titles = [each["edit"]["title"] for page in (newest, older) for each in page["edits"]]
    assert titles == ["4", "3", "2", "1", "0"]


@pytest.mark.parametrize("edit", EVERY_KIND, ids=lambda edit: edit.kind)
def test_every_kind_has_a_sentence(edit: AnyEdit) -> None:
    said = sentence(edit.kind, edit.model_dump(mode="json"), {}, sample(), str)
    assert said[0].isupper()
    assert "{" not in said
