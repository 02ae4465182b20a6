"""Which place a draft means whose process was renamed or deleted after the draft said its name."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from server import clock, trash
from server.app import create_app
from server.settings import Settings
from tests.serving import bring_in, visit

PROCESSES = "/api/processes"


@pytest.fixture
def editor(app: FastAPI) -> Iterator[TestClient]:
    with visit(app, "editor") as client:
        client.put("/api/name", json={"name": "Amara"})
        yield client


def make(editor: TestClient, name: str, *stages: str) -> str:
    key = str(editor.post(PROCESSES, json={"name": name}).json()["id"])
    for stage in stages:
        change(editor, key, {"kind": "insert_stage", "content": {"name": stage}})
    return key


def change(editor: TestClient, process: str, edit: dict[str, Any]) -> None:
    answer = editor.post(f"{PROCESSES}/{process}/edits", json={"edits": [edit]})
    assert answer.status_code == 200, answer.text


def rename(editor: TestClient, process: str, before: str, to: str) -> None:
    change(editor, process, {"kind": "set_process", "field": "name", "before": before, "to": to})


def move(editor: TestClient, process: str, stage: str = "", before: tuple[str, str] = ("", "")) -> None:
    seen = {"before": before[0], "before_stage": before[1]}
    edit = {"kind": "set_place", **seen, "process": process, "stage": stage}
    assert editor.post("/api/guides/refund/edits", json={"edits": [edit]}).status_code == 200


def publish(editor: TestClient) -> str:
    answer = editor.post("/api/guides/refund/publish", json={})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["lost_place"])


def places(editor: TestClient) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for process in editor.get(PROCESSES).json()["processes"]:
        found += [(process["name"], None) for _ in process["guides"]]
        found += [(process["name"], stage["name"]) for stage in process["stages"] for _ in stage["guides"]]
    return found


def names(editor: TestClient) -> list[str]:
    return [process["name"] for process in editor.get(PROCESSES).json()["processes"]]


def test_a_process_renamed_since_the_draft_named_it_is_found(editor: TestClient) -> None:
    bring_in(editor, process="", stage="")
    key = make(editor, "Refunds", "Check")
    move(editor, "Refunds", "Check")
    rename(editor, key, "Refunds", "Returns")
    rename(editor, key, "Returns", "Money back")
    told = {"kind": "set_stage", "stage": "check", "field": "name", "before": "Check", "to": "Look"}
    change(editor, key, told)
    assert publish(editor) == ""
    assert places(editor) == [("Money back", "Look")]
    assert names(editor) == ["Money back"]


def test_a_name_means_whoever_had_it_when_it_was_said(editor: TestClient) -> None:
    bring_in(editor, process="", stage="")
    first = make(editor, "Refunds")
    move(editor, "Refunds")
    rename(editor, first, "Refunds", "Returns")
    make(editor, "Refunds")
    publish(editor)
    assert places(editor) == [("Returns", None)]
    move(editor, "Refunds", before=("Refunds", ""))  # the same words: nothing to publish
    move(editor, "", before=("Refunds", ""))
    move(editor, "refunds")
    publish(editor)
    assert places(editor) == [("Refunds", None)]


def test_a_process_deleted_since_does_not_come_back_and_the_publisher_is_told(editor: TestClient) -> None:
    bring_in(editor, process="", stage="")
    key = make(editor, "Refunds", "Check")
    move(editor, "Refunds", "Check")
    editor.delete(f"{PROCESSES}/{key}")
    said = "The process “Refunds” was deleted, so this guide is published without a place"
    assert said in editor.get("/guides/refund/publish").text
    assert publish(editor).startswith(said)
    assert names(editor) == []
    assert said in editor.get("/guides/refund").text
    reader = visit(editor.app, "reader")  # type: ignore[arg-type]
    assert said not in reader.get("/guides/refund").text


def test_a_process_deleted_for_good_does_not_come_back_either(
    app: FastAPI, editor: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(editor, process="", stage="")
    key = make(editor, "Refunds")
    move(editor, "Refunds")
    editor.delete(f"{PROCESSES}/{key}")
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert trash.empty(app.state.base, later) == 1
    assert "“Refunds” was deleted" in publish(editor)
    assert names(editor) == []


def test_a_name_said_after_the_deletion_makes_a_new_process(editor: TestClient) -> None:
    bring_in(editor, process="", stage="")
    editor.delete(f"{PROCESSES}/{make(editor, 'Refunds')}")
    move(editor, "Refunds", "Check")
    assert publish(editor) == ""
    assert places(editor) == [("Refunds", "Check")]


def test_a_process_that_was_put_back_is_found(editor: TestClient) -> None:
    bring_in(editor, process="", stage="")
    key = make(editor, "Refunds")
    move(editor, "Refunds")
    editor.delete(f"{PROCESSES}/{key}")
    editor.post(f"{PROCESSES}/{key}/restore")
    assert publish(editor) == ""
    assert places(editor) == [("Refunds", None)]


def test_a_deleted_stage_does_not_come_back_and_the_guide_stands_in_its_process(editor: TestClient) -> None:
    bring_in(editor, process="", stage="")
    key = make(editor, "Refunds", "Check")
    move(editor, "Refunds", "Check")
    change(editor, key, {"kind": "delete_stage", "stage": "check"})
    assert publish(editor).startswith("The stage “Check” was deleted, so this guide belongs to “Refunds”")
    assert places(editor) == [("Refunds", None)]
    assert [stage["name"] for stage in editor.get(f"{PROCESSES}/{key}").json()["stages"]] == []
    assert "The stage “Check” was deleted" in editor.get("/guides/refund").text


def test_a_guide_leaves_the_renamed_process_it_was_in_and_stays_in_others(editor: TestClient) -> None:
    bring_in(editor, process="Refunds", stage="")
    other, target = make(editor, "Other"), make(editor, "Target")
    change(editor, other, {"kind": "put_guide", "guide": "refund", "stage": None})
    rename(editor, "refunds", "Refunds", "Returns")
    move(editor, "Target", before=("Refunds", ""))
    publish(editor)
    assert places(editor) == [("Other", None), ("Target", None)]
    assert target == "target"


def test_a_new_guide_that_waits_is_told_of_too(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path / "waits", share=True, review_first=True))
    editor = visit(app, "editor")
    editor.put("/api/name", json={"name": "Amara"})
    url = bring_in(editor)
    editor.delete(f"{PROCESSES}/customer-support")
    said = "The process “Customer support” was deleted, so this guide"
    assert said in editor.get(f"{url}/trim").text
    assert editor.post(f"{url}/publish").status_code == 303
    assert names(editor) == []
    assert said in editor.get(url).text


def test_a_file_that_names_what_never_was_or_was_deleted_makes_it(editor: TestClient) -> None:
    bring_in(editor, id="one", process="Refunds", stage="Check")
    editor.delete(f"{PROCESSES}/refunds")
    bring_in(editor, id="two", process="refunds", stage="")
    bring_in(editor, id="three", process="Returns", stage="Fetch")
    assert places(editor) == [("refunds", None), ("Returns", "Fetch")]


def test_what_is_deleted_after_a_guide_was_published_is_no_news_on_its_page(editor: TestClient) -> None:
    url = bring_in(editor)
    change(editor, "customer-support", {"kind": "delete_stage", "stage": "refunds"})
    assert "was deleted" not in editor.get(url).text
    editor.delete(f"{PROCESSES}/customer-support")
    assert "was deleted" not in editor.get(url).text
