"""Answers that are ready: given again only to the same asker, and only while nothing has changed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from server import clock, sharing
from server.app import create_app
from server.settings import Settings
from tests.serving import bring_in, visit


@pytest.fixture
def editor(app: FastAPI) -> TestClient:
    editor = visit(app, "editor")
    assert editor.put("/api/name", json={"name": "Amara Diallo"}).is_success
    return editor


@pytest.fixture
def url(editor: TestClient) -> str:
    return bring_in(editor)


@pytest.fixture
def asked(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list of what reached the database after all, request by request."""
    reached: list[str] = []
    identify = app.state.visitors.__class__.identify

    def noted(visitors: object, request: object) -> object:
        reached.append(request.url.path)  # type: ignore[attr-defined]
        return identify(visitors, request)

    monkeypatch.setattr(app.state.visitors.__class__, "identify", noted)
    return reached


def test_the_same_request_is_answered_without_asking_the_database(
    app: FastAPI, url: str, asked: list[str]
) -> None:
    reader = visit(app, "reader")
    reader.get(url)
    reader.get(url)  # the device was noted after the answer before: that was a change
    asked.clear()
    first = reader.get(url)
    assert not asked
    assert first.status_code == 200
    assert "refund" in first.text
    tagged = {"If-None-Match": first.headers["ETag"]}
    assert reader.get(url, headers=tagged).status_code == 304
    assert asked == [url]
    assert reader.get(url, headers=tagged).status_code == 304
    assert asked == [url]
    assert reader.get(url, headers={"User-Agent": "Another browser"}).text == first.text
    assert asked == [url]


def test_nobody_else_gets_it(app: FastAPI, editor: TestClient, url: str) -> None:
    reader, stranger = visit(app, "reader"), visit(app)
    for _ in range(3):
        assert f"{url}/edit" not in reader.get(url).text
        assert f"{url}/edit" in editor.get(url).text
        assert stranger.get(url).status_code == 401


def test_an_ended_link_ends_it(app: FastAPI, url: str) -> None:
    reader = visit(app, "reader")
    assert [reader.get(url).status_code for _ in range(3)] == [200] * 3
    sharing.end(app.state.base, "Some reader")
    assert reader.get(url).status_code == 401


def test_a_change_by_another_process_ends_it(
    app: FastAPI, editor: TestClient, url: str, tmp_path: Path
) -> None:
    reader = visit(app, "reader")
    for _ in range(3):
        assert "How to refund anew" not in reader.get(url).text
    other = TestClient(create_app(Settings(data=tmp_path / "data", share=True)), base_url="http://localhost")
    other.cookies.update(editor.cookies)
    id_ = url.rpartition("/")[2]
    before = other.get(f"/api/guides/{id_}").json()["title"]
    edit = {"kind": "set_title", "before": before, "title": "How to refund anew"}
    assert other.post(f"/api/guides/{id_}/edits", json={"edits": [edit]}).status_code == 200
    published = other.post(f"/api/guides/{id_}/publish", json={"note": ""})
    assert published.status_code in (200, 201), published.text
    assert "How to refund anew" in reader.get(url).text


def test_a_minute_ends_it(app: FastAPI, url: str, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 11, 27, 23, 59, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    reader = visit(app, "reader")
    reader.get(url)
    reader.get(url)
    asked.clear()
    reader.get(url)
    assert not asked
    now += timedelta(minutes=1)
    reader.get(url)
    assert asked == [url]


def test_what_is_not_the_same_for_all_who_may_see_it_is_made_anew(
    app: FastAPI, url: str, asked: list[str]
) -> None:
    reader = visit(app, "reader")
    for _ in range(3):
        assert reader.get("/search?q=refund").status_code == 200
    assert asked.count("/search") == 3
    assert reader.head(url).status_code == 200
    assert reader.get("/guides/nowhere").status_code == 404
    assert reader.get("/guides/nowhere").status_code == 404
    assert asked.count("/guides/nowhere") == 2


def test_a_recording_that_begins_is_seen_at_once(tmp_path: Path) -> None:
    recorder = SimpleNamespace(take=SimpleNamespace(is_running=False), stop_keys="Ctrl+Alt+End")
    owner = TestClient(
        create_app(Settings(data=tmp_path), recorder),
        base_url="http://localhost",
    )
    pages = [owner.get("/processes").text for _ in range(3)]
    recorder.take.is_running = True
    assert owner.get("/processes").text not in pages


def test_answers_without_a_body_take_room_as_well(
    app: FastAPI, url: str, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.middleware.ready.MOST_BYTES", 10_000)
    reader = visit(app, "reader")
    tagged = {"If-None-Match": reader.get(url).headers["ETag"]}
    for number in range(8):
        assert reader.get(f"{url}?n={number}", headers=tagged).status_code == 304
    asked.clear()
    reader.get(f"{url}?n=7", headers=tagged)
    assert not asked
    reader.get(f"{url}?n=0", headers=tagged)
    assert asked == [url]


def test_it_keeps_no_more_than_fits(
    app: FastAPI, url: str, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.middleware.ready.MOST_BYTES", 10_000)
    reader = visit(app, "reader")
    reader.get(url)
    for number in range(8):
        assert reader.get(f"{url}?n={number}").status_code == 200
    asked.clear()
    reader.get(f"{url}?n=7")
    assert not asked
    reader.get(f"{url}?n=0")
    assert asked == [url]
