"""What is said at a step, as forms that work without scripts, whatever is written into them."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from server.app import create_app
from server.settings import Settings
from tests.serving import bring_in, visit

GUIDE = "/guides/refund"
PAGE = f"{GUIDE}/feedback"
AT_STEP = {"step": "s4", "version": "1", "view": "step-s4"}


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path, share=True))


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


def test_two_clicks_report_a_step_and_say_who_gets_it(editor: TestClient, reader: TestClient) -> None:
    assert f'href="{PAGE}?step=s4&amp;version=1" data-say="s4"' in reader.get(GUIDE).text
    form = reader.get(f"{PAGE}?step=s4&version=1").text
    assert 'name="topic" value="screen"' in form
    assert "Your name, if you like" in form
    sent = reader.post(PAGE, data=AT_STEP | {"kind": "report", "topic": "screen", "name": "Jo"})
    assert (sent.status_code, sent.headers["location"]) == (303, f"{PAGE}?step=s4&sent=1")
    thanks = reader.get(sent.headers["location"]).text
    assert "Thank you. Amara Diallo gets it." in thanks
    assert "Take back" in thanks
    assert "Your name" not in thanks, "asked once"
    seen = editor.get(f"{PAGE}?step=s4").text
    assert "<bdi>Jo</bdi>" in seen
    assert "about version 1" in seen
    assert editor.post(f"{PAGE}/1/resolve", data={"view": "step-s4"}).headers["location"] == f"{PAGE}?step=s4"
    assert "Resolved" in reader.get(f"{PAGE}?step=s4").text


def test_words_that_cannot_be_kept_stay_in_their_form(reader: TestClient) -> None:
    written = "<b>no</b> & " + "long " * 20_000
    answer = reader.post(PAGE, data=AT_STEP | {"kind": "comment", "words": written})
    assert answer.status_code == 422
    assert "at most 2,000 fit" in answer.text
    assert written.strip() in unescape(answer.text)
    reply = reader.post(PAGE, data={"kind": "reply", "of": "99", "words": "hello", "view": "all"})
    assert (reply.status_code, "was taken back" in reply.text) == (422, True)
    gone = {"kind": "report", "step": "s9", "topic": "else", "words": "Precious", "view": "step-s9"}
    answer = reader.post(PAGE, data=gone)
    assert (answer.status_code, "as a whole" in answer.text) == (422, True)
    assert "Precious</textarea>" in answer.text
    assert 'name="step" value=""' in answer.text
    wording = AT_STEP | {"kind": "suggestion", "topic": "caption", "words": "Click **Issue refund**"}
    assert "change them, then send them" in reader.post(PAGE, data=wording).text


def test_markup_and_writing_from_right_to_left_are_words_like_any(
    editor: TestClient, reader: TestClient
) -> None:
    turned = "\u202e\u05e9\u05dc\u05d5\u05dd \U0001f600"
    for words in ("<script>alert(1)</script>", "**bold** [x](javascript:alert(1))", turned):
        assert reader.post(PAGE, data={"kind": "comment", "words": words}).status_code == 303
    page = editor.get(PAGE).text
    assert "<script>alert" not in page
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page
    assert f'<p class="text" dir="auto">{turned}</p>' in page


def test_a_page_that_was_left_open_speaks_of_its_own_version(editor: TestClient, reader: TestClient) -> None:
    edit = {"kind": "set_detail", "step": "s4", "before": "", "detail": "Zanzibar"}
    for detail in ("Zanzibar", "Plainly"):
        edit |= {"detail": detail}
        assert editor.post(f"/api{GUIDE}/edits", json={"edits": [edit]}).status_code == 200
        editor.post(f"/api{GUIDE}/publish")
        edit |= {"before": detail}
    form = reader.get(f"{PAGE}?step=s4&version=1").text
    assert form.count('name="version" value="1"') == 2
    assert form.count('name="version" value="3"') == 2  # wordings are suggested for what stands there now
    old = AT_STEP | {"kind": "suggestion", "topic": "detail", "words": "Mine", "version": "2"}
    answer = reader.post(PAGE, data=old)
    assert (answer.status_code, "look at them once more" in answer.text) == (422, True)
    assert "Zanzibar" not in answer.text
    assert "Mine" in answer.text


def test_a_conflict_shows_both_wordings_and_offers_the_suggestion(
    editor: TestClient, reader: TestClient
) -> None:
    wording = AT_STEP | {"kind": "suggestion", "topic": "caption", "words": "Press **Refund**"}
    reader.post(PAGE, data=wording)
    edit = {"kind": "set_caption", "step": "s4", "before": "Click **Issue refund**"}
    edit["caption"] = "Choose **Refund**"
    editor.post(f"/api{GUIDE}/edits", json={"edits": [edit]})
    answer = editor.post(f"{PAGE}/1/take-over", data={"view": "step-s4"})
    assert answer.status_code == 409
    assert "Choose **Refund**" in answer.text
    before = re.search(r'name="before" value="([^"]+)"', answer.text)
    assert before
    taken = editor.post(f"{PAGE}/1/take-over", data={"view": "step-s4", "before": unescape(before[1])})
    assert taken.status_code == 303
    assert editor.get(f"/api{GUIDE}/draft").json()["steps"][3]["caption"] == "Press **Refund**"
    assert "Taken over; readers see it with the next version" in reader.get(f"{PAGE}?step=s4").text


def test_old_versions_have_no_way_to_say_something_and_lead_to_the_current_one(editor: TestClient) -> None:
    edit = {"kind": "set_title", "before": "How to process a customer refund", "title": "How to refund"}
    editor.post(f"/api{GUIDE}/edits", json={"edits": [edit]})
    editor.post(f"/api{GUIDE}/publish")
    old = editor.get(f"{GUIDE}/versions/1").text
    assert "Version 1 is superseded" in old
    assert f'href="{GUIDE}">Go to version 2</a>' in old
    assert "data-say" not in old
    assert "guide-news" not in old
