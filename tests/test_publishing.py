"""What waits for an editor before readers see it: new guides under review."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from server.app import create_app
from server.settings import Settings
from tests.serving import bring_in, visit

TITLE = "How to process a customer refund"


@pytest.fixture
def reviewing(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path / "data", share=True, review_first=True))


def named_editor(app: FastAPI) -> TestClient:
    client = visit(app, "editor")
    assert client.put("/api/name", json={"name": "Amara Diallo"}).status_code == 200
    return client


def test_a_guide_under_review_is_edited_published_and_then_read(reviewing: FastAPI) -> None:
    editor, reader = named_editor(reviewing), visit(reviewing, "reader")
    url = bring_in(editor)
    assert f'href="{url}/edit"' in editor.get("/").text
    assert editor.get(url).headers["location"] == f"{url}/edit"
    form = editor.get(f"{url}/edit").text
    assert "Not published yet: readers do not see this guide." in form
    assert f'action="{url}/publish"' in form
    sent = {"title": "How to refund", "before-title": TITLE}
    assert editor.post(f"{url}/edit", data=sent).status_code == 303
    assert "How to refund" in editor.get("/").text
    assert reader.get(url).status_code == reader.get(f"/api{url}").status_code == 404
    assert "Waiting to be published" not in reader.get("/").text
    answer = editor.post(f"{url}/publish")
    assert (answer.status_code, answer.headers["location"]) == (303, url)
    assert "How to refund" in reader.get(url).text
    assert "Waiting to be published" not in editor.get("/").text
    assert "Not published yet" not in editor.get(f"{url}/edit").text


def test_publishing_what_is_published_makes_no_version(reviewing: FastAPI) -> None:
    editor = named_editor(reviewing)
    url = bring_in(editor)
    first = editor.post(f"/api{url}/publish")
    assert first.status_code == 200
    assert (first.json()["version"], first.json()["by"]) == (1, "Amara Diallo")
    assert editor.post(f"/api{url}/publish").json() == first.json()


def test_readers_publish_nothing_and_there_must_be_a_guide(reviewing: FastAPI) -> None:
    editor, reader = named_editor(reviewing), visit(reviewing, "reader")
    url = bring_in(editor)
    for address in (f"/api{url}/publish", f"{url}/publish"):
        assert reader.post(address).status_code == 403
    assert reader.get(url).status_code == 404
    missing = editor.post("/api/guides/none/publish")
    assert missing.status_code == 404
    assert missing.json()["detail"] == "There is no such guide; look for it from the home page."
