"""An editor takes from the recording what rules left out, and other moments; readers get neither."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image

from recorder.document.guidefile import read_guide
from recorder.recording import AnyFact, Moment
from server.app import create_app
from server.settings import Settings
from tests.recorded_guide import altered_file, recorded_file
from tests.serving import bring_in, visit

PAGE = {"accept": "text/html"}


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path, share=True))


@pytest.fixture
def editor(app: FastAPI) -> Iterator[TestClient]:
    with visit(app, "editor") as client:
        assert client.put("/api/name", json={"name": "Anna"}).status_code < 300
        yield client


@pytest.fixture
def url(editor: TestClient) -> str:
    return hand_in(editor, recorded_file())


def hand_in(editor: TestClient, file: BytesIO) -> str:
    answer = editor.post("/api/guides", files={"file": ("refund.guide", file.getvalue())})
    assert answer.status_code == 201, answer.text
    return f"/api/guides/{answer.json()['id']}"


def captions(client: TestClient, url: str) -> list[str]:
    return [step["caption"] for step in client.get(f"{url}/draft").json()["steps"]]


def step(client: TestClient, url: str, number: int) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{url}/draft").json()["steps"][number]
    return found


def send(client: TestClient, url: str, **edit: Any) -> Any:
    return client.post(f"{url}/edits", json={"edits": [edit]})


def left_out(client: TestClient, url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{url}/left-out").json()["left_out"]
    return found


def choose(client: TestClient, url: str, number: int, moment: str) -> Any:
    seen = step(client, url, number)
    return send(
        client, url, kind="set_moment", step=seen["id"], before=seen["picture"]["file"], moment=moment
    )


def test_what_was_left_out_is_listed_with_its_rule_and_what_it_would_be(editor: TestClient, url: str) -> None:
    click, scroll = left_out(editor, url)
    assert (click["caption"], click["rule"]) == ("Click **Note**", "a click into a field")
    assert click["into"] == step(editor, url, 0)["id"]
    assert click["explanation"] == "A click into a field and the typing that follows are one step."
    assert (scroll["rule"], scroll["into"]) == ("scrolling there and back", None)
    picture = editor.get(click["picture"])
    with Image.open(BytesIO(picture.content)) as image:
        assert image.format == "WEBP"
    assert editor.get(click["picture"], headers={"if-none-match": picture.headers["etag"]}).status_code == 304


def test_what_is_brought_back_stands_where_it_was_done_and_can_be_taken_back(
    editor: TestClient, url: str
) -> None:
    click, scroll = left_out(editor, url)
    made = send(editor, url, kind="bring_back", step=click["id"])
    assert made.status_code == 200, made.text
    assert captions(editor, url) == ["Click **Note**", "Fill in **Note**", "Click **Issue refund**"]
    assert [each["id"] for each in left_out(editor, url)] == [scroll["id"]]
    assert send(editor, url, kind="bring_back", step=scroll["id"]).status_code == 200
    assert captions(editor, url)[-1].startswith("Scroll up")
    drawn = editor.get(url).json()["steps"][0]["picture"]["drawings"]["wide"]["url"]
    assert editor.get(drawn).status_code == 200
    again = send(editor, url, kind="bring_back", step=click["id"])
    assert (again.status_code, "back already" in again.json()["detail"]) == (409, True)
    assert editor.post(f"{url}/edits/{made.json()['serial']}/undo").status_code == 200
    assert captions(editor, url)[0] == "Fill in **Note**"
    assert click["id"] in {each["id"] for each in left_out(editor, url)}


def test_its_neighbour_may_be_gone(editor: TestClient, url: str) -> None:
    fill, issue = editor.get(f"{url}/draft").json()["steps"]
    send(editor, url, kind="delete_step", step=issue["id"], before=issue["caption"])
    assert send(editor, url, kind="bring_back", step=left_out(editor, url)[-1]["id"]).status_code == 200
    assert captions(editor, url)[0] == fill["caption"]
    assert captions(editor, url)[1].startswith("Scroll up")


def test_no_one_brings_in_a_step_of_their_own(editor: TestClient, url: str) -> None:
    content = {"id": "x", "kind": "note", "caption": "mine"}
    assert send(editor, url, kind="bring_back", content=content, after=None).status_code == 422
    assert send(editor, url, kind="bring_back", step="nothing").status_code == 409
    assert send(editor, "/api/guides/none", kind="bring_back", step="nothing").status_code == 404


def test_another_moment_keeps_crop_and_marks(editor: TestClient, url: str) -> None:
    seen = step(editor, url, 1)
    listed = editor.get(f"{url}/steps/{seen['id']}/moments").json()["moments"]
    assert [(each["moment"], each["shown"]) for each in listed] == [
        ("before", True), ("at", False), ("after", False),
    ]  # fmt: skip
    made = choose(editor, url, 1, "after")
    assert made.status_code == 200, made.text
    now = step(editor, url, 1)
    assert now["picture"]["file"] == listed[2]["file"] != seen["picture"]["file"]
    assert {**now["picture"], "file": ""} == {**seen["picture"], "file": ""}
    assert now["caption"] == seen["caption"]
    drawn = editor.get(url).json()["steps"][1]["picture"]["drawings"]["wide"]["url"]
    assert editor.get(drawn).status_code == 200
    assert editor.post(f"{url}/edits/{made.json()['serial']}/undo").status_code == 200
    assert step(editor, url, 1) == seen


def test_a_picture_that_somebody_changed_meanwhile_is_not_overwritten(editor: TestClient, url: str) -> None:
    seen = step(editor, url, 1)
    choose(editor, url, 1, "at")
    stale = {"step": seen["id"], "before": seen["picture"]["file"]}
    late = send(editor, url, kind="set_moment", moment="after", **stale)
    assert (late.status_code, late.json()["kind"]) == (409, "set_moment")
    same = send(editor, url, kind="set_moment", moment="at", **stale)
    assert (same.status_code, same.json()["serial"]) == (200, None), "the same again is no change"


def test_the_frames_themselves_are_served_to_editors(editor: TestClient, url: str) -> None:
    seen = step(editor, url, 1)
    for each in editor.get(f"{url}/steps/{seen['id']}/moments").json()["moments"]:
        answer = editor.get(each["url"])
        with Image.open(BytesIO(answer.content)) as image:
            assert image.size == (each["width"], each["height"])
        assert "private" in answer.headers["cache-control"]
    assert editor.get(f"{url}/moments/{'0' * 64}.png").status_code == 404
    assert editor.get(f"{url}/moments/..%2F..%2Fhandrail.db").status_code == 404


def test_readers_get_no_moment_and_nothing_that_was_left_out(
    app: FastAPI, editor: TestClient, url: str
) -> None:
    seen, piece = step(editor, url, 1), left_out(editor, url)[0]
    moments = editor.get(f"{url}/steps/{seen['id']}/moments").json()["moments"]
    addresses = [
        f"{url}/left-out", piece["picture"], f"{url}/steps/{seen['id']}/moments",
        f"{url}/steps/{seen['id']}/moments/after.webp", *(each["url"] for each in moments),
    ]  # fmt: skip
    page = url.removeprefix("/api")
    with visit(app, "reader") as reader:
        for address in addresses:
            assert reader.get(address).status_code == 403, address
        for form in ("left-out", "moment"):
            assert reader.post(f"{page}/{form}", data={"step": piece["id"]}).status_code == 403
        shown = reader.get(page, headers=PAGE).text
    assert "left-out" not in shown
    assert "moments" not in shown
    assert all(each["file"].rpartition("/")[2] not in shown for each in moments)


def test_the_page_does_both_without_scripts(editor: TestClient, url: str) -> None:
    page = url.removeprefix("/api")
    shown = editor.get(f"{page}/words", headers=PAGE).text
    assert "Left out while recording (2)" in shown
    assert shown.count('name="moment"') == 5, "before and after the typing, and all three of the click"
    piece = left_out(editor, url)[0]["id"]
    answer = editor.post(f"{page}/left-out", data={"step": piece}, headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page}/words#step-{piece}")
    assert "Left out while recording (1)" in editor.get(f"{page}/words", headers=PAGE).text
    seen = step(editor, url, 2)
    form = {"step": seen["id"], "before": seen["picture"]["file"], "moment": "after"}
    assert editor.post(f"{page}/moment", data=form, headers=PAGE).status_code == 303
    assert step(editor, url, 2)["picture"]["file"] != seen["picture"]["file"]
    stale = editor.post(f"{page}/moment", data={**form, "moment": "at"}, headers=PAGE)
    assert stale.status_code == 409
    assert "Somebody changed" in stale.text
    assert editor.post(f"{page}/moment", data={**form, "moment": "never"}, headers=PAGE).status_code == 422


def test_the_file_holds_every_moment_whatever_is_shown(editor: TestClient, url: str) -> None:
    def files() -> set[str]:
        with read_guide(BytesIO(editor.get(f"{url}/file").content)) as file:
            return {name.rpartition("/")[2] for name in (*file.images, *file.recording)}

    before = files()
    choose(editor, url, 1, "after")
    send(editor, url, kind="bring_back", step=left_out(editor, url)[0]["id"])
    assert files() == before
    answer = editor.post("/api/guides", files={"file": ("a.guide", editor.get(f"{url}/file").content)})
    assert answer.json()["outcome"] == "same"


def test_a_guide_without_a_recording_offers_nothing(editor: TestClient) -> None:
    url = f"/api{bring_in(editor)}"
    seen = step(editor, url, 0)
    assert left_out(editor, url) == []
    assert editor.get(f"{url}/steps/{seen['id']}/moments").json() == {"moments": []}
    before = f"images/{'0' * 64}.png"
    refused = send(editor, url, kind="set_moment", step=seen["id"], before=before, moment="at")
    assert refused.status_code == 409


@pytest.mark.parametrize(("width", "offers"), [(333, 2), (-5, 0)])
def test_a_journal_that_says_wrong_things_of_its_frames_does_no_harm(
    editor: TestClient, width: int, offers: int
) -> None:
    def claim(fact: AnyFact) -> AnyFact:
        return fact.model_copy(update={"width": width}) if isinstance(fact, Moment) else fact

    url = hand_in(editor, altered_file(claim))
    assert len(left_out(editor, url)) == offers
    assert editor.get(url.removeprefix("/api"), headers=PAGE).status_code == 200
    assert choose(editor, url, 1, "after").status_code == 409
    for piece in left_out(editor, url):
        assert send(editor, url, kind="bring_back", step=piece["id"]).status_code == 200
    assert all(each["picture"] is None for each in editor.get(url).json()["steps"][:1] if offers)
    assert editor.get(f"{url}/file").status_code == 200
