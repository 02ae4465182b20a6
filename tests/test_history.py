"""The history tells who changed what in sentences; one's own is taken back, deleted steps are put back."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import update

from server import sharing
from server.storage.tables import edits
from tests.serving import bring_in, visit

API = "/api/guides/refund"
URL = "/guides/refund"
NOTE = {"kind": "set_caption", "step": "s3", "before": "Fill in **Note**", "caption": "Write a note"}
GONE = {"kind": "delete_step", "step": "s2", "before": "Choose **Returned goods** in **Reason**"}


def named(app: FastAPI, name: str) -> TestClient:
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    client.get(f"/join/{sharing.add(app.state.base, f'Link of {name}', 'editor').token}")
    assert client.put("/api/name", json={"name": name}).status_code == 200
    return client


@pytest.fixture
def amara(app: FastAPI) -> Iterator[TestClient]:
    with named(app, "Amara Diallo") as client:
        bring_in(client)
        yield client


@pytest.fixture
def jonas(app: FastAPI) -> Iterator[TestClient]:
    with named(app, "Jonas Weber") as client:
        yield client


def make(client: TestClient, *wanted: dict[str, Any]) -> int:
    answer = client.post(f"{API}/edits", json={"edits": list(wanted)})
    assert answer.status_code == 200, answer.text
    serial: int = answer.json()["serial"]
    return serial


def told(client: TestClient) -> str:
    page = client.get(f"{URL}/history").text
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def steps(client: TestClient) -> list[str]:
    return [step["id"] for step in client.get(f"{API}/draft").json()["steps"]]


def test_each_call_is_told_with_its_person_and_its_words(amara: TestClient, jonas: TestClient) -> None:
    assert "Nobody has changed this guide yet." in told(amara)
    make(amara, NOTE, {"kind": "set_about", "field": "minutes", "before": 2, "to": 4})
    make(jonas, {"kind": "move_step", "step": "s4", "after": "s2"})
    page = told(amara)
    assert page.index("Jonas Weber") < page.index("Amara Diallo"), "the newest comes first"
    assert "Step 3 moved" in page
    assert "Caption of step 4 changed Fill in Note Write a note" in page
    assert "Time needed changed" in page
    assert f'href="{URL}/edit#step-s3"' in amara.get(f"{URL}/history").text


def test_only_ones_own_call_is_taken_back_and_as_a_whole(amara: TestClient, jonas: TestClient) -> None:
    before = amara.get(f"{API}/draft").json()
    serial = make(amara, NOTE, GONE)
    assert amara.get(f"{URL}/history").text.count("/take-back") == 1
    assert "/take-back" not in jonas.get(f"{URL}/history").text
    assert jonas.post(f"{API}/edits/{serial}/take-back").status_code == 403
    answer = amara.post(f"{URL}/history/{serial}/take-back")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{URL}/history")
    assert amara.get(f"{API}/draft").json() == before
    page = told(amara)
    for words in ("Caption of step 3 put back", "Step 2 put back", "taken back"):
        assert words in page
    assert "/take-back" not in amara.get(f"{URL}/history").text
    again = amara.post(f"{API}/edits/{serial}/take-back")
    assert (again.status_code, again.json()["serial"]) == (200, None), "nothing is left to take back"
    assert amara.post(f"{API}/edits/999/take-back").status_code == 404


def test_what_somebody_changed_since_is_not_taken_back_over_them(
    amara: TestClient, jonas: TestClient
) -> None:
    serial = make(amara, NOTE)
    make(jonas, {**NOTE, "before": "Write a note", "caption": "Theirs"})
    refused = amara.post(f"{API}/edits/{serial}/take-back")
    assert refused.status_code == 409
    assert "Theirs" in amara.get(f"{API}/draft").text


def test_undo_and_redo_are_told_as_such(amara: TestClient) -> None:
    make(amara, NOTE)
    for way in ("undo", "redo"):
        assert amara.post(f"{API}/edits/{way}").status_code == 200
    page = told(amara)
    assert "Redone: Caption of step 3 changed" in page
    assert "Undone: Caption of step 3 changed" in page


def test_going_back_to_a_version_is_one_line(amara: TestClient) -> None:
    make(amara, NOTE, GONE)
    assert amara.post(f"{API}/start-over").status_code == 200
    assert told(amara).count("Went back to what the guide said before") == 1


def test_a_deleted_step_is_put_back_where_it_was_by_anybody(amara: TestClient, jonas: TestClient) -> None:
    before = steps(amara)
    make(amara, GONE)
    (gone,) = jonas.get(f"{API}/deleted-steps").json()["steps"]
    assert (gone["id"], gone["by"]) == ("s2", "Amara Diallo")
    assert "Deleted by Amara Diallo on" in told(jonas)
    answer = jonas.post(f"{URL}/deleted-steps", data={"step": "s2"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{URL}/edit#step-s2")
    assert steps(amara) == before
    assert jonas.get(f"{API}/deleted-steps").json() == {"steps": []}
    assert jonas.post(f"{API}/deleted-steps/s2/restore").status_code == 404
    assert jonas.post(f"{API}/edits/undo").status_code == 200, "it is an edit like any"
    assert "s2" not in steps(amara)
    assert jonas.post(f"{API}/deleted-steps/s2/restore").status_code == 200
    make(amara, GONE)
    make(amara, {"kind": "delete_step", "step": "s5", "before": "Done when **Refund issued** is shown"})
    assert [each["id"] for each in jonas.get(f"{API}/deleted-steps").json()["steps"]] == ["s5", "s2"]


def test_a_step_deleted_a_month_ago_is_not_offered_any_more(app: FastAPI, amara: TestClient) -> None:
    make(amara, GONE)
    with app.state.base.database.writing() as connection:
        connection.execute(update(edits).values(at=datetime.now(UTC) - timedelta(days=31)))
    assert amara.get(f"{API}/deleted-steps").json() == {"steps": []}
    assert amara.post(f"{API}/deleted-steps/s2/restore").status_code == 404


def test_a_step_that_was_dropped_after_it_was_put_back_stands_once(amara: TestClient) -> None:
    for _ in range(2):
        make(amara, GONE)
        assert amara.post(f"{API}/edits/undo").status_code == 200
    make(amara, GONE)
    assert len(amara.get(f"{API}/deleted-steps").json()["steps"]) == 1


def test_many_edits_come_page_by_page(amara: TestClient) -> None:
    titles = ["How to process a customer refund", *(f"Title {number}" for number in range(250))]
    wanted = [{"kind": "set_title", "before": old, "title": new} for old, new in pairwise(titles)]
    make(amara, *wanted)
    page = amara.get(f"{URL}/history").text
    older = re.search(r'href="([^"]*history\?before=\d+)"', page)
    assert older
    assert amara.get(older[1]).status_code == 200


def test_readers_get_none_of_it(app: FastAPI, amara: TestClient) -> None:
    make(amara, GONE)
    reader = visit(app, "reader")
    for address in (f"{URL}/history", f"{API}/deleted-steps"):
        assert reader.get(address).status_code == 403
    assert reader.post(f"{API}/deleted-steps/s2/restore").status_code == 403
