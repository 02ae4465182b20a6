"""Remarks over the API: told for the draft, mended by their own edits, and let stand for a text."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from server.app import create_app
from server.settings import Settings
from tests.example_guide import step
from tests.serving import bring_in, visit

STEPS = [step("s1", "You should click **Save**"), step("s2", "Open the RMA form")]


@pytest.fixture
def editor(tmp_path: Path) -> TestClient:
    client = visit(create_app(Settings(data=tmp_path / "data", share=True)), "editor")
    client.put("/api/name", json={"name": "Amara Diallo"})
    return client


@pytest.fixture
def remarks(editor: TestClient) -> str:
    return f"/api{bring_in(editor, steps=STEPS)}/remarks"


def test_a_mend_is_made_of_edits_and_mends(editor: TestClient, remarks: str) -> None:
    first, second = editor.get(remarks).json()["remarks"]
    assert (first["rule"], first["step"], second["words"]) == (
        "imperative",
        "s1",
        "“RMA” in step 2 is not explained.",
    )
    made = editor.post(
        remarks.replace("remarks", "edits"), json={"edits": first["mends"][0]["edits"], "call": "one"}
    )
    assert made.json()["captions"]["s1"] == "Click **Save**"
    assert [each["rule"] for each in editor.get(remarks).json()["remarks"]] == ["acronym"]


def test_what_may_stay_is_not_said_again_until_it_is_asked_for(editor: TestClient, remarks: str) -> None:
    key = editor.get(remarks).json()["remarks"][1]["key"]
    for _ in range(2):
        left = editor.put(f"{remarks}/{key}", json={"stays": True}).json()["remarks"]
        assert [each["rule"] for each in left] == ["imperative"]
    assert len(editor.get(remarks).json()["remarks"]) == 1
    assert len(editor.put(f"{remarks}/{key}", json={"stays": False}).json()["remarks"]) == 2


def test_readers_and_wrong_calls_get_no_remarks(editor: TestClient, remarks: str) -> None:
    reader = visit(editor.app, "reader")  # type: ignore[arg-type]
    assert reader.get(remarks).status_code == 403
    assert editor.get("/api/guides/none/remarks").status_code == 404
    assert editor.put(f"/api/guides/none/remarks/{'0' * 32}", json={"stays": True}).status_code == 404
    assert editor.put(f"{remarks}/short", json={"stays": True}).status_code == 422
