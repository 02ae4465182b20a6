"""The pages on which processes are drawn up, as plain forms: what they keep, refuse and ask."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from server.app import create_app
from server.processes.forms import edits_of_form
from server.settings import Settings
from tests.serving import bring_in, visit


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with visit(create_app(Settings(data=tmp_path / "data"))) as client:
        yield client


def make(client: TestClient, name: str = "Refunds", template: str = "") -> str:
    answer = client.post("/processes/new", data={"called": name, "template": template})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].removesuffix("/edit")


def edits(sent: Mapping[str, str], *order: str) -> list[dict[str, Any]]:
    return [each.model_dump(exclude_unset=True) for each in edits_of_form(sent, order, lambda said: said)]


def test_a_name_that_is_taken_is_said_with_the_way_to_the_other(client: TestClient) -> None:
    make(client)
    answer = client.post("/processes/new", data={"called": "REFUNDS", "template": "hiring"})
    assert answer.status_code == 409
    assert "called “Refunds” already" in answer.text
    assert '<a href="/processes/refunds">' in answer.text
    assert 'value="REFUNDS"' in answer.text
    assert 'value="hiring" data-name="Hiring" checked' in answer.text


def test_the_page_shows_every_field_and_the_details_of_one_stage(client: TestClient) -> None:
    url = make(client, template="refunds")
    page = client.get(f"{url}/edit").text
    assert page.count("data-stage=") == 9
    assert (
        "details"
        not in page.split("data-outline")[1].split("</ol>")[0].replace("data-more", "").split("<form")[1:]
    )
    opened = client.get(f"{url}/edit?stage=is-it-within-the-rules").text
    assert "Within the rules" in opened
    assert client.get(f"{url}/edit?stage=gone").status_code == 200


def test_a_form_that_saw_something_else_keeps_what_was_written_and_says_what_others_wrote(
    client: TestClient,
) -> None:
    url = make(client)
    first = {"was:process:purpose": "", "process:purpose": "Theirs"}
    assert client.post(f"{url}/edit", data=first).status_code == 303
    answer = client.post(f"{url}/edit", data=first | {"process:purpose": "Mine"})
    assert answer.status_code == 409
    assert "Somebody else wrote meanwhile: “Theirs”" in answer.text
    assert ">Mine</textarea>" in answer.text
    assert 'name="was:process:purpose" value="Theirs"' in answer.text


def test_only_what_changed_becomes_an_edit() -> None:
    sent = {
        "was:process:purpose": "Why", "process:purpose": "Why ",
        "was:process:inputs": "a\nb", "process:inputs": "a\r\n\r\nc",
        "was:take:optional": "1", "was:take:beside": "", "take:beside": "1",
        "was:take:then": "next", "take:then": "end",
        "was:pay:then": "to:take", "pay:then": "to:take",
    }  # fmt: skip
    assert edits(sent, "take", "pay") == [
        {"kind": "set_process", "field": "inputs", "before": ["a", "b"], "to": ["a", "c"]},
        {"kind": "set_stage", "stage": "take", "field": "optional", "before": True, "to": False},
        {"kind": "set_stage", "stage": "take", "field": "beside", "before": False, "to": True},
        {"kind": "set_stage", "stage": "take", "field": "then", "before": None, "to": ""},
    ]


def test_branches_are_rows_of_which_empty_ones_are_none() -> None:
    sent = {
        "was:d:branches": "[]",
        "branch:d:0:label": "Yes", "branch:d:0:to": "to:pay",
        "branch:d:1:label": "", "branch:d:1:to": "end",
        "branch:d:2:label": "", "branch:d:2:to": "end", "branch:d:otherwise": "2",
    }  # fmt: skip
    (made,) = edits(sent)
    assert made["to"] == [
        {"label": "Yes", "to": "pay", "otherwise": False},
        {"label": "", "to": "", "otherwise": True},
    ]


@pytest.mark.parametrize(("act", "after"), [("up:b", None), ("down:b", "c"), ("up:c", "a"), ("down:a", "b")])
def test_a_stage_moves_past_its_neighbour(act: str, after: str | None) -> None:
    assert edits({"act": act}, "a", "b", "c") == [
        {"kind": "move_stage", "stage": act.partition(":")[2], "after": after}
    ]


@pytest.mark.parametrize("act", ["up:a", "down:c", "up:gone", "nonsense", "up"])
def test_a_move_that_leads_nowhere_is_none(act: str) -> None:
    assert edits({"act": act}, "a", "b", "c") == []


@pytest.mark.parametrize(
    "sent",
    [
        {"was:process:nonsense": "", "process:nonsense": "x"},
        {"was:a/b:role": "", "a/b:role": "x"},
        {"was:d:branches": "no json", "branch:d:0:label": "x"},
        {"was:d:branches": '{"a": 1}', "branch:d:0:label": "x"},
        {"act": "delete:"},
        {"guide:": "no/such guide"},
    ],
)
def test_a_form_of_somebody_elses_making_is_refused_in_one_sentence(
    client: TestClient, sent: dict[str, str]
) -> None:
    url = make(client)
    answer = client.post(f"{url}/edit", data=sent)
    assert answer.status_code in (409, 422)
    assert 'role="alert"' in answer.text


def test_guides_are_put_in_by_title_or_address_and_taken_out(client: TestClient) -> None:
    bring_in(client, process="", stage="")
    url = make(client)
    client.post(f"{url}/edit", data={"guide:": "How to process a customer refund"})
    client.post(f"{url}/edit", data={"more": "Take"})
    client.post(f"{url}/edit", data={"guide:take": "http://localhost/guides/refund"})
    told = client.get(f"/api{url}").json()
    assert [len(told["guides"]), len(told["stages"][0]["guides"])] == [1, 1]
    client.post(f"{url}/edit", data={"act": "take:refund:take"})
    assert client.get(f"/api{url}").json()["stages"][0]["guides"] == []


def test_a_guide_that_waits_to_be_published_is_seen_by_editors_alone(tmp_path: Path) -> None:
    client = visit(create_app(Settings(data=tmp_path / "data", review_first=True)))
    bring_in(client)
    page = client.get("/processes/customer-support/edit?stage=refunds").text
    assert "Not published" in page
    assert "How to process a customer refund" in page


def test_deleting_asks_and_says_what_stays(client: TestClient) -> None:
    bring_in(client)
    url = "/processes/customer-support"
    page = client.get(f"{url}/delete").text
    assert "Its guide stays, and only loses this place." in page
    answer = client.post(f"{url}/delete")
    assert answer.headers["location"] == "/trash#process-customer-support"
    assert client.get(f"{url}/edit").status_code == 410
    assert client.post(f"{url}/edit", data={"more": "x"}).status_code == 410
    assert client.post(f"{url}/put-back").headers["location"] == url
    assert client.get(url).status_code == 200


def test_three_hundred_stages_and_words_of_markup_are_shown_as_words(client: TestClient) -> None:
    url = make(client, "<script>alert(1)</script> & more")
    client.post(f"{url}/edit", data={"more": "\n".join(f"Stage <b>{number}</b>" for number in range(300))})
    page = client.get(f"{url}/edit")
    assert page.status_code == 200
    assert page.text.count("data-stage=") == 300
    assert "<script>alert" not in page.text
    assert "<b>7</b>" not in page.text


def test_the_map_and_the_notes_are_asked_for_by_themselves(client: TestClient) -> None:
    url = make(client, template="refunds")
    parts = client.get(f"{url}/edit/parts").json()
    assert "Take the request" in parts["map"]
    assert "guide is missing" in parts["notes"]["take-the-request"]
    assert parts["call"] == client.get(f"/api{url}").json()["call"]
