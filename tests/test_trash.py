"""A deleted guide is out of sight at once, can be put back as it was for thirty days, and then is nowhere."""

import multiprocessing
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Table, select

from server import clock, trash
from server.app import create_app
from server.base import KnowledgeBase, opened_base
from server.changing import change
from server.editing.edits import DeleteStep, SetTitle
from server.errors import NotFoundError
from server.importing import take_in
from server.model import Person
from server.painting import draw_waiting
from server.publishing import publish_draft
from server.searching.finding import find
from server.settings import Settings
from server.storage import guides, people, processes
from server.storage.tables import guides as guide_rows
from server.storage.tables import metadata
from server.storage.tables import processes as process_rows
from server.undoing import undo_edit
from tests.sample_guides import CAPTIONS, sample_file
from tests.serving import bring_in, guide_bytes, visit

TITLE = "How to process a customer refund"
LATER = timedelta(days=30, hours=1)


@pytest.fixture
def person(base: KnowledgeBase) -> Person:
    with base.database.writing() as connection:
        return people.add(connection, "Ana")


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path / "served", share=True))


def editor_of(app: FastAPI) -> TestClient:
    client = visit(app, "editor")
    assert client.put("/api/name", json={"name": "Amara Diallo"}).status_code == 200
    return client


def put(base: KnowledgeBase, person: Person, guide: str = "refund") -> None:
    with base.database.writing() as connection:
        trash.put(connection, guide, person)


def names(base: KnowledgeBase) -> set[str]:
    return {name for name, _ in base.objects.names()}


def left_of(base: KnowledgeBase, key: str, rows: Table = guide_rows) -> list[str]:
    """Return the tables that still hold a row of the guide, or of what else has rows of its own."""
    found = []
    with base.database.reading() as connection:
        for table in metadata.sorted_tables:
            for column in table.columns:
                points = any(each.column is rows.c.id for each in column.foreign_keys)
                if points or column is rows.c.id:
                    found += (
                        [table.name] if connection.execute(select(table).where(column == key)).first() else []
                    )
    return found


def edit_and_publish(base: KnowledgeBase, person: Person) -> None:
    with base.database.writing() as connection:
        serial = change(connection, "refund", [DeleteStep(step="s2", before=CAPTIONS[1])], person).serial
        assert serial
        publish_draft(connection, "refund", person)
        undo_edit(connection, "refund", serial, person)


@pytest.mark.parametrize("state", ["draft", "published"])
def test_what_is_deleted_for_good_is_in_no_row_and_no_object(
    base: KnowledgeBase, person: Person, state: str
) -> None:
    take_in(base, sample_file("other"), person)
    draw_waiting(base)
    before = names(base)
    take_in(base, sample_file(), person, as_draft=state == "draft")
    take_in(base, sample_file(title="Recorded again"), person)
    edit_and_publish(base, person)
    draw_waiting(base)
    assert names(base) > before
    put(base, person)
    with base.database.reading() as connection:
        lost = trash.what_is_lost(connection, "refund")
    assert (lost.steps, lost.edits, lost.versions) == (2, 2, 1 if state == "draft" else 2)
    trash.delete_for_good(base, "refund")
    assert names(base) == before
    assert left_of(base, "refund") == []
    assert left_of(base, "other"), "the other guide is whole"
    with pytest.raises(NotFoundError):
        trash.delete_for_good(base, "refund")
    assert take_in(base, sample_file(), person, as_draft=True).outcome == "new"


def test_pictures_that_another_guide_uses_stay(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person)
    draw_waiting(base)
    before = names(base)
    take_in(base, sample_file(id="twin"), person)
    put(base, person, "twin")
    trash.delete_for_good(base, "twin")
    assert names(base) == before


def test_only_what_is_in_the_trash_is_deleted_for_good(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person)
    with pytest.raises(NotFoundError):
        trash.delete_for_good(base, "refund")
    with base.database.reading() as connection, pytest.raises(NotFoundError):
        trash.what_is_lost(connection, "refund")
    with base.database.writing() as connection, pytest.raises(NotFoundError):
        trash.put_back(connection, "refund")
    with base.database.writing() as connection, pytest.raises(NotFoundError):
        trash.put(connection, "none", person)


def test_the_trash_is_emptied_after_thirty_days_and_not_before(base: KnowledgeBase, person: Person) -> None:
    for guide in ("refund", "second"):
        take_in(base, sample_file(guide), person)
    put(base, person)
    now = datetime.now(UTC)
    assert trash.empty(base, now + LATER - timedelta(hours=2)) == 0
    assert trash.empty(base, now + LATER) == 1
    assert left_of(base, "refund") == []
    with base.database.reading() as connection:
        assert [each.id for each in guides.published(connection)] == ["second"]


def test_a_deleted_process_is_kept_thirty_days_and_then_gone_with_all_of_its_own(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, base = editor_of(app), app.state.base
    guide = bring_in(editor)
    kept = editor.post("/api/processes", json={"name": "Hiring", "template": "hiring"}).json()["id"]
    gone = editor.post("/api/processes", json={"name": "Leaving", "template": "hiring"}).json()["id"]
    ask = editor.post("/api/asks", json={"title": "Collect the keys", "process": gone})
    assert ask.status_code == 201, ask.text
    for process in (gone, "customer-support"):
        assert editor.delete(f"/api/processes/{process}").status_code == 200
    now = clock.now()
    assert trash.empty(base, now + LATER - timedelta(hours=2)) == 0
    page = editor.get("/trash").text
    assert "wait here for 30 days" not in page
    assert "waits here for 30 days" in page
    assert editor.post("/api/processes/customer-support/restore").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: now + LATER)
    assert trash.empty(base, clock.now()) == 1
    assert left_of(base, gone, process_rows) == []
    assert left_of(base, kept, process_rows) == ["processes", "process_calls", "stages"]
    assert editor.post(f"/api/processes/{gone}/restore").status_code == 404
    assert editor.get(f"/processes/{gone}").status_code == 404
    assert editor.get(guide).status_code == 200
    assert "Collect the keys" in editor.get("/asks").text


def test_processes_that_empty_the_trash_at_once_delete_each_guide_once(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with opened_base(Settings(data=data)) as base:
        with base.database.writing() as connection:
            person = people.add(connection, "Ana")
        for number in range(6):
            take_in(base, sample_file(f"g{number}"), person)
            put(base, person, f"g{number}")
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        counts = pool.map(empty_much_later, [data, data])
    assert sum(counts) == 6
    with opened_base(Settings(data=data)) as base:
        assert names(base) == set()


def empty_much_later(data: Path) -> int:
    with opened_base(Settings(data=data)) as base:
        return trash.empty(base, datetime.now(UTC) + LATER)


def test_what_is_put_back_is_as_it_was(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person)
    with base.database.reading() as connection:
        before = (guides.published(connection), processes.all_processes(connection))
    put(base, person)
    with base.database.reading() as connection:
        assert guides.published(connection) == ()
        assert guides.count(connection) == 0
        assert find(connection, "orders").found == ()
        assert [each.guide_count for each in processes.all_processes(connection)] == [0]
    with base.database.writing() as connection:
        trash.put_back(connection, "refund")
    with base.database.reading() as connection:
        assert (guides.published(connection), processes.all_processes(connection)) == before
        assert [each.guide.id for each in find(connection, "orders").found] == ["refund"]


def test_a_guide_of_the_trash_that_is_handed_in_again_is_back(base: KnowledgeBase, person: Person) -> None:
    take_in(base, sample_file(), person)
    put(base, person)
    assert take_in(base, sample_file(), person).outcome == "back"
    put(base, person)
    assert take_in(base, sample_file(title="Recorded again"), person).outcome == "back"
    with base.database.reading() as connection:
        assert [each.title for each in guides.published(connection)] == [TITLE], "nothing is overwritten"


def test_a_deleted_guide_is_out_of_everybodys_sight(app: FastAPI) -> None:
    editor, reader = editor_of(app), visit(app, "reader")
    url = bring_in(editor, pictured=True)
    drawing = reader.get(f"/api{url}").json()["steps"][0]["picture"]["drawings"]["wide"]["url"]
    assert reader.get(drawing).status_code == 200
    assert reader.delete(f"/api{url}").status_code == 403
    assert editor.delete(f"/api{url}").status_code == 204
    for client in (reader, editor):
        for address in (f"/api{url}", url):
            assert client.get(address).status_code == 410, address
        for address in ("/", "/processes", "/api/guides", "/search?q=refund", "/api/search?q=refund"):
            assert TITLE not in client.get(address).text, address
    for address in ("edit", "words", "publish", "preview", "trim"):
        assert editor.get(f"{url}/{address}").status_code == 410, address
    assert editor.post(f"/api{url}/edits", json={"edits": []}).status_code == 410
    assert editor.post(f"/api{url}/publish").status_code == 410
    assert editor.delete(f"/api{url}").status_code == 410
    assert reader.get(drawing).status_code == 404
    problem = reader.get(f"/api{url}").json()
    assert (problem["type"], problem["detail"]) == (
        "in-trash", "This guide was deleted; an editor can put it back from the trash.",
    )  # fmt: skip
    assert 'href="/trash#guide-refund"' in editor.get(url).text
    assert "/trash" not in reader.get(url).text
    assert reader.get("/trash").status_code == reader.get("/api/trash").status_code == 403


def test_the_trash_lists_puts_back_and_asks_before_it_deletes_for_good(app: FastAPI) -> None:
    editor = editor_of(app)
    url = bring_in(editor)
    assert "Nothing was deleted" in editor.get("/trash").text
    answer = editor.post(f"{url}/trash")
    assert (answer.status_code, answer.headers["location"]) == (303, "/trash#guide-refund")
    (listed,) = editor.get("/api/trash").json()["guides"]
    assert (listed["title"], listed["by"], listed["version"]) == (TITLE, "Amara Diallo", 1)
    assert datetime.fromisoformat(listed["until"]) - datetime.fromisoformat(listed["at"]) == timedelta(
        days=30
    )
    page = editor.get("/trash").text
    assert TITLE in page
    assert "Deleted by Amara Diallo on" in page
    answer = editor.post("/trash/refund/put-back")
    assert (answer.status_code, answer.headers["location"]) == (303, url)
    assert editor.get(url).status_code == 200
    assert editor.post("/api/guides/refund/restore").status_code == 404
    editor.post(f"{url}/trash")
    assert editor.post("/api/guides/refund/restore").json() == {"id": "refund", "url": url}
    editor.post(f"{url}/trash")
    asked = editor.get("/trash/refund/delete").text
    assert (
        "will be gone for good: its 4 steps with their pictures, 1 version, 0 edits, and its recording."
        in asked
    )
    assert editor.post("/trash/refund/delete").headers["location"] == "/trash"
    assert editor.get(url).status_code == 404
    assert editor.get("/trash/refund/delete").status_code == 404


def test_handing_in_says_what_came_back(app: FastAPI) -> None:
    editor = editor_of(app)
    url = bring_in(editor)
    editor.post(f"{url}/trash")
    answer = editor.post("/api/guides", files={"file": ("a.guide", BytesIO(guide_bytes(pictured=False)))})
    assert (answer.status_code, answer.json()["outcome"]) == (200, "back")
    assert editor.get(url).status_code == 200


def test_who_comes_while_a_guide_is_deleted_neither_edits_nor_publishes_it(
    base: KnowledgeBase, person: Person
) -> None:
    take_in(base, sample_file(), person)
    put(base, person)
    with base.database.writing() as connection:
        with pytest.raises(trash.InTrashError):
            change(connection, "refund", [SetTitle(before=TITLE, title="Other")], person)
        with pytest.raises(trash.InTrashError):
            publish_draft(connection, "refund", person)
