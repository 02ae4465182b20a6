"""Processes over HTTP: made, changed by several people, undone, deleted and put back."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from server import sharing, trash
from server.app import create_app
from server.links import Role
from server.processes.templates import templates
from server.settings import Settings
from server.storage import people, slots
from server.storage.tables import process_calls
from tests.serving import bring_in, visit

if TYPE_CHECKING:
    from server.base import KnowledgeBase


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return create_app(Settings(data=tmp_path / "data", share=True, hosts=()))


@pytest.fixture
def amara(app: FastAPI) -> Iterator[TestClient]:
    with join(app, "Amara") as client:
        yield client


@pytest.fixture
def ben(app: FastAPI) -> TestClient:
    return join(app, "Ben")


def join(app: FastAPI, name: str, role: Role = "editor") -> TestClient:
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    token = sharing.add(app.state.base, f"{name}'s", role).token
    assert client.get(f"/join/{token}").status_code == 303
    if role == "editor":
        assert client.put("/api/name", json={"name": name}).status_code < 300
    return client


def make(client: TestClient, name: str = "Refunds", **more: Any) -> str:
    answer = client.post("/api/processes", json={"name": name, **more})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["url"])


def send(client: TestClient, process: str, *edits: dict[str, Any], status: int = 200, **more: Any) -> Any:
    answer = client.post(f"/api{process}/edits", json={"edits": list(edits), **more})
    assert answer.status_code == status, answer.text
    return answer.json()


def put(name: str, key: str | None = None, after: str | None = None, **content: Any) -> dict[str, Any]:
    return {"kind": "insert_stage", "after": after, "content": {"id": key, "name": name, **content}}


def said(stage: str, field: str, before: Any, to: Any) -> dict[str, Any]:
    return {"kind": "set_stage", "stage": stage, "field": field, "before": before, "to": to}


def names(client: TestClient, process: str) -> list[str]:
    return [stage["name"] for stage in client.get(f"/api{process}").json()["stages"]]


def test_a_process_is_made_and_said_what_it_is(amara: TestClient) -> None:
    url = make(amara)
    assert url == "/processes/refunds"
    made = send(
        amara,
        url,
        {"kind": "set_process", "field": "purpose", "before": "", "to": "Money back"},
        {"kind": "set_process", "field": "stakeholders", "before": [], "to": ["Customer: waits"]},
        {"kind": "set_process", "field": "owner", "before": None, "to": "Chidi"},
        put("Take", "take", role="Agent", deadline="One day"),
        put("Decide", "decide", kind="decision", after="take"),
        {"kind": "insert_slot", "stage": "take", "content": {"title": "How to take one"}},
    )["process"]
    assert (made["purpose"], made["owner"], made["gaps"]) == ("Money back", "Chidi", 1)
    assert [stage["kind"] for stage in made["stages"]] == ["work", "decision"]
    assert {"what": "few-branches", "stage": "decide"} in made["remarks"]
    assert amara.get("/api/processes").json()["processes"][0]["stages"][0]["deadline"] == "One day"


def test_a_person_who_is_known_is_not_made_twice(amara: TestClient) -> None:
    url = make(amara)
    send(amara, url, {"kind": "set_process", "field": "owner", "before": None, "to": "AMARA"})
    assert amara.get(f"/api{url}").json()["owner"] == "Amara"


@pytest.mark.parametrize("name", ["REFUNDS", " refunds ", "Refunds", "re\uff46unds"])
def test_names_that_differ_by_case_only_are_refused_with_the_other_named(
    amara: TestClient, name: str
) -> None:
    make(amara)
    answer = amara.post("/api/processes", json={"name": name})
    assert answer.status_code == 409
    assert "called “Refunds” already" in answer.json()["detail"]
    assert answer.json()["url"] == "/processes/refunds"
    other = make(amara, "Orders")
    send(amara, other, {"kind": "set_process", "field": "name", "before": "Orders", "to": name}, status=409)
    send(
        amara,
        "/processes/refunds",
        {"kind": "set_process", "field": "name", "before": "Refunds", "to": "REFUNDS"},
    )


def test_two_stages_of_one_name_are_refused_and_names_can_be_exchanged(amara: TestClient) -> None:
    url = make(amara)
    send(amara, url, put("Two", "two"), put("One", "one"))
    assert "called “One”" in send(amara, url, put("ONE"), status=409)["detail"]
    assert "called “One”" in send(amara, url, said("two", "name", "Two", "one"), status=409)["detail"]
    exchange = [
        said("one", "name", "One", "x"),
        said("two", "name", "Two", "One"),
        said("one", "name", "x", "Two"),
    ]
    send(amara, url, *exchange)
    assert names(amara, url) == ["Two", "One"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_a_process_without_a_name_or_with_a_novel_for_one_is_refused(amara: TestClient, name: str) -> None:
    answer = amara.post("/api/processes", json={"name": name})
    assert answer.status_code == 422
    assert answer.json()["detail"].endswith(".")


def test_a_process_of_any_script_has_an_address_that_works(amara: TestClient) -> None:
    for name in ("Возвраты", "إدارة المرتجعات", "返品", "🎉", "new"):
        url = make(amara, name)
        assert amara.get(url).status_code == 200, url
        send(amara, url, put(name))
        assert names(amara, url) == [name]


def test_all_edits_of_a_call_are_made_or_none(amara: TestClient) -> None:
    url = make(amara)
    send(amara, url, put("Take", "take"), said("gone", "role", "", "x"), status=409)
    assert names(amara, url) == []


def test_a_call_sent_again_changes_nothing(amara: TestClient) -> None:
    url = make(amara)
    first = send(amara, url, put("Take"), call="c1")
    again = send(amara, url, put("Take"), call="c1")
    assert (first["edits"], first["call"]) == (again["edits"], again["call"])
    assert names(amara, url) == ["Take"]


def test_two_people_changing_the_same_field_get_both_and_nothing_is_lost(
    amara: TestClient, ben: TestClient
) -> None:
    url = make(amara)
    send(amara, url, put("Take", "take"))
    send(amara, url, said("take", "role", "", "Agent"))
    answer = send(
        ben, url, said("take", "role", "", "Lead"), said("take", "deadline", "", "Soon"), status=409
    )
    assert (answer["mine"], answer["theirs"], answer["field"]) == ("Lead", "Agent", "role")
    send(ben, url, said("take", "deadline", "", "Soon"))
    stage = amara.get(f"/api{url}").json()["stages"][0]
    assert (stage["role"], stage["deadline"]) == ("Agent", "Soon")


def test_each_undoes_their_own_and_redoes_it(amara: TestClient, ben: TestClient) -> None:
    url = make(amara)
    send(amara, url, put("Take", "take"))
    send(ben, url, put("Pay", "pay", after="take"))
    send(amara, url, said("take", "name", "Take", "Take it"))
    undone = amara.post(f"/api{url}/edits/undo")
    assert undone.status_code == 200
    assert names(amara, url) == ["Take", "Pay"]
    amara.post(f"/api{url}/edits/undo")
    assert names(amara, url) == ["Pay"]
    assert amara.post(f"/api{url}/edits/undo").status_code == 409
    amara.post(f"/api{url}/edits/redo")
    amara.post(f"/api{url}/edits/redo")
    assert names(amara, url) == ["Take it", "Pay"]
    amara.post(f"/api{url}/edits/undo")
    assert names(amara, url) == ["Take", "Pay"]
    calls = amara.get(f"/api{url}/edits").json()["calls"]
    assert [call["person"] for call in calls[-3:]] == ["Amara", "Ben", "Amara"]


def test_what_another_changed_since_is_not_undone_but_set_aside(amara: TestClient, ben: TestClient) -> None:
    url = make(amara)
    send(amara, url, put("Take", "take"))
    send(amara, url, said("take", "role", "", "Agent"))
    send(ben, url, said("take", "role", "Agent", "Lead"))
    answer = amara.post(f"/api{url}/edits/undo")
    assert (answer.status_code, answer.json()["type"]) == (409, "set-aside")
    amara.post(f"/api{url}/edits/undo")
    assert names(amara, url) == []


def test_a_deleted_stage_comes_back_with_its_guides_and_slots(amara: TestClient) -> None:
    bring_in(amara, process="", stage="")
    url = make(amara)
    send(amara, url, put("Take", "take"), {"kind": "put_guide", "guide": "refund", "stage": "take"},
         {"kind": "insert_slot", "stage": "take", "content": {"id": "w", "title": "More"}})  # fmt: skip
    gone = send(amara, url, {"kind": "delete_stage", "stage": "take"})["process"]
    assert [guide["id"] for guide in gone["guides"]] == ["refund"]
    back = amara.post(f"/api{url}/edits/undo").json()["process"]
    assert back["guides"] == []
    assert [guide["id"] for guide in back["stages"][0]["guides"]] == ["refund"]
    assert back["stages"][0]["slots"][0]["title"] == "More"


def test_a_guide_may_be_in_several_processes_and_in_several_stages(amara: TestClient) -> None:
    bring_in(amara)
    url = make(amara, "Returns")
    send(amara, url, put("One", "one"), put("Two", "two"),
         {"kind": "put_guide", "guide": "refund", "stage": "one"},
         {"kind": "put_guide", "guide": "refund", "stage": "two"})  # fmt: skip
    again = {
        "kind": "set_place",
        "before": "Customer support",
        "before_stage": "Refunds",
        "process": "Orders",
    }
    assert amara.post("/api/guides/refund/edits", json={"edits": [again]}).status_code == 200
    assert amara.post("/api/guides/refund/publish", json={}).status_code < 300
    told = {each["name"]: each for each in amara.get("/api/processes").json()["processes"]}
    counts = {name: len(each["guides"]) + sum(len(stage["guides"]) for stage in each["stages"])
              for name, each in told.items()}  # fmt: skip
    assert counts == {"Customer support": 0, "Returns": 2, "Orders": 1}


def test_a_guide_that_is_not_there_cannot_be_put_in(amara: TestClient) -> None:
    url = make(amara)
    send(amara, url, {"kind": "put_guide", "guide": "nope", "stage": None}, status=409)
    amara.delete(bring_in(amara).replace("/guides", "/api/guides"))
    send(amara, url, {"kind": "put_guide", "guide": "refund", "stage": None}, status=409)


def test_a_deleted_process_leaves_its_guides_and_comes_back_whole(amara: TestClient, ben: TestClient) -> None:
    guide = bring_in(amara)
    url = "/processes/customer-support"
    before = {**amara.get(f"/api{url}").json(), "call": None}
    assert amara.delete(f"/api{url}").json() == {
        "id": "customer-support",
        "name": "Customer support",
        "stay": 1,
    }
    assert amara.get(guide).status_code == 200
    assert "Customer support" not in amara.get(guide).text
    for answer in (amara.get(f"/api{url}"), amara.get(url)):
        assert answer.status_code == 410
        assert "put it back" in answer.text
    send(ben, url, put("Late"), status=410)
    assert "Customer support" in amara.get("/trash").text
    assert ben.post(f"/api{url}/restore").status_code == 200
    assert {**amara.get(f"/api{url}").json(), "call": None} == before
    assert ben.post(f"/api{url}/restore").status_code == 404


def test_readers_see_the_name_of_a_deleted_process_nowhere(app: FastAPI, amara: TestClient) -> None:
    reader = visit(app, "reader")
    guide = bring_in(amara, stage="Returns desk")
    assert reader.get(f"/api{guide}").json()["process"] == "Customer support"
    amara.delete("/api/processes/customer-support")
    pages = ("/", "/guides", "/processes", "/changes", guide, f"{guide}/beside", "/search?q=refund")
    narrowed = ("/search?q=refund&process=customer-support", "/processes/customer-support")
    told = ("/api/guides", "/api/processes", "/api/search?q=support")
    for address in (
        *pages,
        *narrowed,
        *told,
        *(f"/api{each}" for each in (guide, "/processes/customer-support")),
    ):
        said = reader.get(address).text
        assert "Customer support" not in said, address
        assert "Returns desk" not in said, address


def test_the_name_of_a_deleted_process_is_free_and_it_waits_until_it_is_again(amara: TestClient) -> None:
    old = make(amara)
    amara.delete(f"/api{old}")
    new = make(amara)
    assert new == "/processes/refunds-2"
    answer = amara.post(f"/api{old}/restore")
    assert answer.status_code == 409
    assert "give that one another name, then put this one back" in answer.json()["detail"]
    page = amara.post(f"{old}/put-back")
    assert page.status_code == 409
    assert "This name is taken" in page.text
    assert f'href="{new}"' in page.text
    send(amara, new, {"kind": "set_process", "field": "name", "before": "Refunds", "to": "More refunds"})
    assert amara.post(f"{old}/put-back").headers["location"] == old


def test_a_guide_deleted_for_good_meanwhile_does_not_come_back_with_its_process(amara: TestClient) -> None:
    bring_in(amara)
    amara.delete("/api/processes/customer-support")
    amara.delete("/api/guides/refund")
    assert amara.post("/trash/refund/delete").status_code == 303
    told = amara.post("/api/processes/customer-support/restore").json()
    assert told["stages"][0]["guides"] == []


def test_a_stage_that_leads_to_what_is_gone_says_so_and_breaks_nothing(amara: TestClient) -> None:
    inner, url = make(amara, "Inner"), make(amara)
    branches = [{"label": "Yes", "to": "three"}, {"label": "", "to": "", "otherwise": True}]
    send(amara, url,
         put("Three", "three", kind="process", leads_to="inner"),
         put("Two", "two", then="three"),
         put("One", "one", kind="decision", branches=branches))  # fmt: skip
    send(amara, url, said("two", "then", "three", "nowhere"))
    amara.delete(f"/api{inner}")
    told = amara.get(f"/api{url}").json()
    assert [each["stage"] for each in told["remarks"] if each["what"] == "leads-nowhere"] == ["two", "three"]
    send(amara, url, {"kind": "delete_stage", "stage": "three"})
    told = amara.get(f"/api{url}").json()
    assert {"what": "leads-nowhere", "stage": "one"} in told["remarks"]
    assert amara.get(url).status_code == 200


def test_processes_cannot_lead_in_a_circle(amara: TestClient) -> None:
    first, second, third = make(amara, "A"), make(amara, "B"), make(amara, "C")
    send(amara, first, put("To B", "to-b", kind="process", leads_to="b"))
    send(amara, second, put("To C", "to-c", kind="process", leads_to="c"))
    answer = send(amara, third, put("To A", kind="process", leads_to="a"), status=422)
    assert "C \u203a A \u203a B \u203a C" in answer["detail"]
    send(amara, first, said("to-b", "leads_to", "b", "a"), status=422)
    send(amara, first, said("to-b", "leads_to", "b", "nope"), status=409)


def test_no_way_around_makes_a_circle(amara: TestClient) -> None:
    first, second = make(amara, "A"), make(amara, "B")
    send(amara, first, put("To B", "to-b", kind="work", leads_to="b"))
    send(amara, second, put("To A", "to-a", kind="process", leads_to="a"))
    send(amara, first, said("to-b", "kind", "work", "process"), status=422)
    third, fourth = make(amara, "C"), make(amara, "D")
    send(amara, third, put("To D", "to-d", kind="process", leads_to="d"))
    send(amara, third, {"kind": "delete_stage", "stage": "to-d"})
    send(amara, fourth, put("To C", kind="process", leads_to="c"))
    answer = amara.post(f"/api{third}/edits/undo")
    assert (answer.status_code, answer.json()["type"]) == (409, "set-aside")
    assert answer.json()["way"] == ["C", "D", "C"]
    assert names(amara, third) == []


def test_a_circle_through_a_deleted_process_names_it(amara: TestClient) -> None:
    first, second, third = make(amara, "One"), make(amara, "Two"), make(amara, "Three")
    send(amara, first, put("Next", kind="process", leads_to="two"))
    send(amara, second, put("Next", kind="process", leads_to="three"))
    amara.delete(f"/api{second}")
    answer = send(amara, third, put("Next", kind="process", leads_to="one"), status=422)
    assert answer["way"] == ["Three", "One", "Two", "Three"]


@pytest.mark.parametrize(
    ("field", "to", "mend"),
    [
        ("then", "no key", "name a stage by its id"),
        ("then", 5, "name a stage by its id"),
        ("leads_to", "a/b", "name a process by its id"),
        ("branches", [{"label": "x", "to": "no key"}], "name a stage by its id"),
    ],
)
def test_what_is_no_key_is_refused_with_the_mend(amara: TestClient, field: str, to: Any, mend: str) -> None:
    url = make(amara)
    send(amara, url, put("One", "one"))
    before: Any = [] if field == "branches" else None
    assert mend in send(amara, url, said("one", field, before, to), status=422)["detail"]


def test_three_hundred_stages_with_huge_texts_are_kept_in_order(amara: TestClient) -> None:
    url, long = make(amara), "ü" * 3_000
    stages = [put(f"Stage {number}", f"s{number}", specification=long) for number in range(300, 0, -1)]
    for start in range(0, 300, 100):
        send(amara, url, *stages[start : start + 100])
    send(amara, url, {"kind": "move_stage", "stage": "s300", "after": None})
    assert names(amara, url)[:3] == ["Stage 300", "Stage 1", "Stage 2"]
    assert amara.get(url).status_code == 200
    answer = send(amara, url, said("s1", "specification", long, "x" * 20_001), status=422)
    assert "specification" in answer["detail"]


def test_what_cannot_be_seen_is_in_no_name(amara: TestClient) -> None:
    assert amara.post("/api/processes", json={"name": "Re\0funds\x07"}).json()["name"] == "Refunds"
    made = amara.post("/processes/new", data={"called": "Ret\0urns"})
    assert made.headers["location"] == "/processes/returns/edit"
    assert amara.post("/api/processes", json={"name": "\0"}).status_code == 422
    send(amara, "/processes/refunds", put("One", "a\0b"), status=422)


@pytest.mark.parametrize("template", templates(), ids=lambda each: each.key)
def test_a_template_gives_a_process_without_a_fault(amara: TestClient, template: Any) -> None:
    url = make(amara, template.name, template=template.key)
    told = amara.get(f"/api{url}").json()
    assert told["remarks"] == []
    assert len(told["stages"]) >= 7
    assert told["gaps"] >= 5
    assert all(stage["role"] for stage in told["stages"])
    assert any(stage["kind"] == "decision" for stage in told["stages"])
    second = make(amara, f"{template.name} again", template=template.key)
    assert names(amara, second) == names(amara, url)
    amara.post(f"/api{url}/edits/undo")
    assert names(amara, url) == []


def test_a_template_that_is_not_there_makes_nothing(amara: TestClient) -> None:
    answer = amara.post("/api/processes", json={"name": "X", "template": "../../etc/passwd"})
    assert answer.status_code == 422
    assert amara.get("/api/processes").json() == {"processes": []}


def test_readers_change_nothing(app: FastAPI, amara: TestClient) -> None:
    url, reader = make(amara), join(app, "Chidi", "reader")
    assert reader.get(f"/api{url}").status_code == 200
    assert reader.post(f"/api{url}/edits", json={"edits": [put("X")]}).status_code == 403
    assert reader.delete(f"/api{url}").status_code == 403
    assert reader.get(f"/api{url}/edits").status_code == 403


def test_a_slot_that_is_filled_is_open_no_longer(app: FastAPI, amara: TestClient) -> None:
    bring_in(amara)
    url = make(amara)
    send(amara, url, put("Take", "take"),
         {"kind": "insert_slot", "stage": "take", "content": {"id": "w", "title": "More"}})  # fmt: skip
    base: KnowledgeBase = app.state.base
    with base.database.writing() as connection:
        slots.ask(connection, "w", people.called(connection, "Amara"))
    assert amara.get(f"/api{url}").json()["stages"][0]["slots"][0]["asked"] == "Amara"
    with base.database.writing() as connection:
        slots.fill(connection, "w", "refund")
        wanted = slots.one(connection, "w")
        assert wanted is not None
        assert (wanted.slot.guide, wanted.place.stage) == ("refund", "take")
    assert amara.get(f"/api{url}").json()["stages"][0]["slots"] == []
    send(amara, url, {"kind": "delete_slot", "slot": "w"}, status=409)
    send(amara, url, {"kind": "delete_stage", "stage": "take"})
    assert amara.post(f"/api{url}/edits/undo").status_code == 200


def test_what_comes_back_comes_without_guides_that_are_gone_for_good(app: FastAPI, amara: TestClient) -> None:
    kept, gone = (bring_in(amara, id=name).rpartition("/")[2] for name in ("kept", "gone"))
    url = make(amara)
    placed = [{"kind": "put_guide", "guide": guide, "stage": "take"} for guide in (kept, gone)]
    send(amara, url, put("Take", "take"), *placed)
    send(amara, url, {"kind": "delete_stage", "stage": "take"})
    send(amara, url, {"kind": "take_guide", "guide": gone, "stage": None})
    amara.delete(f"/api/guides/{gone}")
    trash.delete_for_good(app.state.base, gone)
    assert amara.post(f"/api{url}/edits/undo").json()["type"] == "set-aside"  # nothing else is in that call
    assert amara.post(f"/api{url}/edits/undo").status_code == 200
    assert [each["id"] for each in amara.get(f"/api{url}").json()["stages"][0]["guides"]] == [kept]


def test_a_key_is_not_given_again_while_its_stage_may_come_back(amara: TestClient) -> None:
    refunds, hiring = make(amara), make(amara, "Hiring")
    send(amara, refunds, put("Check"))
    send(amara, refunds, {"kind": "delete_stage", "stage": "check"})
    send(amara, hiring, put("Check"))
    assert [each["id"] for each in amara.get(f"/api{hiring}").json()["stages"]] == ["check-2"]
    assert amara.post(f"/api{refunds}/edits/undo").status_code == 200
    assert names(amara, refunds) == names(amara, hiring) == ["Check"]


def test_what_cannot_come_back_under_its_key_is_set_aside(amara: TestClient) -> None:
    refunds, hiring = make(amara), make(amara, "Hiring")
    slot = {"kind": "insert_slot", "stage": "keep", "content": {"id": "w", "title": "More"}}
    send(amara, refunds, put("Keep", "keep"))
    send(amara, refunds, slot)
    send(amara, refunds, put("Check", "check"))
    send(amara, refunds, {"kind": "delete_slot", "slot": "w"})
    send(amara, refunds, {"kind": "delete_stage", "stage": "check"})
    send(amara, hiring, put("Verify", "check"), slot | {"stage": "check"})
    for _ in range(2):
        assert amara.post(f"/api{refunds}/edits/undo").json()["type"] == "set-aside"
    assert amara.post(f"/api{refunds}/edits/undo").status_code == 409  # the stage that it made is gone
    assert names(amara, refunds) == ["Keep"]


def test_the_log_keeps_what_was_made_with_the_way_back(app: FastAPI, amara: TestClient) -> None:
    url = make(amara)
    send(amara, url, put("Take", "take"))
    with app.state.base.database.reading() as connection:
        row = connection.execute(select(process_calls)).one()
    assert (row.edits[0]["kind"], row.ways_back[0]["kind"]) == ("insert_stage", "delete_stage")


def test_processes_can_be_listed_with_numbers_in_place_of_guides(amara: TestClient) -> None:
    bring_in(amara)
    url = make(amara)
    slots = [{"kind": "insert_slot", "stage": "wait", "content": {"title": title}} for title in "AB"]
    send(amara, url, put("Take", "take"), put("Wait", "wait"), *slots, put("Open", "open"),
         put("Yes?", kind="decision"), {"kind": "put_guide", "guide": "refund", "stage": "take"},
         {"kind": "put_guide", "guide": "refund", "stage": None})  # fmt: skip
    whole = amara.get("/api/processes").json()["processes"]
    lean = amara.get("/api/processes?guides=false").json()["processes"]
    for process, outline in zip(whole, lean, strict=True):
        ids = {each["id"] for each in process.pop("guides")}
        for stage in process["stages"]:
            there = stage.pop("guides")
            stage["guide_count"] = len(there)
            ids |= {each["id"] for each in there}
        assert outline == process | {"guide_count": len(ids)}
    assert [each["gaps"] for each in lean] == [0, 3]
    assert "guides" in send(amara, url, put("Last"))["process"]
    answer = amara.post(f"/api{url}/edits?guides=false", json={"edits": [put("Very last")]}).json()["process"]
    listed = amara.get("/api/processes?guides=false").json()["processes"][1]
    assert answer == listed | {name: answer[name] for name in ("remarks", "call")}
