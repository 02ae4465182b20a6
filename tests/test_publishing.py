"""What waits for an editor before readers see it: new guides under review, and later recordings."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import insert

from server.app import create_app
from server.settings import Settings
from server.storage import versions
from server.storage.tables import redactions
from tests.serving import bring_in, visit

TITLE = "How to process a customer refund"
WAITS = "A newer recording of this guide waits."


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
    assert f'href="{url}/trim"' in editor.get("/").text
    assert editor.get(url).headers["location"] == f"{url}/trim"
    form = editor.get(f"{url}/words").text
    assert "Not published yet: readers do not see this guide." in form
    assert f'action="{url}/publish"' in form
    sent = {"title": "How to refund", "before-title": TITLE}
    assert editor.post(f"{url}/words", data=sent).status_code == 303
    assert "How to refund" in editor.get("/").text
    assert reader.get(url).status_code == reader.get(f"/api{url}").status_code == 404
    assert "Waiting to be published" not in reader.get("/").text
    answer = editor.post(f"{url}/publish")
    assert (answer.status_code, answer.headers["location"]) == (303, url)
    assert "How to refund" in reader.get(url).text
    assert "Waiting to be published" not in editor.get("/").text
    assert "Not published yet" not in editor.get(f"{url}/words").text


def test_publishing_what_is_published_makes_no_version(reviewing: FastAPI) -> None:
    editor = named_editor(reviewing)
    url = bring_in(editor)
    first = editor.post(f"/api{url}/publish")
    assert first.status_code == 200
    assert (first.json()["version"], first.json()["by"]) == (1, "Amara Diallo")
    assert editor.post(f"/api{url}/publish").json() == first.json()


def test_who_is_written_as_the_owner_keeps_the_guide_once_it_is_published(app: FastAPI) -> None:
    editor = named_editor(app)
    url = bring_in(editor)

    def write(before: str, to: str) -> str:
        edit = {"kind": "set_about", "field": "owner", "before": before, "to": to}
        assert editor.post(f"/api{url}/edits", json={"edits": [edit]}).status_code == 200
        assert editor.post(f"/api{url}/publish").status_code == 200
        owner: str = editor.get(f"/api{url}/review").json()["owner"]
        return owner

    first = editor.get(f"/api{url}/draft").json()["owner"]
    assert write(first, "Zoe Quist") == "Zoe Quist"
    assert editor.put(f"/api{url}/review", json={"owner": "Ben"}).status_code == 200
    edit = {"kind": "set_about", "field": "risk", "before": "normal", "to": "high"}
    assert editor.post(f"/api{url}/edits", json={"edits": [edit]}).status_code == 200
    assert editor.post(f"/api{url}/publish").status_code == 200
    assert editor.get(f"/api{url}/review").json()["owner"] == "Ben", "who is written is as before"
    assert "Kept true by Ben" in editor.get(f"{url}/edit").text
    edit = {"kind": "set_about", "field": "owner", "before": "Zoe Quist", "to": "Amara"}
    assert editor.post(f"/api{url}/edits", json={"edits": [edit]}).status_code == 200
    assert "Kept true by" not in editor.get(f"{url}/edit").text, "it will be Amara"


def test_readers_publish_nothing_and_there_must_be_a_guide(reviewing: FastAPI) -> None:
    editor, reader = named_editor(reviewing), visit(reviewing, "reader")
    url = bring_in(editor)
    for address in (f"/api{url}/publish", f"{url}/publish"):
        assert reader.post(address).status_code == 403
    assert reader.get(url).status_code == 404
    missing = editor.post("/api/guides/none/publish")
    assert missing.status_code == 404
    assert missing.json()["detail"] == "There is no such guide; look for it from the home page."


def changed(editor: TestClient, url: str, step: str, before: str, caption: str) -> int:
    """Give a step another caption and return the serial of the draft."""
    edit = {"kind": "set_caption", "step": step, "before": before, "caption": caption}
    answer = editor.post(f"/api{url}/edits", json={"edits": [edit]})
    assert answer.status_code == 200, answer.text
    serial: int = answer.json()["serial"]
    return serial


def test_what_readers_will_see_anew_is_shown_and_published_with_a_line(app: FastAPI) -> None:
    editor, reader = named_editor(app), visit(app, "reader")
    url = bring_in(editor)
    assert "Nothing to publish" in editor.get(f"{url}/publish").text
    serial = changed(editor, url, "s3", "Fill in **Note**", "Fill in the **Note**")
    page = editor.get(f"{url}/publish").text
    assert "Publish version 2" in page
    assert "Fill in <ins>the </ins>Note" in page
    assert 'value="1 step reworded"' in page
    assert f'name="serial" value="{serial}"' in page
    assert reader.get(f"{url}/publish").status_code == 403
    sent = {"note": "  The note is named  ", "serial": str(serial)}
    answer = editor.post(f"{url}/publish", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, url)
    with app.state.base.database.reading() as connection:
        version = versions.published(connection, "refund")
    assert version is not None
    assert (version.number, version.note, version.through) == (2, "The note is named", serial)
    assert "Nothing to publish" in editor.get(f"{url}/publish").text


def test_only_what_was_looked_at_is_published(app: FastAPI) -> None:
    editor = other = named_editor(app)
    url = bring_in(editor)
    seen = changed(editor, url, "s3", "Fill in **Note**", "First")
    now = changed(other, url, "s4", "Click **Issue refund**", "Second")
    refused = editor.post(f"/api{url}/publish", json={"serial": seen, "note": "Mine"})
    problem = refused.json()
    assert (refused.status_code, problem["type"], problem["serial"]) == (409, "draft-moved", now)
    page = editor.post(f"{url}/publish", data={"serial": seen, "note": "Mine"})
    assert page.status_code == 409
    for words in ("Somebody changed the guide after you looked at it", "<ins>Second</ins>", 'value="Mine"'):
        assert words in page.text
    assert editor.get(f"/api{url}?as=reader").json()["published"]["version"] == 1
    done = editor.post(f"/api{url}/publish", json={"serial": now, "note": "Both"})
    assert (done.json()["version"], done.json()["note"]) == (2, "Both")
    again = other.post(f"/api{url}/publish", json={"serial": now, "note": "Both, too"})
    assert again.json() == done.json(), "what two publish at once is published once"


def test_a_guide_that_readers_never_saw_shows_what_they_get(reviewing: FastAPI) -> None:
    editor = named_editor(reviewing)
    url = bring_in(editor)
    page = editor.get(f"{url}/publish").text
    assert "They get it with its 4 steps." in page
    assert "<dt>Note</dt><dd>Customer return</dd>" in page


def test_what_could_be_better_is_shown_and_hinders_nothing(app: FastAPI) -> None:
    editor = named_editor(app)
    url = bring_in(editor)
    assert "could be better" not in editor.get(f"{url}/publish").text, "there is nothing to publish"
    serial = changed(editor, url, "s3", "Fill in **Note**", "The note is filled in and the RMA is checked")
    page = editor.get(f"{url}/publish").text
    assert "none of it hinders publishing" in page
    assert f'href="{url}/edit#step-s3"' in page
    assert editor.post(f"/api{url}/publish", json={"serial": serial}).json()["version"] == 2


def test_what_was_redacted_since_is_said(app: FastAPI) -> None:
    editor = named_editor(app)
    url = bring_in(editor)
    with app.state.base.database.writing() as connection:
        row = {
            "id": "r1",
            "guide": "refund",
            "person": 1,
            "at": datetime.now(UTC),
            "phase": "done",
            "cursor": "",
        }
        counts = {"pictures": 2, "words": 1, "steps_done": 0, "steps": 0, "trouble": ""}
        connection.execute(insert(redactions).values({**row, **counts}))
    page = editor.get(f"{url}/publish").text
    assert "2 pictures were redacted since version 1. 1 wording was redacted." in page


def test_taking_a_newer_recording_over_says_what_it_leaves_out(app: FastAPI) -> None:
    editor = named_editor(app)
    url = with_newer_waiting(editor)
    changed(editor, url, "s3", "Fill in **Note**", "Not published yet")
    assert "it is published without the change that readers do not see yet." in editor.get(url).text


@pytest.mark.parametrize("body", [{"note": "x" * 1_001}, {"serial": -1}, {"serial": "last"}, {"line": "x"}])
def test_what_makes_no_sense_is_refused(app: FastAPI, body: dict[str, object]) -> None:
    editor = named_editor(app)
    url = bring_in(editor)
    assert editor.post(f"/api{url}/publish", json=body).status_code == 422
    assert editor.get("/guides/none/publish").status_code == 404


def with_newer_waiting(editor: TestClient) -> str:
    """Bring a guide in, edit its title, bring two newer recordings in and return the guide's address."""
    url = bring_in(editor)
    sent = {"title": "As edited", "before-title": TITLE, "then": "publish"}
    assert editor.post(f"{url}/words", data=sent).status_code == 303
    assert WAITS not in editor.get(url).text
    for title in ("Recorded again", "Recorded once more"):
        bring_in(editor, title=title)
    return url


def test_only_editors_see_that_a_newer_recording_waits(app: FastAPI) -> None:
    editor, reader = named_editor(app), visit(app, "reader")
    url = with_newer_waiting(editor)
    for address in (url, f"{url}/words"):
        assert WAITS in editor.get(address).text
        assert f'formaction="{url}/arrival/publish"' in editor.get(address).text
    assert WAITS not in reader.get(url).text
    for method, address in (("POST", f"/api{url}/arrival/publish"), ("DELETE", f"/api{url}/arrival")):
        assert reader.request(method, address).status_code == 403
    assert "As edited" in reader.get(url).text


@pytest.mark.parametrize("by", ["form", "call"])
def test_the_newest_recording_is_taken_over_and_nothing_is_lost(app: FastAPI, by: str) -> None:
    editor = named_editor(app)
    url = with_newer_waiting(editor)
    if by == "form":
        assert editor.post(f"{url}/arrival/publish").headers["location"] == url
    else:
        assert editor.post(f"/api{url}/arrival/publish").json()["version"] == 3
    assert "Recorded once more" in editor.get(url).text
    assert WAITS not in editor.get(url).text
    first, second = editor.get(f"/api{url}/edits").json()["calls"]
    assert len(first["serials"]) == 1, "what was edited stays in the log"
    assert second["said"], "the draft went over to the recording by edits"
    with app.state.base.database.reading() as connection:
        titles = [each.document.title for each in versions.history(connection, "refund")]
    assert titles == ["Recorded once more", "As edited", TITLE]
    sent = {"title": "Edited anew", "before-title": "Recorded once more", "then": "publish"}
    assert editor.post(f"{url}/words", data=sent).status_code == 303
    assert "Edited anew" in editor.get(url).text


@pytest.mark.parametrize("by", ["form", "call"])
def test_a_newer_recording_that_is_left_changes_nothing_and_may_come_again(app: FastAPI, by: str) -> None:
    editor = named_editor(app)
    url = with_newer_waiting(editor)
    if by == "form":
        assert editor.post(f"{url}/arrival/leave").headers["location"] == url
    else:
        assert editor.delete(f"/api{url}/arrival").status_code == 204
    assert WAITS not in editor.get(url).text
    assert editor.get(f"/api{url}").json()["published"]["version"] == 2
    bring_in(editor)
    assert WAITS not in editor.get(url).text
    bring_in(editor, title="Recorded once more")
    assert WAITS in editor.get(url).text


def test_where_nothing_waits_there_is_nothing_to_take_over_or_leave(app: FastAPI) -> None:
    editor = named_editor(app)
    url = bring_in(editor)
    for method, address in (("POST", f"/api{url}/arrival/publish"), ("DELETE", f"/api{url}/arrival")):
        answer = editor.request(method, address)
        assert answer.status_code == 404
        assert answer.json()["detail"].startswith("No newer recording of this guide waits;")


def test_a_newer_recording_of_a_guide_under_review_is_published_in_its_place(reviewing: FastAPI) -> None:
    editor, reader = named_editor(reviewing), visit(reviewing, "reader")
    url = bring_in(editor)
    bring_in(editor, title="Recorded again")
    assert WAITS in editor.get(f"{url}/words").text
    assert editor.post(f"{url}/arrival/publish").status_code == 303
    assert "Recorded again" in reader.get(url).text
    assert reader.get(f"/api{url}").json()["published"]["version"] == 1
