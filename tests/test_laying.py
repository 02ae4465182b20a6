"""A take comes to the guide it was recorded for: laid beside the draft, placed in one call, and kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image

from server.app import create_app
from server.base import KnowledgeBase
from server.recording.landing import land
from server.recording.take import Into
from server.settings import Settings
from server.storage import pictures, takes
from tests.recorded_again import SHIPPING, moved, take_of
from tests.recorded_guide import ISSUE, NOTE, recorded_file
from tests.serving import visit, work_off_redactions


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path, share=True))


@pytest.fixture
def base(app: FastAPI) -> KnowledgeBase:
    found: KnowledgeBase = app.state.base
    return found


@pytest.fixture
def editor(app: FastAPI) -> Iterator[TestClient]:
    with visit(app, "editor") as client:
        assert client.put("/api/name", json={"name": "Anna"}).status_code < 300
        yield client


@pytest.fixture
def url(editor: TestClient) -> str:
    answer = editor.post("/api/guides", files={"file": ("refund.guide", recorded_file().getvalue())})
    return f"/api/guides/{answer.json()['id']}"


def hand_in(client: TestClient, url: str, file: BytesIO, **spot: str) -> Any:
    return client.post(f"{url}/takes", files={"file": ("take.guide", file.getvalue())}, data=spot)


def lay(client: TestClient, url: str, file: BytesIO, **spot: str) -> str:
    """Hand a take in and return its address."""
    answer = hand_in(client, url, file, **spot)
    assert answer.status_code == 201, answer.text
    return f"{url}/takes/{answer.json()['take']}"


def rows(client: TestClient, take: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(take).json()["rows"]
    return found


def place(client: TestClient, take: str, **chosen: str) -> None:
    answer = client.post(f"{take}/place", json={"rows": chosen})
    assert answer.status_code == 200, answer.text


def steps(client: TestClient, url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{url}/draft").json()["steps"]
    return found


def change(client: TestClient, url: str, **edit: Any) -> None:
    assert client.post(f"{url}/edits", json={"edits": [edit]}).status_code == 200


def undo(client: TestClient, url: str) -> None:
    assert client.post(f"{url}/edits/undo", json={}).status_code == 200


def test_a_step_recorded_again_keeps_its_words_and_shows_the_new_picture(
    editor: TestClient, url: str
) -> None:
    note = steps(editor, url)[0]
    change(editor, url, kind="set_caption", step=note["id"], before=note["caption"], caption="Say why")
    before = steps(editor, url)
    take = lay(editor, url, take_of(moved(NOTE, 20, 10)), again=note["id"])
    assert steps(editor, url) == before
    (row, *_) = rows(editor, take)
    assert (row["kind"], row["first"], row["would_be"]["caption"]) == ("same", "take", "Say why")
    for side in ("now", "would_be"):
        drawn = editor.get(row[side]["picture"])
        assert Image.open(BytesIO(drawn.content)).format == "WEBP"
    place(editor, take)
    after = steps(editor, url)
    assert (after[0]["id"], after[0]["caption"]) == (note["id"], "Say why")
    assert after[0]["picture"]["file"] != note["picture"]["file"]
    assert after[0]["target"]["box"] == list(moved(NOTE, 20, 10).box or ())
    assert after[1:] == before[1:]
    undo(editor, url)
    assert steps(editor, url) == before


def test_more_steps_come_to_their_place_as_one_call(editor: TestClient, url: str) -> None:
    before = steps(editor, url)
    take = lay(editor, url, take_of(SHIPPING), after=before[0]["id"])
    place(editor, take)
    after = steps(editor, url)
    assert [step["caption"] for step in after][:3] == [
        before[0]["caption"],
        "Turn on **Refund shipping**",
        before[1]["caption"],
    ]
    undo(editor, url)
    assert steps(editor, url) == before


def test_its_moments_and_what_rules_left_out_can_be_taken_later(editor: TestClient, url: str) -> None:
    note = steps(editor, url)[0]
    own = editor.get(f"{url}/steps/{note['id']}/moments").json()["moments"]
    take = lay(editor, url, take_of(NOTE, SHIPPING), again=note["id"])
    place(editor, take, **{row["key"]: "take" for row in rows(editor, take) if row["kind"] == "new"})
    found = editor.get(f"{url}/steps/{note['id']}/moments").json()["moments"]
    assert {each["file"] for each in found}.isdisjoint(each["file"] for each in own)
    assert sum(each["shown"] for each in found) == 1
    assert editor.get(found[0]["url"]).status_code == 200
    other = next(each for each in found if not each["shown"])
    now = steps(editor, url)[0]["picture"]["file"]
    change(editor, url, kind="set_moment", step=note["id"], before=now, moment=other["moment"])
    assert steps(editor, url)[0]["picture"]["file"] == other["file"]
    undo(editor, url)
    undo(editor, url)
    again = editor.get(f"{url}/steps/{note['id']}/moments").json()["moments"]
    assert [each["file"] for each in again] == [each["file"] for each in own]


def test_a_step_that_was_dropped_stays_away(editor: TestClient, url: str) -> None:
    first, second, *_ = steps(editor, url)
    change(editor, url, kind="delete_step", step=first["id"], before=first["caption"])
    take = lay(editor, url, take_of(NOTE, ISSUE))
    found = rows(editor, take)
    assert [(row["kind"], row["why"]) for row in found[:2]] == [("new", "dropped"), ("same", "")]
    place(editor, take)
    assert steps(editor, url)[0]["id"] == second["id"]


def test_a_guide_that_arrives_again_is_compared_step_by_step(editor: TestClient, url: str) -> None:
    note = steps(editor, url)[0]
    change(editor, url, kind="set_caption", step=note["id"], before=note["caption"], caption="Say why")
    changed = take_of(NOTE, SHIPPING, ISSUE, name="take")
    answer = editor.post("/api/guides", files={"file": ("refund.guide", changed.getvalue())})
    assert answer.json() == {**answer.json(), "outcome": "draft"}
    found = rows(editor, f"{url}/takes/0")
    assert "Turn on **Refund shipping**" in [row["would_be"]["caption"] for row in found if row["would_be"]]
    page = editor.get(f"{url.removeprefix('/api')}/takes/0")
    assert "Two takes of this guide" in page.text
    place(editor, f"{url}/takes/0")
    after = [step["caption"] for step in steps(editor, url)]
    assert after[0] == "Say why"
    assert "Turn on **Refund shipping**" in after
    assert editor.get(f"{url}/takes/0").status_code == 404


def test_the_same_take_twice_waits_once_and_can_be_left(
    base: KnowledgeBase, editor: TestClient, url: str
) -> None:
    take = lay(editor, url, take_of(SHIPPING), first="1")
    assert lay(editor, url, take_of(SHIPPING), first="1") == take
    assert editor.delete(take).status_code == 204
    assert editor.get(take).status_code == 404
    with base.database.writing() as connection:
        assert not takes.of_guide(connection, url.rpartition("/")[2], "waiting")
        before = {name for name, _ in base.objects.names()}
        assert pictures.collect(connection, base.objects, datetime.now(UTC) + timedelta(days=2))
    assert {name for name, _ in base.objects.names()} < before


@pytest.mark.parametrize("spot", [{}, {"first": "1"}])
def test_a_take_with_no_steps_says_so(editor: TestClient, url: str, spot: dict[str, str]) -> None:
    refused = hand_in(editor, url, take_of(), **spot)
    assert refused.status_code == 422
    assert "This take has no steps" in refused.json()["detail"]


def test_a_take_of_another_program_is_told(editor: TestClient, url: str) -> None:
    take = take_of(SHIPPING, window="Mail", app="mail")
    page = editor.get(lay(editor, url, take).removeprefix("/api"))
    assert "This take was recorded in Mail, and the guide in Refund desk. Is it the right one?" in page.text


def test_a_broken_file_is_refused_on_the_page_with_the_mend(editor: TestClient, url: str) -> None:
    page = editor.post(
        f"{url.removeprefix('/api')}/takes", files={"file": ("take.guide", b"no guide")}, data={"first": "1"}
    )
    assert page.status_code == 422
    assert "Choose" in page.text or "choose" in page.text


def test_a_take_comes_to_its_guide_or_where_that_is_gone_becomes_one(
    base: KnowledgeBase, editor: TestClient, url: str, tmp_path: Path
) -> None:
    guide = url.rpartition("/")[2]
    file = tmp_path / "take.guide"
    file.write_bytes(take_of(SHIPPING).getvalue())
    landed = land(base, file, Into(guide, "here", steps(editor, url)[0]["id"]))
    assert landed.guide == guide
    assert landed.url.startswith(f"/guides/{guide}/takes/")
    empty = tmp_path / "empty.guide"
    empty.write_bytes(take_of().getvalue())
    nothing = land(base, empty, Into(guide, "here", None))
    assert "This take has no steps: nothing was done" in editor.get(nothing.url).text
    alone = land(base, file, Into("gone", "here", None))
    assert alone.url == f"/guides/{alone.guide}/trim"


def test_readers_see_nothing_of_takes(app: FastAPI, editor: TestClient, url: str) -> None:
    take = lay(editor, url, take_of(SHIPPING), first="1")
    reader = visit(app, "reader")
    row = rows(editor, take)[0]
    for address in (take, row["would_be"]["picture"], take.removeprefix("/api")):
        assert reader.get(address).status_code == 403
    assert reader.post(f"{take}/place", json={}).status_code == 403


def test_what_was_redacted_in_the_old_picture_is_hidden_in_the_new_one(
    base: KnowledgeBase, editor: TestClient, url: str
) -> None:
    note = steps(editor, url)[0]
    region = {"file": note["picture"]["file"], "box": [700, 300, 80, 30]}
    answer = editor.post(f"{url}/redactions", json={"pictures": [region]})
    assert answer.status_code == 202
    work_off_redactions(base)
    take = lay(editor, url, take_of(NOTE), again=note["id"])
    page = editor.get(take.removeprefix("/api")).text
    assert "The old picture was redacted, so the same places are hidden in the new one." in page
    place(editor, take)
    hidden = [mark["box"] for mark in steps(editor, url)[0]["picture"]["marks"] if mark["kind"] == "hide"]
    assert [700, 300, 80, 30] in hidden
