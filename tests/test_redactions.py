"""Redactions over the API: what is asked for, what is refused, and what later arrivals and edits find."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from recorder.document.guidefile import read_guide
from server.app import create_app
from server.base import KnowledgeBase
from server.redacting.working import work_off
from server.settings import Settings
from server.storage.objects import NotKeptError
from tests.byte_search import found_in, found_in_folder
from tests.marked_guide import NAME, PATTERN, all_pictures, marked_bytes
from tests.serving import visit


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    made = visit(create_app(Settings(data=tmp_path / "data")))
    yield made
    base_of(made).database.close()


def base_of(client: TestClient) -> KnowledgeBase:
    base: KnowledgeBase = client.app.state.base  # type: ignore[attr-defined]
    return base


def hand_in(client: TestClient, **changes: str) -> dict[str, Any]:
    answer = client.post("/api/guides", files={"file": ("a.guide", marked_bytes(**changes))})
    assert answer.status_code in (200, 201), answer.text
    told: dict[str, Any] = answer.json()
    return told


def draft(client: TestClient, guide: str) -> dict[str, Any]:
    told: dict[str, Any] = client.get(f"/api/guides/{guide}/draft").json()
    return told


def redact(client: TestClient, guide: str, **wanted: Any) -> dict[str, Any]:
    answer = client.post(f"/api/guides/{guide}/redactions", json=wanted)
    assert answer.status_code == 202, answer.text
    work_off(base_of(client))
    told: dict[str, Any] = client.get(answer.headers["Location"]).json()
    return told


EVERYWHERE: dict[str, Any] = {
    "pictures": [{"file": file, "box": PATTERN} for file in all_pictures()],
    "words": [NAME],
}


def test_progress_is_told_with_a_count_until_it_is_done(client: TestClient) -> None:
    guide = hand_in(client)["id"]
    answer = client.post(f"/api/guides/{guide}/redactions", json=EVERYWHERE)
    begun = answer.json()
    assert (answer.status_code, begun["state"], begun["pictures"], begun["words"]) == (202, "running", 4, 1)
    work_off(base_of(client))
    done = client.get(answer.headers["Location"]).json()
    assert (done["state"], done["trouble"]) == ("done", "")
    assert done["done"] == done["of"] > 4
    assert client.get(f"/api/guides/another/redactions/{begun['job']}").status_code == 404


def test_a_later_arrival_brings_nothing_back(client: TestClient) -> None:
    guide = hand_in(client)["id"]
    redact(client, guide, **EVERYWHERE)
    assert hand_in(client)["outcome"] == "same"
    assert hand_in(client, title=f"Anew for {NAME}")["outcome"] == "draft"
    other = hand_in(client, id="elsewhere")["id"]
    for each in (guide, other):
        file = client.get(f"/api/guides/{each}/file").content
        assert not found_in(file)
        with read_guide(BytesIO(file)) as opened:
            assert opened.recording
    assert not any(
        found_in(client.get(page).content) for page in ("/", f"/guides/{guide}", f"/guides/{other}")
    )


def test_a_second_redaction_of_a_picture_keeps_the_first(client: TestClient) -> None:
    guide = hand_in(client)["id"]
    left, right = list(PATTERN), list(PATTERN)
    left[2] = right[2] = PATTERN.width // 2
    right[0] += PATTERN.width // 2
    file = draft(client, guide)["steps"][0]["picture"]["file"]
    redact(client, guide, pictures=[{"file": file, "box": left}])
    redact(
        client, guide, pictures=[{"file": file, "box": right}]
    )  # by its old name, as a page may still know it
    assert hand_in(client)["outcome"] == "same"
    now = draft(client, guide)["steps"][0]["picture"]["file"]
    body = client.get(f"/api/guides/{guide}/pictures/{now.rpartition('/')[2]}").content
    assert not found_in(body)
    again = redact(client, guide, pictures=[{"file": now, "box": left}])
    assert again["state"] == "done"
    assert draft(client, guide)["steps"][0]["picture"]["file"] == now
    assert client.get(f"/guides/{guide}").status_code == 200


def test_the_rest_of_a_picture_is_as_it_was(client: TestClient) -> None:
    guide = hand_in(client)["id"]
    file = draft(client, guide)["steps"][0]["picture"]["file"]
    address = f"/api/guides/{guide}/pictures/{file.rpartition('/')[2]}"
    before = Image.open(BytesIO(client.get(address).content)).convert("RGB")
    redact(client, guide, pictures=[{"file": file, "box": PATTERN}])
    after = Image.open(BytesIO(client.get(address, follow_redirects=True).content)).convert("RGB")
    area = (PATTERN.x, PATTERN.y, PATTERN.right, PATTERN.bottom)
    assert len(after.crop(area).getcolors() or ()) == 1
    before.paste(after.crop(area), area)
    assert before.tobytes() == after.tobytes()


def test_words_may_be_replaced_in_one_guide_alone(client: TestClient) -> None:
    guide, other = hand_in(client)["id"], hand_in(client, id="other")["id"]
    redact(client, guide, words=[NAME], everywhere=False, **{"with": "the caller"})
    assert "Ask for **the caller** first." in client.get(f"/api/guides/{guide}/draft").text
    assert NAME in client.get(f"/api/guides/{other}/draft").text
    assert hand_in(client)["outcome"] == "same"


def test_an_edit_of_before_still_works(client: TestClient) -> None:
    guide = hand_in(client)["id"]
    step = draft(client, guide)["steps"][0]
    redact(client, guide, **EVERYWHERE)
    edits = [
        {"kind": "set_detail", "step": step["id"], "before": step["detail"], "detail": f"Greet {NAME}."},
        {"kind": "set_moment", "step": step["id"], "before": step["picture"]["file"], "moment": "before"},
    ]
    answer = client.post(f"/api/guides/{guide}/edits", json={"edits": edits[:1]})
    assert answer.status_code == 200, answer.text
    assert draft(client, guide)["steps"][0]["detail"] == "Greet a customer."
    answer = client.post(f"/api/guides/{guide}/edits", json={"edits": edits[1:]})
    assert answer.status_code in (200, 409), answer.text
    assert not found_in(client.get(f"/api/guides/{guide}/edits").content)


def test_an_edit_in_the_middle_of_it_is_not_lost(client: TestClient) -> None:
    guide = hand_in(client)["id"]
    step = draft(client, guide)["steps"][0]
    client.post(f"/api/guides/{guide}/redactions", json=EVERYWHERE)
    edit = {"kind": "set_detail", "step": step["id"], "before": step["detail"], "detail": f"Greet {NAME}."}
    assert client.post(f"/api/guides/{guide}/edits", json={"edits": [edit]}).status_code == 200
    work_off(base_of(client))
    assert draft(client, guide)["steps"][0]["detail"] == "Greet a customer."


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "mark a region"),
    ({"words": ["x"]}, "one letter"),
    ({"words": [" "]}, "one letter"),
    ({"words": ["·-·"]}, "one letter"),
    ({"words": ["a name"], "with": "no such a name"}, "very words"),
    ({"words": ["a name"], "with": "**bold**"}, "plain words"),
    ({"words": ["a name " * 40]}, "at most 200 letters"),
    ({"words": ["a name"] * 201}, "At most 200 words"),
    ({"pictures": [{"file": all_pictures()[0], "box": [0, 0, 0, 10]}]}, "width and a height"),
    ({"pictures": [{"file": all_pictures()[0], "box": [50, 50, -10, 10]}]}, "width and a height"),
    ({"pictures": [{"file": all_pictures()[0], "box": [1920, 0, 10, 10]}]}, "1920 by 1080"),
    ({"pictures": [{"file": f"images/{'a' * 64}.png", "box": [0, 0, 10, 10]}]}, "no such picture"),
    ({"pictures": [{"file": "../../handrail.db", "box": [0, 0, 10, 10]}]}, "no such picture"),
    ({"pictures": [{"file": all_pictures()[0], "box": [0, 0, 10, 10]}] * 10_001}, "At most 10,000"),
    ({"pictures": [{"file": all_pictures()[0], "box": [0, 0, 2**40, 10]}]}, "not right"),
)


@pytest.mark.parametrize(("wanted", "said"), REFUSED)
def test_what_cannot_be_is_refused_with_a_sentence(
    client: TestClient, wanted: dict[str, Any], said: str
) -> None:
    guide = hand_in(client)["id"]
    answer = client.post(f"/api/guides/{guide}/redactions", json=wanted)
    assert answer.status_code == 422
    assert said in answer.json()["detail"]
    assert found_in(client.get(f"/api/guides/{guide}/file").content)


def test_a_picture_of_another_guide_is_none_of_this(client: TestClient) -> None:
    hand_in(client)
    other = visit(client.app)  # type: ignore[arg-type]
    bare = other.post("/api/guides/nowhere/redactions", json={"words": ["a name"]})
    assert (bare.status_code, "no such guide" in bare.json()["detail"]) == (404, True)


def test_ten_thousand_places_and_a_huge_one_are_filled(client: TestClient) -> None:
    guide = hand_in(client)["id"]
    file = all_pictures()[0]
    places = [{"file": file, "box": [x * 19, y * 10, 19, 10]} for x in range(100) for y in range(99)]
    places.append({"file": file, "box": [-500, -500, 100_000, 100_000]})
    assert redact(client, guide, pictures=places)["state"] == "done"
    bodies = [
        client.get(f"/api/guides/{guide}/{kind}/{file}", follow_redirects=True)
        for kind in ("moments", "pictures")
    ]
    shown = next(each.content for each in bodies if each.status_code == 200)
    assert len(Image.open(BytesIO(shown)).getcolors() or ()) == 1


def test_two_redactions_at_once_come_one_after_the_other(client: TestClient) -> None:
    guide = hand_in(client)["id"]
    some = {"pictures": EVERYWHERE["pictures"][:1]}
    address = f"/api/guides/{guide}/redactions"
    assert client.post(address, json=some).status_code == 202
    again = client.post(address, json=some)
    assert (again.status_code, "under way" in again.json()["detail"]) == (409, True)
    assert client.post(address, json={"pictures": EVERYWHERE["pictures"][1:]}).status_code == 202
    assert client.post(address, json={"words": [NAME]}).status_code == 202
    work_off(base_of(client))
    assert not found_in(client.get(f"/api/guides/{guide}/file").content)


def test_a_full_disk_makes_it_wait_and_say_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, base = hand_in(client)["id"], base_of(client)
    with monkeypatch.context() as patched:

        def full(_objects: object, _name: str, _content: bytes) -> None:
            raise NotKeptError("Pictures cannot be kept (No space left on device); see that it has room.")

        patched.setattr(type(base.objects), "put", full)
        waiting = redact(client, guide, **EVERYWHERE)
        assert (waiting["state"], "No space left" in waiting["trouble"]) == ("waiting", True)
    work_off(base)
    assert not found_in(client.get(f"/api/guides/{guide}/file").content)


def test_readers_may_not_redact(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path / "shared", share=True))
    reader = visit(app, "reader")
    assert reader.post("/api/guides/refund/redactions", json={"words": ["a name"]}).status_code == 403
    assert reader.get("/api/guides/refund/redactions/1").status_code == 403


def test_a_picture_that_is_uploaded_again_comes_redacted(client: TestClient) -> None:
    guide = hand_in(client)["id"]
    with Image.open(BytesIO(client.get(f"/api/guides/{guide}/moments/{all_pictures()[0]}").content)) as image:
        stream = BytesIO()
        image.save(stream, "PNG")
    address = f"/api/guides/{guide}/pictures"
    upload = {"file": ("a.png", stream.getvalue(), "image/png")}
    first = client.post(address, files=upload).json()["file"]
    redact(client, guide, pictures=[{"file": first, "box": PATTERN}])
    again = client.post(address, files=upload).json()
    assert again["file"] != first
    assert not found_in(client.get(again["url"]).content)
    assert not (base_of(client).objects.has(f"pictures/{first.rpartition('/')[2]}"))


def test_a_take_beside_the_guide_comes_redacted_and_is_reached(client: TestClient) -> None:
    guide = hand_in(client)["id"]
    take = {"file": ("a.guide", marked_bytes(id="take-of-before"))}
    laid = client.post(f"/api/guides/{guide}/takes", files=take)
    assert laid.status_code == 201, laid.text
    redact(client, guide, **EVERYWHERE)
    again = client.post(f"/api/guides/{guide}/takes", files={"file": ("b.guide", marked_bytes(id="later"))})
    assert again.status_code in (200, 201), again.text
    base = base_of(client)
    base.database.close()
    assert found_in_folder(base.settings.data) == []


def test_what_was_done_before_can_be_undone_and_brings_nothing_back(client: TestClient) -> None:
    guide = hand_in(client)["id"]
    step = draft(client, guide)["steps"][0]
    edit = {"kind": "set_detail", "step": step["id"], "before": step["detail"], "detail": "Greet the caller."}
    assert client.post(f"/api/guides/{guide}/edits", json={"edits": [edit]}).status_code == 200
    redact(client, guide, **EVERYWHERE)
    assert client.post(f"/api/guides/{guide}/edits/undo").status_code == 200
    assert draft(client, guide)["steps"][0]["detail"] == "Ask for **a customer** first."
    assert client.post(f"/api/guides/{guide}/edits/redo").status_code == 200
    assert not found_in(client.get(f"/api/guides/{guide}/edits").content)


def test_the_version_that_readers_have_is_the_redacted_one_at_once(client: TestClient) -> None:
    guide = hand_in(client, title=f"For {NAME}")["id"]
    assert found_in(client.get(f"/guides/{guide}").content)
    assert found_in(client.get(f"/api/guides/{guide}").content)
    redact(client, guide, **EVERYWHERE)
    page = client.get(f"/guides/{guide}")
    assert "For a customer" in page.text
    assert not found_in(page.content)
    assert not found_in(client.get(f"/api/guides/{guide}").content)
    assert client.get("/api/search?q=customer").json()["results"][0]["guide"]["title"] == "For a customer"
