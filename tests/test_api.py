"""The knowledge base for programs: guides, processes, search and edits as JSON."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from recorder.document.guidefile import read_guide
from server import sharing
from server.app import create_app
from server.settings import Settings
from tests.sample_guides import SECRET, sample_file, sample_guide


@pytest.fixture
def app(tmp_path: Any) -> FastAPI:
    return create_app(Settings(data=tmp_path / "data", upload_limit=2_000_000))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def hand_in(client: TestClient, content: bytes | None = None, **more: Any) -> Any:
    data = content if content is not None else sample_file(**more).getvalue()
    return client.post("/api/guides", files={"file": ("refund.guide", data, "application/zip")})


def edit(client: TestClient, *edits: dict[str, Any], guide: str = "refund") -> Any:
    return client.post(f"/api/guides/{guide}/edits", json={"edits": list(edits)})


def test_a_guide_is_handed_in_read_and_found(client: TestClient) -> None:
    answer = hand_in(client)
    assert answer.status_code == 201
    assert answer.headers["location"] == answer.json()["url"] == "/guides/refund"
    assert answer.json()["id"] == "refund"
    guide = client.get("/api/guides/refund").json()
    assert guide["title"] == "How to process a customer refund"
    assert [step["id"] for step in guide["steps"]] == ["s1", "s2", "s3"]
    assert guide["published"]["version"] == 1
    assert guide["places"][0]["stage"]["name"] == "Refunds"
    (listed,) = client.get("/api/guides").json()["guides"]
    assert (listed["id"], listed["steps"]) == ("refund", 3)
    (process,) = client.get("/api/processes").json()["processes"]
    assert process["stages"][0]["guides"][0]["id"] == "refund"
    (result,) = client.get("/api/search", params={"q": "issue"}).json()["results"]
    assert result["guide"] == {"id": "refund", "title": guide["title"], "url": "/guides/refund"}
    assert (result["step"], result["snippet"]) == ("s3", "Click Issue refund")
    assert set(result) >= {"guide", "step", "snippet"}


def test_the_same_guide_twice_is_one_guide(client: TestClient) -> None:
    assert hand_in(client).status_code == 201
    again = hand_in(client)
    assert (again.status_code, again.json()["id"], again.json()["outcome"]) == (200, "refund", "same")
    assert len(client.get("/api/guides").json()["guides"]) == 1


def test_readers_get_no_secret_in_any_answer(client: TestClient) -> None:
    hand_in(client)
    addresses = ["/api/guides", "/api/guides/refund", "/api/processes", f"/api/search?q={SECRET}"]
    for address in addresses:
        assert SECRET not in client.get(address).text
        assert "images/" not in client.get(address).text
    assert "Marta" not in client.get("/api/guides/refund").text
    assert list(SECRET) not in [
        step["action"]["keys"] for step in client.get("/api/guides/refund").json()["steps"]
    ]


def test_readers_get_painted_pictures(client: TestClient) -> None:
    hand_in(client)
    step = client.get("/api/guides/refund").json()["steps"][0]
    for drawing in step["picture"]["drawings"].values():
        answer = client.get(drawing["url"])
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/webp"
        assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
        again = client.get(drawing["url"], headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304
    assert client.get(f"/pictures/{'0' * 64}.webp").status_code == 404


def test_the_file_comes_back_whole_with_the_names_of_its_place(client: TestClient) -> None:
    hand_in(client, process="CUSTOMER SUPPORT")
    hand_in(client, guide_id="other", process="customer support", stage="REFUNDS")
    answer = client.get("/api/guides/other/file")
    with read_guide(io.BytesIO(answer.content)) as file:
        assert file.guide == sample_guide("other", process="CUSTOMER SUPPORT", stage="Refunds")[0]
        assert set(file.recording) == {"recording/journal.jsonl"}
    again = hand_in(client, answer.content)
    assert again.json()["outcome"] == "same"


def test_a_caption_and_the_title_are_edited_and_published(client: TestClient) -> None:
    hand_in(client)
    caption = {"kind": "set_caption", "step": "s3", "before": "Click **Issue refund**", "caption": "Press it"}
    title = {"kind": "set_title", "before": "How to process a customer refund", "title": "Refunds"}
    answer = edit(client, caption, title)
    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    draft = client.get("/api/guides/refund").json()
    assert (draft["title"], draft["steps"][2]["caption"], draft["draft"]) == ("Refunds", "Press it", True)
    assert (draft["serial"], draft["published"]["version"]) == (answer.json()["serial"], 1)
    assert client.get("/api/search?q=issue").json()["results"][0]["step"] == "s3", "readers see no draft"
    published = client.get("/api/guides/refund?as=reader").json()
    assert published["title"] == "How to process a customer refund"
    assert not {"draft", "serial"} & set(published)
    assert client.post("/api/guides/refund/publish").json()["version"] == 2
    now = client.get("/api/guides/refund").json()
    assert (now["title"], now["draft"], now["published"]["version"]) == ("Refunds", False, 2)
    assert client.get("/api/guides/refund?as=reader").json()["title"] == "Refunds"
    assert client.get("/api/search?q=press").json()["results"][0]["step"] == "s3"
    assert not client.get("/api/search", params={"q": '"click issue refund"'}).json()["results"]


def test_the_second_of_two_who_change_the_same_words_gets_both(client: TestClient) -> None:
    hand_in(client)
    before = "Click **Issue refund**"
    edit(client, {"kind": "set_caption", "step": "s3", "before": before, "caption": "First"})
    other = {"kind": "set_caption", "step": "s1", "before": "Open the **Orders** tab", "caption": "Kept?"}
    answer = edit(client, other, {"kind": "set_caption", "step": "s3", "before": before, "caption": "Second"})
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["mine"], problem["theirs"], problem["before"]) == ("Second", "First", before)
    assert (problem["step"], problem["kind"]) == ("s3", "set_caption")
    guide = client.get("/api/guides/refund").json()
    assert [step["caption"] for step in guide["steps"]][::2] == ["Open the **Orders** tab", "First"]
    assert len(client.get("/api/guides/refund/edits").json()["edits"]) == 1


def test_an_edit_that_changes_nothing_is_not_kept(client: TestClient) -> None:
    hand_in(client)
    same = "Click **Issue refund**"
    answer = edit(client, {"kind": "set_caption", "step": "s3", "before": "something older", "caption": same})
    assert (answer.status_code, answer.json()["version"], answer.json()["serial"]) == (200, 1, None)


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"kind": "set_caption", "step": "gone", "before": "", "caption": "x"}, 409),
        ({"kind": "set_caption", "step": "s1", "before": "", "caption": "   "}, 422),
        ({"kind": "set_caption", "step": "s1", "before": "", "caption": "x" * 20_001}, 422),
        ({"kind": "set_title", "before": "", "title": "x" * 1_001}, 422),
        ({"kind": "set_title", "title": "no before"}, 422),
        ({"kind": "restore_step", "after": None, "content": {}}, 422),
        ({"kind": "burn_step"}, 422),
    ],
)
def test_edits_that_cannot_be_made_are_refused_in_words(
    client: TestClient, wanted: dict[str, Any], status: int
) -> None:
    hand_in(client)
    answer = edit(client, wanted)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].endswith(".")
    assert client.get("/api/guides/refund").json()["published"]["version"] == 1


def test_undo_takes_back_ones_own_edit(client: TestClient) -> None:
    hand_in(client)
    deleted = edit(client, {"kind": "delete_step", "step": "s2", "before": "Fill in **Note**"}).json()
    assert len(client.get("/api/guides/refund").json()["steps"]) == 2
    undone = client.post(f"/api/guides/refund/edits/{deleted['serial']}/undo")
    assert undone.status_code == 200
    assert [step["id"] for step in client.get("/api/guides/refund").json()["steps"]] == ["s1", "s2", "s3"]
    log = client.get("/api/guides/refund/edits").json()["edits"]
    assert [each["edit"]["kind"] for each in log] == ["delete_step", "restore_step"]
    assert log[1]["undoes"] == log[0]["serial"]


def test_a_bad_file_is_a_problem_with_a_sentence(client: TestClient) -> None:
    answer = hand_in(client, b"this is no zip")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert "not a guide file" in answer.json()["detail"]
    assert client.post("/api/guides").status_code == 422
    assert client.get("/api/guides").json() == {"guides": []}


def test_too_large_an_upload_is_refused_while_it_streams(client: TestClient) -> None:
    sent = 0

    def body() -> Iterator[bytes]:
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.guide"\r\n\r\n'
        while sent < 50_000_000:
            sent += 100_000
            yield b"0" * 100_000
        yield b"\r\n--x--\r\n"

    answer = client.post(
        "/api/guides", content=body(), headers={"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert "HANDRAIL_UPLOAD_LIMIT" in answer.json()["detail"]


def test_an_original_needs_its_own_guide(client: TestClient) -> None:
    hand_in(client)
    guide, images = sample_guide()
    name, data = next(iter(images.items()))
    file = name.removeprefix("images/")
    assert client.get(f"/api/guides/refund/pictures/{file}").content == data
    hand_in(client, guide_id="other")
    assert client.get(f"/api/guides/other/pictures/{file}").status_code == 404
    assert guide.id == "refund"


def test_what_is_not_there_is_a_problem(client: TestClient) -> None:
    for address in ("/api/guides/none", "/api/guides/none/file", "/api/guides/none/draft"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert answer.json()["detail"] == "There is no such guide; look for it from the home page."
    title = {"kind": "set_title", "before": "", "title": "x"}
    assert edit(client, title, guide="none").status_code == 404


def test_the_file_is_a_zip_that_names_the_guide(client: TestClient) -> None:
    hand_in(client)
    answer = client.get("/api/guides/refund/file")
    assert answer.headers["content-disposition"] == 'attachment; filename="refund.guide"'
    assert zipfile.ZipFile(io.BytesIO(answer.content)).namelist()[0] == "guide.json"


def test_every_address_for_programs_is_on_a_page_with_nothing_from_elsewhere(
    client: TestClient,
) -> None:
    description = client.get("/api/openapi.json").json()
    answer = client.get("/api/docs")
    assert answer.status_code == 200
    for path in description["paths"]:
        assert f"<code>{path}</code>" in answer.text
    assert "SetCaption" in answer.text
    assert "https://" not in answer.text
    assert "<script>" not in answer.text
    assert client.head("/api/docs").status_code == 200


def test_the_description_says_that_problems_are_problem_details(client: TestClient) -> None:
    for methods in client.get("/api/openapi.json").json()["paths"].values():
        for about in methods.values():
            assert list(about["responses"]["422"]["content"]) == ["application/problem+json"]


def test_readers_of_a_shared_base_get_nothing_that_is_for_editors(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path / "data", share=True))
    base = app.state.base
    reader, editor = sharing.add_first(base)
    with TestClient(app, base_url="http://localhost") as client:
        client.headers["Authorization"] = f"Bearer {editor.token}"
        assert hand_in(client).status_code == 201
        client.headers["Authorization"] = f"Bearer {reader.token}"
        drawing = client.get("/api/guides/refund").json()["steps"][0]["picture"]["drawings"]["wide"]["url"]
        assert client.get(drawing).status_code == 200
        original = next(iter(sample_guide()[1])).removeprefix("images/")
        for address in ("draft", "file", "edits", f"pictures/{original}"):
            assert client.get(f"/api/guides/refund/{address}").status_code == 403
        title = {"kind": "set_title", "before": "How to process a customer refund", "title": "Mine"}
        assert edit(client, title).status_code == 403
        assert hand_in(client, guide_id="other").status_code == 403
        del client.headers["Authorization"]
        for address in ("/api/guides", "/api/guides/refund", "/api/search?q=a", "/api/docs", drawing):
            assert client.get(address).status_code == 401
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("address", ["edits?since={}", "edits/{}/undo"])
def test_a_number_beyond_all_counting_is_a_wrong_request(client: TestClient, address: str) -> None:
    hand_in(client)
    method = "POST" if "undo" in address else "GET"
    answer = client.request(method, f"/api/guides/refund/{address.format(10**30)}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


def test_a_title_that_cannot_be_seen_is_none(client: TestClient) -> None:
    hand_in(client)
    answer = edit(client, {"kind": "set_title", "before": sample_guide()[0].title, "title": "\u200b\u2060"})
    assert answer.status_code == 422
    assert client.get("/api/guides/refund").json()["published"]["version"] == 1


def test_the_page_says_nothing_that_a_window_is_called(client: TestClient) -> None:
    hand_in(client)
    assert "Marta" not in client.get("/guides/refund").text
