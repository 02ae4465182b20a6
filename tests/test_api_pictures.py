"""Editors hand pictures in for a guide, and find those of other guides; what nobody uses is swept."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image
from sqlalchemy import update

from recorder.document.guide import Picture
from server import trash
from server.app import create_app
from server.base import KnowledgeBase
from server.importing import take_in
from server.reach import use_picture
from server.settings import Settings
from server.storage import pictures, uploads
from server.storage.people import machine_user
from server.storage.tables import uploads as upload_rows
from tests.serving import bring_in, guide_bytes, visit


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path, share=True, review_first=False))


@pytest.fixture
def base(app: FastAPI) -> KnowledgeBase:
    found: KnowledgeBase = app.state.base
    return found


@pytest.fixture
def editor(app: FastAPI) -> Iterator[TestClient]:
    with visit(app, "editor") as client:
        assert client.put("/api/name", json={"name": "Anna"}).status_code < 300
        bring_in(client, id="refund")
        yield client


def drawn(colour: str = "red", form: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(stream, form)
    return stream.getvalue()


def hand_in(client: TestClient, data: bytes, name: str = "shot.png", guide: str = "refund") -> Any:
    return client.post(f"/api/guides/{guide}/pictures", files={"file": (name, data, "image/png")})


def uploaded(client: TestClient, colour: str = "red") -> Picture:
    answer = hand_in(client, drawn(colour)).json()
    return Picture(file=answer["file"], width=answer["width"], height=answer["height"])


def in_use(base: KnowledgeBase, picture: Picture, guide: str = "refund") -> bool:
    with base.database.writing() as connection:
        return use_picture(base, connection, guide, picture)


def let_a_day_pass(base: KnowledgeBase) -> None:
    """Make all that waits older than a day, and collect as if all bytes were, too."""
    later = datetime.now(UTC) + timedelta(days=1, minutes=1)
    with base.database.writing() as connection:
        connection.execute(update(upload_rows).values(at=datetime.now(UTC) - timedelta(days=1, minutes=1)))
        uploads.sweep(connection, datetime.now(UTC))
        pictures.collect(connection, base.objects, later)


def test_a_picture_is_handed_in_and_seen_by_editors_alone(app: FastAPI, editor: TestClient) -> None:
    answer = hand_in(editor, drawn(form="JPEG"), "photo.jpg")
    assert answer.status_code == 201
    told = answer.json()
    assert told["file"].startswith("images/")
    assert (told["width"], told["height"], told["was"], told["first_frame"]) == (320, 200, None, False)
    shown = editor.get(told["url"])
    assert Image.open(io.BytesIO(shown.content)).size == (320, 200)
    reader = visit(app, "reader")
    assert reader.get(told["url"]).status_code == 403
    assert hand_in(reader, drawn()).status_code == 403


def test_a_name_tells_nothing_of_what_is_in_a_file(editor: TestClient) -> None:
    assert hand_in(editor, drawn(), "page.html").status_code == 201
    refused = hand_in(editor, b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.png")
    assert refused.status_code == 422
    assert refused.json()["detail"].startswith("This is no picture that can be read here; choose a PNG")


def test_what_was_refused_left_nothing_behind(base: KnowledgeBase, editor: TestClient) -> None:
    before = list(base.objects.names())
    for data in (b"", b"no picture", drawn(form="BMP")[:5000]):
        assert hand_in(editor, data).status_code == 422
    assert hand_in(editor, drawn(), guide="nowhere").status_code == 404
    assert list(base.objects.names()) == before


def test_only_stored_pictures_of_their_true_size_are_in_reach(
    base: KnowledgeBase, editor: TestClient
) -> None:
    bring_in(editor, id="other")
    picture = uploaded(editor)
    assert not in_use(base, picture, "other")
    assert not in_use(base, picture.model_copy(update={"width": 321}))
    assert not in_use(base, picture.model_copy(update={"file": f"images/{'0' * 64}.png"}))
    assert in_use(base, picture)
    assert in_use(base, picture, "other")


def test_what_nobody_uses_is_swept_after_a_day(base: KnowledgeBase, editor: TestClient) -> None:
    unused, used = uploaded(editor, "red"), uploaded(editor, "blue")
    assert in_use(base, used)
    let_a_day_pass(base)
    assert not in_use(base, unused)
    assert not base.objects.has(pictures.object_name(unused.file))
    assert in_use(base, used)
    assert base.objects.has(pictures.object_name(used.file))


def test_the_same_picture_again_waits_another_day(base: KnowledgeBase, editor: TestClient) -> None:
    picture = uploaded(editor)
    with base.database.writing() as connection:
        connection.execute(update(upload_rows).values(at=datetime.now(UTC) - timedelta(hours=30)))
    assert uploaded(editor) == picture
    with base.database.writing() as connection:
        uploads.sweep(connection, datetime.now(UTC))
    assert in_use(base, picture)


def test_a_guide_deleted_for_good_takes_its_uploads_with_it(base: KnowledgeBase, editor: TestClient) -> None:
    with base.database.writing() as connection:
        person = machine_user(connection)
    take_in(base, io.BytesIO(guide_bytes(pictured=False, id="draft")), person, as_draft=True)
    assert hand_in(editor, drawn(), guide="draft").status_code == 201
    with base.database.writing() as connection:
        trash.put(connection, "draft", person)
    trash.delete_for_good(base, "draft")
    with base.database.reading() as connection:
        assert not uploads.of_guide(connection, "draft")


def test_other_guides_pictures_are_found_by_words(editor: TestClient) -> None:
    bring_in(editor, pictured=True, id="parcel", title="How to send a parcel")
    bring_in(editor, pictured=True, id="stamps", title="How to buy stamps")
    found = editor.get("/api/pictures", params={"q": "parcel"}).json()["guides"]
    assert [each["id"] for each in found] == ["parcel"]
    pictured = found[0]["pictures"]
    assert pictured[0]["number"] == "1"
    assert pictured[0]["picture"]["marks"]
    small = editor.get(pictured[0]["thumb"]["url"])
    assert Image.open(io.BytesIO(small.content)).width == pictured[0]["thumb"]["width"]
    newest = editor.get("/api/pictures", params={"but": "stamps"}).json()["guides"]
    assert [each["id"] for each in newest] == ["parcel"]


def test_readers_may_not_look_through_pictures(app: FastAPI, editor: TestClient) -> None:
    bring_in(editor, pictured=True, id="parcel")
    reader = visit(app, "reader")
    assert reader.get("/api/pictures").status_code == 403
    assert reader.get("/api/guides/parcel/steps/s1/small.webp").status_code == 403
