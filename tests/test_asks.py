"""Asking for a recording: what the link of an ask opens and takes, and what the asker sees of it."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from server import clock, sharing
from server.access import the_ask
from server.app import create_app
from server.asks import MOST_ANSWERS, MOST_TRIES
from server.base import KnowledgeBase
from server.redacting import working
from server.settings import Settings
from server.storage import asks, guides, people, processes, slots
from server.storage.tables import slots as slot_rows
from server.waiting.recordings import recordings_wanted
from tests.sample_guides import pack, sample_guide
from tests.serving import visit
from tests.test_access import addresses, dependencies, join

HTML = {"accept": "text/html"}


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path / "data", share=True, upload_limit=3_000_000))


@pytest.fixture
def base(app: FastAPI) -> KnowledgeBase:
    base: KnowledgeBase = app.state.base
    return base


@pytest.fixture
def editor(app: FastAPI) -> TestClient:
    editor = visit(app, "editor")
    editor.put("/api/name", json={"name": "Amara"})
    return editor


@pytest.fixture
def stranger(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


def ask_for(editor: TestClient, **wanted: str) -> tuple[str, str]:
    """Ask for a recording with one click; return the path of its page and of its link."""
    made = editor.post("/asks", data={"title": "Issue a credit note"} | wanted)
    assert made.status_code == 303, made.text
    page = made.headers["location"]
    return page, link_on(editor.get(page).text)


def link_on(page: str) -> str:
    found = re.search(r"http://localhost(/ask/[A-Za-z0-9_-]+)", page)
    assert found, page
    return found[1]


def send(client: TestClient, link: str, name: str = "Ben", **changes: str) -> dict[str, object]:
    guide, images = sample_guide(changes.pop("id", "take"), **changes)
    file = {"file": ("take.guide", pack(guide, images))}
    answer = client.post(f"/api{link}/guides", files=file, data={"name": name})
    assert answer.status_code in (200, 201), answer.text
    told: dict[str, object] = answer.json()
    return told


def make_stage(base: KnowledgeBase, process: str = "Support", stage: str = "Credit notes") -> tuple[str, str]:
    with base.database.writing() as connection:
        place = processes.find_or_make(connection, process, stage)
    assert place is not None
    assert place.stage is not None
    return place.process, place.stage


def test_every_address_of_an_ask_wants_its_link_and_nothing_else(
    app: FastAPI, editor: TestClient, stranger: TestClient
) -> None:
    asked = [each for each in addresses(app) if "/ask/" in each[1]]
    assert {(method, re.sub("anything", "TOKEN", path, count=1)) for method, path, _ in asked} == {
        ("GET", "/ask/TOKEN"),
        ("POST", "/ask/TOKEN"),
        ("GET", "/api/ask/TOKEN"),
        ("POST", "/api/ask/TOKEN/guides"),
    }
    known = [stranger, editor, visit(app, "reader")]
    for method, path, route in asked:
        assert the_ask in dependencies(route)
        for client in known:
            assert client.request(method, path).status_code == 401, (method, path)
    _, link = ask_for(editor)
    assert stranger.get(link).status_code == 200
    assert stranger.get(f"/api{link}").json()["title"] == "Issue a credit note"
    for path in ("/", "/api/visitor", "/asks", "/asks/1", "/guides/refund", "/search?q=a", "/record"):
        assert stranger.get(path).status_code == 401, path
        assert stranger.get(path, headers={"authorization": f"Bearer {link[5:]}"}).status_code == 401, path


def test_readers_and_strangers_do_not_ask(app: FastAPI, stranger: TestClient) -> None:
    wanted = {"title": "Issue a credit note"}
    assert stranger.post("/asks", data=wanted).status_code == 401
    reader = visit(app, "reader")
    assert reader.post("/asks", data=wanted).status_code == 403
    assert reader.get("/asks").status_code == 403


def test_editors_come_to_what_is_asked_for_from_home_and_from_what_waits(
    app: FastAPI, base: KnowledgeBase, editor: TestClient
) -> None:
    make_stage(base)
    reader = visit(app, "reader")
    for path in ("/", "/waiting"):
        assert 'href="/asks"' in editor.get(path).text
        assert 'href="/asks"' not in reader.get(path).text
    ask_for(editor)
    page = editor.get("/asks").text
    assert "Recordings asked for" in page
    assert "Issue a credit note" in page


def test_without_sharing_a_link_opens_on_this_machine_only(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path / "alone"))
    _, link = ask_for(visit(app))
    assert visit(app).get(link).status_code == 200
    others = TestClient(app, base_url="http://localhost", client=("192.0.2.7", 50_000))
    assert others.get(link).status_code == 401


def test_the_base_keeps_no_token(base: KnowledgeBase, editor: TestClient) -> None:
    _, link = ask_for(editor)
    kept = b"".join(path.read_bytes() for path in base.settings.data.rglob("*") if path.is_file())
    assert b"Issue a credit note" in kept
    assert link.rpartition("/")[2].encode() not in kept


def test_what_is_sent_waits_as_a_draft_that_only_editors_see(
    app: FastAPI, base: KnowledgeBase, editor: TestClient, stranger: TestClient
) -> None:
    process, stage = make_stage(base)
    page, link = ask_for(editor, process=process, stage=stage)
    told = send(stranger, link)
    assert (told["outcome"], told["asker"], told["steps"]) == ("new", "Amara", 3)
    assert stranger.get("/guides/take").status_code == 401
    assert visit(app, "reader").get("/guides/take").status_code == 404
    assert "Waits for you to look at it" in editor.get(page).text
    assert "waits to be published" in editor.get(f"/processes/{process}").text
    assert 'value="Credit notes"' in editor.get("/guides/take/trim").text
    sheet = {"before_title": "x", "title": "x", "then": "publish"}
    place = {"process": "Support", "stage": "Credit notes"}
    sheet |= place | {f"before_{name}": words for name, words in place.items()}
    assert editor.post("/guides/take/trim/save", data=sheet).headers["location"] == "/guides/take"
    with base.database.reading() as connection:
        (there,) = processes.all_processes(connection)
    assert [guide.id for guide in there.stages[0].guides] == ["take"]
    assert there.stages[0].slots == ()
    assert "Published" in editor.get(page).text


def test_the_slot_gives_the_place_wherever_it_is_when_the_answer_is_published(
    base: KnowledgeBase, editor: TestClient, stranger: TestClient
) -> None:
    process, stage = make_stage(base)
    _, link = ask_for(editor, process=process, stage=stage)
    send(stranger, link, process="Elsewhere", stage="Nowhere")
    editor.post("/api/guides/take/publish")
    with base.database.reading() as connection:
        assert [each.name for each in processes.all_processes(connection)] == ["Support"]
        (place,) = guides.places_of(connection, ["take"])["take"]
        ask = asks.ask(connection, 1)
        assert ask is not None
        slot = slots.one(connection, ask.slot)
    assert (place.process, place.stage) == (process, stage)
    assert slot is not None
    assert slot.slot.guide == "take"


def test_a_place_that_the_author_chose_instead_stays_chosen(
    base: KnowledgeBase, editor: TestClient, stranger: TestClient
) -> None:
    process, stage = make_stage(base)
    _, link = ask_for(editor, process=process, stage=stage)
    send(stranger, link)
    moved = {
        "kind": "set_place",
        "before": "Support",
        "before_stage": "Credit notes",
        "process": "Sales",
        "stage": "",
    }
    assert editor.post("/api/guides/take/edits", json={"edits": [moved]}).status_code == 200
    editor.post("/api/guides/take/publish")
    with base.database.reading() as connection:
        assert [each.process_name for each in guides.places_of(connection, ["take"])["take"]] == ["Sales"]
        ask = asks.ask(connection, 1)
        assert ask is not None
        slot = slots.one(connection, ask.slot)
    assert slot is not None
    assert slot.slot.guide is None


def test_what_is_sent_touches_no_guide_that_is_here(editor: TestClient, stranger: TestClient) -> None:
    guide, images = sample_guide("refund")
    for path in ("/api/guides", "/api/guides"):
        editor.post(path, files={"file": ("a.guide", pack(guide, images))})
    page, link = ask_for(editor)
    assert send(stranger, link, id="refund", title="Other words")["outcome"] == "new"
    assert send(stranger, link, id="refund", title="Other words")["outcome"] == "same"
    assert editor.get("/api/guides/refund").json()["title"] == guide.title
    editor.post("/guides/refund/trash")
    assert send(stranger, link, id="refund", title="Other words")["outcome"] == "same"
    assert editor.get("/guides/refund").status_code == 410
    assert editor.get(page).text.count("Waits for you to look at it") == 1


def test_the_same_file_again_is_not_there_twice_and_another_take_is_beside_it(
    base: KnowledgeBase, editor: TestClient, stranger: TestClient
) -> None:
    page, link = ask_for(editor)
    assert send(stranger, link)["outcome"] == "new"
    assert send(stranger, link)["outcome"] == "same"
    assert send(stranger, link, title="Better words")["outcome"] == "again"
    assert send(stranger, link, id="second", name="Cem")["outcome"] == "new"
    text = editor.get(page).text
    assert "2 recordings wait" in text
    assert text.count("Waits for you to look at it") == 2
    with base.database.reading() as connection:
        first, second = asks.answers(connection, [1])[1]
    assert (first.person.name, second.person.name) == ("Ben", "Cem")


def test_one_that_was_thrown_away_is_not_brought_back_by_its_sender(
    editor: TestClient, stranger: TestClient
) -> None:
    page, link = ask_for(editor)
    send(stranger, link)
    editor.post("/guides/take/trash")
    assert "In the trash" in editor.get(page).text
    assert send(stranger, link)["outcome"] == "new"
    assert editor.get("/guides/take").status_code == 410
    assert "Waits for you to look at it" in editor.get(page).text


BAD_FILES = [
    (b"", 422, "not a guide file"),
    (b"this is no zip", 422, "not a guide file"),
    (pack(*sample_guide())[:300], 422, "."),
    (pack(*sample_guide(captions=())), 422, "has no steps"),
    (bytes(3_200_000), 413, "larger than"),
]


def test_a_bad_file_is_told_in_one_sentence(editor: TestClient, stranger: TestClient) -> None:
    page, link = ask_for(editor)
    for data, status, sentence in BAD_FILES:
        answer = stranger.post(f"/api{link}/guides", files={"file": ("a.guide", data)})
        assert answer.status_code == status
        assert sentence in answer.json()["detail"]
        plain = stranger.post(link, files={"file": ("a.guide", data)}, data={"name": "Ben"}, headers=HTML)
        assert plain.status_code == status
        assert answer.json()["detail"] in unescape(plain.text)
    assert "What came" not in editor.get(page).text


def test_a_plain_form_says_thanks(editor: TestClient, stranger: TestClient) -> None:
    _, link = ask_for(editor)
    file = {"file": ("take.guide", pack(*sample_guide()))}
    answer = stranger.post(link, files=file, data={"name": "Ben"}, headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{link}?thanks=1")
    thanks = stranger.get(answer.headers["location"]).text
    assert "Amara was told" in thanks
    assert "another take" in thanks


def test_an_ask_ends_and_opens_again(editor: TestClient, stranger: TestClient) -> None:
    page, link = ask_for(editor)
    editor.post(f"{page}/link", data={"do": "end"})
    ended = stranger.get(link, headers=HTML)
    assert (ended.status_code, "Amara does not wait for this" in ended.text) == (410, True)
    assert stranger.post(f"/api{link}/guides").status_code == 410
    assert "its link opens no more" in editor.get(page).text
    editor.post(f"{page}/link", data={"do": "renew"})
    assert stranger.get(link).status_code == 200
    editor.post(f"{page}/link", data={"do": "new"})
    assert stranger.get(link).status_code == 401
    assert stranger.get(link_on(editor.get(page).text)).status_code == 200


def test_a_link_holds_for_thirty_days(
    editor: TestClient, stranger: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, link = ask_for(editor)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=29, hours=23))
    assert stranger.get(link).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=30, minutes=1))
    over = stranger.get(link, headers=HTML)
    assert (over.status_code, "ask Amara to renew it" in over.text) == (410, True)
    editor.post(f"{page}/link", data={"do": "renew"})
    assert stranger.get(link).status_code == 200


def test_another_browser_cannot_show_the_link(app: FastAPI, editor: TestClient) -> None:
    page, _ = ask_for(editor)
    other = join(app, "editor", "Others")
    text = other.get(page).text
    assert "/ask/" not in text
    assert "make a new one" in text
    other.cookies.update(editor.cookies)
    other.cookies.set(f"{app.state.visitors.cookie}-ask-1", "a" * 32)
    assert "/ask/" not in other.get(page).text


def test_more_is_said_of_an_ask(base: KnowledgeBase, editor: TestClient, stranger: TestClient) -> None:
    page, link = ask_for(editor)
    said = {"title": " Issue  a credit note ", "note": "Try order 4711", "asked": "ben"}
    assert editor.post(page, data=said).status_code == 303
    assert "Try order 4711" in stranger.get(link).text
    assert send(stranger, link, name="")["outcome"] == "new"
    editor.post(page, data=said | {"asked": "BEN"})
    with base.database.reading() as connection:
        ask = asks.ask(connection, 1)
        (came,) = asks.answers(connection, [1])[1]
    assert ask is not None
    assert (ask.title, ask.asked and ask.asked.name, came.person) == ("Issue a credit note", "ben", ask.asked)
    wrong = editor.post(page, data={"title": " ", "note": "Kept words"})
    assert (wrong.status_code, "Kept words" in wrong.text) == (422, True)
    assert "Say what is to be recorded" in wrong.text


def test_somebody_else_looks_after_an_ask(app: FastAPI, editor: TestClient, stranger: TestClient) -> None:
    page, link = ask_for(editor)
    other = join(app, "editor", "Others")
    other.put("/api/name", json={"name": "Dana"})
    assert "Tell me instead" in other.get(page).text
    assert "Tell me instead" not in editor.get(page).text
    other.post(f"{page}/link", data={"do": "mine"})
    assert "Dana asks you for a recording" in stranger.get(link).text


def test_that_whoever_asked_has_left_is_said_to_others(
    app: FastAPI, editor: TestClient, stranger: TestClient
) -> None:
    page, link = ask_for(editor)
    other = join(app, "editor", "Others")
    other.put("/api/name", json={"name": "Dana"})
    assert "has no link any more" not in other.get(page).text
    sharing.end(app.state.base, "Some editor")
    assert "Amara, who asked for this, has no link any more" in other.get(page).text
    assert send(stranger, link)["outcome"] == "new"
    other.post(f"{page}/link", data={"do": "mine"})
    assert "has no link any more" not in other.get(page).text
    assert [each["kind"] for each in other.get("/api/waiting").json()["waiting"]] == ["recording_came"]


def test_programs_of_editors_ask_and_answer(
    app: FastAPI, base: KnowledgeBase, editor: TestClient, stranger: TestClient
) -> None:
    process, stage = make_stage(base)
    wanted = {"title": "Issue a credit note", "process": process, "stage": stage}
    made = editor.post("/api/asks", json=wanted)
    assert made.status_code == 201
    link = made.json()["link"].removeprefix("http://localhost")
    assert stranger.get(link).status_code == 200
    file = {"file": ("take.guide", pack(*sample_guide("take")))}
    answer = editor.post("/api/asks/1/guides", files=file)
    assert (answer.status_code, answer.json()["url"]) == (201, "/guides/take/trim")
    assert editor.post("/api/asks/1/guides", files=file).status_code == 200
    (told,) = editor.get("/api/asks").json()["asks"]
    assert (told["state"], told["place"]) == ("open", {"process": process, "stage": stage})
    assert [each["state"] for each in told["answers"]] == ["waits"]
    assert editor.delete("/api/asks/1").status_code == 204
    assert stranger.get(link).status_code == 410
    assert editor.delete("/api/asks/9").status_code == 404
    assert editor.post("/api/asks", json={"title": " "}).status_code == 422
    assert visit(app, "reader").get("/api/asks").status_code == 403


def test_a_place_that_is_gone_is_said_and_keeps_nothing_out(
    base: KnowledgeBase, editor: TestClient, stranger: TestClient
) -> None:
    process, stage = make_stage(base)
    page, link = ask_for(editor, process=process, stage=stage)
    assert "is gone" not in editor.get(page).text
    assert editor.delete(f"/api/processes/{process}").status_code in (200, 204)
    assert "is gone: Support" in editor.get(page).text
    assert "Support" not in stranger.get(link).text
    assert "The place that this was for is gone." in stranger.get(link).text
    assert stranger.get(f"/api{link}").json()["place_is_gone"] is True
    assert send(stranger, link)["outcome"] == "new"
    assert editor.post(f"/api/processes/{process}/restore").status_code == 200
    assert "is gone" not in editor.get(page).text
    assert "is gone" not in stranger.get(link).text
    assert (
        editor.post(f"/api/processes/{process}/edits/undo").status_code == 200
    )  # the slot was opened by an edit
    assert "is gone: Support" in editor.get(page).text
    assert send(stranger, link, id="second")["outcome"] == "new"
    editor.post("/api/guides/second/publish")
    with base.database.reading() as connection:
        assert guides.places_of(connection, ["second"]) == {}


def test_slots_of_a_deleted_stage_come_back_asked_for_and_filled(
    base: KnowledgeBase, editor: TestClient, stranger: TestClient
) -> None:
    process, stage = make_stage(base)
    (_, link), (page, second) = (ask_for(editor, stage=stage, title=title) for title in ("One", "Two"))
    assert editor.post(page, data={"title": "Two", "asked": "Ben"}).status_code == 303
    send(stranger, link, id="one")
    assert editor.post("/api/guides/one/publish").status_code == 200
    edits = f"/api/processes/{process}/edits"

    def rows() -> list[tuple[object, ...]]:
        with base.database.reading() as connection:
            return sorted((*row[:4], *row[5:]) for row in connection.execute(select(slot_rows)))

    before = rows()
    assert [row[-1] for row in before].count("one") == 1
    assert editor.post(edits, json={"edits": [{"kind": "delete_stage", "stage": stage}]}).status_code == 200
    assert rows() == []
    assert "The place that this was for is gone." in stranger.get(second).text
    assert send(stranger, second, id="two")["outcome"] == "new"
    assert editor.post(f"{edits}/undo").status_code == 200
    assert rows() == before
    assert "Support \u203a Credit notes" in unescape(stranger.get(second).text)
    assert send(stranger, second, id="three")["outcome"] == "new"
    assert editor.post("/api/guides/three/publish").status_code == 200
    (there,) = editor.get(f"/api/processes/{process}").json()["stages"]
    assert (there["slots"], [each["id"] for each in there["guides"]]) == ([], ["one", "three"])


def test_what_is_sent_has_limits(
    editor: TestClient, stranger: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, link = ask_for(editor)
    now = clock.now()
    for number in range(MOST_TRIES):
        assert stranger.post(f"/api{link}/guides", files={"file": ("a.guide", b"no")}).status_code == 422, (
            number
        )
    assert stranger.post(f"/api{link}/guides", files={"file": ("a.guide", b"no")}).status_code == 429
    assert stranger.get(link).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=1, minutes=1))
    for number in range(MOST_ANSWERS):
        send(stranger, link, id=f"take-{number}")
    guide, images = sample_guide("one-more")
    full = stranger.post(f"/api{link}/guides", files={"file": ("a.guide", pack(guide, images))})
    assert (full.status_code, "ask Amara" in full.json()["detail"]) == (409, True)
    assert send(stranger, link, id="take-3")["outcome"] == "same"


def test_the_list_says_how_each_ask_stands(editor: TestClient, stranger: TestClient) -> None:
    _, link = ask_for(editor)
    ask_for(editor, title="Open the till")
    send(stranger, link)
    text = editor.get("/asks").text
    assert text.index("Open the till") < text.index("Issue a credit note")
    assert "Look at what came" in text
    assert "Nothing came yet" in text
    assert editor.get("/asks/99").status_code == 404


def test_what_waits_for_a_person_names_recordings(
    app: FastAPI, editor: TestClient, stranger: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, link = ask_for(editor)
    editor.post(page, data={"title": "Issue a credit note", "note": "Try order 4711", "asked": "Ben"})
    with app.state.base.database.reading() as connection:
        ben = people.called(connection, "ben")
        (wanted,) = recordings_wanted(connection, ben, clock.now())
    assert (wanted.about, wanted.values["asker"], wanted.url) == ("Issue a credit note", "Amara", page)
    assert editor.get("/api/waiting").json()["waiting"] == []
    send(stranger, link)
    send(stranger, link, id="second", name="Cem")
    first, second = editor.get("/api/waiting").json()["waiting"]
    assert (first["kind"], first["url"]) == ("recording_came", page)
    assert (
        second["words"] == "Cem sent “How to process a customer refund”, 3 steps: look at it and publish it."
    )
    editor.post("/api/guides/take/publish")
    editor.post("/guides/second/trash")
    assert editor.get("/api/waiting").json()["waiting"] == []
    ask_for(editor, title="Open the till")
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=31))
    (missing,) = editor.get("/api/waiting").json()["waiting"]
    assert (missing["about"], missing["words"].startswith("Nobody sent")) == ("Open the till", True)


def test_the_place_can_be_said_later(base: KnowledgeBase, editor: TestClient, stranger: TestClient) -> None:
    page, link = ask_for(editor)
    place = {"process": "Sales", "stage": "Offers"}
    editor.post(page, data={"title": "Issue a credit note"} | place)
    assert "For Sales" in stranger.get(link).text
    send(stranger, link)
    text = editor.get("/processes/sales").text
    assert "Issue a credit note" in text
    assert "Look at what came" in text
    said = {"title": "Another title", "before_process": "Sales", "before_stage": "Offers"}
    editor.post(page, data=said | place)
    with base.database.reading() as connection:
        (process,) = processes.all_processes(connection)
    assert len(process.stages[0].slots) == 1


def test_a_redaction_reaches_what_was_asked(
    base: KnowledgeBase, editor: TestClient, stranger: TestClient
) -> None:
    guide, images = sample_guide("refund", title="Refund Marta Feldmann")
    editor.post("/api/guides", files={"file": ("a.guide", pack(guide, images))})
    page, link = ask_for(editor, title="Call Marta Feldmann", note="As Marta Feldmann wished")
    redacted = editor.post("/api/guides/refund/redactions", json={"words": ["Marta Feldmann"]})
    assert redacted.status_code in (200, 201, 202), redacted.text
    working.work_off(base)
    for text in (editor.get(page).text, stranger.get(link).text, editor.get("/asks").text):
        assert "Feldmann" not in text
    other, _ = ask_for(editor, title="Call Marta Feldmann again")
    assert "Feldmann" not in editor.get(other).text


def test_a_reader_with_the_askers_name_is_told_nothing(
    app: FastAPI, editor: TestClient, stranger: TestClient
) -> None:
    _, link = ask_for(editor, title="Call Marta Feldmann")
    send(stranger, link, title="Not published yet")
    url = editor.post("/api/guides", files={"file": ("a.guide", pack(*sample_guide("out")))}).json()["url"]
    reader = visit(app, "reader")
    said = {"kind": "comment", "words": "Fine", "name": "Amara"}
    assert reader.post(f"/api{url}/feedback", json=said).json()["by"] == "Amara"
    assert "Not published yet" in editor.get("/waiting").text
    assert reader.get("/api/waiting").json()["count"] == 0
    for word in ("Not published yet", "Feldmann"):
        assert word not in reader.get("/waiting").text


@pytest.mark.parametrize("number", ["0", str(2**63), "9" * 40])
def test_a_number_that_no_ask_can_have_is_not_found(editor: TestClient, number: str) -> None:
    assert editor.get(f"/asks/{number}").status_code in (404, 422)
    assert editor.post(f"/asks/{number}", data={"title": "Any"}).status_code in (404, 422)
    assert editor.post(f"/asks/{number}/link", data={"do": "end"}).status_code in (404, 422)
    assert editor.delete(f"/api/asks/{number}").status_code in (404, 422)


@pytest.mark.parametrize(
    "renamed",
    [
        {"kind": "set_process", "field": "name", "before": "Support", "to": "Service"},
        {
            "kind": "set_stage",
            "stage": "credit-notes",
            "field": "name",
            "before": "Credit notes",
            "to": "Money back",
        },
    ],
)
def test_what_came_goes_where_it_was_asked_for_under_whatever_name(
    base: KnowledgeBase, editor: TestClient, stranger: TestClient, renamed: dict[str, str]
) -> None:
    process, stage = make_stage(base)
    _, link = ask_for(editor, stage=stage)
    send(stranger, link)
    assert editor.post(f"/api/processes/{process}/edits", json={"edits": [renamed]}).status_code == 200
    assert editor.post("/api/guides/take/publish", json={"note": ""}).status_code in (200, 201)
    (told,) = editor.get("/api/processes").json()["processes"]
    (there,) = told["stages"]
    assert (there["slots"], [each["id"] for each in there["guides"]]) == ([], ["take"])
