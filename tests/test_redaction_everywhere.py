"""A redacted region and redacted words are in no byte that the server ever wrote, and at no address."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from sqlalchemy import delete, select

from server.app import create_app
from server.base import KnowledgeBase, opened_base
from server.importing import take_in
from server.model import Person
from server.painting import draw_waiting
from server.redacting import working
from server.redacting.starting import Place, Wish, begin
from server.settings import Settings
from server.storage import edits, people, redactions
from server.storage.tables import drafts, guides
from tests.byte_search import found_by_walking, found_in, found_in_folder
from tests.marked_guide import NAME, PATTERN, all_pictures, marked_bytes
from tests.serving import visit

TITLE = "How to issue a refund in Refund desk"


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder in which somebody worked for a while: every kind of file and row is in it."""
    folder = tmp_path_factory.mktemp("lived-in") / "data"
    settings = Settings(data=folder)
    with opened_base(settings) as base:
        with base.database.writing() as connection:
            person = people.add(connection, "Ana")
        guide = take_in(base, BytesIO(marked_bytes()), person).guide
        take_in(base, BytesIO(marked_bytes()), person)
        draw_waiting(base)
        _work_in(settings, guide)
        take_in(base, BytesIO(marked_bytes(title=f"Once more, for {NAME}")), person)
        take_in(base, BytesIO(marked_bytes(id="another", title=f"{NAME} again")), person)
        take_in(base, BytesIO(marked_bytes(id="draft", title=f"A draft of {NAME}")), person, as_draft=True)
        draw_waiting(base)
        _leave_behind(base)
    return folder


def _work_in(settings: Settings, guide: str) -> None:
    """Edit, undo, bring back, choose another moment and hide, as an editor does."""
    client = visit(create_app(settings))
    api = f"/api/guides/{guide}"
    steps = client.get(f"{api}/draft").json()["steps"]
    first, last = steps[0], steps[-1]
    caption = f"Write to **{NAME}**"
    edits: list[dict[str, object]] = [
        {"kind": "set_caption", "step": first["id"], "before": first["caption"], "caption": caption},
        {"kind": "set_detail", "step": last["id"], "before": "", "detail": f"As {NAME} wished."},
        {"kind": "set_title", "before": TITLE, "title": f"Refund {NAME}"},
        {"kind": "set_value_show", "step": first["id"], "name": first["values"][0]["name"], "before": "never",
         "show": "example"},
    ]  # fmt: skip
    for edit in edits:
        answer = client.post(f"{api}/edits", json={"edits": [edit]})
        assert answer.status_code == 200, answer.text
    serial = answer.json()["serial"]
    assert client.post(f"{api}/edits/{serial}/undo").status_code == 200
    moment = {"kind": "set_moment", "step": last["id"], "before": last["picture"]["file"], "moment": "after"}
    assert client.post(f"{api}/edits", json={"edits": [moment]}).status_code == 200
    gone = {"kind": "delete_step", "step": last["id"], "before": last["caption"]}
    assert client.post(f"{api}/edits", json={"edits": [gone]}).status_code == 200
    for each in client.get(f"{api}/left-out").json()["left_out"]:
        back = {"kind": "bring_back", "step": each["id"]}
        assert client.post(f"{api}/edits", json={"edits": [back]}).status_code == 200
    client.post(f"{api}/publish")
    said = {"kind": "suggestion", "step": first["id"], "topic": "detail", "words": f"Ask {NAME} first."}
    assert client.post(f"{api}/feedback", json=said).status_code == 201
    said = {"kind": "comment", "words": f"Is {NAME} still there?"}
    assert client.post(f"{api}/feedback", json=said).status_code == 201


def _leave_behind(base: KnowledgeBase) -> None:
    """Leave what killed processes leave: takes that wait, halves of files, unwanted drawings."""
    takes = base.settings.data / "takes"
    takes.mkdir()
    (takes / "20261126-1.guide").write_bytes(marked_bytes(id="waiting-take"))
    half = takes / ".20261126-2.guide.a1b2c3d4e5f6"
    half.write_bytes(marked_bytes()[:200_000])
    os.utime(half, (time.time() - 7200, time.time() - 7200))
    spool = base.settings.data / "recordings" / "20261126"
    (spool / "moments").mkdir(parents=True)
    file = all_pictures()[0]
    data = base.objects.get(f"pictures/{file}")
    assert data is not None
    (spool / "moments" / file).write_bytes(data)
    (spool / "journal.jsonl").write_text(f'{{"kind":"remark","time":1.0,"text":"{NAME}"}}\n')
    (base.settings.data / "objects" / "pictures" / f"{file}#1").write_bytes(data)
    drawn = next(name for name, _ in base.objects.names("drawn"))
    loud = base.objects.get(drawn)
    assert loud is not None
    base.objects.put(f"drawn/{'0' * 64}.webp", data)


@pytest.fixture
def data(lived_in: Path, tmp_path: Path) -> Path:
    """Give a copy of that folder."""
    return Path(shutil.copytree(lived_in, tmp_path / "data"))


@pytest.fixture
def base(data: Path) -> Iterator[KnowledgeBase]:
    with opened_base(Settings(data=data)) as opened:
        yield opened


def someone(base: KnowledgeBase) -> Person:
    with base.database.writing() as connection:
        return people.machine_user(connection)


def a_guide(base: KnowledgeBase) -> str:
    """Return the id of the guide that was worked on."""
    with base.database.reading() as connection:
        (guide,) = set(connection.scalars(select(guides.c.id))) - {"another", "draft"}
    return str(guide)


def redact(base: KnowledgeBase) -> str:
    places = [Place(f"images/{file}", PATTERN) for file in all_pictures()]
    return begin(base, a_guide(base), someone(base), Wish(places, [NAME]))


def _addresses(app: FastAPI, base: KnowledgeBase) -> Iterator[str]:
    """Yield every address that answers a look, with each guide, step, version and moment in its place."""
    for route in iter_route_contexts(app.routes):
        if not route.methods or "GET" not in route.methods or "/live" in (route.path or ""):
            continue
        for guide in (a_guide(base), "draft"):
            with base.database.reading() as connection:
                draft = edits.draft(connection, guide)
            assert draft is not None
            for step in draft[0].steps if "{step_id}" in str(route.path) else draft[0].steps[:1]:
                path = str(route.path).replace("{guide_id}", guide).replace("{step_id}", step.id)
                path = (
                    path.replace("{which}", "after")
                    .replace("{number}", "1")
                    .replace("{process_id}", "orders")
                )
                yield path.replace("{name}", all_pictures()[0])


def test_before_it_is_everywhere(data: Path) -> None:
    found = "\n".join(found_in_folder(data))
    for kind in (
        "handrail.db",
        "objects/pictures",
        "objects/drawn",
        "objects/recordings",
        "takes",
        "#1",
        "moments",
    ):
        assert kind in found


def test_afterwards_it_is_in_no_byte_and_at_no_address(base: KnowledgeBase, data: Path) -> None:
    redact(base)
    working.work_off(base)
    with base.database.reading() as connection:
        assert redactions.unfinished(connection) == ()
    assert found_in_folder(data) == []
    assert len(list((data / "objects" / "pictures").iterdir())) == len(all_pictures())
    app = create_app(base.settings)
    client = visit(app)
    starts = ["/api/search?q=refund", "/search?q=refund", *_addresses(app, base)]
    for guide in (a_guide(base), "another"):
        starts += [f"/api/guides/{guide}/pictures/{file}" for file in all_pictures()]
    found, count = found_by_walking(client, *starts)
    assert found == []
    assert count > 60
    assert client.get(f"/guides/{a_guide(base)}").status_code == 200
    assert client.get(f"/api/guides/{a_guide(base)}/file").status_code == 200
    assert found_in_folder(data) == []


@pytest.mark.parametrize("phase", [each for each in redactions.PHASES if each != "done"])
def test_no_phase_can_be_left_out(
    base: KnowledgeBase, data: Path, phase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "WORK", {**working.WORK, phase: lambda _base, _now: True})
    redact(base)
    working.work_off(base)
    assert found_in_folder(data) != []


def test_nobody_is_given_the_old_pixels_once_it_has_begun(base: KnowledgeBase) -> None:
    client, guide = visit(create_app(base.settings)), a_guide(base)
    page = client.get(f"/guides/{guide}").text
    drawn = sorted(set(re.findall(r"/pictures/[0-9a-f]{64}\.webp", page)))
    originals = [f"/api/guides/{guide}/pictures/{file}" for file in all_pictures()]
    originals += [f"/api/guides/{guide}/moments/{file}" for file in all_pictures()]
    assert any(found_in(client.get(each).content) for each in drawn)
    assert any(found_in(client.get(each).content) for each in originals)
    redact(base)
    step = client.get(f"/api/guides/{guide}/draft").json()["steps"][0]["id"]
    drawn_now = [
        f"/api/guides/{guide}/steps/{step}/moments/{which}.webp" for which in ("before", "at", "after")
    ]
    for each in (*drawn, *originals, *drawn_now):
        assert client.get(each).status_code == 404, each
    assert client.get(f"/api/guides/{guide}/file").status_code == 409
    assert draw_waiting(base) is not None
    for each in drawn:
        assert client.get(each).status_code == 404
    working.work_off(base)
    for each in originals:
        answer = client.get(each, follow_redirects=True)
        assert answer.status_code in (200, 404)
        assert not found_in(answer.content)


def test_the_edits_made_again_give_the_same_draft(base: KnowledgeBase) -> None:
    redact(base)
    working.work_off(base)
    with base.database.writing() as connection:
        for guide in (a_guide(base), "another", "draft"):
            kept = edits.draft(connection, guide)
            connection.execute(delete(drafts).where(drafts.c.guide == guide))
            assert edits.draft(connection, guide) == kept
