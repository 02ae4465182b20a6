"""The editor's page and what it is told of changes, as the server writes both."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from server.app import create_app
from server.settings import Settings
from tests.serving import bring_in, visit


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(data=tmp_path / "data", share=True))
    with visit(app, "editor") as client:
        client.put("/api/name", json={"name": "Amara Diallo"})
        yield client


def document_in(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="document">(.*?)</script>', page, re.DOTALL)
    assert found
    document: dict[str, Any] = json.loads(found[1])
    return document


def send(editor: TestClient, url: str, edit: dict[str, Any], query: str = "") -> dict[str, Any]:
    answer = editor.post(f"/api{url}/edits{query}", json={"edits": [edit]})
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said


def test_the_page_holds_the_whole_draft(editor: TestClient) -> None:
    url = bring_in(editor, pictured=True)
    page = editor.get(f"{url}/edit")
    assert page.status_code == 200
    assert document_in(page.text) == editor.get(f"/api{url}/draft").json()
    assert [f'id="step-s{number}"' in page.text for number in (1, 5)] == [True, True]


@pytest.mark.parametrize("facts", [{"risk": "critical"}, {"risk": "of its own", "language": "pt-BR"}])
def test_a_guide_of_any_risk_and_language_can_be_edited(editor: TestClient, facts: dict[str, str]) -> None:
    page = editor.get(f"{bring_in(editor, pictured=False, **facts)}/edit")
    assert page.status_code == 200
    for value in facts.values():
        assert f'<option value="{value}">' in page.text


def test_words_cannot_end_the_document_in_the_page(editor: TestClient) -> None:
    title = "</script><script>alert(1)</script>"
    url = bring_in(editor, title=title)
    assert document_in(editor.get(f"{url}/edit").text)["title"] == title


def test_readers_are_shown_no_editor(editor: TestClient) -> None:
    url = bring_in(editor)
    reader = visit(editor.app, "reader")  # type: ignore[arg-type]
    assert reader.get(f"{url}/edit").status_code == 403
    assert reader.get(f"/api{url}/changes").status_code == 403


def test_an_answer_tells_the_step_it_touched_as_the_page_has_it(editor: TestClient) -> None:
    url = bring_in(editor)
    edit = {"kind": "set_caption", "step": "s3", "before": "Fill in **Note**", "caption": "Say **why**"}
    changes = send(editor, url, edit, "?html=1")["changes"]
    assert list(changes["steps"]) == ["s3"]
    assert changes["steps"]["s3"]["step"]["caption"] == "Say **why**"
    assert changes["steps"]["s3"]["number"] == "3"
    assert changes["steps"]["s3"]["html"] in editor.get(f"{url}/edit").text
    assert changes["order"] == ["s1", "s2", "s3", "s4", "s5"]
    assert "steps" not in changes["guide"]
    assert "html" not in send(editor, url, edit | {"before": "Say **why**"})["changes"]["steps"]


def test_an_answer_tells_all_since_what_the_asker_knew(editor: TestClient) -> None:
    url = bring_in(editor)
    first = send(editor, url, {"kind": "delete_step", "step": "s4", "before": "Click **Issue refund**"})
    known = first["changes"]["serial"]
    send(editor, url, {"kind": "move_step", "step": "s5", "after": None})
    edit = {"kind": "set_detail", "step": "s1", "before": "", "detail": "By number."}
    assert list(send(editor, url, edit, f"?since={known}")["changes"]["steps"]) == ["s5", "s1"]
    changes = editor.get(f"/api{url}/changes?since=0").json()
    assert changes["order"] == ["s5", "s1", "s2", "s3"]
    assert list(changes["steps"]) == changes["order"], "who begins anew gets all"
    assert list(editor.get(f"/api{url}/changes?since={known}").json()["steps"]) == ["s5", "s1"]
    assert not editor.get(f"/api{url}/changes?since={changes['serial']}").json()["steps"]


def test_a_guide_that_is_not_there_has_no_editor_and_no_changes(editor: TestClient) -> None:
    assert editor.get("/guides/none/edit").status_code == 404
    assert editor.get("/api/guides/none/changes").status_code == 404
