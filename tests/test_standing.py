"""What open pages ask: which version there is, what changed since, and pictures of the version before."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from server import clock
from server.app import create_app
from server.settings import Settings
from tests.serving import bring_in, visit, work_off_redactions

API = "/api/guides/refund"
HIDE = {"kind": "hide", "box": [640, 606, 640, 46]}


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path, share=True))


@pytest.fixture
def editor(app: FastAPI) -> Iterator[TestClient]:
    with visit(app, "editor") as client:
        client.put("/api/name", json={"name": "Amara Diallo"})
        bring_in(client, id="refund", pictured=True)
        yield client


@pytest.fixture
def reader(app: FastAPI, editor: TestClient) -> TestClient:
    del editor
    return visit(app, "reader")


def change(editor: TestClient, *edits: dict[str, Any], note: str = "") -> int:
    answer = editor.post(f"{API}/edits", json={"edits": list(edits)})
    assert answer.status_code == 200, answer.text
    number: int = editor.post(f"{API}/publish", json={"note": note}).json()["version"]
    return number


def step_of(editor: TestClient, number: int) -> dict[str, Any]:
    step: dict[str, Any] = editor.get(f"{API}/draft").json()["steps"][number]
    return step


def marked(step: dict[str, Any], *marks: dict[str, Any]) -> dict[str, Any]:
    about = {"kind": "set_marks", "step": step["id"], "before": step["picture"]["marks"]}
    return about | {"marks": list(marks)}


def shown(client: TestClient, number: int) -> list[str]:
    step = client.get(API).json()["steps"][number]
    return [each["url"] for each in step["picture"]["drawings"].values()]


def test_a_page_asks_which_version_there_is_and_gets_nothing_twice(
    editor: TestClient, reader: TestClient
) -> None:
    first = reader.get(f"{API}/standing")
    assert first.json() == {"version": 1, "open": {}}
    etag = {"if-none-match": first.headers["etag"]}
    assert reader.get(f"{API}/standing", headers=etag).status_code == 304
    reader.post(f"{API}/feedback", json={"kind": "report", "step": "s4", "topic": "else"})
    reader.post(f"{API}/feedback", json={"kind": "comment", "step": "s4", "words": "Why?"})
    assert reader.get(f"{API}/standing").json()["open"] == {"s4": 1}
    assert editor.get(f"{API}/standing").json()["open"] == {"s4": 2}
    title = {"kind": "set_title", "before": "How to process a customer refund", "title": "How to refund"}
    change(editor, title)
    assert reader.get(f"{API}/standing", headers=etag).json()["version"] == 2
    assert reader.get("/api/guides/none/standing").status_code == 404


def test_what_changed_since_a_version_is_told_without_its_words(
    editor: TestClient, reader: TestClient
) -> None:
    before = {
        "kind": "set_detail",
        "step": "s2",
        "before": "Use **Goodwill** only if a team lead has agreed.",
    }
    change(editor, before | {"detail": "Zanzibar"}, note="Said more of reasons")
    change(editor, {"kind": "set_detail", "step": "s2", "before": "Zanzibar", "detail": "Plainly"})
    told = reader.get(f"{API}/changed?since=1").json()
    assert (told["version"], told["since"], told["gone"], told["about"]) == (3, 1, 0, False)
    assert [(each["id"], each["number"]) for each in told["steps"]] == [("s2", "2")]
    assert told["notes"] == [{"version": 2, "note": "Said more of reasons"}]
    assert "Zanzibar" not in reader.get(f"{API}/changed?since=2").text
    assert reader.get(f"{API}/changed?since=3").json()["steps"] == []
    for wrong, status in (("9", 404), ("0", 422), ("x", 422), (str(2**40), 422)):
        assert reader.get(f"{API}/changed?since={wrong}").status_code == status


def test_an_open_page_keeps_its_pictures_for_a_day(
    editor: TestClient, reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = shown(editor, 2)
    change(editor, marked(step_of(editor, 2), {"kind": "box", "box": [640, 496, 640, 46]}))
    change(editor, {"kind": "delete_step", "step": "s3", "before": "Fill in **Note**"})
    assert {reader.get(url).status_code for url in old} == {200}
    tomorrow = clock.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert {reader.get(url).status_code for url in old} == {404}
    assert {editor.get(url).status_code for url in old} == {200}


def test_what_was_hidden_since_is_given_to_no_open_page(editor: TestClient, reader: TestClient) -> None:
    old, same = shown(editor, 2), shown(editor, 1)
    change(editor, marked(step_of(editor, 2), HIDE))
    assert {reader.get(url).status_code for url in old} == {404}
    hidden = shown(editor, 2)
    change(editor, {"kind": "delete_step", "step": "s3", "before": "Fill in **Note**"})
    assert {reader.get(url).status_code for url in old} == {404}, "nor after the step is gone"
    assert {reader.get(url).status_code for url in (*hidden, *same)} == {200}


def test_what_was_redacted_or_deleted_is_given_to_no_open_page(
    app: FastAPI, editor: TestClient, reader: TestClient
) -> None:
    old = shown(editor, 0)
    file = step_of(editor, 0)["picture"]["file"]
    change(editor, marked(step_of(editor, 0)))
    assert {reader.get(url).status_code for url in old} == {200}
    wish = {"pictures": [{"file": file, "box": [336, 248, 328, 48]}]}
    assert editor.post(f"{API}/redactions", json=wish).status_code == 202
    assert {reader.get(url).status_code for url in old} == {404}
    work_off_redactions(app.state.base)
    assert {reader.get(url).status_code for url in old} == {404}
    other = shown(editor, 3)
    editor.delete(API)
    assert {reader.get(url).status_code for url in other} == {404}


def test_recent_changes_are_listed_page_by_page(
    editor: TestClient, reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.routes.pages.changes.LISTED", 3)
    for number in range(2):
        was = step_of(editor, 1)["detail"]
        change(editor, {"kind": "set_detail", "step": "s2", "before": was, "detail": f"Say {number}"},
               note=f"Note <{number}>")  # fmt: skip
    for guide in ("second", "third"):
        bring_in(editor, id=guide, title=f"The {guide} guide")
    editor.delete("/api/guides/third")
    page = reader.get("/changes").text
    assert page.index("The second guide") < page.index("Note &lt;1&gt;") < page.index("Note &lt;0&gt;")
    assert "The third guide" not in page
    older = page.partition('href="/changes?before=')[2].partition('"')[0]
    following = reader.get(f"/changes?before={older}").text
    assert following.count('class="line"') == 1
    assert "there is a newer version" in following
    for odd in (
        "x",
        "2026-01-01T00:00:00_1_a",
        "9999-99-99_1_a",
        "2026-01-01T00:00:00+00:00_-1_a",
        "_" * 150,
    ):
        assert reader.get("/changes", params={"before": odd}).status_code == 200


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "yesterday"])
def test_an_address_that_names_no_place_in_the_list_shows_its_beginning(reader: TestClient, at: str) -> None:
    answer = reader.get("/changes", params={"before": f"{at}_1_refund"})
    assert answer.status_code == 200
