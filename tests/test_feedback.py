"""What readers may say of a guide, what becomes of it, and that it stays within limits."""

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import insert, select

from server import clock, sharing
from server.app import create_app
from server.base import KnowledgeBase
from server.feedback.linked import linked
from server.feedback.saying import AT_ONCE
from server.links import Role
from server.settings import Settings
from server.storage.tables import feedback as rows
from tests.serving import bring_in, visit, work_off_redactions

API = "/api/guides/refund"
SAID = f"{API}/feedback"
WRONG = {"kind": "report", "step": "s4", "topic": "screen", "version": 1}


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path, share=True))


@pytest.fixture
def base(app: FastAPI) -> KnowledgeBase:
    base: KnowledgeBase = app.state.base
    return base


@pytest.fixture
def editor(app: FastAPI) -> Iterator[TestClient]:
    with visit(app, "editor") as client:
        client.put("/api/name", json={"name": "Amara Diallo"})
        bring_in(client, id="refund")
        yield client


@pytest.fixture
def reader(app: FastAPI, editor: TestClient) -> TestClient:
    del editor
    return visit(app, "reader")


def another(app: FastAPI, role: Role = "reader") -> TestClient:
    client = visit(app)
    token = sharing.add(app.state.base, f"Link {time.monotonic_ns()}", role).token
    client.get(f"/join/{token}")
    return client


def said(client: TestClient, **wanted: Any) -> dict[str, Any]:
    answer = client.post(SAID, json=wanted)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def listed(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{SAID}{query}").json()["feedback"]
    return found


def edit(client: TestClient, before: str, caption: str, step: str = "s4") -> int:
    wanted = {"kind": "set_caption", "step": step, "before": before, "caption": caption}
    return client.post(f"{API}/edits", json={"edits": [wanted]}).status_code


def test_a_report_is_for_editors_and_for_whoever_sent_it(
    app: FastAPI, editor: TestClient, reader: TestClient
) -> None:
    made = said(reader, **WRONG)
    assert (made["by"], made["version"], made["state"]) == (None, 1, "open")
    assert listed(editor) == listed(reader) == [made | {"replies": []}]
    other = another(app)
    assert listed(other) == []
    assert other.delete(f"{SAID}/{made['id']}").status_code == 404
    assert other.post(f"{SAID}/{made['id']}/resolve").status_code == 404
    assert other.post(SAID, json={"kind": "reply", "of": made["id"], "words": "me too"}).status_code == 422


def test_comments_are_for_everybody_with_replies_and_are_resolved_by_who_may(
    app: FastAPI, editor: TestClient, reader: TestClient
) -> None:
    first = said(reader, kind="comment", step="s2", words="Which reason?", name="Jo")
    assert first["by"] == "Jo"
    assert reader.get("/api/visitor").json()["name"] == "Jo"
    other = another(app)
    said(other, kind="reply", of=first["id"], words="Returned goods")
    said(editor, kind="reply", of=first["id"], words="See https://shop.example/reasons.")
    (found,) = listed(other, "?step=s2")
    assert [(each["by"], each["words"]) for each in found["replies"]] == [
        (None, "Returned goods"),
        ("Amara Diallo", "See https://shop.example/reasons."),
    ]
    assert listed(other, "?step=s1") == []
    assert other.post(f"{SAID}/{first['id']}/resolve").status_code == 404
    assert reader.post(f"{SAID}/{first['id']}/resolve").status_code == 204
    assert listed(other) == []
    assert listed(other, "?settled=1")[0]["state"] == "resolved"
    assert reader.post(f"{SAID}/{first['id']}/reopen").status_code == 403
    assert editor.post(f"{SAID}/{first['id']}/reopen").status_code == 204
    assert len(listed(other)) == 1


def test_a_wording_is_taken_over_as_an_edit_and_a_conflict_shows_both(
    editor: TestClient, reader: TestClient
) -> None:
    made = said(
        reader, kind="suggestion", step="s4", topic="caption", words="Press  **Issue refund**\n at last"
    )
    assert (made["before"], made["words"]) == ("Click **Issue refund**", "Press **Issue refund** at last")
    assert edit(editor, "Click **Issue refund**", "Click on **Issue refund**") == 200
    answer = editor.post(f"{SAID}/{made['id']}/take-over")
    assert (answer.status_code, answer.json()["theirs"]) == (409, "Click on **Issue refund**")
    assert listed(editor)[0]["state"] == "open"
    answer = editor.post(f"{SAID}/{made['id']}/take-over", json={"before": "Click on **Issue refund**"})
    assert answer.status_code == 200
    assert editor.get(f"{API}/draft").json()["steps"][3]["caption"] == "Press **Issue refund** at last"
    (taken,) = reader.get(f"{SAID}/mine").json()["feedback"]
    assert (taken["state"], taken["settled_in"]) == ("taken", None)
    editor.post(f"{API}/publish")
    (taken,) = reader.get(f"{SAID}/mine").json()["feedback"]
    assert (taken["state"], taken["settled_in"]) == ("taken", 2)
    assert editor.post(f"{SAID}/{made['id']}/reopen").status_code == 409


def test_a_wording_is_declined_with_words(editor: TestClient, reader: TestClient) -> None:
    made = said(reader, kind="suggestion", step="s2", topic="detail", words="Never choose **Goodwill**.")
    assert reader.post(f"{SAID}/{made['id']}/take-over").status_code == 403
    answer = editor.post(f"{SAID}/{made['id']}/decline", json={"words": "A team lead may."})
    assert answer.status_code == 204
    (mine,) = reader.get(f"{SAID}/mine").json()["feedback"]
    assert (mine["state"], mine["answer"]) == ("declined", "A team lead may.")
    assert editor.post(f"{SAID}/{made['id']}/take-over").status_code == 409


def test_the_version_that_mends_it_is_told_to_who_reported_it(editor: TestClient, reader: TestClient) -> None:
    made, other = said(reader, **WRONG), said(reader, **WRONG | {"step": "s1"})
    edit(editor, "Click **Issue refund**", "Click **Refund**")
    page = editor.get("/guides/refund/publish").text
    assert f'value="{made["id"]}" checked' in page
    assert f'value="{other["id"]}">' in page
    version = editor.post(f"{API}/publish", json={"mends": [made["id"], 10_000]}).json()["version"]
    mine = {each["id"]: each for each in reader.get(f"{SAID}/mine").json()["feedback"]}
    assert (mine[made["id"]]["state"], mine[made["id"]]["settled_in"]) == ("mended", version)
    assert mine[other["id"]]["state"] == "open"


def test_what_was_said_can_be_taken_back_for_a_while(
    editor: TestClient, reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = said(reader, **WRONG), said(reader, kind="comment", words="Mistyped")
    assert reader.delete(f"{SAID}/{first['id']}").status_code == 204
    assert reader.delete(f"{SAID}/{first['id']}").status_code == 404
    said(editor, kind="reply", of=second["id"], words="What do you mean?")
    assert reader.delete(f"{SAID}/{second['id']}").status_code == 409
    third = said(reader, kind="comment", words="Mistyped again")
    later = clock.now() + timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert reader.delete(f"{SAID}/{third['id']}").status_code == 409
    assert editor.delete(f"{SAID}/{second['id']}").status_code == 204
    assert [each["id"] for each in listed(reader)] == [third["id"]]


def test_words_taken_back_are_nowhere(base: KnowledgeBase, editor: TestClient, reader: TestClient) -> None:
    made = said(reader, kind="comment", words="Xylophone")
    said(editor, kind="reply", of=made["id"], words="Yacht")
    editor.delete(f"{SAID}/{made['id']}")
    with base.database.reading() as connection:
        assert [row.words for row in connection.execute(select(rows))] == ["", ""]
    assert "Xylophone" not in editor.get("/guides/refund/feedback?settled=1").text


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"kind": "report", "step": "s4", "topic": "boring"}, "Choose what is wrong"),
    ({"kind": "report", "topic": "screen"}, "Choose the step"),
    ({"kind": "report", "step": "gone", "topic": "screen"}, "not in the guide any more"),
    ({"kind": "comment", "words": " \u200b\n"}, "Write a few words"),
    ({"kind": "comment", "words": "x" * 100_000}, "100,000 letters"),
    ({"kind": "reply", "words": "to what?"}, "was taken back"),
    ({"kind": "suggestion", "step": "s4", "topic": "caption", "words": " "}, "A step needs words"),
    ({"kind": "suggestion", "step": "s4", "topic": "caption",
      "words": "Click **Issue refund**"}, "change them"),
    ({"kind": "shout", "words": "x"}, "not right"),
    ({"kind": "comment", "words": "\ud800"}, "decode"),
)  # fmt: skip


def test_what_cannot_be_kept_gets_one_sentence(reader: TestClient) -> None:
    for wanted, sentence in REFUSED:
        body = json.dumps(wanted)
        answer = reader.post(SAID, content=body, headers={"content-type": "application/json"})
        assert (answer.status_code, sentence in answer.json()["detail"]) == (422, True), answer.text
    assert listed(reader) == []


def test_a_step_that_is_gone_can_be_reported_by_who_read_it(editor: TestClient, reader: TestClient) -> None:
    gone = {"kind": "delete_step", "step": "s3", "before": "Fill in **Note**"}
    assert editor.post(f"{API}/edits", json={"edits": [gone]}).status_code == 200
    editor.post(f"{API}/publish")
    made = said(reader, kind="report", step="s3", topic="button", version=1)
    assert (made["step"], made["version"]) == ("s3", 1)
    assert "On a step that is gone" in editor.get("/guides/refund/feedback").text
    assert reader.get("/guides/refund/feedback?step=s3").status_code == 200
    answer = reader.post(SAID, json=WRONG | {"step": "s3", "version": 2})
    assert (answer.status_code, "as a whole" in answer.json()["detail"]) == (422, True)


def test_one_browser_can_say_only_so_much(
    app: FastAPI, reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(AT_ONCE):
        made = said(reader, kind="comment", words=f"Comment {number}")
    answer = reader.post(SAID, json={"kind": "comment", "words": "one more"})
    assert (answer.status_code, "ten minutes" in answer.json()["detail"]) == (429, True)
    assert reader.delete(f"{SAID}/{made['id']}").status_code == 204
    assert reader.post(SAID, json={"kind": "comment", "words": "one more"}).status_code == 429
    said(another(app), kind="comment", words="another browser")
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    said(reader, kind="comment", words="one more")


def test_the_same_sent_twice_is_kept_once(reader: TestClient) -> None:
    assert said(reader, **WRONG)["id"] == said(reader, **WRONG)["id"]
    assert len(listed(reader)) == 1


def test_ten_thousand_comments_are_read_page_by_page(base: KnowledgeBase, reader: TestClient) -> None:
    row = {"guide": "refund", "kind": "comment", "topic": "", "version": 1, "before": "", "state": "open",
           "answer": "", "device": "", "at": clock.now()}  # fmt: skip
    with base.database.writing() as connection:
        connection.execute(insert(rows), [row | {"words": f"Comment {number}"} for number in range(10_000)])
    answer = reader.get(SAID).json()
    assert [answer["feedback"][0]["words"], len(answer["feedback"])] == ["Comment 9999", 100]
    assert reader.get(f"{SAID}?before={answer['next']}").json()["feedback"][0]["words"] == "Comment 9899"
    page = reader.get("/guides/refund/feedback").text
    assert page.count('class="said ') == 20
    assert reader.get(f"{API}/standing").json()["open"] == {"": 10_000}


def test_what_waits_is_told_to_the_owner(app: FastAPI, editor: TestClient, reader: TestClient) -> None:
    said(reader, **WRONG)
    said(reader, kind="comment", words="And this?")
    waiting = editor.get("/api/waiting").json()["waiting"]
    assert [(each["about"], each["url"], each["level"]) for each in waiting] == [
        ("How to process a customer refund", "/guides/refund/feedback", "amber")
    ]
    assert "1 report, 1 comment from readers" in editor.get("/waiting").text
    other = another(app, "editor")
    other.put("/api/name", json={"name": "Somebody else"})
    assert other.get("/api/waiting").json()["waiting"] == []


def test_a_redaction_reaches_what_readers_wrote_and_write(
    base: KnowledgeBase, editor: TestClient, reader: TestClient
) -> None:
    made = said(reader, kind="suggestion", step="s4", topic="caption", words="Write to Marta Feldmann")
    said(reader, kind="comment", words="Marta Feldmann is away")
    editor.post(f"{SAID}/{made['id']}/decline", json={"words": "Marta Feldmann said no"})
    answer = editor.post(f"{API}/redactions", json={"words": ["Marta Feldmann"], "with": "a customer"})
    assert answer.status_code == 202, answer.text
    work_off_redactions(base)
    said(reader, kind="comment", words="Call marta feldmann")
    with base.database.reading() as connection:
        kept = [(row.words, row.answer, row.topic) for row in connection.execute(select(rows))]
    assert kept == [
        ("Write to a customer", "a customer said no", "caption"),
        ("a customer is away", "", ""),
        ("Call a customer", "", ""),
    ]


def test_the_trash_takes_along_what_was_said(
    base: KnowledgeBase, editor: TestClient, reader: TestClient
) -> None:
    made = said(reader, kind="comment", words="Gone soon")
    said(reader, kind="reply", of=made["id"], words="Indeed")
    assert editor.delete(API).status_code == 204
    assert reader.get(SAID).status_code == 410
    assert reader.post(SAID, json=WRONG).status_code == 410
    assert editor.get("/api/waiting").json()["waiting"] == []
    editor.post("/trash/refund/delete")
    with base.database.reading() as connection:
        assert connection.execute(select(rows)).all() == []


def test_only_addresses_become_links() -> None:
    assert linked("see (https://a.example/x?a=1&b=2), or <b>http://b.example.</b>") == (
        'see (<a href="https://a.example/x?a=1&amp;b=2" rel="noopener noreferrer nofollow">'
        "https://a.example/x?a=1&amp;b=2</a>), or &lt;b&gt;"
        '<a href="http://b.example" rel="noopener noreferrer nofollow">http://b.example</a>.&lt;/b&gt;'
    )
    for text in ("javascript:alert(1)", "[x](javascript:1)", "**bold**", "data:text/html,x", "https://"):
        assert linked(text) == text
