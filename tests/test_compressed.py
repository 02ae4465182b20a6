"""Words travel packed; what is packed already, and what is read as it comes, travels as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from server.app import create_app
from server.rendering import static_url
from server.settings import Settings
from tests.serving import bring_in, visit


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(data=tmp_path / "data", share=True))
    with visit(app, "editor") as client:
        client.put("/api/name", json={"name": "Amara Diallo"})
        yield client


def packing(client: TestClient, address: str) -> str | None:
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200, address
    packed: str | None = answer.headers.get("content-encoding")
    return packed


def test_words_are_packed(editor: TestClient) -> None:
    url = bring_in(editor)
    for address in (static_url("js/search-box.js"), static_url("css/guide.css"), url, f"/api{url}"):
        assert packing(editor, address) == "gzip", address
    plain = editor.get(url, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["vary"]


def test_pictures_type_and_files_are_not(editor: TestClient) -> None:
    url = bring_in(editor, pictured=True)
    drawing = editor.get(f"/api{url}").json()["steps"][0]["picture"]["drawings"]["wide"]["url"]
    for address in (drawing, static_url("vendor/inter/inter-latin-wght-normal.woff2"), f"/api{url}/file"):
        assert packing(editor, address) is None, address


def test_head_says_the_length_that_get_has(editor: TestClient) -> None:
    address = bring_in(editor)
    got, told = (ask(address, headers={"Accept-Encoding": "gzip"}) for ask in (editor.get, editor.head))
    assert told.headers["content-length"] == got.headers["content-length"]
    assert told.content == b""
