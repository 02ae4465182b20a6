"""Every version can be read, compared with any other and brought back; readers see only the current one."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.serving import bring_in, visit

CAPTIONS = ("Fill in **Note**", "Write a note", "Write the note", "Not published yet")
API = "/api/guides/refund"
URL = "/guides/refund"


@pytest.fixture
def reader(app: FastAPI) -> Iterator[TestClient]:
    with visit(app, "reader") as client:
        yield client


@pytest.fixture
def editor(app: FastAPI) -> Iterator[TestClient]:
    """Give an editor of a guide with three versions and a change that is not published yet."""
    with visit(app, "editor") as client:
        assert client.put("/api/name", json={"name": "Amara Diallo"}).status_code == 200
        bring_in(client, pictured=True)
        for number, (before, after) in enumerate(pairwise(CAPTIONS), 2):
            reword(client, before, after)
            if number < 4:
                note = {"note": f"Line of version {number}"}
                assert client.post(f"{API}/publish", json=note).json()["version"] == number
        yield client


def reword(client: TestClient, before: str, after: str) -> None:
    edit = {"kind": "set_caption", "step": "s3", "before": before, "caption": after}
    assert client.post(f"{API}/edits", json={"edits": [edit]}).status_code == 200


def caption(client: TestClient, address: str = f"{API}/draft") -> str:
    document: dict[str, Any] = client.get(address).json()
    found: str = document["steps"][2]["caption"]
    return found


def test_every_version_is_listed_with_its_line(editor: TestClient) -> None:
    listed = editor.get(f"{API}/versions").json()["versions"]
    assert [(each["version"], each["note"], each["by"]) for each in listed] == [
        (3, "Line of version 3", "Amara Diallo"),
        (2, "Line of version 2", "Amara Diallo"),
        (1, "", "Amara Diallo"),
    ]
    page = editor.get(f"{URL}/versions").text
    for words in (
        "Version 3",
        "Line of version 2",
        "Readers see this",
        "The draft differs from what readers see.",
    ):
        assert words in page


def test_an_old_version_is_read_as_it_was_and_says_that_it_is_superseded(editor: TestClient) -> None:
    page = editor.get(f"{URL}/versions/2").text
    assert "Version 2 is superseded" in page
    assert "Write a note" in page
    assert f"{URL}/edit#step-" not in page
    assert "Version 3 is the one that readers see" in editor.get(f"{URL}/versions/3").text
    assert caption(editor, f"{API}/versions/1") == CAPTIONS[0]


def test_any_two_states_are_compared(editor: TestClient) -> None:
    two = editor.get(f"{URL}/versions/compare?before=1&after=3").text
    assert "<del>Fill in Note</del><ins>Write the note</ins>" in two
    draft = editor.get(f"{URL}/versions/compare?before=3").text
    assert "<ins>Not published yet</ins>" in draft
    assert "The two are the same." in editor.get(f"{URL}/versions/compare?before=2&after=2").text


def test_a_version_comes_back_as_a_draft_that_undo_takes_back(editor: TestClient) -> None:
    answer = editor.post(f"{API}/versions/1/restore")
    assert answer.status_code == 200
    assert caption(editor) == CAPTIONS[0]
    assert caption(editor, f"{API}?as=reader") == CAPTIONS[2], "readers see no draft"
    assert editor.post(f"{API}/edits/undo").status_code == 200
    assert caption(editor) == CAPTIONS[3]
    by_form = editor.post(f"{URL}/versions/2/restore", data={"then": "draft"})
    assert (by_form.status_code, by_form.headers["location"]) == (303, f"{URL}/edit")
    assert caption(editor) == CAPTIONS[1]


def test_a_version_is_published_again_as_the_next(editor: TestClient, reader: TestClient) -> None:
    again = editor.post(f"{API}/versions/1/publish", json={"note": "Back to the first"})
    assert again.json()["version"] == 4
    assert caption(reader, API) == CAPTIONS[0]
    assert editor.get(f"{API}/versions").json()["versions"][0]["note"] == "Back to the first"
    assert editor.post(f"{API}/edits/undo").status_code == 200
    assert caption(editor) == CAPTIONS[3], "what was not published yet is not lost"
    by_form = editor.post(f"{URL}/versions/2/restore", data={"then": "publish", "note": "Second"})
    assert (by_form.status_code, by_form.headers["location"]) == (303, URL)
    assert caption(reader, API) == CAPTIONS[1]


def test_a_guide_that_comes_back_stays_where_it_belongs(editor: TestClient) -> None:
    edit = {"kind": "set_place", "before": "Customer support", "before_stage": "Refunds", "process": "Orders"}
    assert editor.post(f"{API}/edits", json={"edits": [edit]}).status_code == 200
    assert editor.post(f"{API}/publish").status_code == 200
    assert editor.post(f"{API}/versions/1/publish").json()["version"] == 5
    assert editor.get(API).json()["places"][0]["process"]["name"] == "Orders"


def test_starting_over_is_one_call_that_undo_takes_back(editor: TestClient) -> None:
    gone = {"kind": "delete_step", "step": "s1", "before": "Choose the entry in **Orders**"}
    assert editor.post(f"{API}/edits", json={"edits": [gone]}).status_code == 200
    before = editor.get(f"{API}/draft").json()
    assert editor.post(f"{URL}/start-over").headers["location"] == f"{URL}/edit"
    now = editor.get(API).json()
    assert (now["draft"], len(now["steps"]), caption(editor)) == (False, 5, CAPTIONS[2])
    assert editor.post(f"{API}/edits/undo").status_code == 200
    assert editor.get(f"{API}/draft").json() == before
    assert editor.post(f"{API}/start-over").json()["title"] == "How to process a customer refund"


NOT_THERE = (
    f"{API}/versions/9",
    f"{URL}/versions/9",
    f"{URL}/versions/compare?before=1&after=9",
    "/api/guides/none/versions",
    "/guides/none/versions",
    "/guides/none/versions/1",
)


@pytest.mark.parametrize("address", NOT_THERE)
def test_what_is_not_there_is_said(editor: TestClient, address: str) -> None:
    assert editor.get(address).status_code == 404


def test_readers_get_none_of_it(editor: TestClient, reader: TestClient) -> None:
    assert editor.get(f"{URL}/versions").status_code == 200
    for address in ("versions", "versions/1", "versions/compare?before=1"):
        assert reader.get(f"{URL}/{address}").status_code == 403, address
    for address in ("versions", "versions/1"):
        assert reader.get(f"{API}/{address}").status_code == 403, address
    for address in ("versions/1/restore", "versions/1/publish", "start-over"):
        assert reader.post(f"{API}/{address}").status_code == 403, address
